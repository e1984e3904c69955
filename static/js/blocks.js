// @ts-check
/** 成块操作: selecting, copying, cutting, clearing, pasting and taking back, put together for one grid page. */

import { readClipboard } from "./clipboard.js";
import { cellInput, rectangle } from "./grid.js";
import { Preview, spotsOf } from "./paste.js";
import { plan } from "./place.js";
import { placeIn, Selection } from "./select.js";
import { Undo } from "./undo.js";

/** @typedef {(texts: Map<string, string>) => void} Write */

/** @param {string} text */
function say(text) {
  const box = document.getElementById("grid-said");
  if (box) {
    box.textContent = text;
  }
}

/** Selecting and copying, which readers may do as well. @param {HTMLElement} root @param {Record<string, string>} words */
export function wireSelection(root, words) {
  const selection = new Selection(root, (rows, columns, cells) => {
    const text = words.selected.replace("{rows}", String(rows)).replace("{columns}", String(columns));
    say(text.replace("{count}", String(cells)));
  });
  root.addEventListener("copy", (event) => {
    if (selection.copy(event)) {
      say(words.copied);
    }
  });
  return selection;
}

/** @param {string} address */
function read(address) {
  const input = cellInput(document.getElementById(`cell-${address}`));
  return input ? input.value.trim() : "";
}

/** Everything that changes a block. @param {HTMLElement} root @param {Selection} selection
 * @param {Record<string, string>} words @param {Write} write @param {() => Promise<void>} flush */
export function wireBlocks(root, selection, words, write, flush) {
  const button = document.getElementById("grid-undo");
  const again = document.getElementById("grid-redo");
  const dialog = document.getElementById("paste");
  if (!(button instanceof HTMLButtonElement) || !(again instanceof HTMLButtonElement) || !(dialog instanceof HTMLDialogElement)) {
    return;
  }
  const done = (/** @type {number} */ count, /** @type {number} */ kept, /** @type {boolean} */ redone) => {
    const text = redone ? words.redone : kept ? words.undoneBut : words.undone;
    say(text.replace("{count}", String(count)).replace("{kept}", String(kept)));
    document.getElementById("filled")?.remove();
  };
  button.hidden = false;
  const undo = new Undo({ root, undo: button, redo: again, read, write, done });
  offerFilled(undo);
  const put = (/** @type {Map<string, string>} */ texts, /** @type {string} */ said) => {
    undo.remember(new Map(Array.from(texts, ([address, to]) => [address, { from: read(address), to }])));
    write(texts);
    say(said.replace("{count}", String(texts.size)));
  };
  const empty = () => {
    const filled = selection.inputs().filter((input) => input && input.value);
    if (filled.length) {
      put(new Map(filled.map((input) => [/** @type {HTMLInputElement} */ (input).name, ""])), words.cleared);
    }
  };
  root.addEventListener("cut", (event) => {
    if (selection.copy(event)) {
      empty();
    }
  });
  root.addEventListener("keydown", (event) => {
    if ((event.key === "Delete" || event.key === "Backspace") && selection.block && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      empty();
    }
  });
  const zeros = document.getElementById("grid-zeros");
  if (zeros instanceof HTMLAnchorElement) {
    zeros.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      // The question counts what is blank on the server: what was typed last goes there first.
      event.preventDefault();
      flush().then(() => window.location.assign(zeros.href));
    });
  }
  const preview = new Preview(dialog, words);
  root.addEventListener("paste", (event) => onPaste(event, selection, preview, (texts) => put(texts, words.filled)));
}

/** 空白填 0 was a page of its own: what it filled is the first step that can be taken back. @param {Undo} undo */
function offerFilled(undo) {
  const cells = (document.getElementById("filled")?.dataset.cells || "").split(" ").filter((address) => read(address) === "0");
  if (cells.length) {
    undo.remember(new Map(cells.map((address) => [address, { from: "", to: "0" }])));
  }
}

/** One cell is pasted as ever; a rectangle is shown first. @param {ClipboardEvent} event @param {Selection} selection
 * @param {Preview} preview @param {Write} fill */
function onPaste(event, selection, preview, fill) {
  const input = cellInput(event.target);
  const cell = input && selection.corner(input);
  const table = cell && cell.closest("table");
  if (!(input instanceof HTMLInputElement) || !cell || !table || !event.clipboardData) {
    return;
  }
  const plain = event.clipboardData.getData("text/plain");
  const rows = readClipboard(plain, event.clipboardData.getData("text/html"));
  if (!rows.length || (rows.length === 1 && rows[0].length === 1)) {
    return;
  }
  event.preventDefault();
  const [y, x] = placeIn(rectangle(table), cell);
  const made = plan(rows, spotsOf(table), { x, y });
  preview.open(made, input, () => fill(new Map(made.changes.map((change) => [change.address, change.to]))));
}
