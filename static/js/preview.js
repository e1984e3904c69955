// @ts-check
/** 预览: the draft PDF beside the form (over it on smaller screens), made again a moment after each save. */

const WAIT = 900;
const PATIENCE = 10000;
const KEY = "govreport:preview";

const shell = document.getElementById("desk");
const pane = document.getElementById("preview-pane");
const link = document.getElementById("preview-open");
const beside = window.matchMedia("(min-width: 1600px)");

/** @param {string} name @returns {HTMLElement} */
function within(name) {
  return /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (pane).querySelector(`[data-${name}]`));
}

/** Open beside the form, the preview stays open from part to part. @param {boolean} [open] @returns {boolean} */
function stays(open) {
  try {
    if (open !== undefined) {
      window.sessionStorage.setItem(KEY, open ? "1" : "");
    }
    return window.sessionStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

class Preview {
  /** @param {HTMLElement} shell @param {HTMLDialogElement} pane @param {HTMLElement} link */
  constructor(shell, pane, link) {
    this.shell = shell;
    this.pane = pane;
    this.link = link;
    this.timer = 0;
    /** @type {HTMLIFrameElement | null} what is being made */
    this.coming = null;
    this.stale = false;
    /** @type {string | null} how the rail was before */
    this.rail = null;
  }

  get open() {
    return this.pane.open;
  }

  show() {
    this.link.setAttribute("aria-expanded", "true");
    if (beside.matches) {
      this.pane.open = true; // without taking the cursor from the form
      this.rail = this.shell.getAttribute("data-rail");
      this.shell.dataset.preview = "open";
      this.foldRail("folded");
    } else {
      this.pane.classList.add("is-over");
      this.pane.showModal();
      within("close").focus();
    }
    this.load();
  }

  hide() {
    this.link.setAttribute("aria-expanded", "false");
    if (this.shell.dataset.preview) {
      this.pane.open = false;
      delete this.shell.dataset.preview;
      this.foldRail(this.rail);
    } else {
      this.pane.close();
      this.pane.classList.remove("is-over");
    }
    window.clearTimeout(this.timer);
    within("frames").textContent = "";
    this.coming = null;
    this.link.focus();
  }

  /** The table needs the room the rail takes. @param {string | null} state */
  foldRail(state) {
    if (state === null) {
      this.shell.removeAttribute("data-rail");
    } else {
      this.shell.setAttribute("data-rail", state);
    }
    const narrow = window.matchMedia("(max-width: 1439px)").matches;
    const folded = state === "folded" || (state === null && narrow);
    this.shell.querySelector("[data-fold=rail]")?.setAttribute("aria-expanded", String(!folded));
  }

  /** Something was stored: once more, when nothing else has been for a moment. */
  later() {
    this.stale = true;
    within("said").textContent = this.pane.dataset.busy || "";
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), WAIT);
  }

  /** The old pages stay in sight until the new ones are there. */
  load() {
    if (!this.open || this.coming) {
      return;
    }
    this.stale = false;
    const frame = document.createElement("iframe");
    frame.className = "pane-frame is-coming";
    frame.title = within("frames").dataset.title || "";
    // A narrow column shows whole lines; a wide one the paper as large as it is.
    frame.src = `${this.pane.dataset.src}&${beside.matches ? "view=FitH" : "zoom=100"}`;
    this.coming = frame;
    within("said").textContent = this.pane.dataset.busy || "";
    const patience = window.setTimeout(() => this.settle(frame), PATIENCE);
    frame.addEventListener("load", () => {
      window.clearTimeout(patience);
      this.settle(frame);
    });
    within("frames").append(frame);
  }

  /** @param {HTMLIFrameElement} frame */
  settle(frame) {
    if (this.coming !== frame) {
      return;
    }
    this.coming = null;
    for (const other of Array.from(within("frames").children)) {
      if (other !== frame) {
        other.remove();
      }
    }
    frame.classList.remove("is-coming");
    within("said").textContent = this.pane.dataset.fresh || "";
    if (this.stale) {
      this.later();
    }
  }
}

if (shell && pane instanceof HTMLDialogElement && link) {
  const preview = new Preview(shell, pane, link);
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-controls", pane.id);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return; // a tab or window of its own, as with every link
    }
    event.preventDefault();
    stays(!preview.open);
    if (preview.open) {
      preview.hide();
    } else {
      preview.show();
    }
  });
  const close = () => {
    stays(false);
    preview.hide();
  };
  within("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    // Over the form the browser closes it; beside it Esc belongs to the form unless the preview has the focus.
    if (event.key === "Escape" && !event.isComposing && shell.dataset.preview && pane.contains(document.activeElement)) {
      close();
    }
  });
  pane.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  beside.addEventListener("change", () => preview.open && preview.hide());
  document.addEventListener("govreport:saved", () => preview.open && preview.later());
  if (stays() && beside.matches) {
    preview.show();
  }
}
