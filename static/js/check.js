// @ts-check
/**
 * 年报体检: names the chosen files with their sizes before they are sent, says that work is under way, and opens the
 * report that a link leads to. Without script the page does the same, only without these words.
 */

const LARGEST = 10 * 1024 * 1024;

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * @param {File} file
 * @param {string} large what to say of a file that is larger than is read
 */
function line(file, large) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.lang = "zh-hans";
  name.textContent = file.name;
  const amount = document.createElement("span");
  amount.className = file.size > LARGEST ? "size is-large" : "size";
  amount.textContent = file.size > LARGEST ? `${size(file.size)} · ${large}` : size(file.size);
  item.append(name, amount);
  return item;
}

const form = document.getElementById("check-form");
const chosen = document.getElementById("check-chosen");
const busy = document.getElementById("check-busy");

if (form instanceof HTMLFormElement && chosen && busy) {
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.name === "uploads") {
      const files = Array.from(field.files || []);
      chosen.replaceChildren(...files.map((file) => line(file, form.dataset.large || "")));
      chosen.toggleAttribute("hidden", files.length < 2 && files.every((file) => file.size <= LARGEST));
    }
  });
  form.addEventListener("submit", () => {
    busy.textContent = form.dataset.busy || "";
  });
  window.addEventListener("pageshow", () => {
    busy.textContent = "";
  });
}

/** A closed report opens when something in it is asked for. */
function reveal() {
  const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  const report = place && place.closest("details");
  if (place && report && !report.open) {
    report.open = true;
    place.scrollIntoView();
  }
}

window.addEventListener("hashchange", reveal);
reveal();
