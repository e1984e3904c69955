// @ts-check
/** 导入确认的文字: texts and the title put right beside the file: kept when left or by Ctrl+Enter, and set back. */

/** Whether something is the field of a text or of the title. @param {EventTarget | null} field
 * @returns {field is HTMLInputElement | HTMLTextAreaElement} */
export function isWords(field) {
  return (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.classList.contains("words-field");
}

/** Ctrl+Enter keeps a text, Enter a title. @param {KeyboardEvent} event @param {Element} field */
function isSave(event, field) {
  return event.key === "Enter" && !event.isComposing && (event.ctrlKey || event.metaKey || field instanceof HTMLInputElement);
}

/** @param {string} name @returns {HTMLElement | null} */
function wordsOf(name) {
  return document.querySelector(`[data-text="${name}"] .words-field`);
}

/** Go to the text of a section, opening its part. @param {string} name */
function goToWords(name) {
  const field = wordsOf(name);
  const holder = field?.closest("details");
  if (holder) {
    holder.open = true;
  }
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
}

/** @param {(name: string) => void} look show a place in the file
 * @param {(name: string, text: string | null, then?: () => void) => void} keep a text; null sets back what was read */
export function wireWords(look, keep) {
  const parts = document.querySelector(".import-read");
  /** @param {HTMLInputElement | HTMLTextAreaElement} field */
  const store = (field) => {
    field.defaultValue = field.value;
    keep(field.name, field.value);
  };
  parts?.addEventListener("focusin", (event) => {
    if (isWords(event.target)) {
      look(event.target.name.replace(/^text\./, ""));
    }
  });
  parts?.addEventListener("change", (event) => {
    if (isWords(event.target)) {
      store(event.target);
    }
  });
  parts?.addEventListener("keydown", (event) => {
    const field = event.target;
    if (isWords(field) && isSave(/** @type {KeyboardEvent} */ (event), field)) {
      event.preventDefault();
      store(field);
    }
  });
  parts?.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.hasAttribute("data-words")) {
      event.preventDefault();
      const name = /** @type {HTMLInputElement} */ (form.elements.namedItem("name")).value;
      keep(name, null, () => wordsOf(name)?.focus());
    }
  });
  parts?.addEventListener("click", (event) => {
    const edit = event.target instanceof Element ? event.target.closest("[data-edit]") : null;
    if (edit instanceof HTMLElement) {
      event.preventDefault();
      goToWords(edit.dataset.edit || "");
    }
  });
}
