// @ts-check
/** 选取: a rectangle of cells by shift and arrows, shift and click, dragging, or all with Ctrl+A twice; to copy, to clear, or
 * to paste at its corner. Within one cell the pointer and the keys select text as ever. */

import { cellInput, rectangle } from "./grid.js";
import { toHtml, toTsv } from "./clipboard.js";

/** @typedef {{table: HTMLTableElement, from: [number, number], to: [number, number]}} Block places as [row, column] */

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Where a cell begins. @param {HTMLTableCellElement[][]} rows @param {Element} cell @returns {[number, number]} */
export function placeIn(rows, cell) {
  const y = rows.findIndex((row) => row.some((other) => other === cell));
  return [y, rows[y].findIndex((other) => other === cell)];
}

/** The text of a cell: what is typed in it, or its label without its gloss. @param {HTMLTableCellElement} cell */
export function textOf(cell) {
  const input = cellInput(cell.querySelector(".cell-input"));
  const lines = Array.from(cell.querySelectorAll(".cell-line"), (line) => line.textContent);
  return (input ? input.value : lines.join("")).trim();
}

export class Selection {
  /** @param {HTMLElement} root @param {(rows: number, columns: number, cells: number) => void} say */
  constructor(root, say) {
    this.root = root;
    this.say = say;
    /** @type {Block | null} */
    this.block = null;
    root.addEventListener("keydown", (event) => this.onKey(event), true);
    /** @type {Element | null} the cell in which the button of the mouse went down */
    this.start = null;
    root.addEventListener("mousedown", (event) => this.onMouse(event));
    root.addEventListener("pointerdown", (event) => this.onDown(event));
    root.addEventListener("pointermove", (event) => this.onMove(event));
    for (const kind of ["pointerup", "pointercancel"]) {
      window.addEventListener(kind, () => this.onUp());
    }
    root.addEventListener("input", () => this.clear());
    root.addEventListener("focusin", () => this.clear());
  }

  clear() {
    this.block = null;
    for (const cell of this.root.querySelectorAll(".is-selected")) {
      cell.classList.remove("is-selected");
    }
  }

  /** The cells selected, row by row; a merged cell once, blank where it reaches further. Null without a block.
   * @returns {(HTMLTableCellElement | null)[][] | null} */
  cells() {
    if (!this.block) {
      return null;
    }
    const { table, from, to } = this.block;
    const top = Math.min(from[0], to[0]);
    const left = Math.min(from[1], to[1]);
    /** @type {Set<HTMLTableCellElement>} */
    const seen = new Set();
    return rectangle(table)
      .slice(top, Math.max(from[0], to[0]) + 1)
      .map((row) => row.slice(left, Math.max(from[1], to[1]) + 1).map((cell) => {
        const again = seen.has(cell);
        seen.add(cell);
        return again ? null : cell;
      }));
  }

  /** The inputs of the block that can be typed in. */
  inputs() {
    const found = (this.cells() || []).flat().map((cell) => cellInput(cell && cell.querySelector(".cell-input")));
    return found.filter((input) => input !== null && !input.readOnly);
  }

  /** The cell with the cursor, or the upper left corner of the block. @param {Element} input */
  corner(input) {
    const first = (this.cells() || []).flat().find((cell) => cell && cell.querySelector(".cell-input"));
    return first || input.closest("td");
  }

  /** @param {HTMLTableElement} table @param {[number, number]} from @param {[number, number]} to */
  show(table, from, to) {
    this.clear();
    this.block = { table, from, to };
    const cells = this.cells() || [];
    cells.flat().forEach((cell) => cell && cell.dataset.cell && cell.classList.add("is-selected"));
    this.say(cells.length, cells[0].length, cells.flat().filter((cell) => cell && cell.dataset.cell).length);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const input = cellInput(event.target);
    if (!input || event.isComposing || event.keyCode === 229) {
      return;
    }
    if (event.key === "Escape" && this.block) {
      this.clear();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "a") {
      this.all(input, event);
      return;
    }
    const step = STEPS[event.key];
    if (!step || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (input instanceof HTMLTextAreaElement || (!this.block && step[1] && !isWhole(input))) {
      return; // within the text of a cell, shift and arrows select characters
    }
    event.preventDefault();
    event.stopPropagation();
    this.extend(input, step);
  }

  /** Ctrl+A: first the text of the cell, then every cell of the table. @param {import("./grid.js").CellInput} input
   * @param {KeyboardEvent} event */
  all(input, event) {
    const table = input.closest("table");
    if (!table || !isWhole(input)) {
      return;
    }
    event.preventDefault();
    const rows = rectangle(table);
    const places = Array.from(table.querySelectorAll("td[data-cell]"), (cell) => placeIn(rows, cell));
    const ys = places.map(([y]) => y);
    const xs = places.map(([, x]) => x);
    this.show(table, [Math.min(...ys), Math.min(...xs)], [Math.max(...ys), Math.max(...xs)]);
  }

  /** @param {Element} input @param {[number, number]} step */
  extend(input, step) {
    const cell = input.closest("td");
    const table = input.closest("table");
    if (!cell || !table) {
      return;
    }
    const rows = rectangle(table);
    const from = this.block ? this.block.from : placeIn(rows, cell);
    let [y, x] = this.block ? this.block.to : from;
    const start = rows[y][x];
    do {
      y += step[0];
      x += step[1];
    } while (rows[y] && rows[y][x] && (rows[y][x] === start || (step[0] && !rows[y][x].dataset.cell)));
    if (rows[y] && rows[y][x] && rows[y][x].dataset.cell) {
      this.show(table, from, [y, x]);
      rows[y][x].scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    const mouse = event.button === 0 && event.pointerType !== "touch" && !event.shiftKey;
    this.start = mouse && event.target instanceof Element ? event.target.closest("td[data-cell]") : null;
  }

  /** Once the pointer leaves the cell with the button down, cells are selected and no longer text.
   * @param {PointerEvent} event */
  onMove(event) {
    const table = this.start && this.start.closest("table");
    if (!this.start || !table || !(event.buttons & 1)) {
      return;
    }
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const cell = under && under.closest("td[data-cell]");
    if (!cell || cell.closest("table") !== table || (cell === this.start && !this.block)) {
      return; // heads, other tables and the space around change nothing
    }
    event.preventDefault();
    const input = cellInput(this.start.querySelector(".cell-input"));
    if (input && input !== document.activeElement) {
      input.focus();
    }
    this.root.classList.add("is-dragging");
    const rows = rectangle(table);
    const to = placeIn(rows, cell);
    if (!this.block || this.block.to[0] !== to[0] || this.block.to[1] !== to[1]) {
      this.show(table, placeIn(rows, this.start), to);
    }
  }

  onUp() {
    this.start = null;
    if (this.root.classList.contains("is-dragging")) {
      this.root.classList.remove("is-dragging");
      const input = cellInput(document.activeElement);
      if (input) {
        input.select();
      }
    }
  }

  /** @param {MouseEvent} event */
  onMouse(event) {
    const cell = event.target instanceof Element ? event.target.closest("td[data-cell]") : null;
    const active = cellInput(document.activeElement);
    const from = active && active.closest("td");
    const table = cell && cell.closest("table");
    if (!event.shiftKey || !cell || !from || !table || from.closest("table") !== table) {
      if (cell) {
        this.clear();
      }
      return;
    }
    if (cell !== from) {
      event.preventDefault();
      const rows = rectangle(table);
      this.show(table, this.block ? this.block.from : placeIn(rows, from), placeIn(rows, cell));
    }
  }

  /** Puts the block on the clipboard. @param {ClipboardEvent} event @returns {boolean} whether there was a block */
  copy(event) {
    const cells = this.cells();
    if (!cells || !event.clipboardData) {
      return false;
    }
    const rows = cells.map((row) => row.map((cell) => (cell ? textOf(cell) : "")));
    event.preventDefault();
    event.clipboardData.setData("text/plain", toTsv(rows));
    event.clipboardData.setData("text/html", toHtml(rows));
    return true;
  }
}

/** Whether all of the text is selected, as after moving there by keyboard. @param {import("./grid.js").CellInput} input */
function isWhole(input) {
  return input.selectionStart === 0 && input.selectionEnd === input.value.length;
}
