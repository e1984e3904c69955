// @ts-check
/**
 * 联动数字: numbers of the text that follow the tables: tinted where they stand, listed below, put in and let go.
 *
 * @typedef {{id: number, address: string, place: string, start: number, length: number, number: string, value: string,
 *   section: string, note: string, updated: string}} Link
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./save.js").Saver} Saver
 * @typedef {{url: string, person: number, token: () => string, words: Record<string, string>, saver: Saver | null,
 *   take: (answer: any) => void, say: (text: string) => void, pageOf: (link: Link) => string}} Options
 */

import { fromStored, points, renumber, same, shift, toStored, units } from "./marks.js";

/** What the person has selected, kept in place while a dialog is open. */
const SELECTED = -1;

export class Links {
  /** @param {HTMLTextAreaElement} area @param {Options} options @param {Link[]} links @param {string} stored */
  constructor(area, options, links, stored) {
    this.area = area;
    this.options = options;
    this.links = links;
    this.stored = stored;
    this.before = stored;
    /** @type {Mark[]} */
    this.marks = [];
    this.mirror = wrap(area);
    this.stand();
    area.addEventListener("input", () => this.typed());
    area.addEventListener("refresh", () => this.typed());
    area.addEventListener("scroll", () => (this.mirror.scrollTop = area.scrollTop));
    window.addEventListener("resize", () => this.draw());
    const list = document.getElementById("linked");
    if (list && options.saver) {
      list.addEventListener("click", (event) => this.letGo(event));
    }
    const seen = document.getElementById("updated-seen");
    if (seen && options.saver) {
      seen.addEventListener("click", (event) => {
        event.preventDefault();
        this.ask({ verb: "seen" });
        area.focus();
      });
    }
  }

  /** The marks as the server has them, as far as the text is what it has stored. */
  stand() {
    const { value } = this.area;
    if (same(value, this.stored)) {
      const kept = this.marks.filter((mark) => mark.id === SELECTED);
      this.marks = [...this.links.map((link) => this.mark(link)), ...kept];
    } else {
      // What an earlier page could not save stands here: what the two texts have in common keeps its marks.
      const known = this.links.map((link) => {
        const start = units(this.stored, link.start);
        return { id: link.id, start, end: start + link.number.length };
      });
      this.marks = this.marks.length ? this.marks : shift(known, this.stored, value);
    }
    this.before = value;
    this.draw();
    this.list();
  }

  /** @param {Link} link @returns {Mark} */
  mark(link) {
    const start = fromStored(this.area.value, this.stored, units(this.stored, link.start));
    return { id: link.id, start, end: start + link.number.length };
  }

  typed() {
    const { value } = this.area;
    this.marks = shift(this.marks, this.before, value);
    this.before = value;
    this.draw();
  }

  /** An answer of the server: numbers that were updated are put into what stands here, whatever was typed meanwhile.
   * @param {{prose: Record<string, string>, links: Record<string, Link[]>}} answer */
  take(answer) {
    const { area, options: { saver } } = this;
    const now = answer.prose[area.name];
    const links = answer.links[area.name] || [];
    if (now === undefined) {
      return;
    }
    const numbers = new Map(links.map((link) => [link.id, link.number]));
    const marks = this.marks.filter((mark) => numbers.has(mark.id));
    const made = renumber(area.value, marks.sort((one, other) => one.start - other.start), numbers);
    const entry = saver && saver.pending.get(area.name);
    // What was typed meanwhile is measured by this answer, or else the server will put the numbers in.
    if (saver && made.text !== area.value && (entry ? entry.known.includes(now) : same(made.text, now))) {
      this.put(marks, numbers);
      if (entry) {
        saver.put(area.name, area.value);
      } else {
        saver.saw(area.name, now);
      }
    }
    this.links = links;
    this.stored = now;
    this.marks = this.marks.filter((mark) => mark.id === SELECTED || numbers.has(mark.id));
    this.stand();
  }

  /** New numbers at their places, from the last to the first; the cursor stays. @param {Mark[]} marks
   * @param {Map<number, string>} numbers */
  put(marks, numbers) {
    const { area } = this;
    const made = renumber(area.value, marks, numbers);
    [...marks].reverse().forEach((mark) => {
      const number = numbers.get(mark.id);
      if (number !== undefined && number !== area.value.slice(mark.start, mark.end)) {
        area.setRangeText(number, mark.start, mark.end, "preserve");
      }
    });
    this.marks = made.marks;
    this.before = area.value;
  }

  /** The tint behind the numbers; what follows the last of them need not be laid out. */
  draw() {
    const { area, mirror } = this;
    const marks = this.marks.filter((mark) => mark.id !== SELECTED).sort((one, other) => one.start - other.start);
    mirror.textContent = "";
    if (!marks.length) {
      return;
    }
    fit(mirror, area);
    const broken = new Set(this.links.filter((link) => !link.value).map((link) => link.id));
    let last = 0;
    for (const mark of marks) {
      const tint = document.createElement("span");
      tint.className = broken.has(mark.id) ? "linked-number is-broken" : "linked-number";
      tint.textContent = area.value.slice(mark.start, mark.end);
      mirror.append(area.value.slice(last, mark.start), tint);
      last = mark.end;
    }
    const rest = area.value.indexOf("\n", last);
    mirror.append(area.value.slice(last, rest < 0 ? undefined : rest));
    mirror.scrollTop = area.scrollTop;
  }

  /** The list under the text, and what was updated above it. */
  list() {
    const box = document.getElementById("linked");
    const template = document.getElementById("linked-item");
    if (!box || !(template instanceof HTMLTemplateElement)) {
      return;
    }
    const list = /** @type {HTMLElement} */ (box.querySelector("ul"));
    const focused = list.contains(document.activeElement);
    box.hidden = !this.links.length;
    list.replaceChildren(...this.links.map((link) => this.item(link, template)));
    if (focused) {
      (list.querySelector("button") || this.area).focus();
    }
    const updated = this.links.map((link) => link.updated).filter(Boolean);
    const notice = document.getElementById("updated");
    if (notice) {
      notice.hidden = !updated.length;
      const lines = /** @type {HTMLElement} */ (notice.querySelector("ul"));
      lines.replaceChildren(...[...new Set(updated)].map((text) => {
        const line = document.createElement("li");
        line.textContent = text;
        return line;
      }));
    }
  }

  /** @param {Link} link @param {HTMLTemplateElement} template */
  item(link, template) {
    const line = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
    const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (line.querySelector(name));
    line.classList.toggle("is-broken", !link.value);
    find(".linked-value").textContent = link.number;
    find(".linked-place").textContent = link.place;
    find(".linked-note").textContent = link.note;
    find(".linked-note").hidden = !link.note;
    const go = /** @type {HTMLAnchorElement} */ (find("a"));
    go.href = this.options.pageOf(link);
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

  /** 取消联动. @param {MouseEvent} event */
  letGo(event) {
    const button = event.target instanceof Element ? event.target.closest("button[name=unlink]") : null;
    if (button instanceof HTMLButtonElement) {
      event.preventDefault();
      this.ask({ verb: "unlink", link: Number(button.value) });
    }
  }

  /** What is selected, as the dialog finds it again. */
  hold() {
    const { selectionStart: start, selectionEnd: end } = this.area;
    this.marks = [...this.marks.filter((mark) => mark.id !== SELECTED), { id: SELECTED, start, end }];
    return this.area.value.slice(start, end);
  }

  /** The number of a cell where the cursor was, or in place of what was selected. @param {string} address */
  async insert(address) {
    const { area, options: { saver, say, words } } = this;
    if (!saver || !(await settled(saver, area.name))) {
      say(words.notSaved);
      return;
    }
    const stored = saver.known.get(area.name) ?? this.stored;
    const { start, end } = this.held();
    const [first, last] = [start, end].map((at) => points(stored, toStored(area.value, stored, at)));
    const known = new Set(this.links.map((link) => link.id));
    // Nothing is saved beside it: what is typed meanwhile goes on from what this answers.
    saver.busy = true;
    const answer = await this.fetch({ verb: "link", address, text: stored, start: first, length: last - first });
    saver.busy = false;
    if (answer) {
      const made = (answer.links[area.name] || []).find((/** @type {Link} */ link) => !known.has(link.id));
      this.write(made ? made.number : "", answer.prose[area.name]);
      this.options.take(answer);
      if (made) {
        say(words.linked.replace("{number}", made.number).replace("{place}", made.place));
      }
    }
    saver.flush();
  }

  /** Where the number belongs: what was selected when the dialog opened, else the end. */
  held() {
    const end = this.area.value.length;
    return this.marks.find((mark) => mark.id === SELECTED) || { start: end, end };
  }

  /** What the server has put in, put in here as a typist would, so that the browser can take it back.
   * @param {string} number @param {string} now */
  write(number, now) {
    const { area, options: { saver } } = this;
    const { start, end } = this.held();
    this.marks = this.marks.filter((mark) => mark.id !== SELECTED);
    if (saver) {
      const entry = saver.pending.get(area.name);
      saver.known.set(area.name, now);
      if (entry) {
        entry.known = [now];
      }
    }
    area.focus();
    area.setSelectionRange(start, end);
    if (number && area.value.slice(start, end) !== number) {
      document.execCommand("insertText", false, number);
    } else {
      area.setSelectionRange(end, end);
    }
  }

  /** @param {Record<string, unknown>} wish */
  async ask(wish) {
    const answer = await this.fetch(wish);
    if (answer) {
      this.options.take(answer);
    }
  }

  /** @param {Record<string, unknown>} wish @returns {Promise<any>} the answer; null when it was declined, and said so */
  async fetch(wish) {
    const { url, token, person, say, words } = this.options;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify({ ...wish, by: person }),
        credentials: "same-origin",
      });
      const answer = await response.json();
      if (response.ok) {
        return answer;
      }
      say(answer.message);
    } catch {
      say(words.offline);
    }
    return null;
  }
}

/** The text area in a box with a layer of the same measures behind it. @param {HTMLTextAreaElement} area */
function wrap(area) {
  const box = document.createElement("div");
  box.className = "text-box";
  const mirror = document.createElement("div");
  mirror.className = "text-mirror";
  mirror.setAttribute("aria-hidden", "true");
  mirror.lang = area.lang;
  area.replaceWith(box);
  box.append(mirror, area);
  return mirror;
}

const MEASURES = /** @type {const} */ ([
  "fontFamily", "fontSize", "fontWeight", "fontVariantEastAsian", "lineHeight", "letterSpacing", "textIndent",
  "paddingTop", "paddingBottom", "paddingLeft", "paddingRight", "borderTopWidth", "borderLeftWidth", "tabSize",
]);

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

/** Waits until what was typed in a field is stored; false when it is not. @param {Saver} saver @param {string} name */
async function settled(saver, name) {
  for (let turn = 0; turn < 60 && (saver.busy || saver.pending.has(name)); turn += 1) {
    await saver.flush();
    await new Promise((resolve) => window.setTimeout(resolve, 50));
  }
  return !saver.busy && !saver.pending.has(name);
}
