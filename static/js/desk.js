// @ts-check
/** 填报页: puts the parts together: typing → totals and findings within a frame → saved by itself. */

import { followFragment } from "./arrive.js";
import { wireBlocks, wireSelection } from "./blocks.js";
import { showExpected } from "./expected.js";
import { wireFolds } from "./fold.js";
import { cellInput, wireGrid } from "./grid.js";
import { wireHistory } from "./history.js";
import { wireLights } from "./light.js";
import { drawMeetings, fieldOf, markRefused, pointTo, sayRecovered } from "./meeting.js";
import { wireNarrative } from "./narrative.js";
import { changedByOthers, lightFresh, News, sayNews } from "./news.js";
import { Panel } from "./panel.js";
import { Reasons } from "./reasons.js";
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
  const icons = {
    saving: "clock", unsaved: "clock", saved: "check", failed: "warning", refused: "error", conflict: "warning", "sign-in": "lock",
  };
  const use = box.querySelector("use");
  if (use) {
    use.setAttribute("href", `#i-${icons[/** @type {keyof typeof icons} */ (state)]}`);
  }
  /** @type {ChildNode} */ (box.lastChild).textContent = text;
  part("sign-in-again").hidden = state !== "sign-in";
  part("save-go").hidden = state !== "conflict" && (state !== "refused" || !part("save-go").dataset.name);
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

/** The same for the title and the text of a section. @param {Saver} saver @param {Record<string, string>} texts */
function showProse(saver, texts) {
  for (const [name, text] of Object.entries(texts)) {
    const field = fieldOf(name);
    if (field && field !== document.activeElement && !saver.pending.has(name) && field.value !== text) {
      field.value = text;
      field.dispatchEvent(new Event("refresh"));
    }
  }
}

/** What the page now shows of the server's, by name; the field with the cursor shows what it showed before.
 * @param {Saver} saver @param {Record<string, string>} texts */
function note(saver, texts) {
  const focused = document.activeElement;
  const name = (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) && !focused.readOnly ? focused.name : "";
  Object.entries(texts).forEach(([key, text]) => key !== name && saver.saw(key, text));
}

/** @returns {string} */
function token() {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  const cookie = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
  return cookie ? cookie[1] : field instanceof HTMLInputElement ? field.value : "";
}

/** The live form, once the edition is here. @param {import("./relations.js").Edition} edition */
function start(edition) {
  const sheet = new Sheet(edition, data);
  const panel = new Panel(data, data.words);
  const reasons = new Reasons(part("panel"), data, token, (steps) => {
    showSteps(steps);
    draw();
  });
  const draw = () => {
    const found = reasons.settle([...sheet.findings(), ...data.others].sort((one, other) => sheet.order(one, other)));
    panel.draw(found, sheet.blanks(), data.missing, sheet.declared());
    reasons.attach();
    showExpected(sheet);
  };
  const type = (/** @type {string} */ name, /** @type {string} */ text) => {
    if (name in edition.cells) {
      showTexts(sheet.type(name, text));
      draw();
    }
  };
  const saver = data.editable ? startSaving(sheet, draw, panel) : null;
  draw();
  wireNarrative(data, saver, token);
  if (!saver) {
    return;
  }
  restore(saver, sheet, type);
  const typed = (/** @type {Event} */ event) => {
    const field = event.target;
    // What an input method is still composing is nobody's text yet; it counts once it is chosen.
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && !(/** @type {InputEvent} */ (event).isComposing)) {
      type(field.name, field.value);
      saver.put(field.name, field.value);
    }
  };
  form.addEventListener("input", typed);
  form.addEventListener("compositionend", typed);
  form.addEventListener("focusout", (event) => {
    const input = cellInput(event.target);
    if (input && !saver.pending.has(input.name)) {
      // What the server made of it was not shown while the cursor stood here.
      input.value = sheet.texts[input.name] || "";
      saver.saw(input.name, input.value);
    } else if (!input) {
      window.setTimeout(() => {
        showProse(saver, data.prose);
        note(saver, data.prose);
      });
    }
  });
  form.addEventListener("submit", () => {
    saver.leave();
    /** @type {Record<string, string | string[]>} */
    const known = Object.fromEntries(Array.from(saver.known).filter(([name]) => fieldOf(name)));
    saver.pending.forEach((entry, name) => (known[name] = entry.known));
    /** @type {HTMLInputElement} */ (part("known")).value = JSON.stringify(known);
  });
  wireBlocks(form, selection, data.grid, (texts) => {
    showTexts(sheet.typeAll(texts));
    texts.forEach((text, name) => {
      /** @type {HTMLInputElement} */ (cellInput(document.getElementById(`cell-${name}`))).value = text;
      saver.put(name, text);
    });
    draw();
  }, () => saver.flush());
  part("panel").addEventListener("click", (event) => adopt(event, type, saver));
}

/** What an earlier page could not save is put back, named and sent. @param {Saver} saver @param {Sheet} sheet
 * @param {(name: string, text: string) => void} type */
function restore(saver, sheet, type) {
  /** @type {string[]} */
  const places = [];
  for (const box of document.querySelectorAll("#meetings > .meeting")) {
    // A form that was sent without this script: what it could not store is asked about at the field.
    const name = box.getAttribute("data-name") || "";
    const known = JSON.parse(/** @type {HTMLInputElement} */ (part("known")).value)[name];
    const field = fieldOf(name);
    if (field && known && !saver.pending.has(name)) {
      saver.queue.set(name, { text: field.value, known: [known].flat() });
    }
  }
  Array.from(saver.pending).forEach(([name, { text }]) => {
    if (text === saver.known.get(name)) {
      saver.queue.delete(name); // it had arrived after all
      return;
    }
    const field = fieldOf(name);
    if (field) {
      field.value = text;
      field.dispatchEvent(new Event("refresh"));
    }
    type(name, text);
    const cell = sheet.edition.cells[name];
    const section = data.parts.find((/** @type {{code: string}} */ { code }) => `sections.${code}` === name);
    places.push(cell ? cell.place : section ? section.name : data.words.title);
  });
  sayRecovered(places, data.words.recovered);
  saver.flush();
}

/** @param {Sheet} sheet @param {() => void} draw @param {Panel} panel @returns {Saver} */
function startSaving(sheet, draw, panel) {
  /** @param {any} answer @param {Record<string, string>} sent */
  const take = (answer, sent) => {
    const others = changedByOthers(data, answer, sent, sheet.derived);
    showTexts(sheet.accept(answer, sent));
    showProse(saver, answer.prose);
    note(saver, { ...answer.texts, ...answer.prose });
    Object.assign(data, { figures: answer.figures, texts: answer.texts, prose: answer.prose });
    data.others = answer.others;
    data.missing = answer.missing;
    data.reasons = answer.reasons;
    showSteps(answer.steps);
    draw();
    news.stands(answer);
    sayNews(answer);
    document.dispatchEvent(new CustomEvent("govreport:saved", { detail: answer }));
    lightFresh(others, (name) => fieldOf(name) !== document.activeElement && !saver.pending.has(name));
  };
  /** @type {Saver} */
  const saver = new Saver({
    url: () => `${data.urls.save}?since=${news.mark}`,
    token,
    key: data.storage,
    person: data.person,
    words: data.words,
    known: { ...data.texts, ...data.prose, ...data.stored },
    show: showState,
    met: (meetings) => drawMeetings(meetings, data.words, (meeting, mine) => settle(saver, sheet, meeting, mine, draw)),
    refused: (refusals) => {
      markRefused(refusals);
      pointTo([...saver.met.keys(), ...saver.refusals.keys()], (name) => panel.way(name.replace(/^sections\./, "")));
    },
    saved: take,
  });
  /** @type {News} */
  const news = new News({
    url: data.urls.news,
    mark: data.mark,
    etag: data.etag,
    saver,
    take: (answer) => {
      take(answer, {});
      if (answer.closed) {
        showState("refused", answer.closed);
      }
    },
  });
  sayNews(data);
  return saver;
}

/** The person has chosen one of two texts. @param {Saver} saver @param {Sheet} sheet
 * @param {import("./save.js").Meeting} meeting @param {boolean} mine @param {() => void} draw */
function settle(saver, sheet, meeting, mine, draw) {
  if (mine) {
    saver.choose(meeting, saver.pending.get(meeting.name)?.text ?? meeting.mine);
    return;
  }
  const field = fieldOf(meeting.name);
  if (field) {
    field.value = meeting.theirs;
    field.dispatchEvent(new Event("refresh"));
  }
  saver.choose(meeting);
  if (meeting.name in sheet.edition.cells) {
    showTexts(sheet.accept({ ...data, texts: { ...data.texts, [meeting.name]: meeting.theirs } }, { [meeting.name]: sheet.typed.get(meeting.name) ?? "" }));
    draw();
  }
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
wireTexts(form, data.words.length, data.text);
wireHistory(form);
followFragment();

const response = await fetch(data.urls.edition, { credentials: "same-origin" });
start(await response.json());
document.documentElement.dataset.ready = "1";
