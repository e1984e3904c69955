// @ts-check
/** 表格键盘: Enter, arrows, Home and End move between cells, Escape restores; never while an input method composes. */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} CellInput */

/** @param {EventTarget | null} target @returns {CellInput | null} */
export function cellInput(target) {
  const element = target instanceof Element && target.classList.contains("cell-input") ? target : null;
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
}

/** The table as a rectangle: for every row the cell that covers each column, spans included.
 * @param {HTMLTableElement} table @returns {HTMLTableCellElement[][]} */
export function rectangle(table) {
  /** @type {HTMLTableCellElement[][]} */
  const rows = Array.from(table.rows, () => []);
  Array.from(table.rows).forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (rows[y][x]) {
        x += 1;
      }
      for (let down = y; down < Math.min(y + cell.rowSpan, rows.length); down += 1) {
        for (let right = x; right < x + cell.colSpan; right += 1) {
          rows[down][right] = cell;
        }
      }
    }
  });
  return rows;
}

/** The nearest input of the row that can be typed in, to the right or left. @param {CellInput} input @param {1 | -1} step */
function beside(input, step) {
  const row = rowOf(input);
  return row[row.indexOf(input) + step] || null;
}

/** The inputs of the row that can be typed in. @param {CellInput} input */
function rowOf(input) {
  const row = input.closest("tr");
  const found = row ? Array.from(row.querySelectorAll(".cell-input:not([readonly])"), cellInput) : [];
  return /** @type {CellInput[]} */ (found);
}

/** Where Home and End lead: the ends of the row, with Ctrl those of the table.
 * @param {CellInput} input @param {KeyboardEvent} event */
function edge(input, event) {
  const table = input.closest("table");
  const all = event.ctrlKey && table ? Array.from(table.querySelectorAll(".cell-input:not([readonly])"), cellInput) : rowOf(input);
  return all[event.key === "Home" ? 0 : all.length - 1] || null;
}

/** Whether a key that leads sideways leaves the cell: all of its text is selected, or the cursor stands at that end.
 * @param {HTMLInputElement} input @param {boolean} back */
function leaves(input, back) {
  const { selectionStart: start, selectionEnd: end } = input;
  const length = input.value.length;
  return (start === 0 && end === length) || (start === end && start === (back ? 0 : length));
}

/** Left, right, Home and End. @param {HTMLInputElement} input @param {KeyboardEvent} event @returns {CellInput | null} */
function sideways(input, event) {
  const back = event.key === "ArrowLeft" || event.key === "Home";
  const arrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const end = event.key === "Home" || event.key === "End";
  if (event.shiftKey || event.altKey || event.metaKey || (event.ctrlKey && !end) || !(arrow || end)) {
    return null;
  }
  if (!event.ctrlKey && !leaves(input, back)) {
    return null;
  }
  return arrow ? beside(input, back ? -1 : 1) : edge(input, event);
}

/** The next input that can be typed in, in the same column. @param {CellInput} input @param {1 | -1} step */
function neighbour(input, step) {
  const cell = input.closest("td");
  const table = input.closest("table");
  if (!cell || !table) {
    return null;
  }
  const rows = rectangle(table);
  let y = rows.findIndex((row) => row.includes(cell));
  const x = rows[y].indexOf(cell);
  for (y += step; y >= 0 && y < rows.length; y += step) {
    const found = rows[y][x] && rows[y][x].querySelector(".cell-input:not([readonly])");
    if (found) {
      return cellInput(found);
    }
  }
  return null;
}

/** @param {KeyboardEvent} event @returns {1 | -1 | 0} */
function direction(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return 0;
  }
  if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) {
    return 1;
  }
  return event.key === "ArrowUp" || event.key === "Enter" ? -1 : 0;
}

/** @param {KeyboardEvent} event @param {Map<CellInput, string>} before */
function onKey(event, before) {
  // 229 is what older browsers report while an input method composes.
  if (event.isComposing || event.keyCode === 229) {
    return;
  }
  const input = cellInput(event.target);
  if (!input) {
    return;
  }
  if (event.key === "Escape") {
    const value = before.get(input);
    if (value !== undefined && value !== input.value) {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    input.select();
    return;
  }
  if (!(input instanceof HTMLInputElement)) {
    return;
  }
  const step = direction(event);
  const next = step ? neighbour(input, step) : sideways(input, event);
  if (step || next) {
    // Enter in a form would send it.
    event.preventDefault();
  }
  if (next) {
    next.focus();
    next.select();
  }
}

/** Shows which row and column heads belong to the cell with the cursor. @param {CellInput} input @param {boolean} on */
function showAxis(input, on) {
  const cell = input.closest("td");
  for (const id of (cell && cell.headers ? cell.headers.split(" ") : [])) {
    const head = document.getElementById(id);
    if (head && head.classList.contains("cell-head")) {
      head.classList.toggle("is-axis", on);
    }
  }
}

/** Wires the grids of a form. @param {HTMLElement} root */
export function wireGrid(root) {
  /** @type {Map<CellInput, string>} */
  const before = new Map();
  root.addEventListener("focusin", (event) => {
    const input = cellInput(event.target);
    if (input) {
      before.set(input, input.value);
      showAxis(input, true);
    }
  });
  root.addEventListener("focusout", (event) => {
    const input = cellInput(event.target);
    if (input) {
      showAxis(input, false);
    }
  });
  root.addEventListener("keydown", (event) => onKey(event, before));
}
