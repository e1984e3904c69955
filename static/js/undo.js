// @ts-check
/** 撤销: takes back the last block that was pasted or cleared, in one step; cells changed since are left alone. */

/** @typedef {Map<string, {from: string, to: string}>} Changes */

export class Undo {
  /** @param {{root: HTMLElement, button: HTMLButtonElement, read: (address: string) => string,
   *   write: (texts: Map<string, string>) => void, done: (back: number, kept: number) => void}} options */
  constructor(options) {
    this.options = options;
    /** @type {Changes | null} */
    this.last = null;
    this.fresh = false;
    options.button.addEventListener("click", () => this.undo());
    options.root.addEventListener("input", () => {
      // From now on Ctrl+Z belongs to the cell that is being typed in.
      this.fresh = false;
    });
    options.root.addEventListener("keydown", (event) => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
      if (wanted && this.fresh && !event.isComposing) {
        event.preventDefault();
        this.undo();
      }
    });
  }

  /** A block was written. @param {Changes} changes */
  remember(changes) {
    this.last = changes;
    this.fresh = true;
    this.options.button.disabled = false;
  }

  undo() {
    const { button, read, write, done } = this.options;
    if (!this.last) {
      return;
    }
    /** @type {Map<string, string>} */
    const back = new Map();
    this.last.forEach(({ from, to }, address) => {
      if (read(address) === to) {
        back.set(address, from);
      }
    });
    const kept = this.last.size - back.size;
    this.last = null;
    this.fresh = false;
    const focused = document.activeElement === button;
    button.disabled = true;
    write(back);
    if (focused) {
      // A disabled button drops the cursor; it goes back to the first cell that changed.
      const first = document.getElementById(`cell-${Array.from(back.keys())[0]}`);
      (first || button).focus();
    }
    done(back.size, kept);
  }
}
