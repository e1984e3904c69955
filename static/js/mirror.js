// @ts-check
/**
 * 衬底: a layer behind a text area that lays the text out alike, so that parts of it can be tinted where they stand.
 *
 * @typedef {import("./marks.js").Mark} Mark
 */

const MEASURES = /** @type {const} */ ([
  "fontFamily", "fontSize", "fontWeight", "fontVariantEastAsian", "lineHeight", "letterSpacing", "textIndent",
  "paddingTop", "paddingBottom", "paddingLeft", "paddingRight", "borderTopWidth", "borderLeftWidth", "tabSize",
]);

/** The text area in a box with the layer behind it. @param {HTMLTextAreaElement} area */
export function wrap(area) {
  const box = document.createElement("div");
  box.className = area.readOnly ? "text-box is-read-only" : "text-box";
  const mirror = document.createElement("div");
  mirror.className = "text-mirror";
  mirror.setAttribute("aria-hidden", "true");
  mirror.lang = area.lang;
  area.replaceWith(box);
  box.append(mirror, area);
  return mirror;
}

/** Tints the marked numbers; what follows the last of them need not be laid out. @param {HTMLElement} mirror
 * @param {HTMLTextAreaElement} area @param {Mark[]} marks @param {Set<number>} broken numbers whose cell has none */
export function tint(mirror, area, marks, broken) {
  mirror.textContent = "";
  if (!marks.length) {
    return;
  }
  fit(mirror, area);
  let last = 0;
  for (const mark of [...marks].sort((one, other) => one.start - other.start)) {
    const number = document.createElement("span");
    number.className = broken.has(mark.id) ? "linked-number is-broken" : "linked-number";
    number.textContent = area.value.slice(mark.start, mark.end);
    mirror.append(area.value.slice(last, mark.start), number);
    last = mark.end;
  }
  const rest = area.value.indexOf("\n", last);
  mirror.append(area.value.slice(last, rest < 0 ? undefined : rest));
  mirror.scrollTop = area.scrollTop;
}

/** @param {HTMLElement} mirror @param {HTMLTextAreaElement} area */
function fit(mirror, area) {
  const style = window.getComputedStyle(area);
  for (const name of MEASURES) {
    mirror.style[name] = style[name];
  }
  // A scroll bar of the area leaves less room for its lines.
  mirror.style.width = `${area.clientWidth + parseFloat(style.borderLeftWidth) * 2}px`;
  mirror.style.height = `${area.offsetHeight}px`;
}

/** How far down a character stands. @param {HTMLTextAreaElement} area @param {number} at @returns {number | null} */
export function downTo(area, at) {
  const mirror = area.parentElement && area.parentElement.querySelector(".text-mirror");
  if (!(mirror instanceof HTMLElement)) {
    return null;
  }
  const kept = Array.from(mirror.childNodes);
  const spot = document.createElement("span");
  fit(mirror, area);
  mirror.replaceChildren(area.value.slice(0, at), spot);
  const down = spot.offsetTop;
  mirror.replaceChildren(...kept);
  return down;
}
