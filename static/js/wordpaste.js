// @ts-check
/**
 * 文字粘贴: what Word, WPS and web pages put on the clipboard, as paragraphs of plain text; pure, no page needed.
 *
 * Automatic numbering becomes typed numbering, tables are left out and counted, everything that no report prints
 * (soft hyphens, zero-width characters, bullets) goes.
 *
 * @typedef {{text: string, tables: number, pictures: number}} Pasted
 */

import { numeral } from "./outline.js";

const BLOCKS = new Set([
  "ADDRESS", "ARTICLE", "ASIDE", "BLOCKQUOTE", "BODY", "CENTER", "DD", "DIV", "DL", "DT", "FIGURE", "FOOTER", "FORM",
  "H1", "H2", "H3", "H4", "H5", "H6", "HEADER", "LI", "MAIN", "NAV", "OL", "P", "PRE", "SECTION", "UL",
]);
const LEFT_OUT = new Set(["HEAD", "META", "LINK", "SCRIPT", "STYLE", "TEMPLATE", "TITLE", "XML", "OBJECT", "SVG", "IFRAME"]);
const BULLETS = /^[•·●○■□◆◇▪▫‣⁃∙\uf000-\uf0ff]\s*/u;

/** One line without what cannot be seen or printed. @param {string} line */
function tidyLine(line) {
  return line
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\u0000-\u0008\u000e-\u001f]/g, "")
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, " ")
    .replace(/\t+/g, " ")
    .trim()
    .replace(BULLETS, "");
}

/** Plain text as paragraphs; a vertical tab is Word's line break. @param {string} text @returns {Pasted} */
export function fromPlain(text) {
  const lines = text.replace(/\r\n?/g, "\n").split(/[\n\v\f\u0085\u2028\u2029]/);
  return { text: lines.map(tidyLine).filter(Boolean).join("\n"), tables: 0, pictures: 0 };
}

/** HTML as paragraphs; null when it holds nothing to read. @param {string} html @returns {Pasted | null} */
export function fromHtml(html) {
  const start = html.indexOf("<!--StartFragment-->");
  const end = html.lastIndexOf("<!--EndFragment-->");
  const body = start >= 0 && end > start ? html.slice(start, end) : html;
  // Word hides the number of a list item from browsers that know lists; it is the number to keep. Styles are made
  // plain attributes before parsing, or the policy of the page would complain about them.
  const plain = body
    .replace(/<!\[if !supportLists\]>|<!\[endif\]>|<!--\[if !supportLists\]-->|<!--\[endif\]-->/gi, "")
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "")
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/\sstyle\s*=/gi, " data-style=");
  const parsed = new DOMParser().parseFromString(plain, "text/html");
  const reader = new Reader();
  reader.children(parsed.body);
  reader.end();
  return reader.lines.length || reader.tables || reader.pictures
    ? { text: reader.lines.join("\n"), tables: reader.tables, pictures: reader.pictures } : null;
}

/** What is pasted into a text: of HTML the paragraphs, else of plain text. @param {string} plain @param {string} html */
export function readText(plain, html) {
  const read = html ? fromHtml(html) : null;
  return read || fromPlain(plain);
}

class Reader {
  constructor() {
    /** @type {string[]} */
    this.lines = [];
    this.line = "";
    this.tables = 0;
    this.pictures = 0;
  }

  /** The paragraph ends here. */
  end() {
    const line = tidyLine(this.line);
    if (line) {
      this.lines.push(line);
    }
    this.line = "";
  }

  /** @param {Node} node */
  children(node) {
    node.childNodes.forEach((child) => this.node(child));
  }

  /** @param {Node} node */
  node(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const pre = node.parentElement && node.parentElement.closest("pre");
      const text = node.nodeValue || "";
      // Line feeds in HTML are spaces; between two Chinese characters Word breaks its source lines there.
      this.line += pre ? text : text.replace(/([\u2e80-\uffef])[ \t]*[\r\n]+[ \t]*(?=[\u2e80-\uffef])/g, "$1").replace(/[ \t\r\n]+/g, " ");
      if (pre) {
        this.breakLines();
      }
    } else if (node instanceof Element) {
      this.element(node);
    }
  }

  breakLines() {
    const parts = this.line.split(/\r\n?|\n/);
    this.line = parts.pop() || "";
    const rest = this.line;
    for (const part of parts) {
      this.line = part;
      this.end();
    }
    this.line = rest;
  }

  /** @param {Element} element */
  element(element) {
    const name = element.tagName.toUpperCase();
    const style = (element.getAttribute("data-style") || "").toLowerCase();
    if (LEFT_OUT.has(name) || name.startsWith("O:P") && !element.textContent || /display\s*:\s*none|mso-hide\s*:\s*all/.test(style)) {
      return;
    }
    if (name === "TABLE") {
      this.end();
      this.tables += 1;
    } else if (name === "IMG" || name === "V:SHAPE" || name === "V:IMAGEDATA") {
      this.pictures += 1;
    } else if (name === "BR") {
      this.end();
    } else if (/mso-list\s*:\s*ignore/.test(style)) {
      this.line += marker(element.textContent || "");
    } else if (BLOCKS.has(name)) {
      this.end();
      this.line = name === "LI" ? numberOf(element) : "";
      this.children(element);
      this.end();
    } else {
      this.children(element);
    }
  }
}

/** The number Word wrote before a list item, as it is typed; nothing for a bullet. @param {string} text */
function marker(text) {
  const bare = text.replace(/[\s\u00a0]/g, "");
  if (!/[\d０-９一二三四五六七八九十a-zA-Zⅰ-ⅿ①-⑳]/u.test(bare) || /^[oO§Ø]$/.test(bare)) {
    return "";
  }
  return /^\d+$/.test(bare) ? `${bare}.` : bare;
}

/** The number of an item of a list: 1. or, where the list counts in Chinese, 一、. @param {Element} item */
function numberOf(item) {
  const list = item.parentElement;
  if (!list || list.tagName !== "OL" || item.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']")) {
    return "";
  }
  const items = Array.from(list.children).filter((child) => child.tagName === "LI");
  const first = Number(list.getAttribute("start") || 1);
  const place = items.indexOf(item);
  // An item may say its own number; those after it go on from there.
  const told = items.slice(0, place + 1).map((child) => child.getAttribute("value"));
  const from = told.reduce((found, value, index) => (value === null ? found : index), -1);
  const number = from < 0 ? first + place : Number(told[from]) + place - from;
  const style = `${list.getAttribute("data-style") || ""} ${item.getAttribute("data-style") || ""} ${list.getAttribute("type") || ""}`;
  if (!Number.isInteger(number) || number < 1) {
    return "";
  }
  if (/cjk-ideographic|simp-chinese|chinese-counting|japanese-counting/i.test(style) && number < 100) {
    return `${numeral(number)}、`;
  }
  return `${number}.`;
}

/** Pasting into a text area: paragraphs only, taken back with one Ctrl+Z.
 * @param {HTMLTextAreaElement} area @param {(text: string) => void} say @param {Record<string, string>} words */
export function wirePaste(area, say, words) {
  area.addEventListener("paste", (event) => {
    const clipboard = event.clipboardData;
    if (!clipboard || area.readOnly) {
      return;
    }
    const html = clipboard.getData("text/html");
    const plain = clipboard.getData("text/plain");
    if (!html && !plain) {
      return;
    }
    event.preventDefault();
    const read = readText(plain, html);
    if (read.text) {
      // A way of the browser's own, so that its undo knows of it.
      document.execCommand("insertText", false, read.text);
    }
    const count = read.text ? read.text.split("\n").length : 0;
    const parts = [[words.pasted, count], [words.pastedTables, read.tables], [words.pastedPictures, read.pictures]];
    const said = parts.filter(([, number], index) => number || !index);
    say(said.map(([text, number]) => String(text).replace("{count}", String(number))).join(document.documentElement.lang.startsWith("zh") ? "" : " "));
  });
}
