// @ts-check
/**
 * 本机暂存: what is typed and not acknowledged, kept on this machine as well, with what the page knew to stand there.
 *
 * Several tabs of one person keep their entries in one place; each touches only its own.
 *
 * @typedef {{text: string, known: string[]}} Entry `known`: the text that was shown, then texts sent without an answer
 */

export class Queue {
  /** @param {string} key */
  constructor(key) {
    this.key = key;
    /** @type {Map<string, Entry>} */
    this.entries = new Map(Object.entries(this.read()));
  }

  /** @returns {Record<string, Entry>} */
  read() {
    try {
      const found = Object.entries(JSON.parse(window.localStorage.getItem(this.key) || "{}"));
      return Object.fromEntries(found.map(([name, entry]) => [name, typeof entry === "string" ? old(entry) : entry]));
    } catch {
      return {};
    }
  }

  /** @param {Record<string, Entry>} kept */
  write(kept) {
    try {
      if (Object.keys(kept).length) {
        window.localStorage.setItem(this.key, JSON.stringify(kept));
      } else {
        window.localStorage.removeItem(this.key);
      }
    } catch {
      // Without storage the page itself keeps what is unsaved, and warns before it is left.
    }
  }

  /** @param {string} name @param {Entry} entry */
  set(name, entry) {
    this.entries.set(name, entry);
    this.write({ ...this.read(), [name]: entry });
  }

  /** What the entries say now. */
  keep() {
    this.write({ ...this.read(), ...Object.fromEntries(this.entries) });
  }

  /** No longer unsaved; what another tab has typed there since stays. @param {string} name */
  delete(name) {
    const entry = this.entries.get(name);
    const kept = this.read();
    if (entry && kept[name] && kept[name].text === entry.text) {
      delete kept[name];
      this.write(kept);
    }
    this.entries.delete(name);
  }
}

/** An entry as it was kept before: nobody knows what had been shown. @param {string} text @returns {Entry} */
function old(text) {
  return { text, known: [""] };
}
