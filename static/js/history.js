// @ts-check
/** 填写历史: the link in the status line follows the field with the cursor. */

/** @param {HTMLElement} form */
export function wireHistory(form) {
  const link = document.getElementById("cell-history");
  if (!(link instanceof HTMLAnchorElement)) {
    return;
  }
  form.addEventListener("focusin", (event) => {
    const field = event.target;
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.name.match(/^(title$|[a-z0-9]+\.)/)) {
      link.search = `?${new URLSearchParams({ cell: field.name })}`;
      link.hidden = false;
    }
  });
}
