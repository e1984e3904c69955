// @ts-check
/** 选择数据: a dialog with every cell and its number; typed words narrow it, arrows move in it, Enter takes one. */

/** @typedef {{url: string, words: Record<string, string>, pick: (address: string) => void, back: HTMLElement}} Options */

export class Picker {
  /** @param {HTMLDialogElement} dialog @param {Options} options */
  constructor(dialog, options) {
    this.dialog = dialog;
    this.options = options;
    this.filter = /** @type {HTMLInputElement} */ (dialog.querySelector("[data-filter]"));
    this.box = /** @type {HTMLElement} */ (dialog.querySelector("[data-list]"));
    this.said = /** @type {HTMLElement} */ (dialog.querySelector("[data-said]"));
    this.number = "";
    this.chosen = "";
    this.filter.addEventListener("input", () => this.narrow());
    dialog.addEventListener("keydown", (event) => this.key(event));
    /** @type {HTMLElement} */ (dialog.querySelector("[data-cancel]")).addEventListener("click", () => dialog.close());
    this.box.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[data-number]") : null;
      if (button instanceof HTMLButtonElement) {
        event.preventDefault();
        this.take(button);
      }
    });
    dialog.addEventListener("close", () => {
      this.options.back.focus();
      if (this.chosen) {
        this.options.pick(this.chosen);
      }
      this.chosen = "";
    });
  }

  /** @param {string} number what is selected in the text, if it is a number */
  async open(number) {
    const { words, url } = this.options;
    this.number = number;
    this.filter.value = "";
    this.said.textContent = words.loading;
    this.box.textContent = "";
    /** @type {HTMLElement} */ (this.dialog.querySelector("h2")).textContent = number
      ? words.titleLink.replace("{number}", number) : words.titleInsert;
    this.dialog.showModal();
    this.filter.focus();
    try {
      const response = await fetch(url, { credentials: "same-origin" });
      if (!response.ok || response.redirected) {
        throw new Error(String(response.status));
      }
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      this.box.replaceChildren(...page.body.childNodes);
      this.same();
      this.narrow();
    } catch {
      this.said.textContent = words.offline;
    }
  }

  /** Cells that hold the selected number stand first. */
  same() {
    const found = this.number ? this.buttons().filter((button) => button.dataset.number === this.number) : [];
    const group = this.box.querySelector("[data-same]");
    if (!(group instanceof HTMLElement) || !found.length) {
      return;
    }
    group.hidden = false;
    const list = /** @type {HTMLElement} */ (group.querySelector("ul"));
    for (const button of found) {
      const line = document.createElement("li");
      const copy = /** @type {HTMLButtonElement} */ (button.cloneNode(true));
      const name = /** @type {HTMLElement} */ (copy.querySelector(".pick-column"));
      name.textContent = copy.dataset.place || "";
      line.className = "pick-line";
      line.dataset.words = `${copy.dataset.place} ${this.number}`;
      line.append(copy);
      list.append(line);
    }
  }

  /** @returns {HTMLButtonElement[]} */
  buttons() {
    return Array.from(this.box.querySelectorAll("button[data-number]"));
  }

  narrow() {
    const wanted = this.filter.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const line of this.box.querySelectorAll(".pick-line")) {
      const words = (line.getAttribute("data-words") || "").normalize("NFKC").toLowerCase();
      const shown = wanted.every((word) => words.includes(word));
      /** @type {HTMLElement} */ (line).hidden = !shown;
      count += shown ? line.querySelectorAll("button").length : 0;
    }
    for (const group of this.box.querySelectorAll("section")) {
      const lines = Array.from(group.querySelectorAll(".pick-line"));
      group.hidden = !lines.some((line) => !(/** @type {HTMLElement} */ (line).hidden));
    }
    const { words } = this.options;
    this.said.textContent = count ? words.cells.replace("{count}", String(count)) : words.noCells;
  }

  /** @param {HTMLButtonElement} button */
  take(button) {
    if (!button.dataset.number) {
      this.said.textContent = this.options.words.blankCell.replace("{place}", button.dataset.place || "");
      return;
    }
    this.chosen = button.value;
    this.dialog.close();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const shown = this.buttons().filter((button) => button.offsetParent !== null);
    const place = shown.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    if (event.key === "Enter" && document.activeElement === this.filter) {
      event.preventDefault();
      const first = shown.find((button) => button.dataset.number);
      if (first) {
        first.focus();
      }
      return;
    }
    const goal = this.goal(event.key, shown, place);
    if (goal) {
      event.preventDefault();
      goal.focus();
    }
  }

  /** @param {string} key @param {HTMLButtonElement[]} shown @param {number} place @returns {HTMLElement | undefined} */
  goal(key, shown, place) {
    if (place < 0) {
      return key === "ArrowDown" ? shown[0] : undefined;
    }
    if (key === "ArrowRight" || key === "ArrowLeft") {
      return shown[place + (key === "ArrowRight" ? 1 : -1)];
    }
    if (key !== "ArrowDown" && key !== "ArrowUp") {
      return undefined;
    }
    const lines = Array.from(this.box.querySelectorAll(".pick-line")).filter((line) => !(/** @type {HTMLElement} */ (line).hidden));
    const line = /** @type {Element} */ (shown[place].closest(".pick-line"));
    const next = lines[lines.indexOf(line) + (key === "ArrowDown" ? 1 : -1)];
    const column = Array.from(line.querySelectorAll("button")).indexOf(shown[place]);
    if (!next) {
      return key === "ArrowUp" ? this.filter : undefined;
    }
    const cells = next.querySelectorAll("button");
    return cells[Math.min(column, cells.length - 1)];
  }
}
