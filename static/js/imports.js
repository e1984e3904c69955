// @ts-check
/** 导入确认: doubts one by one by keyboard, each decision saved at once, the place in the file shown beside it. */

import { decision, Sender } from "./imports-save.js";
import { showPlace, turnPage, wireSource } from "./imports-source.js";
import { isWords, wireWords } from "./imports-words.js";

/** @typedef {import("./imports-save.js").Mark} Mark */
/** @typedef {import("./imports-save.js").Answer} Answer */

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`#${id} is missing`);
  }
  return element;
}

const root = part("import");
const data = JSON.parse(part("import-data").textContent || "{}");
const doubts = /** @type {HTMLElement[]} */ (Array.from(document.querySelectorAll(".doubt")));

/** @param {string} name @returns {HTMLElement | undefined} */
function doubtOf(name) {
  return doubts.find((item) => item.dataset.name === name);
}

/** The field of a doubt, or its button. @param {HTMLElement} doubt @returns {HTMLElement | null} */
function target(doubt) {
  return doubt.querySelector(".doubt-text") || doubt.querySelector("button:not([name])");
}

/** Mark a place as the one that is looked at, in the list, in the grid and in the file. @param {string} name */
function look(name) {
  for (const item of doubts) {
    const current = item.dataset.name === name;
    item.classList.toggle("is-current", current);
    current ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current");
  }
  for (const cell of Array.from(document.querySelectorAll("td.is-lit"))) {
    cell.classList.remove("is-lit");
  }
  document.getElementById(`cell-${name}`)?.classList.add("is-lit");
  const place = data.places[name] || data.places[name.split(".").slice(0, 2).join(".")];
  if (place) {
    showPlace(place, data.pages, root.dataset.picture || "");
  }
}

/** @param {HTMLElement} doubt */
function goTo(doubt) {
  const field = target(doubt) || doubt;
  field.focus({ preventScroll: true });
  doubt.scrollIntoView({ block: "nearest" });
  if (field instanceof HTMLInputElement) {
    field.select();
  }
  look(doubt.dataset.name || "");
}

/** The next (1) or previous (-1) doubt. @param {number} step @param {boolean} waiting only those not decided */
function walk(step, waiting) {
  const at = doubts.findIndex((item) => item.classList.contains("is-current"));
  if (at >= 0 && waiting && !isDecided(doubts[at]) && !doubts[at].contains(document.activeElement)) {
    goTo(doubts[at]);
    return;
  }
  for (let place = 1; place <= doubts.length; place += 1) {
    const found = doubts[(((at + step * place) % doubts.length) + doubts.length) % doubts.length];
    if (!waiting || !isDecided(found)) {
      goTo(found);
      return;
    }
  }
}

/** @param {HTMLElement} doubt */
function isDecided(doubt) {
  return doubt.classList.contains("doubt-confirmed") || doubt.classList.contains("doubt-corrected");
}

/** @param {Element | null} box @param {Mark} mark */
function drawMark(box, mark) {
  const use = box?.querySelector("use");
  const word = box?.querySelector(".sure-word, [data-word]");
  use?.setAttribute("href", `#i-${mark.icon || "check"}`);
  use?.closest("svg")?.classList.toggle("is-hidden", !mark.icon);
  if (word) {
    word.textContent = mark.word;
  }
}

/** @param {Element} element @param {string} prefix @param {string} state */
function setState(element, prefix, state) {
  const kept = Array.from(element.classList).filter((name) => !name.startsWith(prefix));
  element.className = [...kept, `${prefix}${state}`].join(" ");
}

/** What the server says after a decision. @param {Answer} answer */
function draw(answer) {
  for (const [name, mark] of Object.entries(answer.doubts)) {
    const doubt = doubtOf(name);
    if (doubt) {
      const current = doubt.classList.contains("is-current");
      doubt.className = `doubt doubt-${mark.state}${current ? " is-current" : ""}`;
      drawMark(doubt.querySelector(".doubt-mark"), mark);
      /** @type {HTMLElement} */ (doubt.querySelector(".doubt-undo")).hidden = !mark.undoable;
      doubt.querySelector("[data-read-note]")?.classList.toggle("is-hidden", mark.state !== "corrected");
      setField(doubt.querySelector(".doubt-text"), mark.text);
    }
  }
  for (const [address, mark] of Object.entries(answer.cells)) {
    const cell = document.getElementById(`cell-${address}`);
    if (cell && !(cell.classList.contains(`sure-${mark.state}`) && fieldText(cell) === mark.text)) {
      setState(cell, "sure-", mark.state);
      drawMark(cell.querySelector(".sure-mark"), mark);
      setField(cell.querySelector(".cell-input"), mark.text);
    }
  }
  for (const [name, text] of Object.entries(answer.texts)) {
    const box = document.querySelector(`[data-text="${name}"]`);
    box?.classList.toggle("is-corrected", text.corrected);
    setField(box?.querySelector(".words-field") || null, text.text);
  }
  drawBar(answer);
  part("import-findings").innerHTML = answer.findings;
}

/** @param {Answer} answer */
function drawBar(answer) {
  const done = document.querySelector("[data-done]");
  const left = document.querySelector("[data-left]");
  const meter = document.querySelector(".import-meter");
  const confirm = /** @type {HTMLButtonElement} */ (part("import-confirm"));
  if (done && left && meter instanceof HTMLProgressElement) {
    done.textContent = String(answer.done);
    left.textContent = String(answer.left);
    meter.value = answer.done;
    part("import-rest").hidden = !answer.left;
  }
  confirm.disabled = answer.left > 0 || confirm.hasAttribute("data-refused");
  part("import-why").hidden = answer.left === 0;
  part("import-told").textContent = (part("import-count").textContent || "").trim();
}

/** @param {Element} cell */
function fieldText(cell) {
  const field = cell.querySelector(".cell-input");
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
}

/** A field shows what is stored, unless somebody is typing in it. @param {Element | null} field @param {string} text */
function setField(field, text) {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    if (field !== document.activeElement || field.value === field.defaultValue) {
      field.value = text;
    }
    field.defaultValue = text;
  }
}

const sender = new Sender(draw, tellProblem, { stale: root.dataset.stale || "", offline: root.dataset.offline || "" });

/** @param {string} text */
function tellProblem(text) {
  const box = part("import-problem");
  box.textContent = text;
  box.hidden = !text;
}

/** @param {HTMLElement} doubt @param {string} how "", "undo", "keep" as printed, or "choose" with what was chosen
 * @param {boolean} onward @param {string} [chosen] */
function decide(doubt, how, onward, chosen) {
  const field = doubt.querySelector(".doubt-text");
  const name = doubt.dataset.name || "";
  if (field instanceof HTMLInputElement) {
    field.defaultValue = how === "undo" || how === "keep" ? field.dataset.read || "" : chosen || field.value;
    field.value = field.defaultValue;
  }
  const text = field instanceof HTMLInputElement ? field.value : null;
  const body = decision(name, text, how === "undo");
  if (how === "keep") {
    body.set("keep", "1");
  }
  sender.send(root.dataset.decide || "", body, () => {
    if (onward) {
      const stays = document.activeElement && doubt.contains(document.activeElement);
      stays && doubts.some((item) => !isDecided(item)) ? walk(1, true) : stays && part("import-confirm").focus();
    }
  });
}

function wireDoubts() {
  let entered = false;
  for (const doubt of doubts) {
    doubt.addEventListener("focusin", () => look(doubt.dataset.name || ""));
    doubt.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = /** @type {SubmitEvent} */ (event).submitter;
      const how = button instanceof HTMLButtonElement ? button.name : "";
      decide(doubt, how, how !== "undo", how === "choose" ? /** @type {HTMLButtonElement} */ (button).value : "");
      entered = false;
    });
    doubt.addEventListener("keydown", (event) => {
      entered = event.key === "Enter";
      const field = doubt.querySelector(".doubt-text");
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing) {
        event.preventDefault();
        walk(event.key === "ArrowDown" ? 1 : -1, false);
      } else if (event.key === "Escape" && field instanceof HTMLInputElement && event.target === field && !event.isComposing) {
        field.value = field.dataset.read || "";
        field.select();
      }
    });
    // What was typed counts as soon as the field is left.
    doubt.addEventListener("change", () => {
      const byButton = doubt.matches(":focus-within") && document.activeElement instanceof HTMLButtonElement;
      if (!entered && !byButton) {
        decide(doubt, "", false);
      }
    });
  }
}

function wireGrids() {
  const grids = document.querySelector(".import-read");
  grids?.addEventListener("focusin", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("td[data-cell]") : null;
    if (cell instanceof HTMLElement) {
      look(cell.dataset.cell || "");
    }
  });
  grids?.addEventListener("change", (event) => {
    const field = event.target;
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.classList.contains("cell-input")) {
      field.defaultValue = field.value;
      sender.send(root.dataset.decide || "", decision(field.name, field.value));
    } else if (field instanceof HTMLInputElement && field.name === "take") {
      const form = /** @type {HTMLFormElement} */ (part("parts"));
      sender.send(form.action, new FormData(form));
    }
  });
  grids?.addEventListener("keydown", (event) => {
    // Enter keeps the correction; the form behind the grids is for pages without scripts.
    if (/** @type {KeyboardEvent} */ (event).key === "Enter" && event.target instanceof HTMLInputElement && event.target.classList.contains("cell-input")) {
      event.preventDefault();
      event.target.blur();
      event.target.focus();
    }
  });
  grids?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-look]") : null;
    if (link instanceof HTMLElement) {
      look(link.dataset.look || "");
      if (!(link.getAttribute("href") || "").startsWith("#")) {
        event.preventDefault();
      }
    }
  });
}

/** Leaving the page keeps what is being typed. */
function keepTyping() {
  const field = document.activeElement;
  const typed = (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value !== field.defaultValue;
  if (typed && (field.classList.contains("cell-input") || isWords(field))) {
    sender.send(root.dataset.decide || "", decision(field.name, field.value));
  } else if (typed && field.classList.contains("doubt-text")) {
    const doubt = /** @type {HTMLElement} */ (field.closest(".doubt"));
    sender.send(root.dataset.decide || "", decision(doubt.dataset.name || "", field.value));
  }
}

wireSource((step) => turnPage(step, data.pages, root.dataset.picture || ""));
if (data.editable) {
  wireDoubts();
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8" && doubts.length) {
      event.preventDefault();
      walk(event.shiftKey ? -1 : 1, doubts.some((item) => !isDecided(item)));
    }
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-walk]"))) {
    button.hidden = false;
    button.addEventListener("click", () => walk(Number(button.dataset.walk), false));
  }
  document.querySelectorAll("[data-plain]").forEach((item) => item.remove());
  window.addEventListener("pagehide", keepTyping);
}
wireGrids();
wireWords(look, (name, text, then) => {
  sender.send(root.dataset.decide || "", decision(name, text, text === null), then);
});
if (data.at) {
  look(data.at);
}
root.dataset.ready = "1";
