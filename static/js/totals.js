// @ts-check
/**
 * 合计: cells that the standard defines as sums, and what becomes of figures while someone types.
 *
 * The twin of govreport/standards/derive.py, and `LiveFigures`, which evaluates only what a keystroke touches.
 *
 * @typedef {import("./figures.js").Values} Values
 * @typedef {import("./relations.js").Edition} Edition
 * @typedef {import("./relations.js").Finding} Finding
 * @typedef {import("./relations.js").State} State
 */

import { evaluate, finding, linearValue, relationIndex, withSpaces } from "./relations.js";

/**
 * All derived cells as they follow from the inputs alone; null where an input is blank.
 * @param {Edition} edition
 * @param {Values} values
 * @returns {Values}
 */
export function computed(edition, values) {
  const all = { ...values };
  /** @type {Values} */
  const totals = {};
  for (const [cell, form] of edition.derivations) {
    all[cell] = totals[cell] = linearValue(form, all);
  }
  return totals;
}

/**
 * Derived cells that state a number other than the one that follows from the inputs (原表合计).
 * @param {Edition} edition
 * @param {Values} values
 * @returns {Set<string>}
 */
export function declaredTotals(edition, values) {
  const totals = computed(edition, values);
  return new Set(Object.keys(totals).filter((cell) => !isBlank(values[cell]) && values[cell] !== totals[cell]));
}

/**
 * The figures after some cells were changed by a person: a total follows when its parts change, except one that a
 * source declared otherwise or that the person has just stated; a total that is cleared is computed again.
 * @param {Edition} edition
 * @param {Values} before
 * @param {Values} changes
 * @returns {Values}
 */
export function settle(edition, before, changes) {
  const after = { ...before, ...changes };
  const then = computed(edition, before);
  for (const [cell, total] of Object.entries(computed(edition, after))) {
    const moved = total !== then[cell] && (isBlank(before[cell]) || before[cell] === then[cell]);
    if (cell in changes ? isBlank(changes[cell]) : moved) {
      after[cell] = total;
    }
  }
  return after;
}

/**
 * @param {bigint | null | undefined} value
 */
function isBlank(value) {
  return value === null || value === undefined;
}

/** 填报中的数据: figures under someone's hands, with the state of every relation kept up to date. */
export class LiveFigures {
  /**
   * @param {Edition} edition
   * @param {Values} values every figure of the report, fee items included
   * @param {{prev?: Values}} [spaces] last year's published figures
   */
  constructor(edition, values, spaces = {}) {
    this.edition = edition;
    this.values = { ...values };
    this.others = withSpaces({}, spaces);
    this.index = relationIndex(edition);
    /** @type {State[]} the state of each relation, in the order of the edition */
    this.states = [];
    /** @type {(Finding | null)[]} the finding of each relation, null unless it is broken */
    this.slots = [];
    edition.relations.forEach((_, position) => this.refresh(position));
  }

  /**
   * Change cells; null clears a cell.
   * @param {Values} changes
   * @returns {{cells: string[], relations: number[]}} cells whose value is another one now, totals included, and
   *   positions of the relations that were evaluated again
   */
  change(changes) {
    const after = settle(this.edition, this.values, changes);
    const cells = Object.keys(after).filter((cell) => (after[cell] ?? null) !== (this.values[cell] ?? null));
    this.values = after;
    const touched = new Set(cells.flatMap((cell) => this.index.get(cell) || []));
    const relations = Array.from(touched).sort((one, other) => one - other);
    this.merged = undefined;
    relations.forEach((position) => this.refresh(position));
    return { cells, relations };
  }

  /**
   * Evaluate one relation again.
   * @param {number} position
   */
  refresh(position) {
    this.merged = this.merged || { ...this.values, ...this.others };
    const relation = this.edition.relations[position];
    const outcome = evaluate(relation, this.merged);
    this.states[position] = outcome.state;
    this.slots[position] = outcome.state === "broken" ? finding(relation, outcome, this.merged) : null;
  }

  /**
   * Findings of all broken relations, in the order of the edition.
   * @returns {Finding[]}
   */
  get findings() {
    return /** @type {Finding[]} */ (this.slots.filter((item) => item !== null));
  }
}
