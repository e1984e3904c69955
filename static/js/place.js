// @ts-check
/**
 * 粘贴对位: where each cell of a pasted rectangle belongs in the official table, what would change, what is left out.
 *
 * Row and column names that came along say where their numbers go, whatever cell has the cursor; numbers without names
 * go where the cursor is. Pure: the table is described by spots, one for every place, spans laid out.
 *
 * @typedef {"input" | "words" | "total" | "locked" | "head" | "stub"} Kind
 * @typedef {{kind: Kind, address: string, text: string}} Spot a covered place repeats its value cell; a label stands
 *   in the first of its places only, the others are blank
 * @typedef {"total" | "locked" | "label" | "outside" | "blank" | "text" | "double" | "foreign"} Reason
 * @typedef {{address: string, from: string, to: string, raw: string, odd: boolean}} Change odd: stored, but no number
 * @typedef {{address: string, text: string, reason: Reason}} Left
 * @typedef {{changes: Change[], left: Left[], same: number, heads: number, labels: number, named: boolean}} Plan
 */

import { fold, parseNumber } from "./numbers.js";

const NUMBERING = /^(?:[(][一二三四五六七八九十\d]+[)]|[一二三四五六七八九十]+、|\d+[.、．])+/;

/** A label without numbering, spaces and punctuation. @param {string} text */
export function key(text) {
  return fold(text).replace(/\s/g, "").replace(NUMBERING, "").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** @param {string} text */
function isLabel(text) {
  return parseNumber(text).kind === "text";
}

/** @param {Spot | undefined} spot @returns {spot is Spot} */
function isValue(spot) {
  return spot !== undefined && spot.kind !== "head" && spot.kind !== "stub";
}

/** Rows at the top and columns on the left that hold names, not numbers. @param {string[][]} rows */
function margins(rows) {
  const counts = (/** @type {string} */ text) => text.trim() !== "" && !isLabel(text);
  const heads = rows.findIndex((row) => row.some(counts));
  if (heads < 0) {
    return { heads: 0, labels: 0 };
  }
  const labels = rows[0].findIndex((_, x) => rows.slice(heads).some((row) => counts(row[x])));
  // Blank columns and rows at the edge are names only if there is a name in them.
  const named = (/** @type {string[]} */ cells) => cells.some((text) => text.trim() !== "");
  return {
    heads: rows.slice(0, heads).some(named) ? heads : 0,
    labels: rows.slice(heads).some((row) => named(row.slice(0, labels))) ? labels : 0,
  };
}

/** Marks a row or column that is not placed: names themselves, and one whose name the table does not have. */
const NAMES = -1;
const FOREIGN = -2;

/** The place that bears a name: the next one after the last, or the first at all; where the cursor is, if it does.
 * @param {number[]} found @param {number} last @param {number} cursor */
function nearest(found, last, cursor) {
  return last < 0 && found.includes(cursor) ? cursor : found.find((place) => place > last) ?? found[0];
}

/** Places for lines of the rectangle, by their names from the inside out: null where there is no name at all; nothing
 * when most names are not those of the table. @param {string[][]} names @param {(name: string) => number[]} find
 * @param {number} cursor @returns {(number | null)[] | null} */
function byNames(names, find, cursor) {
  let last = -1;
  let found = 0;
  const places = names.map((line) => {
    for (const name of line) {
      const candidates = find(name);
      if (candidates.length) {
        found += 1;
        last = nearest(candidates, last, cursor);
        return last;
      }
    }
    return line.length ? FOREIGN : null;
  });
  return found && found * 2 >= names.filter((line) => line.length).length ? places : null;
}

/** @param {Spot[][]} spots @param {"head" | "stub"} kind @param {boolean} across columns, or else rows
 * @returns {(name: string) => number[]} */
function finder(spots, kind, across) {
  const bears = (/** @type {Spot[]} */ line, /** @type {string} */ name) =>
    line.some(isValue) && line.some((spot) => spot.kind === kind && key(spot.text) === name);
  const lines = across ? spots[0].map((_, x) => spots.map((row) => row[x]).filter(Boolean)) : spots;
  return (name) => lines.flatMap((line, place) => (bears(line, name) ? [place] : []));
}

/** @param {string[]} texts */
function keys(texts) {
  return texts.map(key).filter(Boolean).reverse();
}

/** Lines without a name follow the one before. @param {(number | null)[]} places @param {number} start */
function inTurn(places, start) {
  let next = start;
  return places.map((place) => {
    const here = place === null ? next : place;
    next = here < 0 ? next : here + 1;
    return here;
  });
}

/** Where the rectangle goes: the row of the table for each of its rows, and the column for each of its columns.
 * @param {string[][]} rows @param {Spot[][]} spots @param {{x: number, y: number}} at */
function placing(rows, spots, at) {
  const { heads, labels } = margins(rows);
  const body = rows.slice(heads);
  // Names in the middle are the head of a further band; they say nothing about rows.
  const again = body.map((row) => labels > 0 && row.slice(labels).some(isLabel) && row.every((text) => !text.trim() || isLabel(text)));
  const lines = byNames(body.map((row, y) => (again[y] ? [] : keys(row.slice(0, labels)))), finder(spots, "stub", false), at.y);
  const columns = byNames(
    rows[0].map((_, x) => (x < labels ? [] : keys(rows.slice(0, heads).map((row) => row[x])))),
    finder(spots, "head", true),
    at.x,
  );
  const first = Math.min(...spots.map((line) => line.findIndex(isValue)).filter((x) => x >= 0));
  const most = Math.max(...spots.map((line) => line.filter(isValue).length));
  // A whole row with its name begins where the numbers of the table begin.
  const left = lines && rows[0].length - labels >= most ? first : at.x;
  const across = (columns || rows[0].map(() => null)).slice(labels);
  const down = body.map((_, y) => (again[y] ? NAMES : lines ? lines[y] : null));
  return {
    lines: [...rows.slice(0, heads).map(() => NAMES), ...inTurn(down, at.y)],
    columns: [...rows[0].slice(0, labels).map(() => NAMES), ...inTurn(across, left)],
    heads, labels, named: Boolean(lines || columns),
  };
}

/** What pasting would do. @param {string[][]} rows @param {Spot[][]} spots
 * @param {{x: number, y: number}} at the cell with the cursor @returns {Plan} */
export function plan(rows, spots, at) {
  const { lines, columns, heads, labels, named } = placing(rows, spots, at);
  /** @type {Plan} */
  const made = { changes: [], left: [], same: 0, heads, labels, named };
  /** @type {Set<string>} */
  const seen = new Set();
  rows.forEach((row, y) => row.forEach((text, x) => {
    const raw = text.trim();
    if (lines[y] >= 0 && columns[x] >= 0) {
      put(made, seen, raw, (spots[lines[y]] || [])[columns[x]]);
    } else if (raw && lines[y] !== NAMES && columns[x] !== NAMES) {
      made.left.push({ address: "", text: raw, reason: "foreign" });
    }
  }));
  return made;
}

/** @param {Plan} made @param {Set<string>} seen @param {string} raw @param {Spot | undefined} spot */
function put(made, seen, raw, spot) {
  const leave = (/** @type {Reason} */ reason) => {
    made.left.push({ address: spot ? spot.address : "", text: raw, reason });
  };
  if (!isValue(spot)) {
    if (raw && !(spot && isLabel(raw))) {
      leave(spot ? "label" : "outside");
    }
    return;
  }
  if (seen.has(spot.address)) {
    return raw ? leave("double") : undefined;
  }
  seen.add(spot.address);
  const read = parseNumber(raw);
  const to = spot.kind === "words" || read.kind !== "number" || read.unit || read.note ? raw : read.value || "";
  if (spot.kind === "total" || spot.kind === "locked") {
    return raw && to !== spot.text ? leave(spot.kind) : undefined;
  }
  if (!raw) {
    return spot.text ? leave("blank") : undefined;
  }
  if (spot.kind === "input" && read.kind === "text") {
    return leave("text");
  }
  if (to === spot.text) {
    made.same += 1;
    return undefined;
  }
  const odd = spot.kind === "input" && read.kind !== "number";
  made.changes.push({ address: spot.address, from: spot.text, to, raw, odd });
  return undefined;
}
