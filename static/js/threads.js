// @ts-check
/**
 * 审核意见: a remark is raised, answered and settled without leaving the page; what is being written survives a reload.
 *
 * The server answers with the remark as it is now; it takes the place of the one that is shown.
 */

const KEEP = "remark:";

/** @param {HTMLFormElement} form @returns {HTMLTextAreaElement | null} */
function field(form) {
  return form.querySelector("textarea[name=text]");
}

/** @param {HTMLFormElement} form */
function keyOf(form) {
  return `${KEEP}${form.getAttribute("action")}`;
}

/** @param {HTMLFormElement} form @param {string} words */
function keep(form, words) {
  try {
    if (words) {
      window.sessionStorage.setItem(keyOf(form), words);
    } else {
      window.sessionStorage.removeItem(keyOf(form));
    }
  } catch {
    // Without storage the page itself holds the words.
  }
}

/** @param {ParentNode} part */
function restore(part) {
  for (const form of part.querySelectorAll("form[data-thread-form]")) {
    const text = form instanceof HTMLFormElement ? field(form) : null;
    if (form instanceof HTMLFormElement && text && !text.value) {
      let words = null;
      try {
        words = window.sessionStorage.getItem(keyOf(form));
      } catch {
        return;
      }
      if (words) {
        text.value = words;
        const more = form.closest("details");
        if (more) {
          more.open = true;
        }
      }
    }
  }
}

/** @param {HTMLFormElement} form @param {string} sentence */
function fail(form, sentence) {
  const place = form.querySelector(".thread-failed");
  if (place instanceof HTMLElement) {
    place.textContent = sentence;
    place.hidden = false;
  }
  field(form)?.focus();
}

/** Counts, marks and hints that follow from the remarks on the page. */
function recount() {
  const cards = Array.from(document.querySelectorAll("#threads > [data-thread]"));
  const states = cards.map((card) => card.getAttribute("data-state"));
  const open = states.filter((state) => state === "open").length;
  const waiting = states.filter((state) => state !== "closed").length;
  write("[data-remarks-count]", cards.length);
  write("[data-remarks-waiting]", waiting);
  write("[data-remarks-open]", open);
  show("remarks-bar", waiting > 0);
  show("no-remarks", cards.length === 0);
  show("return-place", open === 0);
  document.dispatchEvent(new CustomEvent("remarks"));
}

/** @param {string} selector @param {number} count */
function write(selector, count) {
  for (const place of document.querySelectorAll(selector)) {
    place.textContent = String(count);
  }
}

/** @param {string} id @param {boolean} on */
function show(id, on) {
  const element = document.getElementById(id);
  if (element) {
    element.hidden = !on;
  }
}

/** @param {string} html */
function put(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const card = holder.content.firstElementChild;
  if (!(card instanceof HTMLElement)) {
    return null;
  }
  const before = document.getElementById(card.id);
  if (before) {
    before.replaceWith(card);
  } else {
    document.getElementById("threads")?.prepend(card);
  }
  recount();
  return card;
}

/** @param {HTMLFormElement} form @param {FormData} data */
async function send(form, data) {
  const response = await fetch(form.action, {
    method: "POST", body: data, headers: { "X-Part": "thread" }, credentials: "same-origin",
  });
  const sentences = document.getElementById("review-words") || document.body;
  if (response.redirected) {
    return fail(form, sentences.dataset.signedOut || "");
  }
  if (response.status === 422) {
    return fail(form, (await response.json()).message);
  }
  if (!response.ok) {
    return fail(form, sentences.dataset.failed || "");
  }
  keep(form, "");
  const card = put(await response.text());
  if (form.hasAttribute("data-new")) {
    const text = field(form);
    if (text) {
      text.value = "";
    }
    const failed = form.querySelector(".thread-failed");
    if (failed instanceof HTMLElement) {
      failed.hidden = true;
    }
    document.dispatchEvent(new CustomEvent("remarked", { detail: card && card.getAttribute("data-spot") }));
  } else {
    card?.focus();
  }
  return undefined;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-thread-form")) {
    return;
  }
  event.preventDefault();
  if (form.dataset.sending === "1") {
    return;
  }
  form.dataset.sending = "1";
  const data = new FormData(form);
  const button = /** @type {SubmitEvent} */ (event).submitter;
  if (button instanceof HTMLButtonElement && button.name) {
    data.set(button.name, button.value);
  }
  const sentences = document.getElementById("review-words") || document.body;
  send(form, data)
    .catch(() => fail(form, sentences.dataset.failed || ""))
    .finally(() => delete form.dataset.sending);
});

document.addEventListener("input", (event) => {
  const text = event.target;
  const form = text instanceof HTMLTextAreaElement ? text.form : null;
  if (text instanceof HTMLTextAreaElement && form && form.hasAttribute("data-thread-form")) {
    keep(form, text.value);
  }
});

restore(document);
