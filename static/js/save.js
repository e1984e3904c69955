// @ts-check
/**
 * 自动保存: what is typed goes to the server by itself, a moment after the last key; until the server has
 * acknowledged it, it is also kept on this machine.
 */

const DELAY = 600;
const RETRY = [2000, 4000, 8000, 15000, 30000];

/** @typedef {Record<string, string>} Words */
/** @typedef {{url: string, token: () => string, key: string, person: number, words: Words, show: (state: string, text: string) => void,
 *   saved: (answer: any, sent: Record<string, string>) => void}} Options */

export class Saver {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    /** @type {Map<string, string>} */
    this.pending = new Map(Object.entries(this.kept()));
    this.timer = 0;
    this.failures = 0;
    this.busy = false;
    this.leaving = false;
    window.addEventListener("online", () => this.flush());
    window.addEventListener("beforeunload", (event) => {
      if (this.pending.size && !this.leaving) {
        event.preventDefault();
        event.returnValue = "";
      }
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        this.flush();
      }
    });
  }

  /** What an earlier page could not save. @returns {Record<string, string>} */
  kept() {
    try {
      return JSON.parse(window.localStorage.getItem(this.options.key) || "{}");
    } catch {
      return {};
    }
  }

  keep() {
    try {
      if (this.pending.size) {
        window.localStorage.setItem(this.options.key, JSON.stringify(Object.fromEntries(this.pending)));
      } else {
        window.localStorage.removeItem(this.options.key);
      }
    } catch {
      // Without storage the page itself keeps what is unsaved, and warns before it is left.
    }
  }

  /** Something was typed. @param {string} name @param {string} text */
  put(name, text) {
    this.pending.set(name, text);
    this.keep();
    this.options.show("unsaved", this.options.words.unsaved);
    this.plan(DELAY);
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
    window.clearTimeout(this.timer);
    if (this.busy || !this.pending.size) {
      return;
    }
    this.busy = true;
    const sent = Object.fromEntries(this.pending);
    this.options.show("saving", this.options.words.saving);
    try {
      await this.send(sent);
    } catch {
      this.fail();
    } finally {
      this.busy = false;
    }
  }

  /** @param {Record<string, string>} sent */
  async send(sent) {
    const response = await fetch(this.options.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.options.token() },
      body: JSON.stringify({ values: sent, by: this.options.person }),
      credentials: "same-origin",
      keepalive: JSON.stringify(sent).length < 20000,
    });
    const type = response.headers.get("Content-Type") || "";
    if (response.status >= 500 || !type.includes("json")) {
      throw new Error(String(response.status));
    }
    const answer = await response.json();
    if (!response.ok) {
      // The server understood and declined: sending the same again would not help.
      this.options.show("refused", answer.message);
      return;
    }
    for (const [name, text] of Object.entries(sent)) {
      if (this.pending.get(name) === text) {
        this.pending.delete(name);
      }
    }
    this.failures = 0;
    this.keep();
    this.options.saved(answer, sent);
    if (this.pending.size) {
      // Typing went on meanwhile.
      this.options.show("unsaved", this.options.words.unsaved);
      this.plan(DELAY);
    } else {
      this.options.show("saved", `${this.options.words.saved} ${answer.saved_at}`);
    }
  }

  fail() {
    this.options.show("failed", this.options.words.failed);
    this.plan(RETRY[Math.min(this.failures, RETRY.length - 1)]);
    this.failures += 1;
  }
}
