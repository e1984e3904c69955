// @ts-check
/** 填写历史: the link in the status line follows the field with the cursor and opens what was written there, on this page. */

/** @param {HTMLElement} form */
export function wireHistory(form) {
  const link = document.getElementById("cell-history");
  const dialog = document.getElementById("history-dialog");
  if (!(link instanceof HTMLAnchorElement) || !(dialog instanceof HTMLDialogElement)) {
    return;
  }
  /** @type {HTMLElement | null} */
  let back = null;
  form.addEventListener("focusin", (event) => {
    const field = event.target;
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.name.match(/^(title$|[a-z0-9]+\.)/)) {
      link.search = `?${new URLSearchParams({ cell: field.name })}`;
      link.hidden = false;
      back = field;
    }
  });
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.href, dialog).catch(() => window.location.assign(link.href));
    }
  });
  // The access key of the link, also where the browser takes it for something else.
  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && !event.shiftKey && event.code === "KeyH" && !link.hidden && !event.isComposing) {
      event.preventDefault();
      link.click();
    }
  });
  document.getElementById("history-close")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => back && back.focus());
}

/** Fails when the server cannot be asked; then the page of its own says what there is to say.
 * @param {string} address @param {HTMLDialogElement} dialog */
async function open(address, dialog) {
  const response = await fetch(address, { headers: { "X-Part": "dialog" }, credentials: "same-origin" });
  if (!response.ok || response.redirected) {
    throw new Error(String(response.status));
  }
  const body = /** @type {HTMLElement} */ (document.getElementById("history-body"));
  body.innerHTML = await response.text();
  body.scrollTop = 0;
  /** @type {HTMLAnchorElement} */ (document.getElementById("history-page")).href = address;
  if (!dialog.open) {
    dialog.showModal();
  }
  document.getElementById("history-close")?.focus();
}
