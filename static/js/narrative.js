// @ts-check
/** 文字部分的页面: linked numbers, outline and pasting put together for the text of a section; what a save has told. */

import { Links } from "./links.js";
import { Picker } from "./linkpick.js";
import { wireOutline } from "./outline.js";
import { wirePaste } from "./wordpaste.js";

/** @param {string} text */
function say(text) {
  const box = document.getElementById("text-said");
  if (box) {
    box.textContent = text;
  }
}

// The text itself says the same until somebody has read it; here it must not stand over the table for good.
const SHOWN = 15000;
let timer = 0;

/** Sentences about linked numbers, above the status line. @param {string[]} sentences */
function tell(sentences) {
  const box = document.getElementById("told");
  if (box && sentences.length) {
    const line = /** @type {HTMLElement} */ (box.querySelector("p"));
    box.hidden = false;
    line.textContent = sentences.join("\n");
    hideLater(box);
  }
}

/** Away after a while, but never from under a pointer or a cursor. @param {HTMLElement} box */
function hideLater(box) {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (box.matches(":hover") || box.contains(document.activeElement)) {
      hideLater(box);
    } else {
      box.hidden = true;
    }
  }, SHOWN);
}

/** @param {any} data what the page was given @param {import("./save.js").Saver | null} saver @param {() => string} token */
export function wireNarrative(data, saver, token) {
  const told = document.getElementById("told");
  const close = told && told.querySelector("button");
  if (told && close) {
    close.addEventListener("click", () => (told.hidden = true));
  }
  const area = document.querySelector("textarea[data-text]");
  const links = area instanceof HTMLTextAreaElement && data.text ? wireText(area, data, saver, token) : null;
  document.addEventListener("govreport:saved", (event) => {
    const answer = /** @type {CustomEvent} */ (event).detail;
    if (links && answer.links) {
      links.take(answer);
    }
    tell(answer.told || []);
  });
}

/** @param {HTMLTextAreaElement} area @param {any} data @param {import("./save.js").Saver | null} saver
 * @param {() => string} token */
function wireText(area, data, saver, token) {
  const { words, url, headings } = data.text;
  const links = new Links(area, {
    url, person: data.person, token, words, saver, say,
    take: (answer) => saver && saver.options.saved(answer, {}),
    pageOf: (link) => {
      const page = data.parts.find((/** @type {{code: string}} */ { code }) => code === link.section);
      return `${page ? page.url : ""}#cell-${link.address}`;
    },
  }, data.links[area.name] || [], data.prose[area.name] || "");
  const outline = document.getElementById("outline");
  if (outline) {
    wireOutline(area, outline, headings, words);
  }
  if (saver) {
    wirePaste(area, say, words);
    wirePicker(area, links, url, words);
  }
  return links;
}

/** @param {HTMLTextAreaElement} area @param {Links} links @param {string} url @param {Record<string, string>} words */
function wirePicker(area, links, url, words) {
  const button = document.getElementById("link-open");
  const dialog = document.getElementById("link-dialog");
  if (!(button instanceof HTMLButtonElement) || !(dialog instanceof HTMLDialogElement)) {
    return;
  }
  const picker = new Picker(dialog, { url: `${url}?part=list`, words, back: area, pick: (address) => links.insert(address) });
  const name = /** @type {HTMLElement} */ (button.querySelector("[data-name]"));
  const selected = () => {
    const text = area.value.slice(area.selectionStart, area.selectionEnd).normalize("NFKC").replace(/,/g, "");
    return /^-?\d+(\.\d+)?$/.test(text) ? text : "";
  };
  document.addEventListener("selectionchange", () => {
    if (document.activeElement === area) {
      name.textContent = selected() ? words.link.replace("{number}", selected()) : words.insert;
    }
  });
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const number = selected();
    if (!number) {
      // Without a number the new one goes in where the cursor is; what is selected stays.
      area.setSelectionRange(area.selectionEnd, area.selectionEnd);
    }
    links.hold();
    picker.open(number);
  });
}
