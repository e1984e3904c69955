// @ts-check
/**
 * 联动数字: numbers of the text that follow the tables: tinted where they stand, listed below, put in and let go.
 *
 * @typedef {{id: number, address: string, place: string, start: number, length: number, number: string, value: string,
 *   section: string, note: string, updated: string, broken: string}} Link
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./save.js").Saver} Saver
 * @typedef {{url: string, person: number, token: () => string, words: Record<string, string>, saver: Saver | null,
 *   take: (answer: any) => void, say: (text: string) => void, pageOf: (link: Link) => string}} Options
 */

import { drawLinks } from "./linklist.js";
import { fromStored, points, renumber, same, shift, toStored, units } from "./marks.js";
import { tint, wrap } from "./mirror.js";

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
    /** @type {{prose: Record<string, string>, links: Record<string, Link[]>} | null} came while a word was being composed */
    this.waiting = null;
    this.composing = false;
    this.mirror = wrap(area);
    this.stand();
    this.watchInputMethod();
    area.addEventListener("input", () => this.typed());
    area.addEventListener("refresh", () => {
      this.typed();
      this.stand();
    });
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
    drawLinks(this.links, this.options.pageOf, this.area);
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

  /** While an input method composes nothing is put into the text: that would take the word from the typist. */
  watchInputMethod() {
    this.area.addEventListener("compositionstart", () => (this.composing = true));
    this.area.addEventListener("compositionend", () => {
      this.composing = false;
      // The word just chosen goes to what is to be saved first.
      window.setTimeout(() => this.waiting && this.take(this.waiting));
    });
  }

  /** An answer of the server: numbers that were updated are put into what stands here, whatever was typed meanwhile.
   * @param {{prose: Record<string, string>, links: Record<string, Link[]>}} answer */
  take(answer) {
    this.waiting = this.composing ? answer : null;
    if (this.composing) {
      return;
    }
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
    if (saver && !entry && saver.known.get(area.name) === now && !same(area.value, now)) {
      this.replace(now);
    }
    this.marks = this.marks.filter((mark) => mark.id === SELECTED || numbers.has(mark.id));
    this.stand();
  }

  /** What was sent is stored with a number that this page had lost sight of: it shows what is stored.
   * @param {string} now */
  replace(now) {
    const { area } = this;
    const behind = area.value.slice(area.selectionEnd);
    const at = now.endsWith(behind) ? now.length - behind.length : Math.min(area.selectionEnd, now.length);
    area.value = now;
    area.setSelectionRange(at, at);
    area.dispatchEvent(new Event("refresh"));
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

  /** The tint behind the numbers. */
  draw() {
    const broken = new Set(this.links.filter((link) => !link.value).map((link) => link.id));
    tint(this.mirror, this.area, this.marks.filter((mark) => mark.id !== SELECTED), broken);
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

/** Waits until what was typed in a field is stored; false when it is not. @param {Saver} saver @param {string} name */
async function settled(saver, name) {
  for (let turn = 0; turn < 60 && (saver.busy || saver.pending.has(name)); turn += 1) {
    await saver.flush();
    await new Promise((resolve) => window.setTimeout(resolve, 50));
  }
  return !saver.busy && !saver.pending.has(name);
}
