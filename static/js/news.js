// @ts-check
/**
 * 他人改动: while the page is looked at it asks now and then whether somebody else has written; what they wrote is shown
 * in the cells nobody here has touched, lit for a moment, and told in a sentence. Asking never happens beside saving,
 * so that no older answer ever follows a newer one.
 */

import { putText } from "./lang.js";
import { fieldOf } from "./meeting.js";

const EVERY = 20000;
const SOON = 1000;
const SLOWEST = 300000;
const FRESH = 4000;

/** @typedef {import("./save.js").Saver} Saver */
/** @typedef {{texts: Record<string, string>, prose: Record<string, string>}} Held */

export class News {
  /** @param {{url: string, mark: number, etag: string, saver: Saver, take: (answer: any) => void}} options */
  constructor(options) {
    this.options = options;
    this.mark = options.mark;
    this.etag = options.etag;
    this.timer = 0;
    this.failures = 0;
    this.asking = false;
    const wake = () => (document.visibilityState === "visible" ? this.ask() : window.clearTimeout(this.timer));
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("focus", wake);
    window.addEventListener("online", wake);
    this.plan();
  }

  /** @param {number} [delay] */
  plan(delay = Math.min(EVERY * 2 ** this.failures, SLOWEST)) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), delay);
  }

  /** Where a page stands after an answer of any kind. @param {{mark: number, etag: string}} answer */
  stands({ mark, etag }) {
    this.mark = mark;
    this.etag = etag;
  }

  async ask() {
    const { saver } = this.options;
    if (this.asking || document.visibilityState !== "visible") {
      return;
    }
    this.asking = true;
    let done = false;
    try {
      done = !saver.busy && (await this.fetch(saver.turns));
      this.failures = 0;
    } catch {
      done = true;
      this.failures += 1;
    } finally {
      this.asking = false;
      this.plan(done ? undefined : SOON);
    }
  }

  /** Whether what came could be used. @param {number} turns how often was saved before asking @returns {Promise<boolean>} */
  async fetch(turns) {
    const { url, saver, take } = this.options;
    const response = await fetch(`${url}?since=${this.mark}&unread=${unreadShown()}`, {
      headers: { "If-None-Match": this.etag },
      credentials: "same-origin",
      cache: "no-store",
    });
    if (response.status === 304) {
      return true;
    }
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    const answer = await response.json();
    showUnread(answer.unread);
    if (saver.busy || saver.turns !== turns) {
      return false; // saved meanwhile: which of the two is newer nobody can tell
    }
    take(answer);
    return true;
  }
}

/** How many messages the bar says are unread. @returns {string} */
function unreadShown() {
  return document.querySelector("#bar-messages .count-number")?.textContent || "0";
}

/** The same number as it is now. @param {number} count */
function showUnread(count) {
  const box = document.querySelector("#bar-messages .count");
  const number = box?.querySelector(".count-number");
  if (box instanceof HTMLElement && number) {
    number.textContent = String(count);
    box.hidden = !count;
  }
}

/** Fields that say something else on the server than before, and not because of what was sent from here.
 * @param {Held} before @param {Held} after @param {Record<string, string>} sent @param {Set<string>} derived */
export function changedByOthers(before, after, sent, derived) {
  const then = { ...before.texts, ...before.prose };
  return Object.entries({ ...after.texts, ...after.prose })
    .filter(([name, text]) => then[name] !== text && !(name in sent) && !derived.has(name))
    .map(([name]) => name);
}

/** Lights what others have changed for a moment. @param {string[]} names @param {(name: string) => boolean} shown */
export function lightFresh(names, shown) {
  const boxes = names.filter(shown).map((name) => fieldOf(name)?.closest("td") || fieldOf(name));
  boxes.forEach((box) => box && box.classList.add("is-fresh"));
  window.setTimeout(() => boxes.forEach((box) => box && box.classList.remove("is-fresh")), FRESH);
}

/** The sentences in the status line; what was said last stays until something else is to be said.
 * @param {{said: string, present: string}} answer */
export function sayNews({ said, present }) {
  const told = document.getElementById("others-said");
  const there = document.getElementById("others-present");
  if (told && said) {
    putText(told, said);
    told.hidden = false;
  }
  if (there) {
    putText(there, present);
    there.hidden = !present;
  }
}
