// @ts-check
/** 信息处理费的一句话: follows the four numbers; the words are the server's, as they stand in the document. */

const box = document.getElementById("fee-line");
const form = document.getElementById("section-form");

if (box && form) {
  const text = /** @type {HTMLElement} */ (box.querySelector("[data-fee-text]"));
  const note = /** @type {HTMLElement} */ (box.querySelector("[data-fee-note]"));
  form.addEventListener("input", () => box.classList.add("is-old"));
  document.addEventListener("govreport:saved", (event) => {
    const line = /** @type {CustomEvent} */ (event).detail.fee_line;
    text.textContent = line.text;
    text.hidden = !line.text;
    note.textContent = line.note;
    note.hidden = !line.note;
    box.classList.remove("is-old");
  });
}
