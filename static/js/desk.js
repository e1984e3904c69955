// @ts-check
/** 填报页: puts the parts together: typing → totals and findings within a frame → saved by itself. */

import { followFragment } from "./arrive.js";
import { wireBlocks, wireSelection } from "./blocks.js";
import { showExpected } from "./expected.js";
import { wireFolds } from "./fold.js";
import { cellInput, wireGrid } from "./grid.js";
import { wireLights } from "./light.js";
import { Panel } from "./panel.js";
import { Saver } from "./save.js";
import { Sheet } from "./sheet.js";
import { wireTexts } from "./text.js";

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`#${id} is missing`);
  }
  return element;
}

const data = JSON.parse(part("desk-data").textContent || "{}");
const shell = part("desk");
const form = part("section-form");

/** The saving line: one icon, one sentence. @param {string} state @param {string} text */
function showState(state, text) {
  const box = part("save-state");
  box.dataset.state = state;
  const icons = { saving: "clock", unsaved: "clock", saved: "check", failed: "warning", refused: "error" };
  const use = box.querySelector("use");
  if (use) {
    use.setAttribute("href", `#i-${icons[/** @type {keyof typeof icons} */ (state)]}`);
  }
  /** @type {ChildNode} */ (box.lastChild).textContent = text;
}

/** The states of the parts in the rail. @param {{code: string, state: string, icon: string, word: string, count: number}[]} steps */
function showSteps(steps) {
  for (const step of steps) {
    const link = shell.querySelector(`[data-step="${step.code}"]`);
    if (link) {
      link.className = `step step-${step.state}`;
      link.querySelector("use")?.setAttribute("href", `#i-${step.icon}`);
      /** @type {Element} */ (link.querySelector(".step-word")).textContent = step.word;
      /** @type {Element} */ (link.querySelector(".step-count-number")).textContent = String(step.count);
      /** @type {HTMLElement} */ (link.querySelector(".step-count")).hidden = !step.count;
    }
  }
}

/** Texts that the server or the sums have given cells; the cell with the cursor is left alone.
 * @param {Map<string, string>} texts */
function showTexts(texts) {
  texts.forEach((text, address) => {
    const input = cellInput(document.getElementById(`cell-${address}`));
    if (input && input.value !== text && (input !== document.activeElement || input.readOnly)) {
      input.value = text;
    }
  });
}

/** @returns {string} */
function token() {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return cookie ? cookie[1] : field instanceof HTMLInputElement ? field.value : "";
}

/** The live form, once the edition is here. @param {import("./relations.js").Edition} edition */
function start(edition) {
  const sheet = new Sheet(edition, data);
  const panel = new Panel(data, data.words);
  const draw = () => {
    panel.draw([...sheet.findings(), ...data.others], sheet.blanks(), data.missing, sheet.declared());
    showExpected(sheet);
  };
  const type = (/** @type {string} */ name, /** @type {string} */ text) => {
    if (name in edition.cells) {
      showTexts(sheet.type(name, text));
      draw();
    }
  };
  const saver = data.editable ? startSaving(sheet, draw) : null;
  draw();
  if (!saver) {
    return;
  }
  restore(saver, type);
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      type(field.name, field.value);
      saver.put(field.name, field.value);
    }
  });
  form.addEventListener("focusout", (event) => {
    const input = cellInput(event.target);
    if (input && !saver.pending.has(input.name)) {
      // What the server made of it was not shown while the cursor stood here.
      input.value = sheet.texts[input.name] || "";
    }
  });
  form.addEventListener("submit", () => saver.leave());
  wireBlocks(form, selection, data.grid, (texts) => {
    showTexts(sheet.typeAll(texts));
    texts.forEach((text, name) => {
      /** @type {HTMLInputElement} */ (cellInput(document.getElementById(`cell-${name}`))).value = text;
      saver.put(name, text);
    });
    draw();
  });
  part("panel").addEventListener("click", (event) => adopt(event, type, saver));
}

/** What an earlier page could not save is put back and sent. @param {Saver} saver
 * @param {(name: string, text: string) => void} type */
function restore(saver, type) {
  saver.pending.forEach((text, name) => {
    const field = form.querySelector(`[name="${name}"]`);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.value = text;
    }
    type(name, text);
  });
  saver.flush();
}

/** @param {Sheet} sheet @param {() => void} draw @returns {Saver} */
function startSaving(sheet, draw) {
  return new Saver({
    url: data.urls.save,
    token,
    key: data.storage,
    person: data.person,
    words: data.words,
    show: showState,
    saved: (answer, sent) => {
      showTexts(sheet.accept(answer, sent));
      data.others = answer.others;
      data.missing = answer.missing;
      showSteps(answer.steps);
      draw();
    },
  });
}

/** 采用计算值: the same as typing the number. @param {MouseEvent} event
 * @param {(name: string, text: string) => void} type @param {Saver} saver */
function adopt(event, type, saver) {
  const button = event.target instanceof Element ? event.target.closest(".finding-adopt") : null;
  if (button instanceof HTMLButtonElement) {
    event.preventDefault();
    const text = (button.querySelector(".finding-adopt-sum") || button).textContent || "";
    const input = cellInput(document.getElementById(`cell-${button.value}`));
    if (input) {
      input.value = text.trim();
      type(button.value, text.trim());
      saver.put(button.value, text.trim());
    }
  }
}

wireFolds(shell);
wireGrid(form);
const selection = wireSelection(form, data.grid);
wireLights(part("panel"));
wireTexts(form, data.words.length);
followFragment();

const response = await fetch(data.urls.edition, { credentials: "same-origin" });
start(await response.json());
document.documentElement.dataset.ready = "1";
