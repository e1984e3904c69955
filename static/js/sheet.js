// @ts-check
/**
 * 报告底稿: the report under someone's hands: what the server holds, what was typed since, and what follows from both.
 *
 * The rules are those of relations.js and totals.js; this module only keeps the typing apart from what is saved, so
 * that totals follow exactly as the server will make them follow (govreport/reports/services/cells.py).
 *
 * @typedef {import("./relations.js").Edition} Edition
 * @typedef {import("./relations.js").Relation} Relation
 * @typedef {import("./figures.js").Values} Values
 * @typedef {{rule: string, severity: "error" | "warning" | "hint", addresses: string[], related: string[],
 *   message: string, basis: string, left: string | null, right: string | null, sum: string, gap?: string,
 *   settled?: boolean}} Shown
 * @typedef {{texts: Record<string, string>, figures: Record<string, string | null>,
 *   prev: Record<string, string | null>}} Held
 */

import { scaled, scaleFigures, unscaled } from "./figures.js";
import { parseNumber, storable } from "./numbers.js";
import { cellFindings } from "./relations.js";
import { computed, LiveFigures, settle } from "./totals.js";

const ORDER = { error: 0, warning: 1, hint: 2 };
const BROKEN = { "=": "≠", "<=": "＞", ">=": "＜", "<": "≥", ">": "≤" };
const BLANK = "C-01";

export class Sheet {
  /** @param {Edition} edition @param {Held} held */
  constructor(edition, held) {
    this.edition = edition;
    this.base = scaleFigures(held.figures);
    /** @type {Record<string, string>} what stands in every cell */
    this.texts = { ...held.texts };
    /** @type {Map<string, string>} typed and not yet acknowledged */
    this.typed = new Map();
    this.live = new LiveFigures(edition, this.base, { prev: scaleFigures(held.prev) });
    this.derived = new Set(edition.derivations.map(([cell]) => cell));
    this.places = new Map(Object.keys(edition.cells).map((address, place) => [address, place]));
    this.fee = Object.keys(edition.cells).filter((address) => edition.cells[address].table === "fee");
    /** @type {Map<string, Shown[]>} */
    this.single = new Map();
    Object.keys(edition.cells).forEach((address) => this.look(address));
  }

  /** The number that typed text means in a cell, as the server will read it.
   * @param {string} address @param {string} text @returns {bigint | null} */
  read(address, text) {
    const cell = this.edition.cells[address];
    const reading = parseNumber(text);
    if (cell.type === "text" || reading.kind !== "number" || reading.value === null) {
      return null;
    }
    const value = scaled(reading.value);
    const signed = reading.sign !== "+" || cell.type === "signed";
    return signed && storable(cell, reading.value) ? value : null;
  }

  /** Someone typed. Returns the cells whose text is another one now: the totals that follow.
   * @param {string} address @param {string} text @returns {Map<string, string>} */
  type(address, text) {
    return this.typeAll(new Map([[address, text]]));
  }

  /** The same for a block of cells at once. @param {Map<string, string>} texts @returns {Map<string, string>} */
  typeAll(texts) {
    texts.forEach((text, address) => {
      this.typed.set(address, text.trim());
      this.texts[address] = text.trim();
      this.look(address);
    });
    return this.follow();
  }

  /** Totals as they follow from what the server holds and everything typed since. @returns {Map<string, string>} */
  follow() {
    /** @type {Values} */
    const changes = {};
    this.typed.forEach((text, address) => {
      changes[address] = this.read(address, text);
    });
    const after = settle(this.edition, this.base, changes);
    const then = computed(this.edition, this.base);
    const now = computed(this.edition, after);
    for (const cell of this.derived) {
      // A total whose parts did not change stays as the source has it.
      if (!(cell in changes) && then[cell] === now[cell]) {
        after[cell] = this.base[cell] === undefined ? null : this.base[cell];
      }
    }
    return this.put(after);
  }

  /** @param {Values} after @returns {Map<string, string>} */
  put(after) {
    /** @type {Values} */
    const changes = {};
    for (const [address, value] of Object.entries(after)) {
      // Totals are named one by one, or they would be computed again from what was typed in between.
      if (this.derived.has(address) || value !== this.live.values[address]) {
        changes[address] = value;
      }
    }
    const moved = new Set(this.live.change(changes).cells);
    // Where typing has moved a total on, what an answer has just said of it is old.
    this.derived.forEach((cell) => (after[cell] ?? null) !== (this.base[cell] ?? null) && moved.add(cell));
    /** @type {Map<string, string>} */
    const followed = new Map();
    for (const address of moved) {
      if (this.derived.has(address) && !this.typed.has(address)) {
        const value = this.live.values[address];
        this.texts[address] = value === null || value === undefined ? "" : unscaled(value);
        this.look(address);
        followed.set(address, this.texts[address]);
      }
    }
    return followed;
  }

  /** Reads the text of one cell again, with those that depend on it. @param {string} address */
  look(address) {
    (this.fee.includes(address) ? this.fee : [address]).forEach((item) => this.lookAt(item));
  }

  /** @param {string} address */
  lookAt(address) {
    const cell = this.edition.cells[address];
    // The items of the fee statement are filled in together or not at all.
    const optional = cell.table === "fee" && !this.fee.some((item) => this.texts[item]);
    const found = cell.type === "text" || optional ? [] : cellFindings(this.edition, address, this.texts[address] || "");
    this.single.set(address, found.map((item) => ({ ...item, sum: "" })));
  }

  /** The server has stored what was sent. Returns the cells whose text is another one now.
   * @param {Held} held @param {Record<string, string>} sent @returns {Map<string, string>} */
  accept(held, sent) {
    this.base = scaleFigures(held.figures);
    for (const [address, text] of Object.entries(sent)) {
      if (this.typed.get(address) === text.trim()) {
        this.typed.delete(address);
      }
    }
    /** @type {Map<string, string>} */
    const changed = new Map();
    for (const [address, text] of Object.entries(held.texts)) {
      if (!this.typed.has(address) && this.texts[address] !== text) {
        this.texts[address] = text;
        this.look(address);
        changed.set(address, text);
      }
    }
    this.follow().forEach((text, address) => changed.set(address, text));
    return changed;
  }

  /** All findings that a script can see, blank cells left out: worst first, then by rule and place. @returns {Shown[]} */
  findings() {
    /** @type {Shown[]} */
    const found = [];
    this.live.slots.forEach((finding, position) => {
      if (finding) {
        const relation = this.edition.relations[position];
        found.push({ ...finding, sum: this.sum(relation), gap: gapOf(relation, finding) });
      }
    });
    this.single.forEach((items) => items.forEach((item) => item.rule !== BLANK && found.push(item)));
    return found.sort((one, other) => this.order(one, other));
  }

  /** @param {Shown} one @param {Shown} other */
  order(one, other) {
    const place = (/** @type {Shown} */ item) => this.places.get(item.addresses[0]) ?? -1;
    const byRule = one.rule < other.rule ? -1 : Number(one.rule > other.rule);
    return ORDER[one.severity] - ORDER[other.severity] || byRule || place(one) - place(other);
  }

  /** Addresses of blank cells, in the order of the form. @returns {string[]} */
  blanks() {
    return Array.from(this.single).filter(([, items]) => items.some((item) => item.rule === BLANK)).map(([a]) => a);
  }

  /** Totals that say something else than their parts add up to → what these add up to, empty when parts are blank.
   * @returns {Map<string, string>} */
  declared() {
    const totals = computed(this.edition, this.live.values);
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const [cell, total] of Object.entries(totals)) {
      const value = this.live.values[cell];
      if ((value === undefined ? null : value) !== total || this.texts[cell] !== (total === null ? "" : unscaled(total))) {
        found.set(cell, total === null ? "" : unscaled(total));
      }
    }
    return found;
  }

  /** Both sides of a broken relation in figures: 2 ＋ 0 ≠ 0 ＋ 0. @param {Relation} relation */
  sum(relation) {
    return `${this.side(relation.left)} ${BROKEN[relation.op]} ${this.side(relation.right)}`;
  }

  /** @param {import("./relations.js").Linear} form */
  side(form) {
    const all = { ...this.live.others, ...this.live.values };
    const parts = form.terms.map(([factor, address]) => ({ factor, value: all[address] || 0n }));
    // Of a long sum only what counts is shown.
    const shown = parts.length > 4 ? parts.filter(({ value }) => value !== 0n) : parts;
    const texts = shown.map(({ factor, value }, index) => {
      const sign = factor < 0 ? "－" : index ? "＋" : "";
      const times = Math.abs(factor) === 1 ? "" : `${Math.abs(factor)} × `;
      return `${index ? ` ${sign} ` : sign}${times}${unscaled(value)}`;
    });
    const constant = form.constant || !texts.length ? `${texts.length ? " ＋ " : ""}${form.constant}` : "";
    return texts.join("") + constant;
  }
}

/** How far both sides are apart, where the sentence does not say so and the sides count the same things.
 * @param {Relation} relation @param {{left: string | null, right: string | null}} finding */
function gapOf(relation, { left, right }) {
  const factors = [...relation.left.terms.map(([factor]) => factor), ...relation.right.terms.map(([factor]) => -factor)];
  // One thing against nothing has no distance worth telling.
  const plain = factors.every((factor) => Math.abs(factor) === 1) && factors.includes(1) && factors.includes(-1);
  const gap = (scaled(left) || 0n) - (scaled(right) || 0n);
  return plain && gap && !relation.message.includes("{difference}") ? unscaled(gap < 0n ? -gap : gap) : "";
}
