// @ts-check
/** 撤销与重做: takes back blocks that were pasted, cleared or filled with 0, one step each; cells changed since are left alone. */

/** @typedef {Map<string, {from: string, to: string}>} Changes */
/** @typedef {{root: HTMLElement, undo: HTMLButtonElement, redo: HTMLButtonElement, read: (address: string) => string,
 *   write: (texts: Map<string, string>) => void, done: (count: number, kept: number, redone: boolean) => void}} Options */

export class Undo {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    /** @type {Changes[]} */
    this.past = [];
    /** @type {Changes[]} */
    this.future = [];
    this.fresh = false;
    options.undo.addEventListener("click", () => this.undo());
    options.redo.addEventListener("click", () => this.redo());
    options.root.addEventListener("input", () => {
      // From now on Ctrl+Z belongs to the cell that is being typed in, and there is nothing to do again.
      this.fresh = false;
      this.future = [];
      this.show();
    });
    options.root.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || event.keyCode === 229 || !this.fresh) {
      return;
    }
    if (key === "z" && !event.shiftKey && this.past.length) {
      event.preventDefault();
      this.undo();
    } else if (((key === "y" && !event.shiftKey) || (key === "z" && event.shiftKey)) && this.future.length) {
      event.preventDefault();
      this.redo();
    }
  }

  /** A block was written. @param {Changes} changes */
  remember(changes) {
    this.past.push(changes);
    this.future = [];
    this.fresh = true;
    this.show();
  }

  show() {
    const { undo, redo } = this.options;
    undo.disabled = !this.past.length;
    redo.disabled = !this.future.length;
    redo.hidden = undo.hidden || redo.disabled;
  }

  undo() {
    const changes = this.past.pop();
    if (changes) {
      this.future.push(this.turn(changes, "to", "from"));
      this.end(false);
    }
  }

  redo() {
    const changes = this.future.pop();
    if (changes) {
      this.past.push(this.turn(changes, "from", "to"));
      this.end(true);
    }
  }

  /** Writes one side over the other, where that still stands; what was written in this step can be turned again.
   * @param {Changes} changes @param {"from" | "to"} stands @param {"from" | "to"} becomes @returns {Changes} */
  turn(changes, stands, becomes) {
    const { read, write } = this.options;
    /** @type {Changes} */
    const turned = new Map(Array.from(changes).filter(([address, change]) => read(address) === change[stands]));
    this.focused = document.activeElement;
    this.kept = changes.size - turned.size;
    this.first = Array.from(turned.keys())[0];
    this.count = turned.size;
    write(new Map(Array.from(turned, ([address, change]) => [address, change[becomes]])));
    return turned;
  }

  /** @param {boolean} redone */
  end(redone) {
    this.past = this.past.filter((changes) => changes.size);
    this.future = this.future.filter((changes) => changes.size);
    this.fresh = true;
    const button = redone ? this.options.redo : this.options.undo;
    this.show();
    if (this.focused === button && (button.disabled || button.hidden)) {
      // A disabled button drops the cursor; it goes back to the first cell that changed.
      (document.getElementById(`cell-${this.first}`) || document.body).focus();
    }
    this.options.done(this.count || 0, this.kept || 0, redone);
  }
}
