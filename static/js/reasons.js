// @ts-check
/**
 * 说明原因: what was said about each finding, and the place to say it; stored at once, kept on this machine until then.
 *
 * @typedef {{rule: string, subject: string, mark: string, message: string, needed: boolean, settled: boolean,
 *   style: string, icon: string, word: string, invitation: string, text: string, by: string, note: string,
 *   ruledBy: string, published: boolean}} Reason
 * @typedef {{rule: string, addresses: string[], message: string, severity: string}} Named
 * @typedef {{reasons: Reason[], urls: {reason: string}, storage: string, words: Record<string, string>}} Data
 */

/** @param {Element} root @param {string} selector @returns {HTMLElement} */
function within(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/** @param {Element} root @param {string} selector @param {string} text */
function say(root, selector, text) {
  const element = within(root, selector);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** @param {string} rule @param {string} subject @param {string} message */
function nameOf(rule, subject, message) {
  return [rule, subject, message].join("|");
}

export class Reasons {
  /** @param {HTMLElement} panel @param {Data} data what the server says, kept up to date by the page
   * @param {() => string} token @param {(steps: any[]) => void} changed */
  constructor(panel, data, token, changed) {
    this.panel = panel;
    this.data = data;
    this.token = token;
    this.changed = changed;
    /** @type {Map<string, Reason>} */
    this.items = new Map();
    panel.addEventListener("submit", (event) => {
      if (event.target instanceof HTMLFormElement && event.target.matches(".reason-form")) {
        event.preventDefault();
        this.send(event.target);
      }
    });
    panel.addEventListener("input", (event) => {
      const form = event.target instanceof Element ? event.target.closest(".reason-form") : null;
      if (form instanceof HTMLFormElement) {
        this.keep(form);
      }
    });
  }

  /** Findings with the word whether a reason answers them. @template {Named} T @param {T[]} findings */
  settle(findings) {
    this.items = new Map(this.data.reasons.map((item) => [nameOf(item.rule, item.subject, item.message), item]));
    return findings.map((item) => {
      const reason = this.items.get(nameOf(item.rule, item.addresses[0], item.message));
      return { ...item, settled: Boolean(reason && reason.settled) };
    });
  }

  /** Puts each reason below its finding; what is being written is left alone. */
  attach() {
    const repairs = document.getElementById("panel-repairs");
    if (repairs) {
      // Only beside what is wrong here; the summary offers it for the whole report.
      repairs.hidden = !this.panel.querySelector("#panel-groups [data-severity=error]");
    }
    for (const finding of this.panel.querySelectorAll(".finding")) {
      const { rule, target } = /** @type {HTMLElement} */ (finding).dataset;
      const reason = this.items.get(nameOf(rule || "", target || "", within(finding, ".finding-text").textContent || ""));
      const box = finding.querySelector("[data-reason]");
      if (reason) {
        this.fill(box || this.add(finding), reason);
      } else if (box) {
        box.remove();
      }
    }
  }

  /** @param {Element} finding @returns {Element} */
  add(finding) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("reason"));
    const box = /** @type {Element} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
    within(finding, ".finding-body").append(box);
    return box;
  }

  /** @param {Element} box @param {Reason} reason */
  fill(box, reason) {
    within(box, ".reason-said").hidden = !reason.word;
    within(box, ".reason-state").className = `state reason-state ${reason.style}`;
    within(box, ".reason-state use").setAttribute("href", `#i-${reason.icon}`);
    within(box, ".reason-text").classList.toggle("is-outdated", Boolean(reason.text) && !reason.settled && !reason.note);
    say(box, ".reason-word", reason.word);
    say(box, ".reason-text", reason.text);
    say(box, ".reason-by", reason.by);
    within(box, ".reason-public").hidden = !reason.published;
    within(box, ".reason-note").hidden = !reason.note;
    say(box, ".reason-note-text", reason.note);
    say(box, ".reason-ruled-by", reason.ruledBy);
    const form = box.querySelector(".reason-form");
    if (form instanceof HTMLFormElement) {
      say(box, ".reason-invitation", reason.invitation);
      this.fillForm(form, reason);
    }
  }

  /** @param {HTMLFormElement} form @param {Reason} reason */
  fillForm(form, reason) {
    for (const name of ["rule", "subject", "mark"]) {
      /** @type {HTMLInputElement} */ (within(form, `[name=${name}]`)).value = reason[/** @type {"rule"} */ (name)];
    }
    const stamp = `${reason.text}|${reason.published}`;
    if (form.dataset.stored === stamp) {
      return;
    }
    form.dataset.stored = stamp;
    const draft = this.draft(form);
    this.textOf(form).value = draft || reason.text;
    /** @type {HTMLInputElement} */ (within(form, "[name=published]")).checked = reason.published;
    if (draft && draft !== reason.text) {
      /** @type {HTMLDetailsElement} */ (form.closest("details")).open = true;
    }
  }

  /** @param {HTMLFormElement} form @returns {HTMLTextAreaElement} */
  textOf(form) {
    return /** @type {HTMLTextAreaElement} */ (within(form, "[name=text]"));
  }

  /** Where the draft of a reason is kept: by rule and place, so that it outlives a change of the numbers.
   * @param {HTMLFormElement} form */
  place(form) {
    const value = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (within(form, `[name=${name}]`)).value;
    return `${this.data.storage}:reason:${value("rule")}:${value("subject")}`;
  }

  /** @param {HTMLFormElement} form @returns {string} */
  draft(form) {
    try {
      return window.localStorage.getItem(this.place(form)) || "";
    } catch {
      return "";
    }
  }

  /** Keeps what is being written, or forgets it. @param {HTMLFormElement} form @param {boolean} [stored] */
  keep(form, stored = false) {
    try {
      if (stored) {
        window.localStorage.removeItem(this.place(form));
      } else {
        window.localStorage.setItem(this.place(form), this.textOf(form).value);
      }
    } catch {
      // Without storage the words live as long as the page.
    }
  }

  /** @param {HTMLFormElement} form */
  async send(form) {
    if (form.dataset.busy === "1") {
      return;
    }
    form.dataset.busy = "1";
    this.fail(form, "");
    const data = new FormData(form);
    const body = Object.fromEntries(["rule", "subject", "mark", "text"].map((name) => [name, String(data.get(name) || "")]));
    try {
      const response = await fetch(this.data.urls.reason, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token() },
        body: JSON.stringify({ ...body, published: data.has("published") }),
        credentials: "same-origin",
      });
      const answer = await response.json();
      if (response.ok) {
        this.keep(form, true);
        this.done(form, answer);
      } else {
        this.fail(form, answer.message);
        if (answer.reasons) {
          this.take(answer);
        }
      }
    } catch {
      this.fail(form, this.data.words.unreachable);
    } finally {
      delete form.dataset.busy;
    }
  }

  /** @param {HTMLFormElement} form @param {{reasons: Reason[], steps: any[]}} answer */
  done(form, answer) {
    const details = /** @type {HTMLDetailsElement} */ (form.closest("details"));
    details.open = false;
    this.take(answer);
    within(details, "summary").focus();
    const status = document.getElementById("panel-status");
    if (status) {
      status.textContent = this.data.words.explained;
    }
  }

  /** @param {{reasons: Reason[], steps: any[]}} answer */
  take(answer) {
    this.data.reasons = answer.reasons;
    this.changed(answer.steps);
  }

  /** @param {HTMLFormElement} form @param {string} message */
  fail(form, message) {
    const line = within(form, ".reason-failed");
    line.textContent = message;
    line.hidden = !message;
  }
}
