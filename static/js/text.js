// @ts-check
/** 文字部分: text areas that grow with their text, its length, and headings put in at the cursor. */

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

/** @param {HTMLTextAreaElement} area @param {string} words */
function count(area, words) {
  const box = document.getElementById(`${area.id}-length`);
  if (box) {
    box.textContent = words.replace("{count}", String(textLength(area.value)));
  }
}

const NUMERALS = "一二三四五六七八九十";

/** Puts a heading （一）… on a line of its own at the cursor. @param {HTMLTextAreaElement} area @param {string} heading */
export function insertHeading(area, heading) {
  const before = area.value.slice(0, area.selectionStart);
  const after = area.value.slice(area.selectionEnd);
  const number = NUMERALS[(before.match(/^[（(][一二三四五六七八九十]+[）)]/gm) || []).length] || "";
  const start = before && !before.endsWith("\n") ? "\n" : "";
  const end = after.startsWith("\n") ? "" : "\n";
  const text = `${start}（${number}）${heading}${end}`;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

/** Wires the text areas of a form. @param {HTMLElement} root @param {string} words “{count} 字” */
export function wireTexts(root, words) {
  for (const area of root.querySelectorAll("textarea[data-text]")) {
    if (area instanceof HTMLTextAreaElement) {
      const show = () => {
        grow(area);
        count(area, words);
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
