// @ts-check
/** Menus made of <details data-menu>: closed by Escape or by a click elsewhere; they open without this file too. */

/** @returns {HTMLDetailsElement[]} */
function openMenus() {
  return Array.from(document.querySelectorAll("details[data-menu][open]"));
}

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (event.target instanceof Node && !menu.contains(event.target)) {
      menu.open = false;
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) {
    return;
  }
  for (const menu of openMenus()) {
    menu.open = false;
    const summary = menu.querySelector("summary");
    if (summary) {
      summary.focus();
    }
  }
});
