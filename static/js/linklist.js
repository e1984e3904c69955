// @ts-check
/**
 * 联动的数字一览: the list below a text with the way to each cell, and above it what was updated or cannot be.
 *
 * @typedef {import("./links.js").Link} Link
 */

/** @param {Link[]} links @param {(link: Link) => string} pageOf @param {HTMLElement} area where the cursor goes when the
 *   line it was in is gone */
export function drawLinks(links, pageOf, area) {
  const box = document.getElementById("linked");
  const template = document.getElementById("linked-item");
  if (!box || !(template instanceof HTMLTemplateElement)) {
    return;
  }
  const list = /** @type {HTMLElement} */ (box.querySelector("ul"));
  const focused = list.contains(document.activeElement);
  box.hidden = !links.length;
  list.replaceChildren(...links.map((link) => item(link, template, pageOf(link))));
  if (focused) {
    (list.querySelector("button") || area).focus();
  }
  drawNotice(links);
}

/** @param {Link} link @param {HTMLTemplateElement} template @param {string} page */
function item(link, template, page) {
  const line = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (line.querySelector(name));
  line.classList.toggle("is-broken", !link.value);
  find(".linked-value").textContent = link.number;
  find(".linked-place").textContent = link.place;
  find(".linked-note").textContent = link.note;
  find(".linked-note").hidden = !link.note;
  const go = /** @type {HTMLAnchorElement} */ (find("a"));
  go.href = page;
  const button = /** @type {HTMLButtonElement | null} */ (line.querySelector("button"));
  for (const element of [go, button]) {
    if (element) {
      element.setAttribute("aria-label", `${(element.textContent || "").trim()} ${link.number} ${link.place}`);
    }
  }
  if (button) {
    button.value = String(link.id);
  }
  return line;
}

/** What was updated, and what is quoted without being there. @param {Link[]} links */
function drawNotice(links) {
  const said = new Set(links.map((link) => link.updated || link.broken).filter(Boolean));
  const notice = document.getElementById("updated");
  const seen = document.getElementById("updated-seen");
  if (!notice || !seen) {
    return;
  }
  notice.hidden = !said.size;
  seen.hidden = !links.some((link) => link.updated);
  const lines = Array.from(said, (text) => {
    const line = document.createElement("li");
    line.textContent = text;
    return line;
  });
  /** @type {HTMLElement} */ (notice.querySelector("ul")).replaceChildren(...lines);
}
