// @ts-check
/**
 * 剪贴板: rectangles as WPS, Excel and web pages put them on the clipboard, and the way back; pure, no page needed.
 *
 * Plain text is rows of tab-separated cells; a cell with a line break, a tab or a quote stands in quotes. HTML is asked
 * when it describes another rectangle, because plain text of a web table leaves out what spans cover.
 */

const MOST_ROWS = 2000;
const MOST_COLUMNS = 200;

/** @typedef {string[][]} Rows every row has the same number of cells; blank cells are "" */

/** Rows of tab-separated text; exactly one line break at the end is cut, which spreadsheets add.
 * @param {string} text @returns {Rows} */
export function parseTsv(text) {
  return even(split(text));
}

/** @param {string} text @returns {Rows} rows as long as they are */
function split(text) {
  const body = text.replace(/\u0000/g, "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  /** @type {Rows} */
  const rows = [[]];
  let at = 0;
  while (at <= body.length && rows.length <= MOST_ROWS) {
    const [cell, end] = quoted(body, at) || bare(body, at);
    rows[rows.length - 1].push(cell);
    if (body[end] === "\n") {
      rows.push([]);
    }
    at = end + 1;
  }
  return rows.slice(0, MOST_ROWS);
}

/** A cell in quotes and where it ends; null when the quote is just a character of the cell.
 * @param {string} text @param {number} start @returns {[string, number] | null} */
function quoted(text, start) {
  if (text[start] !== '"') {
    return null;
  }
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) {
      return null;
    }
    if (text[end + 1] !== '"') {
      break;
    }
    end += 2;
  }
  const after = text[end + 1];
  if (after !== undefined && after !== "\t" && after !== "\n") {
    return null;
  }
  return [text.slice(start + 1, end).replace(/""/g, '"'), end + 1];
}

/** @param {string} text @param {number} start @returns {[string, number]} */
function bare(text, start) {
  let end = start;
  while (end < text.length && text[end] !== "\t" && text[end] !== "\n") {
    end += 1;
  }
  return [text.slice(start, end), end];
}

/** @param {Rows} rows @returns {Rows} */
function even(rows) {
  const width = Math.min(rows.reduce((most, row) => Math.max(most, row.length), 0), MOST_COLUMNS);
  return rows.map((row) => Array.from({ length: width }, (_, x) => row[x] || ""));
}

/** The only table of a piece of HTML, spans laid out: what is merged stands in its first cell; null without a table.
 * @param {string} html @returns {Rows | null} */
export function parseHtml(html) {
  // Styles are dropped before parsing, or the policy of the page would complain about them; hidden rows stay known.
  const plain = html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, (style) => (/display\s*:\s*none/i.test(style) ? " hidden" : ""));
  const tables = new DOMParser().parseFromString(plain, "text/html").querySelectorAll("table");
  return tables.length === 1 ? layOut(tables[0]) : null;
}

/** @param {HTMLTableElement} table @returns {Rows} */
function layOut(table) {
  const lines = Array.from(table.rows).filter((row) => !row.hidden).slice(0, MOST_ROWS);
  /** @type {(string | undefined)[][]} */
  const rows = lines.map(() => []);
  lines.forEach((line, y) => {
    let x = 0;
    for (const cell of line.cells) {
      if (cell.hidden) {
        continue;
      }
      while (rows[y][x] !== undefined) {
        x += 1;
      }
      const down = Math.min(y + Math.max(cell.rowSpan, 1), lines.length);
      const right = Math.min(x + cell.colSpan, MOST_COLUMNS);
      for (let below = y; below < down; below += 1) {
        for (let beside = x; beside < right; beside += 1) {
          rows[below][beside] = below === y && beside === x ? cellText(cell) : "";
        }
      }
    }
  });
  return even(rows.map((row) => Array.from(row, (text) => text || "")));
}

/** @param {HTMLTableCellElement} cell */
function cellText(cell) {
  for (const end of cell.querySelectorAll("br")) {
    end.replaceWith("\u0001");
  }
  const text = (cell.textContent || "").replace(/\s+/g, " ").split("\u0001");
  return text.map((line) => line.trim()).join("\n").trim();
}

/** What somebody copied, as a rectangle. @param {string} plain text/plain @param {string} html text/html
 * @returns {Rows} */
export function readClipboard(plain, html) {
  const lines = split(plain);
  const rows = even(lines);
  const table = html ? parseHtml(html) : null;
  if (!table || !table.length) {
    return rows;
  }
  // Spreadsheets write a cell for every place; browsers leave out the places that spans cover.
  const full = lines.every((line) => line.length === lines[0].length);
  return full && table.length === rows.length && table[0].length === rows[0].length ? rows : table;
}

/** Rows as spreadsheets read them. @param {Rows} rows */
export function toTsv(rows) {
  const cell = (/** @type {string} */ text) => (/[\t\r\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\r\n");
}

/** Rows as word processors and web pages read them. @param {Rows} rows */
export function toHtml(rows) {
  /** @type {Record<string, string>} */
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const cell = (/** @type {string} */ text) =>
    `<td>${text.replace(/[&<>"]/g, (mark) => marks[mark]).replace(/\r\n?|\n/g, "<br>")}</td>`;
  return `<table><tbody>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</tbody></table>`;
}
