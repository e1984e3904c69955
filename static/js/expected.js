// @ts-check
/** 按上年推算: what follows from last year's report, beside a cell that says something else (govreport/checks/expected.py). */

import { unscaled } from "./figures.js";
import { linearValue } from "./relations.js";

const RULES = ["Y-02", "Y-03", "Y-06"];

/** @param {import("./sheet.js").Sheet} sheet */
export function showExpected(sheet) {
  const places = document.querySelectorAll("[data-expected]");
  if (!places.length) {
    return;
  }
  const all = { ...sheet.live.values, ...sheet.live.others };
  for (const place of places) {
    const address = place.getAttribute("data-expected") || "";
    const relation = sheet.edition.relations.find(
      (item) => RULES.includes(item.rule) && item.addresses[0] === address,
    );
    const value = relation ? linearValue(relation.right, all) : null;
    const text = value === null ? "" : unscaled(value);
    /** @type {HTMLElement} */ (place.querySelector("b")).textContent = text;
    place.toggleAttribute("hidden", !text || text === sheet.texts[address]);
  }
}
