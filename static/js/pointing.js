// @ts-check
/**
 * 指着提意见: cells and paragraphs of the report can be pointed at, with the mouse or with arrow keys and Enter, and the
 * form for a remark then speaks of them. The report is one stop of the Tab key.
 */

const report = /** @type {HTMLElement} */ (document.querySelector(".reading"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("remark-here"));
const select = /** @type {HTMLSelectElement} */ (document.getElementById("remark-place"));
const words = /** @type {HTMLTextAreaElement} */ (document.getElementById("remark-text"));
const items = /** @type {HTMLElement[]} */ (Array.from(report.querySelectorAll("[data-cell], [data-paragraph]")));
/** @type {HTMLElement | null} */
let back = null;

/** @param {HTMLElement} item */
function spotOf(item) {
  return item.getAttribute("data-cell") || item.getAttribute("data-paragraph") || "";
}

/** @param {HTMLElement} item whether the list of places knows it: the sentence on fees, for one, is nobody's text */
function known(item) {
  return Array.from(select.options).some((option) => option.value === spotOf(item));
}

/** @param {HTMLElement} item */
function current(item) {
  for (const other of items) {
    if (other.tabIndex === 0) {
      other.tabIndex = -1;
    }
  }
  item.tabIndex = 0;
}

/** The button stands at the upper right corner of what is pointed at. @param {HTMLElement} item */
function offer(item) {
  if (!known(item)) {
    button.hidden = true;
    return;
  }
  button.hidden = false;
  button.dataset.spot = spotOf(item);
  const box = item.getBoundingClientRect();
  const own = button.getBoundingClientRect();
  const left = Math.min(box.right - own.width, document.documentElement.clientWidth - own.width - 8);
  button.style.left = `${Math.max(8, left) + window.scrollX}px`;
  button.style.top = `${box.top - own.height - 2 + window.scrollY}px`;
}

/** @param {string} spot */
function speak(spot) {
  select.value = spot;
  back = items.find((item) => spotOf(item) === spot) || null;
  button.hidden = true;
  document.getElementById("remark-form")?.scrollIntoView({ block: "nearest" });
  words.focus();
}

/** The nearest item above or below. @param {HTMLElement} from @param {1 | -1} way */
function beside(from, way) {
  const here = from.getBoundingClientRect();
  const middle = (here.left + here.right) / 2;
  let best = null;
  let least = Infinity;
  for (const item of items) {
    const box = item.getBoundingClientRect();
    const down = way > 0 ? box.top - here.bottom : here.top - box.bottom;
    const aside = Math.max(0, box.left - middle, middle - box.right);
    if (item !== from && down > -4 && down * 4 + aside < least) {
      least = down * 4 + aside;
      best = item;
    }
  }
  return best;
}

/** @param {HTMLElement} from @param {string} key */
function next(from, key) {
  const place = items.indexOf(from);
  switch (key) {
    case "ArrowRight": return items[place + 1];
    case "ArrowLeft": return items[place - 1];
    case "ArrowDown": return beside(from, 1);
    case "ArrowUp": return beside(from, -1);
    case "Home": return items[0];
    case "End": return items[items.length - 1];
    default: return null;
  }
}

for (const item of items) {
  item.tabIndex = -1;
}
if (items.length) {
  items[0].tabIndex = 0;
}

report.addEventListener("click", (event) => {
  const item = event.target instanceof Element ? event.target.closest("[data-cell], [data-paragraph]") : null;
  const selection = window.getSelection();
  if (item instanceof HTMLElement && (!selection || selection.isCollapsed)) {
    item.focus({ preventScroll: true });
    offer(item);
  }
});
report.addEventListener("focusin", (event) => {
  const item = event.target;
  if (item instanceof HTMLElement && items.includes(item)) {
    current(item);
    offer(item);
  }
});
report.addEventListener("keydown", (event) => {
  const item = event.target;
  if (!(item instanceof HTMLElement) || !items.includes(item) || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === "Enter" && known(item)) {
    event.preventDefault();
    speak(spotOf(item));
    return;
  }
  const other = next(item, event.key);
  if (other) {
    event.preventDefault();
    other.focus({ preventScroll: true });
    other.scrollIntoView({ block: "nearest" });
    offer(other);
  }
});
document.addEventListener("focusin", (event) => {
  if (event.target !== button && event.target instanceof Node && !report.contains(event.target)) {
    button.hidden = true;
  }
});
button.addEventListener("click", () => speak(button.dataset.spot || ""));
words.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) {
    return;
  }
  if (event.key === "Escape" && back) {
    back.focus();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    words.form?.requestSubmit();
  }
});

/** Signs in the report follow the remarks beside it. */
function sign() {
  const cards = document.querySelectorAll("#threads > [data-thread]:not([data-state=closed])");
  const spots = new Set(Array.from(cards, (card) => (card.getAttribute("data-cells") || "").split(" ")[0] || card.getAttribute("data-spot")));
  for (const item of items) {
    item.classList.toggle("has-mark-remark", spots.has(spotOf(item)));
  }
}

document.addEventListener("remarks", sign);
document.addEventListener("remarked", () => {
  const said = document.getElementById("remark-said");
  if (said) {
    said.textContent = (document.getElementById("review-words") || document.body).dataset.said || "";
  }
  if (back) {
    back.focus();
  }
});
sign();
