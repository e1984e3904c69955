// @ts-check
/** 文字部分: text areas that grow with their text, its length, and headings put in at the cursor. */

import { numeral } from "./outline.js";

/** @typedef {{limit: number, longest: number, words: Record<string, string>}} Limits */

/** @param {HTMLTextAreaElement} area */
function grow(area) {
  const pane = area.closest(".work");
  const top = pane ? pane.scrollTop : 0;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
  if (pane) {
    pane.scrollTop = top;
  }
}

/** Characters without white space, as Chinese documents are measured. @param {string} text */
export function textLength(text) {
  return Array.from(text.replace(/\s/g, "")).length;
}

/** The length; the limit is named once it comes near. What counts against it is every character that is stored.
 * @param {HTMLTextAreaElement} area @param {string} words @param {Limits | null} limits */
function count(area, words, limits) {
  const box = document.getElementById(`${area.id}-length`);
  if (!box) {
    return;
  }
  const length = textLength(area.value);
  const whole = area.value.length > (limits ? limits.limit / 2 : Infinity) ? Array.from(area.value).length : 0;
  box.classList.toggle("is-over", limits !== null && whole > limits.limit);
  if (!limits || whole <= limits.limit / 2) {
    box.textContent = words.replace("{count}", String(length));
  } else {
    const text = whole > limits.limit ? limits.words.tooLong : limits.words.lengthOf;
    box.textContent = text.replace("{count}", String(whole)).replace("{limit}", String(limits.limit));
  }
  if (limits) {
    hint(box, area.value, limits);
  }
}

/** Names the first paragraph that is too long to be read. @param {HTMLElement} box @param {string} text @param {Limits} limits */
function hint(box, text, limits) {
  const paragraphs = text.length > limits.longest ? text.split("\n").filter((line) => line.trim()) : [];
  const place = paragraphs.findIndex((line) => line.length > limits.longest && textLength(line) > limits.longest);
  let line = box.nextElementSibling;
  if (place < 0) {
    if (line && line.classList.contains("text-long")) {
      line.remove();
    }
    return;
  }
  if (!line || !line.classList.contains("text-long")) {
    line = document.createElement("p");
    line.className = "text-long";
    box.after(line);
  }
  line.textContent = limits.words.longParagraph
    .replace("{number}", String(place + 1)).replace("{count}", String(textLength(paragraphs[place])));
}

/** Puts a heading （一）… on a line of its own at the cursor. @param {HTMLTextAreaElement} area @param {string} heading */
export function insertHeading(area, heading) {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const number = (before.match(/^[（(][一二三四五六七八九十]+[）)]/gm) || []).length + 1;
  const start = before && !before.endsWith("\n") ? "\n" : "";
  const end = after.startsWith("\n") ? "" : "\n";
  area.focus();
  // A way of the browser's own, so that its undo knows of it.
  document.execCommand("insertText", false, `${start}（${numeral(number)}）${heading}${end}`);
}

/** Wires the text areas of a form. @param {HTMLElement} root @param {string} words “{count} 字”
 * @param {Limits | null} limits */
export function wireTexts(root, words, limits) {
  for (const area of root.querySelectorAll("textarea[data-text]")) {
    if (area instanceof HTMLTextAreaElement) {
      const show = () => {
        grow(area);
        count(area, words, limits);
      };
      area.addEventListener("input", show);
      area.addEventListener("refresh", show);
      show();
    }
  }
  for (const button of root.querySelectorAll("button[data-insert]")) {
    if (button instanceof HTMLButtonElement) {
      button.disabled = false;
      button.addEventListener("click", () => {
        const area = document.getElementById(button.dataset.into || "");
        if (area instanceof HTMLTextAreaElement) {
          insertHeading(area, button.dataset.insert || "");
        }
      });
    }
  }
}
