// @ts-check
/** 粘贴预览: shows what pasting would change, from what to what, and what is left out and why; then does it or not. */

import { cellInput, rectangle } from "./grid.js";
import { putText } from "./lang.js";
import { textOf } from "./select.js";

/** @typedef {import("./place.js").Plan} Plan */
/** @typedef {import("./place.js").Spot} Spot */
/** @typedef {Record<string, string>} Words */

/** The table as the planning sees it. @param {HTMLTableElement} table @returns {Spot[][]} */
export function spotsOf(table) {
  /** @type {Set<HTMLTableCellElement>} */
  const seen = new Set();
  return rectangle(table).map((row) => row.map((cell) => {
    const first = !seen.has(cell);
    seen.add(cell);
    const input = cellInput(cell.querySelector(".cell-input"));
    if (input) {
      return { kind: kindOf(cell, input), address: cell.dataset.cell || "", text: input.value.trim() };
    }
    const stub = cell.classList.contains("cell-stub");
    const named = first && !cell.classList.contains("cell-unit");
    return { kind: stub || cell.classList.contains("cell-unit") ? "stub" : "head", address: "", text: named ? textOf(cell) : "" };
  }));
}

/** @param {Element} cell @param {import("./grid.js").CellInput} input @returns {import("./place.js").Kind} */
function kindOf(cell, input) {
  if (input.readOnly) {
    return cell.classList.contains("is-computed") ? "total" : "locked";
  }
  return input instanceof HTMLTextAreaElement ? "words" : "input";
}

/** “新收 – 自然人”. @param {string} address */
function nameOf(address) {
  const input = address ? document.getElementById(`cell-${address}`) : null;
  return (input && input.getAttribute("aria-label")) || "";
}

export class Preview {
  /** @param {HTMLDialogElement} dialog @param {Words} words */
  constructor(dialog, words) {
    this.dialog = dialog;
    this.words = words;
    this.ok = /** @type {HTMLButtonElement} */ (dialog.querySelector("[data-ok]"));
    this.cancel = /** @type {HTMLButtonElement} */ (dialog.querySelector("[data-cancel]"));
    this.confirmed = () => {};
    /** @type {HTMLElement | null} */
    this.back = null;
    this.ok.addEventListener("click", () => {
      dialog.close();
      this.confirmed();
    });
    this.cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (this.back) {
        this.back.focus();
      }
    });
  }

  /** @param {Plan} plan @param {HTMLElement} back where the cursor goes afterwards @param {() => void} confirmed */
  open(plan, back, confirmed) {
    const { words, dialog } = this;
    const count = plan.changes.length;
    this.back = back;
    this.confirmed = confirmed;
    this.text("[data-sum]", this.summary(plan));
    this.text("[data-ok]", words.fill.replace("{count}", String(count)));
    this.text("[data-cancel]", count ? words.cancel : words.close);
    this.ok.hidden = !count;
    this.rows("[data-changes]", plan.changes.map((change) => [
      nameOf(change.address), change.from || words.empty, change.to, this.note(change),
    ]));
    this.rows("[data-left]", plan.left.map((left) => [
      nameOf(left.address) || words.nowhere, left.text || words.empty, words[left.reason],
    ]));
    dialog.showModal();
    (count ? this.ok : this.cancel).focus();
    const scroll = dialog.querySelector("[data-scroll]");
    if (scroll) {
      scroll.scrollTop = 0;
    }
  }

  /** @param {Plan} plan */
  summary(plan) {
    const { words } = this;
    const over = plan.changes.filter((change) => change.from).length;
    /** @type {[string, number][]} */
    const parts = [
      [words.changes, plan.changes.length], [words.over, over], [words.same, plan.same], [words.left, plan.left.length],
      [words.heads, plan.heads], [words.labels, plan.labels],
    ];
    const said = parts.filter(([, count], index) => count || !index).map(([text, count]) => text.replace("{count}", String(count)));
    return [...said, ...(plan.named ? [words.named] : [])].join(document.documentElement.lang.startsWith("zh") ? "" : " ");
  }

  /** @param {import("./place.js").Change} change */
  note(change) {
    if (change.odd) {
      return this.words.odd;
    }
    return change.raw === change.to ? "" : this.words.read.replace("{text}", change.raw);
  }

  /** @param {string} part @param {string} text */
  text(part, text) {
    const element = this.dialog.querySelector(part);
    if (element) {
      element.textContent = text;
    }
  }

  /** Fills a table; without rows it is not shown. @param {string} part @param {string[][]} rows */
  rows(part, rows) {
    const box = /** @type {HTMLElement} */ (this.dialog.querySelector(part));
    const body = /** @type {HTMLElement} */ (box.querySelector("tbody"));
    box.hidden = !rows.length;
    body.textContent = "";
    for (const texts of rows) {
      const line = document.createElement("tr");
      texts.forEach((text, column) => {
        const cell = document.createElement(column ? "td" : "th");
        if (!column) {
          cell.setAttribute("scope", "row");
        }
        putText(cell, text);
        line.append(cell);
      });
      body.append(line);
    }
  }
}
