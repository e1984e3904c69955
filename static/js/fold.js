// @ts-check
/** 折叠栏: the rail and the findings panel fold away; the choice is kept on this machine. */

const KEY = "govreport:fold:";

/** @param {string} name @returns {string | null} */
function kept(name) {
  try {
    return window.localStorage.getItem(KEY + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
function keep(name, value) {
  try {
    window.localStorage.setItem(KEY + name, value);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Whether the style sheet shows the part folded now: the width decides until somebody chooses.
 * @param {Element} shell @param {string} name */
function folded(shell, name) {
  const choice = shell.getAttribute(`data-${name}`);
  return choice ? choice === "folded" : window.matchMedia("(max-width: 1439px)").matches && name === "rail";
}

/** @param {Element} shell @param {HTMLElement} button */
function show(shell, button) {
  const name = button.dataset.fold || "";
  button.setAttribute("aria-expanded", String(!folded(shell, name)));
}

/** Wires the buttons marked data-fold="rail" and data-fold="panel". @param {Element} shell */
export function wireFolds(shell) {
  for (const button of shell.querySelectorAll("[data-fold]")) {
    if (!(button instanceof HTMLElement)) {
      continue;
    }
    const name = button.dataset.fold || "";
    const choice = kept(name);
    if (choice) {
      shell.setAttribute(`data-${name}`, choice);
    }
    button.hidden = false;
    show(shell, button);
    button.addEventListener("click", () => {
      const next = folded(shell, name) ? "open" : "folded";
      shell.setAttribute(`data-${name}`, next);
      keep(name, next);
      show(shell, button);
    });
  }
}
