// @ts-check
/** 相关单元格: a finding under the pointer or the cursor lights all its cells; a cell with the cursor lights its findings. */

/** @param {string} address @returns {Element | null} */
function cellOf(address) {
  return document.querySelector(`[data-cell="${address}"]`);
}

/** @param {Element | null} finding @param {boolean} on */
function light(finding, on) {
  const cells = finding ? (finding.getAttribute("data-cells") || "").split(" ") : [];
  for (const address of cells) {
    const cell = address && cellOf(address);
    if (cell) {
      cell.classList.toggle("is-lit", on);
    }
  }
}

/** @param {EventTarget | null} target */
function findingOf(target) {
  return target instanceof Element ? target.closest(".finding") : null;
}

/** Wires the findings in a panel to the cells of the page. @param {HTMLElement} panel */
export function wireLights(panel) {
  /** @type {Element | null} */
  let lit = null;
  const show = (/** @type {Element | null} */ finding) => {
    if (finding !== lit) {
      light(lit, false);
      light(finding, true);
      lit = finding;
    }
  };
  panel.addEventListener("mouseover", (event) => show(findingOf(event.target)));
  panel.addEventListener("mouseleave", () => show(null));
  panel.addEventListener("focusin", (event) => show(findingOf(event.target)));
  panel.addEventListener("focusout", () => show(null));
  document.addEventListener("focusin", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("[data-cell]") : null;
    showFindings(panel, cell ? cell.getAttribute("data-cell") || "" : "");
  });
}

/** Shows which findings speak of a cell; the panel alone scrolls. @param {HTMLElement} panel @param {string} address */
function showFindings(panel, address) {
  let first = true;
  for (const finding of panel.querySelectorAll(".finding")) {
    const on = address !== "" && (finding.getAttribute("data-cells") || "").split(" ").includes(address);
    finding.classList.toggle("is-lit", on);
    if (on && first) {
      first = false;
      const box = panel.querySelector(".panel-in");
      if (box && finding instanceof HTMLElement && box.scrollHeight > box.clientHeight) {
        box.scrollTop = Math.min(finding.offsetTop - 60, Math.max(box.scrollTop, finding.offsetTop - box.clientHeight + 120));
      }
    }
  }
}
