// @ts-check
/**
 * 读数: what a person typed in a cell, read as an exact number or not at all; and the rules one cell may break.
 *
 * The twin of govreport/standards/numbers.py and cell_rules.py; tests/standards/vectors/numbers.json runs against both.
 * Values are exact decimal text ("12.5"), never floating point.
 *
 * @typedef {"blank" | "number" | "many" | "mark" | "text"} Kind
 * @typedef {{kind: Kind, value: string | null, unit: string, note: string, candidates: string[],
 *   normalised: boolean, sign: string}} Reading
 * @typedef {{type: "count" | "signed" | "amount" | "text", places: number, derived: boolean, unit: string,
 *   table: string, place: string}} Cell
 */

/** Twelve digits before the point is far above any figure of a report and fits the database exactly. */
const MAX_DIGITS = 12;

const MARKS = new Set(["/", "\\", "-", "--", "—", "——", "–", "――", "―", "无", "不适用", "n/a", "na"]);
const UNITS = "万元|亿元|人次|元|件|次|宗|起|份|条|篇|个|人|项|期|户|部";

// White space as Python knows it; String.prototype.trim has other ideas about a few control characters.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const NO_SPACE = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

// One kind of separator within a number: 1,234 567 is two numbers, or nobody knows what.
const NUMBER = "(?:\\d{1,3}(?:(?:,\\d{3})+|(?: \\d{3})+)|\\d+)(?:\\.\\d+)?|\\.\\d+";
const SINGLE = new RegExp(`^([+-]?)(${NUMBER}) ?(${UNITS})?$`);
const NOTED = new RegExp(`^([+-]?)(${NUMBER}) ?(${UNITS})? ?\\(([^()]*)\\)$`);
const SEVERAL = /^[+-]?\d+(?:\.\d+)?(?:(?: |, ?|、)[+-]?\d+(?:\.\d+)?)+$/;
const PLAIN = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const CHINESE = /^[〇零一二两三四五六七八九十百千万]+$/;

/** @type {Record<string, number>} */
const DIGITS = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
/** @type {Record<string, number>} */
const POWERS = { 十: 10, 百: 100, 千: 1000 };

/**
 * @param {Kind} kind
 * @param {Partial<Reading>} [parts]
 * @returns {Reading}
 */
function reading(kind, parts) {
  return { kind, value: null, unit: "", note: "", candidates: [], normalised: false, sign: "", ...parts };
}

/**
 * The text without white space at its ends.
 * @param {string} text
 */
function strip(text) {
  const start = text.search(NO_SPACE);
  if (start < 0) {
    return "";
  }
  // A pattern anchored at the end would try every run of spaces again from each of its characters.
  let end = text.length;
  while (!NO_SPACE.test(text[end - 1])) {
    end -= 1;
  }
  return text.slice(start, end);
}

/**
 * The text with full-width forms made half-width, odd spaces made plain and invisible characters removed.
 * @param {string} text
 */
export function fold(text) {
  const folded = text
    .replace(/&nbsp;/g, " ")
    .replace(INVISIBLE, "")
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, "-");
  return folded.replace(SPACES, " ").replace(/^ | $/g, "");
}

/**
 * Read a cell. Never throws: blank is not zero, a stroke is not zero, two numbers are never merged.
 * @param {string | null | undefined} text
 * @returns {Reading}
 */
export function parseNumber(text) {
  const raw = strip(text || "");
  const folded = fold(raw);
  if (folded === "") {
    return reading("blank");
  }
  if (MARKS.has(folded.toLowerCase())) {
    return reading("mark");
  }
  const match = SINGLE.exec(folded) || NOTED.exec(folded);
  if (match) {
    return single(match, raw);
  }
  if (SEVERAL.test(folded)) {
    const parts = folded.match(/[+-]?[0-9]+(?:\.[0-9]+)?/g) || [];
    return reading("many", { candidates: parts.map(formatNumber) });
  }
  const value = CHINESE.test(folded) ? chineseNumber(folded) : null;
  return value === null ? reading("text") : reading("number", { value: String(value), normalised: true });
}

/**
 * @param {RegExpExecArray} match
 * @param {string} raw
 * @returns {Reading}
 */
function single(match, raw) {
  const sign = match[1];
  const digits = match[2].replace(/[, ]/g, "");
  const unit = match[3] || "";
  const note = (match[4] || "").trim();
  if (digits.split(".")[0].replace(/^0+/, "").length > MAX_DIGITS) {
    return reading("text");
  }
  const normalised = !unit && !note && !PLAIN.test(raw.replace(/^\+/, ""));
  return reading("number", { value: formatNumber(sign + digits), unit, note, normalised, sign });
}

/**
 * A number as reports print it: no separators, no trailing zeros, no sign on zero.
 * @param {string} value decimal text such as "-01.50"
 */
export function formatNumber(value) {
  const digits = value.replace(/^[+-]/, "");
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(digits)) {
    throw new TypeError(`“${value}” is no decimal number`);
  }
  const [before, after = ""] = digits.split(".");
  let end = after.length;
  while (end > 0 && after[end - 1] === "0") {
    end -= 1;
  }
  const whole = before.replace(/^0+/, "") || "0";
  const plain = end > 0 ? `${whole}.${after.slice(0, end)}` : whole;
  return value.startsWith("-") && plain !== "0" ? `-${plain}` : plain;
}

/**
 * A whole number below 10⁸ in Chinese numerals, or null if it is not well formed (一百五 may mean 150 or 105).
 * @param {string} text
 * @returns {number | null}
 */
export function chineseNumber(text) {
  const characters = Array.from(text);
  if (characters.every((character) => character in DIGITS)) {
    // One digit, or digits read out one by one; two such digits (一二) are too often an enumeration.
    const length = characters.length;
    const readable = length === 1 || (length > 2 && length <= MAX_DIGITS && !text.includes("两"));
    return readable ? Number(characters.map((character) => DIGITS[character]).join("")) : null;
  }
  if (DIGITS[characters[0]] === 0) {
    return null;
  }
  const wan = text.lastIndexOf("万");
  if (wan < 0) {
    return section(text, false);
  }
  const high = section(text.slice(0, wan), false);
  const tail = text.slice(wan + 1);
  const low = tail ? section(tail, true) : 0;
  return high === null || low === null ? null : high * 10000 + low;
}

/**
 * A whole number below 10⁴, its powers falling from left to right and a gap bridged by 零; null for anything else.
 * @param {string} text
 * @param {boolean} afterWan
 * @returns {number | null}
 */
function section(text, afterWan) {
  let total = 0;
  let last = 10000;
  let gap = false;
  /** @type {number | null} */
  let digit = null;
  for (const character of text) {
    if (character in DIGITS) {
      if (digit !== null) {
        return null;
      }
      const value = DIGITS[character];
      gap = gap || value === 0;
      digit = value === 0 ? null : value;
      continue;
    }
    const power = POWERS[character] || 0;
    if (!(power > 0 && power < last) || (digit === null && (power !== 10 || total > 0 || gap || afterWan))) {
      return null;
    }
    total += (digit === null ? 1 : digit) * power;
    last = power;
    digit = null;
    gap = false;
  }
  if (digit === null) {
    return gap || total === 0 ? null : total;
  }
  const lone = total === 0 && !afterWan;
  return gap || last === 10 || lone ? total + digit : null;
}

/**
 * Ids of the rules that a reading breaks in a cell; blank is C-01.
 * @param {Cell} cell
 * @param {Reading} read
 * @returns {string[]}
 */
export function brokenRules(cell, read) {
  if (read.kind !== "number" || read.value === null) {
    return [{ blank: "C-01", mark: "C-02", many: "C-09", text: "C-05", number: "C-05" }[read.kind]];
  }
  const places = decimalPlaces(read.value);
  const signed = cell.type === "signed";
  const amount = cell.type === "amount";
  /** @type {[string, boolean][]} */
  const rules = [
    ["C-05", read.sign === "+" && !signed],
    ["C-03", !amount && places > 0],
    ["C-04", read.value.startsWith("-") && !signed],
    ["C-06", read.unit !== ""],
    ["C-08", read.note !== ""],
    ["C-07", read.normalised],
    ["C-10", amount && places > cell.places],
  ];
  return rules.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}

/**
 * Digits after the point of exact decimal text.
 * @param {string} value
 */
export function decimalPlaces(value) {
  const point = value.indexOf(".");
  return point < 0 ? 0 : value.length - point - 1;
}

/**
 * Whether a number fits its cell exactly: whole, not negative, few enough decimals.
 * @param {Cell} cell
 * @param {string} value
 */
export function storable(cell, value) {
  const places = decimalPlaces(value);
  return (cell.type === "signed" || !value.startsWith("-")) && places <= (cell.type === "amount" ? cell.places : 0);
}
