// @ts-check
/** 来源一侧: shows a place of the file: turns to its page and draws the box, or colours its row, cell or line. */

/** @typedef {{page?: number, box?: number[], size?: number[], block?: number, row?: number, column?: number, line?: number, last?: number, table?: number}} Place */

/** @param {Place} place @param {number[][]} sizes @param {string} address of picture 0 */
export function showPlace(place, sizes, address) {
  for (const item of Array.from(document.querySelectorAll("#source .is-here"))) {
    item.classList.remove("is-here");
  }
  if (place.page) {
    drawPage(place.page, sizes, address, place);
    return;
  }
  const found = elements(place);
  found.forEach((item) => item.classList.add("is-here"));
  if (found.length) {
    reveal(found[0]);
  }
}

/** The next or previous page. @param {number} step @param {number[][]} sizes @param {string} address */
export function turnPage(step, sizes, address) {
  drawPage(shownPage() + step, sizes, address, null);
}

/** @param {(step: number) => void} turn */
export function wireSource(turn) {
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-turn]"))) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      turn(Number(link.dataset.turn));
    });
  }
}

/** @returns {number} */
function shownPage() {
  return Number(document.getElementById("source-number")?.textContent || "1");
}

/** @param {number} number @param {number[][]} sizes @param {string} address @param {Place | null} place */
function drawPage(number, sizes, address, place) {
  const page = document.getElementById("source-page");
  const image = page?.querySelector("image");
  const mark = document.getElementById("source-mark");
  const size = sizes[number - 1];
  if (!page || !image || !mark || !size) {
    return;
  }
  const [width, height] = size;
  const url = address.replace(/0\.png$/, `${number}.png`);
  if (image.getAttribute("href") !== url) {
    page.setAttribute("viewBox", `0 0 ${width} ${height}`);
    page.setAttribute("aria-label", (page.getAttribute("aria-label") || "").replace(/\d+/, String(number)));
    image.setAttribute("href", url);
    image.setAttribute("width", String(width));
    image.setAttribute("height", String(height));
  }
  /** @type {HTMLElement} */ (document.getElementById("source-number")).textContent = String(number);
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-turn]"))) {
    const next = number + Number(link.dataset.turn);
    // A way that leads nowhere is none: it takes no focus.
    if (sizes[next - 1]) {
      link.removeAttribute("aria-disabled");
      link.setAttribute("href", `?page=${next}`);
    } else {
      link.setAttribute("aria-disabled", "true");
      link.removeAttribute("href");
    }
  }
  drawBox(mark, place, width, height);
}

/** @param {HTMLElement} mark @param {Place | null} place @param {number} width @param {number} height */
function drawBox(mark, place, width, height) {
  const box = place?.box;
  const size = place?.size;
  const [across, down] = size?.[0] ? [width / size[0], height / size[1]] : [1, 1];
  const [x0, top, x1, bottom] = box || [0, 0, 0, 0];
  const measures = { x: x0 * across, y: top * down, width: (x1 - x0) * across, height: (bottom - top) * down };
  for (const [name, value] of Object.entries(measures)) {
    mark.setAttribute(name, value.toFixed(1));
  }
  if (box) {
    reveal(mark);
  }
}

/** The pieces of the page that show a place. @param {Place} place @returns {Element[]} */
function elements(place) {
  if (place.line) {
    return range("data-line", place.line, place.last || place.line);
  }
  if (!place.block) {
    return [];
  }
  const blocks = range("data-block", place.block, place.last || place.block);
  const row = place.row && blocks[0]?.querySelector(`tr[data-row="${place.row}"]`);
  if (!row) {
    return blocks;
  }
  const cell = place.column && row.querySelector(`td[data-column="${place.column}"]`);
  return [cell || row];
}

/** @param {string} name @param {number} first @param {number} last @returns {Element[]} */
function range(name, first, last) {
  const found = [];
  for (let number = first; number <= last; number += 1) {
    const item = document.querySelector(`#source [${name}="${number}"]`);
    if (item) {
      found.push(item);
    }
  }
  return found;
}

/** Bring something into the middle of the pane without moving the page. @param {Element} item */
function reveal(item) {
  const pane = document.getElementById("source");
  if (!pane) {
    return;
  }
  const outer = pane.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    pane.scrollTop += inner.top - outer.top - (outer.height - Math.min(inner.height, outer.height)) / 2;
  }
  if (inner.left < outer.left || inner.right > outer.right) {
    pane.scrollLeft += inner.left - outer.left - 24;
  }
}
