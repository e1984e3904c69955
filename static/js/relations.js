// @ts-check
/**
 * 勾稽关系: the relations of an edition, evaluated exactly as govreport/standards/evaluate.py and derive.py do.
 *
 * The edition is the JSON of govreport/standards/schema.py (`browser_edition`); figures are whole millionths (figures.js).
 *
 * @typedef {import("./figures.js").Values} Values
 * @typedef {import("./numbers.js").Cell} Cell
 * @typedef {import("./numbers.js").Reading} Reading
 * @typedef {{terms: [number, string][], constant: number}} Linear
 * @typedef {"=" | "<=" | ">=" | "<" | ">"} Operator
 * @typedef {{left: Linear, op: Operator, right: Linear}} Comparison
 * @typedef {"error" | "warning" | "hint"} Severity
 * @typedef {{rule: string, severity: Severity, left: Linear, op: Operator, right: Linear, when: Comparison | null,
 *   addresses: string[], related: string[], slots: Record<string, string>, message: string, basis: string}} Relation
 * @typedef {{severity: Severity, softer: Record<string, Severity>, message: string, basis: string}} CellRule
 * @typedef {{edition: string, cells: Record<string, Cell>, derivations: [string, Linear][], relations: Relation[],
 *   cellRules: Record<string, CellRule>}} Edition
 * @typedef {"holds" | "broken" | "undetermined" | "not_applicable"} State
 * @typedef {{state: State, left: bigint | null, right: bigint | null}} Outcome
 * @typedef {{rule: string, severity: Severity, addresses: string[], message: string, left: string | null,
 *   right: string | null, related: string[], basis: string}} Finding
 */

import { SCALE, unscaled } from "./figures.js";
import { parseNumber, brokenRules } from "./numbers.js";

/** @type {WeakMap<Linear, [bigint, string][]>} */
const FACTORS = new WeakMap();

/**
 * The terms of a form with BigInt factors, converted once.
 * @param {Linear} form
 */
function factors(form) {
  let terms = FACTORS.get(form);
  if (terms === undefined) {
    terms = form.terms.map(([factor, address]) => [BigInt(factor), address]);
    FACTORS.set(form, terms);
  }
  return terms;
}

/**
 * The value of a linear form, or null if any of its cells is blank.
 * @param {Linear} form
 * @param {Values} values
 * @returns {bigint | null}
 */
export function linearValue(form, values) {
  let total = BigInt(form.constant) * SCALE;
  for (const [factor, address] of factors(form)) {
    const part = values[address];
    if (part === null || part === undefined) {
      return null;
    }
    total += factor === 1n ? part : factor * part;
  }
  return total;
}

/**
 * @param {Operator} operator
 * @param {bigint} left
 * @param {bigint} right
 */
function compare(operator, left, right) {
  switch (operator) {
    case "=":
      return left === right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    default:
      throw new TypeError(`“${operator}” is no comparison`);
  }
}

/**
 * Apply one relation to values.
 * @param {Relation} relation
 * @param {Values} values
 * @returns {Outcome}
 */
export function evaluate(relation, values) {
  if (relation.when !== null) {
    const left = linearValue(relation.when.left, values);
    const right = linearValue(relation.when.right, values);
    if (left === null || right === null) {
      return { state: "undetermined", left: null, right: null };
    }
    if (!compare(relation.when.op, left, right)) {
      return { state: "not_applicable", left: null, right: null };
    }
  }
  const left = linearValue(relation.left, values);
  const right = linearValue(relation.right, values);
  if (left === null || right === null) {
    return { state: "undetermined", left, right };
  }
  return { state: compare(relation.op, left, right) ? "holds" : "broken", left, right };
}

/**
 * A sentence with its slots filled; a slot nobody knows stays as it is.
 * @param {string} message
 * @param {Map<string, string>} words
 */
function fill(message, words) {
  return message.replace(/\{([a-z0-9_.]+)\}/g, (slot, name) => words.get(name) ?? slot);
}

/**
 * The finding of a broken relation: both numbers, where, and what to do.
 * @param {Relation} relation
 * @param {Outcome} outcome
 * @param {Values} values
 * @returns {Finding}
 */
export function finding(relation, outcome, values) {
  if (outcome.left === null || outcome.right === null) {
    throw new TypeError("only a determined relation can be reported");
  }
  const left = unscaled(outcome.left);
  const right = unscaled(outcome.right);
  const gap = outcome.left - outcome.right;
  const words = new Map([
    ["left", left],
    ["right", right],
    ["difference", unscaled(gap < 0n ? -gap : gap)],
  ]);
  for (const [name, address] of Object.entries(relation.slots)) {
    const value = values[address];
    words.set(name, value === null || value === undefined ? "" : unscaled(value));
  }
  const { rule, severity, addresses, related, basis } = relation;
  return { rule, severity, addresses, message: fill(relation.message, words), left, right, related, basis };
}

/**
 * All relations of an edition: the state of each, in its order, and the findings of the broken ones.
 * @param {Edition} edition
 * @param {Values} values
 * @param {{prev?: Values}} [spaces] last year's published figures, by plain address
 * @returns {{findings: Finding[], states: State[]}}
 */
export function evaluateAll(edition, values, spaces = {}) {
  const all = withSpaces(values, spaces);
  const outcomes = edition.relations.map((relation) => evaluate(relation, all));
  /** @type {Finding[]} */
  const findings = [];
  outcomes.forEach((outcome, index) => {
    if (outcome.state === "broken") {
      findings.push(finding(edition.relations[index], outcome, all));
    }
  });
  return { findings, states: outcomes.map((outcome) => outcome.state) };
}

/**
 * Values with those of other name spaces beside them.
 * @param {Values} values
 * @param {{prev?: Values}} spaces
 * @returns {Values}
 */
export function withSpaces(values, spaces) {
  const all = { ...values };
  for (const [address, value] of Object.entries(spaces.prev || {})) {
    all[`prev.${address}`] = value;
  }
  return all;
}

/**
 * Cell address → positions of the relations in which the cell takes part, conditions included.
 * @param {Edition} edition
 * @returns {Map<string, number[]>}
 */
export function relationIndex(edition) {
  /** @type {Map<string, number[]>} */
  const index = new Map();
  edition.relations.forEach((relation, position) => {
    const forms = [relation.left, relation.right];
    if (relation.when !== null) {
      forms.push(relation.when.left, relation.when.right);
    }
    const addresses = new Set(forms.flatMap((form) => form.terms.map(([, address]) => address)));
    // A message may quote a cell that takes no part in the sum.
    Object.values(relation.slots).forEach((address) => addresses.add(address));
    addresses.forEach((address) => {
      const positions = index.get(address) || [];
      positions.push(position);
      index.set(address, positions);
    });
  });
  return index;
}

/**
 * The findings of one cell, from the text typed or printed in it.
 * @param {Edition} edition
 * @param {string} address
 * @param {string} text
 * @returns {Finding[]}
 */
export function cellFindings(edition, address, text) {
  const cell = edition.cells[address];
  const read = parseNumber(text);
  const words = new Map([
    ["cell", cell.place],
    ["value", text],
    ["parsed", read.value === null ? "" : read.value],
    ["unit", read.unit],
    ["note", read.note],
    ["places", String(cell.places)],
  ]);
  return brokenRules(cell, read).map((rule) => {
    const { severity, softer, message, basis } = edition.cellRules[rule];
    return {
      rule,
      severity: softer[cell.table] || severity,
      addresses: [address],
      message: fill(message, words),
      left: null,
      right: null,
      related: [address],
      basis,
    };
  });
}
