// @ts-check
/** 上年数: shows last year's figures when asked, and leads from a locked cell to the reason that opens it. */

const KEY = "govreport:last-year";

/** @returns {string | null} */
function kept() {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {HTMLButtonElement} button @param {boolean} on */
function show(button, on) {
  document.body.classList.toggle("shows-last", on);
  button.setAttribute("aria-pressed", String(on));
  button.value = on ? "0" : "1";
}

/** @param {HTMLButtonElement} button */
function wireToggle(button) {
  const asked = new URLSearchParams(window.location.search).has("last_year");
  if (!asked && kept() === "1") {
    show(button, true);
  }
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const on = button.getAttribute("aria-pressed") !== "true";
    show(button, on);
    try {
      window.localStorage.setItem(KEY, on ? "1" : "0");
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
}

/** Opens the reason for one locked cell. @param {HTMLElement} box @param {string} address */
function ask(box, address) {
  const details = box.querySelector(".carried-why");
  const choice = box.querySelector(`input[value="${address}"]`);
  const text = document.getElementById("carried-text");
  if (details instanceof HTMLDetailsElement && choice instanceof HTMLInputElement && text) {
    details.open = true;
    choice.checked = true;
    text.focus();
  }
}

/** @param {EventTarget | null} target @returns {string} the address of a locked cell, or nothing */
function lockedAt(target) {
  const cell = target instanceof Element ? target.closest(".is-locked") : null;
  return (cell && cell.getAttribute("data-cell")) || "";
}

/** Typing in a locked cell, or clicking it twice, asks why. @param {HTMLElement} box */
function wireLocks(box) {
  // The reason belongs to a form of its own; nothing of it is saved as part of the report.
  box.addEventListener("input", (event) => event.stopPropagation());
  document.addEventListener("keydown", (event) => {
    const address = lockedAt(event.target);
    if (address && /^\d$/.test(event.key) && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      ask(box, address);
    }
  });
  document.addEventListener("dblclick", (event) => {
    const address = lockedAt(event.target);
    if (address) {
      ask(box, address);
    }
  });
}

const button = document.getElementById("last-year");
if (button instanceof HTMLButtonElement) {
  wireToggle(button);
}
const box = document.getElementById("carried");
if (box) {
  wireLocks(box);
}
