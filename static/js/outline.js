// @ts-check
/**
 * 结构: the headings of a text while it is typed, by the patterns the printed report is set by
 * (govreport/documents/headings.py, which `outline` is the twin of).
 *
 * @typedef {{levels: [number, string][], longest: number, leadIn: string, innerStop: string, openEnd: string}} Patterns
 * @typedef {{level: number, text: string, line: number, length: number, expected: number}} Entry `expected`: the number
 *   it should have to follow the one before it, 0 when it has it
 */

import { downTo } from "./mirror.js";
import { chineseNumber } from "./numbers.js";

const NUMERALS = "一二三四五六七八九十";
const FLAGS = "su";

/** 12 → 十二. @param {number} number */
export function numeral(number) {
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? NUMERALS[tens - 1] : ""}${tens ? "十" : ""}${number % 10 ? NUMERALS[(number % 10) - 1] : ""}`;
}

/** The digits of a number in any script that Python reads. @param {string} text */
function digits(text) {
  return Number(text.normalize("NFKC"));
}

export class Headings {
  /** @param {Patterns} patterns */
  constructor(patterns) {
    this.levels = patterns.levels.map(([level, pattern]) => ({ level, pattern: new RegExp(`^(?:${pattern})`, FLAGS) }));
    this.longest = patterns.longest;
    this.leadIn = new RegExp(`^(?:${patterns.leadIn})`, FLAGS);
    this.innerStop = new RegExp(patterns.innerStop, FLAGS);
    this.openEnd = new RegExp(patterns.openEnd, FLAGS);
  }

  /** Level and number of a line. @param {string} line */
  numbering(line) {
    for (const { level, pattern } of this.levels) {
      const found = pattern.exec(line);
      if (found) {
        return { level, ordinal: level > 2 ? digits(found[1]) : Number(chineseNumber(found[1]) || 0) };
      }
    }
    return { level: 0, ordinal: 0 };
  }

  /** The heading words of a numbered line; "" when it is running text. @param {string} line @param {number} level
   * @param {number} below level of the next line */
  leadingWords(line, level, below) {
    const leads = below === 0 || below > level;
    const short = Array.from(line).length <= this.longest;
    if (leads && short && !this.innerStop.test(line) && !this.openEnd.test(line)) {
      return line;
    }
    const found = level === 2 ? this.leadIn.exec(line) : null;
    return found ? found[0] : "";
  }

  /** @param {string} text @returns {Entry[]} */
  outline(text) {
    const lines = text.split("\n").map((line, number) => ({ number, line: line.trim() })).filter(({ line }) => line);
    const read = lines.map(({ line }) => this.numbering(line));
    /** @type {Entry[]} */
    const found = [];
    const last = [0, 0, 0, 0, 0];
    lines.forEach(({ number, line }, index) => {
      const { level, ordinal } = read[index];
      const below = index + 1 < read.length ? read[index + 1].level : 0;
      const words = level ? this.leadingWords(line, level, below) : "";
      if (words) {
        const due = last[level] + 1;
        last.fill(0, level);
        last[level] = ordinal;
        const length = lengthOf(line.slice(words.length));
        found.push({ level, text: words, line: number, length, expected: ordinal === due ? 0 : due });
      } else if (found.length) {
        found[found.length - 1].length += lengthOf(line);
      }
    });
    return found;
  }
}

/** @param {string} text */
function lengthOf(text) {
  return Array.from(text.replace(/\s/g, "")).length;
}

/** How a number is written at a level. @param {number} level @param {number} number */
export function ordinal(level, number) {
  const forms = ["", `${numeral(number)}、`, `（${numeral(number)}）`, `${number}.`, `（${number}）`];
  return forms[level];
}

/** Draws the outline beside a text and follows the typing. @param {HTMLTextAreaElement} area @param {HTMLElement} box
 * @param {Patterns} patterns @param {Record<string, string>} words */
export function wireOutline(area, box, patterns, words) {
  const headings = new Headings(patterns);
  const list = /** @type {HTMLElement} */ (box.querySelector("ol"));
  const count = /** @type {HTMLElement} */ (box.querySelector("[data-count]"));
  let drawn = "";
  let timer = 0;
  const draw = () => {
    const entries = headings.outline(area.value);
    const key = JSON.stringify(entries);
    if (key === drawn) {
      return;
    }
    drawn = key;
    box.hidden = !entries.length;
    count.textContent = words.headings.replace("{count}", String(entries.length));
    list.textContent = "";
    list.append(...entries.map((entry) => item(entry, area, words)));
  };
  const soon = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(draw, 150);
  };
  area.addEventListener("input", soon);
  area.addEventListener("refresh", draw);
  draw();
}

/** @param {Entry} entry @param {HTMLTextAreaElement} area @param {Record<string, string>} words */
function item(entry, area, words) {
  const line = document.createElement("li");
  line.dataset.level = String(entry.level);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "outline-go";
  button.textContent = entry.text;
  button.addEventListener("click", () => goTo(area, entry.line));
  const length = document.createElement("span");
  length.className = "outline-length";
  length.textContent = entry.length ? words.length.replace("{count}", String(entry.length)) : words.nothingBelow;
  line.append(button, length);
  if (entry.expected) {
    const note = document.createElement("span");
    note.className = "outline-note";
    note.textContent = words.numbering.replace("{number}", ordinal(entry.level, entry.expected));
    line.append(note);
  }
  return line;
}

/** Puts the cursor at the end of a line and shows it. @param {HTMLTextAreaElement} area @param {number} number */
function goTo(area, number) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, number).reduce((sum, line) => sum + line.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, start + lines[number].length);
  const pane = area.closest(".work");
  const down = downTo(area, start);
  if (pane && down !== null) {
    const top = area.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = top + down - pane.clientHeight / 3;
  }
}
