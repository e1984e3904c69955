// @ts-check
/**
 * 数据: figures as whole millionths in BigInt, so that every sum is exact; a blank cell is null, and blank is not zero.
 *
 * The twin of govreport/standards/figures.py.
 *
 * @typedef {Record<string, bigint | null>} Values cell address (or prev.address) → millionths
 * @typedef {Record<string, string | null>} Texts cell address → exact decimal text
 */

export const SCALE = 1000000n;
const PLACES = 6;

/**
 * A number as millionths; null when blank or finer than a millionth.
 * @param {string | null | undefined} text exact decimal text
 * @returns {bigint | null}
 */
export function scaled(text) {
  if (text === null || text === undefined || text === "") {
    return null;
  }
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  let after = point < 0 ? "" : text.slice(point + 1);
  if (after.length > PLACES) {
    if (/[1-9]/.test(after.slice(PLACES))) {
      return null;
    }
    after = after.slice(0, PLACES);
  }
  const digits = whole.replace(/^[+-]/, "") + after + "0".repeat(PLACES - after.length);
  return text.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

/**
 * The exact decimal text of whole millionths, as reports print it.
 * @param {bigint} value
 */
export function unscaled(value) {
  const absolute = value < 0n ? -value : value;
  const fraction = absolute % SCALE;
  let text = String(absolute / SCALE);
  if (fraction !== 0n) {
    text += `.${String(fraction).padStart(PLACES, "0").replace(/0+$/, "")}`;
  }
  return value < 0n ? `-${text}` : text;
}

/**
 * Figures as values for the relations; other name spaces by name, such as {prev: lastYear}.
 * @param {Texts} figures
 * @param {Record<string, Texts>} [spaces]
 * @returns {Values}
 */
export function scaleFigures(figures, spaces = {}) {
  /** @type {Values} */
  const values = {};
  for (const [address, text] of Object.entries(figures)) {
    values[address] = scaled(text);
  }
  for (const [space, others] of Object.entries(spaces)) {
    for (const [address, text] of Object.entries(others)) {
      values[`${space}.${address}`] = scaled(text);
    }
  }
  return values;
}
