// Measurements that axe does not make; answers one sentence for each barrier.
({ smallest, elder }) => {
  const found = [];
  const brief = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 150);
  const root = document.documentElement;
  const modal = document.querySelector("dialog[open]");
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility === "visible" && style.clip === "auto";
  };

  const beyond = root.scrollWidth - window.innerWidth;
  if (beyond > 0) {
    found.push(`${beyond} px wider than the window`);
  }

  // Targets 2.5.8: links within a sentence are exempt; a label is part of its field.
  const inSentence = (element) => {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") {
      return false;
    }
    const words = (node) => [...node.childNodes].some((n) => n !== element && n.nodeType === 3 && n.nodeValue.trim());
    return words(element.parentElement) || element.parentElement.matches("p, td, li, dd, cite");
  };
  const wanted = root.classList.contains("elder") ? elder : smallest;
  const targets = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const focusable = [...document.querySelectorAll(`${targets}, [tabindex="0"]`)].filter(
    (element) => shown(element) && !element.disabled && (!modal || modal.contains(element)),
  );
  for (const element of focusable) {
    if (!element.matches(targets) || inSentence(element) || element.tabIndex < 0) {
      continue;
    }
    const pieces = [element, ...(element.labels || [])].map((piece) => piece.getBoundingClientRect());
    const height = Math.max(...pieces.map((box) => box.height));
    const width = Math.max(...pieces.map((box) => box.width));
    const lesser = element.localName === "a" || element.matches(".finding-adopt") || element.closest("table") !== null;
    const high = wanted === elder && lesser ? 44 : wanted;
    if (height < high - 0.5 || width < smallest - 0.5) {
      found.push(`target ${Math.round(width)} × ${Math.round(height)} px: ${brief(element)}`);
    }
  }

  // Focus not obscured 2.4.11: some corner or the middle of what has the focus is on top.
  const before = document.activeElement;
  const [left, top] = [window.scrollX, window.scrollY];
  // Of a table of inputs some rows stand for all: the first, the last, and every sixth.
  const stands = (element) => {
    const row = element.closest("table.grid tbody tr");
    return row === null || row.rowIndex % 6 === 0 || row === row.parentElement.lastElementChild || !row.previousElementSibling;
  };
  for (const element of focusable) {
    if (element.tabIndex < 0 || !stands(element)) {
      continue;
    }
    element.focus();
    if (document.activeElement !== element) {
      continue;
    }
    const box = element.getBoundingClientRect();
    const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
    const ys = [box.top + 2, (box.top + box.bottom) / 2, Math.min(box.bottom, window.innerHeight) - 2];
    const seen = xs.some((x) =>
      ys.some((y) => {
        const over = document.elementFromPoint(x, y);
        return over !== null && (element.contains(over) || over.contains(element) && over.localName === "label");
      }),
    );
    if (!seen) {
      found.push(`hidden while it has the focus: ${brief(element)}`);
    }
  }
  if (before instanceof HTMLElement) {
    before.focus({ preventScroll: true });
  }
  window.scrollTo(left, top);

  // Words cut off: text wider than a box that hides what is too wide.
  for (const element of document.querySelectorAll("a, button, summary, h1, h2, h3, th, td, dt, dd, p, li, label, span")) {
    const style = getComputedStyle(element);
    if (shown(element) && style.overflowX === "hidden" && style.textOverflow !== "ellipsis") {
      if (element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0 && style.display !== "inline") {
        found.push(`words cut off: ${brief(element)}`);
      }
    }
  }

  // Language of parts 3.1.2: what is Chinese from end to end is marked on an English page; a term quoted within an
  // English sentence need not be.
  if (root.lang.startsWith("en")) {
    const chinese = /[\u3400-\u9fff]/;
    const walker = document.createTreeWalker(modal || document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (chinese.test(node.nodeValue) && !/[a-z]{2}/i.test(node.nodeValue) && !parent.closest("script, style, template, code, textarea")) {
        if (parent.closest("[lang]").lang.startsWith("en")) {
          found.push(`Chinese that is not marked as Chinese: ${brief(parent)}`);
        }
      }
    }
  }
  return found;
}
