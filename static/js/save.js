// @ts-check
/**
 * 自动保存: what is typed goes to the server by itself, a moment after the last key; until the server has
 * acknowledged it, it is also kept on this machine. With each text goes what the page knew to stand there, so that
 * the server can tell when somebody else has written meanwhile.
 */

import { Queue } from "./queue.js";

const DELAY = 600;
// A page that opens shows the others that the server is there and somebody has signed in.
const OPENED = "govreport:opened";
const RETRY = [2000, 4000, 8000, 15000, 30000];
// Slower and slower on a page that was left alone; coming back to it asks at once.
const SIGN_IN = [5000, 5000, 10000, 30000, 60000];

/** @typedef {Record<string, string>} Words */
/** @typedef {import("./queue.js").Entry} Entry */
/** @typedef {{name: string, place: string, mine: string, theirs: string, by: string}} Meeting */
/** @typedef {{name: string, place: string, message: string}} Refusal */
/** @typedef {{url: () => string, token: () => string, key: string, person: number, words: Words, known: Record<string, string>,
 *   show: (state: string, text: string) => void, saved: (answer: any, sent: Record<string, string>) => void,
 *   met: (meetings: Meeting[]) => void, refused: (refusals: Refusal[]) => void}} Options */

export class Saver {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    this.queue = new Queue(options.key);
    /** @type {Map<string, string>} what the page shows as the server's, by name */
    this.known = new Map(Object.entries(options.known));
    /** @type {Map<string, Meeting>} where somebody else has written; not sent again before the person has chosen */
    this.met = new Map();
    /** @type {Map<string, Refusal>} what the server has declined; not sent again before it says something else */
    this.refusals = new Map();
    this.timer = 0;
    this.failures = 0;
    this.busy = false;
    this.turns = 0;
    this.leaving = false;
    window.addEventListener("online", () => this.flush());
    window.addEventListener("focus", () => this.flush());
    window.addEventListener("beforeunload", (event) => {
      if (this.unsent().length && !this.leaving) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
    document.addEventListener("visibilitychange", () => this.flush());
    window.addEventListener("storage", ({ key }) => key === OPENED && this.flush());
    try {
      window.localStorage.setItem(OPENED, String(Date.now()));
    } catch {
      // Without storage the other pages ask again by themselves.
    }
  }

  /** Everything that is not stored. @returns {Map<string, Entry>} */
  get pending() {
    return this.queue.entries;
  }

  /** What is still to be sent. @returns {[string, Entry][]} */
  unsent() {
    return Array.from(this.pending).filter(([name]) => !this.met.has(name) && !this.refusals.has(name));
  }

  /** Something was typed. @param {string} name @param {string} text */
  put(name, text) {
    const shown = this.known.get(name);
    const entry = this.pending.get(name);
    const known = entry ? entry.known : shown === undefined ? [] : [shown];
    this.met.delete(name);
    this.refusals.delete(name);
    this.queue.set(name, { text, known });
    this.options.show("unsaved", this.options.words.unsaved);
    this.plan(DELAY);
  }

  /** The page shows what the server has at a name. @param {string} name @param {string} text */
  saw(name, text) {
    if (!this.pending.has(name)) {
      this.known.set(name, text);
    }
  }

  /** The person has chosen between two texts; without `text`, what the other has written stays.
   * @param {Meeting} meeting @param {string} [text] */
  choose(meeting, text) {
    const { name, theirs } = meeting;
    this.met.delete(name);
    this.queue.delete(name);
    this.known.set(name, theirs);
    if (text === undefined) {
      this.rest();
    } else {
      this.put(name, text);
      this.flush();
    }
  }

  /** The form itself is being sent: no warning; what it carries stays kept here until the next page has checked. */
  leave() {
    window.clearTimeout(this.timer);
    this.leaving = true;
  }

  /** @param {number} delay */
  plan(delay) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), delay);
  }

  /** Sends everything that is unsaved. @returns {Promise<void>} */
  async flush() {
    const sent = this.unsent();
    if (this.busy || !sent.length) {
      return;
    }
    window.clearTimeout(this.timer);
    this.busy = true;
    const copy = new Map(sent.map(([name, entry]) => [name, { ...entry }]));
    // Should the answer be lost, what was sent may stand there as well.
    sent.forEach(([name, { text, known }]) => this.pending.set(name, { text, known: [...new Set([...known, text])] }));
    this.queue.keep();
    this.options.show("saving", this.options.words.saving);
    try {
      await this.send(copy);
    } catch {
      this.fail();
    } finally {
      this.busy = false;
    }
  }

  /** @param {Map<string, Entry>} sent */
  async send(sent) {
    const values = Object.fromEntries(Array.from(sent, ([name, entry]) => [name, entry.text]));
    const known = Object.fromEntries(Array.from(sent, ([name, entry]) => [name, entry.known]));
    const body = JSON.stringify({ values, known, by: this.options.person });
    const response = await fetch(this.options.url(), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.options.token() },
      body,
      credentials: "same-origin",
      keepalive: body.length < 20000,
    });
    const type = response.headers.get("Content-Type") || "";
    if (response.status === 403 && !type.includes("json")) {
      // The form's token is no longer good; any page of ours brings a new one.
      await fetch(window.location.pathname, { credentials: "same-origin" });
    }
    if (response.status >= 500 || !type.includes("json")) {
      throw new Error(String(response.status));
    }
    const answer = await response.json();
    if (response.ok) {
      this.accept(answer, sent, values);
    } else {
      this.decline(response.status, answer.message, sent);
    }
  }

  /** @param {any} answer @param {Map<string, Entry>} sent @param {Record<string, string>} values */
  accept(answer, sent, values) {
    /** @type {Meeting[]} */
    const meetings = answer.conflicts;
    /** @type {Refusal[]} */
    const refusals = answer.refused;
    const texts = { ...answer.texts, ...answer.prose };
    const apart = new Set([...meetings, ...refusals].map(({ name }) => name));
    for (const [name, { text, known }] of sent) {
      const entry = this.pending.get(name);
      if (entry && apart.has(name)) {
        this.queue.set(name, { text: entry.text, known });
      } else if (entry && entry.text === text) {
        this.queue.delete(name);
        this.known.set(name, texts[name]);
      } else if (entry) {
        // Typing went on meanwhile.
        this.queue.set(name, { text: entry.text, known: [texts[name]] });
      }
    }
    meetings.filter(({ name, mine }) => this.pending.get(name)?.text === mine).forEach((item) => this.met.set(item.name, item));
    refusals.filter(({ name }) => this.pending.get(name)?.text === values[name]).forEach((item) => this.refusals.set(item.name, item));
    this.failures = 0;
    this.turns += 1;
    this.clock = answer.saved_at;
    this.options.saved(answer, Object.fromEntries(Object.entries(values).filter(([name]) => !apart.has(name))));
    this.rest();
  }

  /** The line once an answer has come. */
  rest() {
    const { words, show, met, refused } = this.options;
    const open = Array.from(this.refusals.values());
    met(Array.from(this.met.values()));
    refused(open);
    const conflict = this.met.size ? words.conflict.replace("{count}", String(this.met.size)) : "";
    if (this.unsent().length) {
      show("unsaved", words.unsaved);
      this.plan(DELAY);
    } else if (open.length) {
      const text = words.refused.replace("{count}", String(open.length)).replace("{message}", open[0].message);
      show("refused", [text, conflict].filter(Boolean).join(" "));
    } else if (conflict) {
      show("conflict", conflict);
    } else {
      show("saved", `${words.saved} ${this.clock}`);
    }
  }

  /** The server understood and stored nothing. @param {number} status @param {string} message @param {Map<string, Entry>} sent */
  decline(status, message, sent) {
    for (const [name, { known }] of sent) {
      const entry = this.pending.get(name);
      if (entry) {
        this.queue.set(name, { text: entry.text, known });
      }
    }
    if (status === 401) {
      // Asked again until the person has signed in, here or in another tab.
      this.options.show("sign-in", this.options.words.signIn);
      this.retry(SIGN_IN);
    } else {
      this.options.show("refused", message);
    }
  }

  fail() {
    this.options.show("failed", this.options.words.failed);
    this.retry(RETRY);
  }

  /** @param {number[]} delays one after the other, the last one for good */
  retry(delays) {
    this.plan(delays[Math.min(this.failures, delays.length - 1)]);
    this.failures += 1;
  }
}
