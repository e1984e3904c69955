// @ts-check
/**
 * 校核结果栏: draws the findings of this part and of the others, marks their cells, and lights all cells of a finding
 * under the pointer or the cursor.
 *
 * @typedef {import("./sheet.js").Shown} Shown
 * @typedef {{code: string, name: string, table: string | null, url: string}} Part
 */

import { putText } from "./lang.js";

// A cell may hold two thousand characters, and its finding quotes them; the cell itself shows them all.
const LONGEST = 300;
const SEVERITIES = ["error", "warning", "hint"];

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`#${id} is missing`);
  }
  return element;
}

/** @param {string} id @returns {HTMLElement} */
function fromTemplate(id) {
  const template = /** @type {HTMLTemplateElement} */ (part(id));
  return /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
}

/** @param {Element} root @param {string} selector @returns {HTMLElement} */
function within(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

export class Panel {
  /** @param {{section: string, parts: Part[], editable: boolean, bases: Record<string, string>, grounded: string[]}} data @param {Record<string, string>} words */
  constructor(data, words) {
    this.data = data;
    this.words = words;
    /** @type {Map<string, string>} table or section → section */
    this.sections = new Map();
    data.parts.forEach(({ code, table }) => this.sections.set(code, code).set(table || code, code));
    this.serial = 0;
    /** @type {Map<string, HTMLElement>} the items drawn last, by what they say */
    this.items = new Map();
    this.spoken = 0;
  }

  /** The part in which something can be done about a finding. @param {string} address */
  sectionOf(address) {
    return this.sections.get(address.split(".")[0]) || this.data.parts[0].code;
  }

  /** @param {Shown[]} findings @param {string[]} blanks @param {{section: string, message: string}[]} missing
   * @param {Map<string, string>} declared */
  draw(findings, blanks, missing, declared) {
    /** @type {Map<string, HTMLElement>} */
    const drawn = new Map();
    const here = findings.filter((item) => this.sectionOf(item.addresses[0]) === this.data.section);
    const other = findings.filter((item) => this.sectionOf(item.addresses[0]) !== this.data.section);
    this.drawGroups(part("panel-groups"), here, drawn, declared);
    this.drawGroups(part("elsewhere-groups"), other, drawn, declared);
    this.items = drawn;
    const open = this.drawBlanks(blanks, missing);
    part("elsewhere-count").textContent = String(other.filter((item) => !item.settled).length + part("elsewhere-blank").children.length);
    part("panel-clear").hidden = here.length > 0 || open;
    this.tally(here);
    this.markCells(here, drawn, declared);
  }

  /** @param {HTMLElement} box @param {Shown[]} findings @param {Map<string, HTMLElement>} drawn
   * @param {Map<string, string>} declared */
  drawGroups(box, findings, drawn, declared) {
    const groups = [];
    for (const severity of SEVERITIES) {
      const items = findings.filter((item) => item.severity === severity);
      if (items.length) {
        const old = box.querySelector(`[data-severity="${severity}"]`);
        const group = old instanceof HTMLElement ? old : fromTemplate(`group-${severity}`);
        const settled = items.filter((item) => item.settled).length;
        within(group, ".mark-count").textContent = String(items.length - settled);
        within(group, ".group-settled").hidden = !settled;
        within(group, ".group-settled").textContent = this.words.settled.replace("{count}", String(settled));
        within(group, "ol").replaceChildren(...items.map((item) => this.item(item, drawn, declared)));
        groups.push(group);
      }
    }
    box.replaceChildren(...groups);
  }

  /** The element of a finding; one that already stands there is used again, so that nothing flickers.
   * @param {Shown} item @param {Map<string, HTMLElement>} drawn @param {Map<string, string>} declared */
  item(item, drawn, declared) {
    const adopt = this.data.editable ? declared.get(item.addresses[0]) || "" : "";
    const key = [item.rule, item.addresses.join(" "), item.message, adopt, item.sum].join("|");
    const element = this.items.get(key) || this.build(item, adopt);
    drawn.set(key, element);
    return element;
  }

  /** @param {Shown} item @param {string} adopt @returns {HTMLElement} */
  build(item, adopt) {
    const element = fromTemplate(`finding-${item.severity}`);
    element.dataset.rule = item.rule;
    element.dataset.target = item.addresses[0];
    element.dataset.cells = item.related.join(" ");
    const text = within(element, ".finding-text");
    text.textContent = item.message.length > LONGEST ? `${item.message.slice(0, LONGEST)}…` : item.message;
    this.serial += 1;
    text.id = `finding-text-${this.serial}`;
    const rule = /** @type {HTMLAnchorElement} */ (within(element, ".finding-rule"));
    rule.hash = item.rule;
    const link = /** @type {HTMLAnchorElement} */ (within(element, ".finding-go"));
    link.href = this.way(item.addresses[0]);
    link.setAttribute("aria-describedby", text.id);
    const basis = element.querySelector(".finding-basis-text");
    if (basis) {
      basis.textContent = item.basis;
      const word = this.data.grounded.includes(item.rule) ? this.words.ground : this.words.motive;
      within(element, ".finding-basis-word").textContent = word;
      const gloss = this.data.bases[item.rule] || "";
      putText(within(element, ".finding-basis-gloss"), gloss && `${gloss} `);
    }
    const sum = within(element, ".finding-sum");
    sum.textContent = item.sum + (item.gap ? this.words.gap.replace("{difference}", item.gap) : "");
    sum.hidden = !item.sum;
    const button = element.querySelector(".finding-adopt");
    if (button instanceof HTMLButtonElement) {
      button.hidden = !adopt;
      button.value = item.addresses[0];
      within(button, ".finding-adopt-sum").textContent = adopt;
    }
    return element;
  }

  /** Where a finding leads. @param {string} address */
  way(address) {
    const section = this.sectionOf(address);
    const page = this.data.parts.find((item) => item.code === section);
    const field = address === "title" ? "field-title" : `field-${section}`;
    const id = document.getElementById(`cell-${address}`) || address.includes(".") ? `cell-${address}` : field;
    return `${page ? page.url : ""}#${id}`;
  }

  /** What is still to be filled in: blank cells by section, and sections without text.
   * @param {string[]} blanks @param {{section: string, message: string}[]} missing */
  drawBlanks(blanks, missing) {
    /** @type {Map<string, HTMLElement>} */
    const lines = new Map();
    for (const { code, name } of this.data.parts) {
      const own = code === this.data.section;
      const cells = blanks.filter((address) => this.sectionOf(address) === code);
      const text = missing.find((item) => item.section === code);
      if (cells.length) {
        const sentence = this.words.blank.replace("{count}", String(cells.length));
        const lead = own ? "" : `${name}${this.words.colon}`;
        lines.set(code, this.blankLine([lead, sentence, this.words.firstBlank, name], cells[0]));
      } else if (text) {
        lines.set(code, this.blankLine(["", text.message, this.words.toText, name], code));
      }
    }
    const here = lines.get(this.data.section);
    lines.delete(this.data.section);
    part("panel-blank").replaceChildren(...(here ? [here] : []));
    part("elsewhere-blank").replaceChildren(...lines.values());
    part("elsewhere").hidden = !lines.size && !part("elsewhere-groups").children.length;
    return here !== undefined;
  }

  /** @param {string[]} texts name in front, sentence, what the link does, where @param {string} place */
  blankLine(texts, place) {
    const line = fromTemplate("blank-line");
    /** @type {HTMLAnchorElement} */ (within(line, "a")).href = this.way(place);
    [".blank-name", ".blank-text", ".blank-do", ".blank-where"].forEach((name, index) => {
      within(line, name).textContent = texts[index];
    });
    return line;
  }

  /** Counts for the folded panel, and a word for screen readers once typing has paused. @param {Shown[]} here */
  tally(here) {
    /** @type {string[]} */
    const said = [];
    for (const severity of SEVERITIES) {
      const count = here.filter((item) => item.severity === severity && !item.settled).length;
      const element = within(part("tallies"), `[data-tally="${severity}"]`);
      element.hidden = !count;
      within(element, "span").textContent = String(count);
      said.push(`${element.title} ${count}`);
    }
    window.clearTimeout(this.spoken);
    this.spoken = window.setTimeout(() => {
      part("panel-status").textContent = said.join("，");
    }, 1500);
  }

  /** Bars and icons at the cells, and the sentences tied to their inputs.
   * @param {Shown[]} here @param {Map<string, HTMLElement>} drawn @param {Map<string, string>} declared */
  markCells(here, drawn, declared) {
    /** @type {Map<string, {severity: string, ids: string[]}>} */
    const marks = new Map();
    const elements = Array.from(drawn.values());
    here.forEach((item, index) => {
      const text = elements[index].querySelector(".finding-text");
      for (const address of item.addresses) {
        const mark = marks.get(address) || { severity: item.severity, ids: [] };
        mark.ids.push(text ? text.id : "");
        marks.set(address, mark);
      }
    });
    for (const cell of document.querySelectorAll("[data-cell]")) {
      const address = cell.getAttribute("data-cell") || "";
      markCell(cell, marks.get(address), declared.get(address), this.words);
    }
  }
}

/** @param {Element} cell @param {{severity: string, ids: string[]} | undefined} mark
 * @param {string | undefined} sum @param {Record<string, string>} words */
function markCell(cell, mark, sum, words) {
  const input = cell.querySelector(".cell-input");
  const severity = mark ? mark.severity : "";
  if (cell.getAttribute("data-mark") !== severity) {
    cell.setAttribute("data-mark", severity);
    SEVERITIES.forEach((name) => cell.classList.toggle(`has-${name}`, name === severity));
    cell.querySelectorAll(".cell-icon").forEach((icon) => icon.remove());
    if (severity) {
      cell.append(fromTemplate(`icon-${severity}`));
    }
  }
  if (input) {
    toggleAttribute(input, "aria-invalid", severity === "error" ? "true" : "");
    toggleAttribute(input, "aria-describedby", mark ? mark.ids.join(" ") : "");
    cell.classList.toggle("is-zero", /** @type {HTMLInputElement} */ (input).value === "0");
  }
  const shown = cell.classList.contains("is-declared") && sum ? `${words.sum} ${sum}` : "";
  const old = cell.querySelector(".cell-sum");
  if (old) {
    old.textContent = shown;
  }
}

/** @param {Element} element @param {string} name @param {string} value */
function toggleAttribute(element, name, value) {
  if ((element.getAttribute(name) || "") !== value) {
    if (value) {
      element.setAttribute(name, value);
    } else {
      element.removeAttribute(name);
    }
  }
}
