// @ts-check
/** 导入确认的保存: decisions go to the server one after the other, so that what was decided last is stored last. */

/** @typedef {{state: string, word: string, icon: string, text: string, undoable?: boolean}} Mark */
/** @typedef {{done: number, all: number, left: number, next: string, doubts: Record<string, Mark>, cells: Record<string, Mark>, texts: Record<string, {text: string, corrected: boolean}>, findings: string}} Answer */

export class Sender {
  /** @param {(answer: Answer) => void} draw @param {(text: string) => void} tell
   * @param {{stale: string, offline: string}} words */
  constructor(draw, tell, words) {
    this.draw = draw;
    this.tell = tell;
    this.words = words;
    this.queue = Promise.resolve();
  }

  /** @param {string} url @param {FormData} body @param {() => void} [then] */
  send(url, body, then) {
    this.queue = this.queue.then(async () => {
      try {
        const response = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
        const known = (response.headers.get("Content-Type") || "").startsWith("application/json");
        if (response.ok && known && !response.redirected) {
          this.tell("");
          this.draw(await response.json());
          then?.();
        } else {
          this.tell(known ? (await response.json()).message : this.words.stale);
        }
      } catch {
        this.tell(this.words.offline);
      }
    });
  }
}

/** What a person says stands at a place; null confirms what was read. @param {string} name @param {string | null} text
 * @param {boolean} [undo] @returns {FormData} */
export function decision(name, text, undo) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token instanceof HTMLInputElement ? token.value : "");
  body.set("name", name);
  if (text !== null) {
    body.set("text", text);
  }
  if (undo) {
    body.set("undo", "1");
  }
  return body;
}
