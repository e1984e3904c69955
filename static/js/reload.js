// @ts-check
/** 自动刷新: a page that waits for a job is loaded anew after some seconds, unless somebody has typed or ticked there. */

const seconds = Number(document.querySelector('meta[name="reload"]')?.getAttribute("content"));
let touched = false;

document.addEventListener("input", () => {
  touched = true;
});

if (seconds) {
  window.setTimeout(() => {
    if (!touched) {
      window.location.reload();
    }
  }, seconds * 1000);
}
