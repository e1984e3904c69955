// @ts-check
/** 开始编制: shows the year or the file, whichever the chosen way of starting needs; without script both are shown. */

const form = document.getElementById("start-form");

function show() {
  const chosen = form && form.querySelector("input[name=source]:checked");
  const file = chosen instanceof HTMLInputElement && chosen.value === "file";
  if (form) {
    form.querySelectorAll(".start-when-file").forEach((part) => part.toggleAttribute("hidden", !file));
    form.querySelectorAll(".start-when-blank").forEach((part) => part.toggleAttribute("hidden", file));
  }
}

if (form) {
  form.addEventListener("change", show);
  show();
}
