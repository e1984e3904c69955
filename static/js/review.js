// @ts-check
/** 审签页: cells with findings are marked in the official tables; a finding leads to its cell and lights all of them. */

import { wireLights } from "./light.js";

const WORST = ["error", "warning", "hint"];

/** @param {Element} finding @returns {HTMLElement[]} */
function cellsOf(finding) {
  const addresses = (finding.getAttribute("data-cells") || "").split(" ").filter(Boolean);
  return addresses.map((address) => document.querySelector(`[data-cell="${address}"]`)).filter(isElement);
}

/** @param {Element | null} element @returns {element is HTMLElement} */
function isElement(element) {
  return element instanceof HTMLElement;
}

/** @param {HTMLElement} panel */
function markCells(panel) {
  for (const severity of WORST.slice().reverse()) {
    for (const finding of panel.querySelectorAll(`.finding-${severity}`)) {
      const address = finding.getAttribute("data-target") || "";
      const cell = document.querySelector(`[data-cell="${address}"]`);
      if (cell) {
        WORST.forEach((name) => cell.classList.toggle(`has-${name}`, name === severity));
      }
    }
  }
}

/** @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element ? event.target.closest(".finding-go") : null;
  const finding = link && link.closest(".finding");
  const cell = finding && cellsOf(finding)[0];
  if (cell) {
    event.preventDefault();
    cell.tabIndex = -1;
    cell.scrollIntoView({ block: "center" });
    cell.focus({ preventScroll: true });
  }
}

/** @param {HTMLElement} list phrases that go into a field of the form they stand in */
function wirePhrases(list) {
  const field = list.closest("form")?.querySelector("textarea[name=note], input[name=note]");
  list.hidden = !field;
  list.addEventListener("click", (event) => {
    const phrase = event.target instanceof Element ? event.target.closest(".phrase") : null;
    if (phrase && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
      field.value += phrase.textContent || "";
      field.focus();
    }
  });
}

document.querySelectorAll("[data-phrases]").forEach((list) => list instanceof HTMLElement && wirePhrases(list));

// What changed leads to its place in the report.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(".change-go, .thread-go") : null;
  const card = link && link.closest("[data-thread]");
  const spot = link && (link.getAttribute("data-go") || (card && ((card.getAttribute("data-cells") || "").split(" ")[0] || card.getAttribute("data-spot"))));
  const place = spot && document.querySelector(`.reading [data-cell="${spot}"], .reading [data-paragraph="${spot}"]`);
  if (place instanceof HTMLElement) {
    event.preventDefault();
    place.tabIndex = place.tabIndex < 0 ? -1 : 0;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  }
});

const panel = document.getElementById("panel");
if (panel) {
  wireLights(panel);
  markCells(panel);
  panel.addEventListener("click", follow);
}
