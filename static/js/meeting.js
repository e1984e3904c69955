// @ts-check
/**
 * 同处改动: where somebody else has written meanwhile, both texts at the field with a button for each; no dialog, no lock.
 *
 * @typedef {import("./save.js").Meeting} Meeting
 */

import { putText } from "./lang.js";

/** @param {Element} root @param {string} selector @returns {HTMLElement} */
function within(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/** @param {string} name @returns {HTMLInputElement | HTMLTextAreaElement | null} */
export function fieldOf(name) {
  const field = document.querySelector(`#section-form [name="${name}"]`);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
}

/** The cell of a table in which a field stands. @param {string} name */
function cellOf(name) {
  const field = fieldOf(name);
  return field ? field.closest(".grid td") : null;
}

/** Where the two texts are shown: at the field, or above the form for a field of another part. Boxes at cells of a table
 * float over the rows below; several would cover each other, and stand in one list instead.
 * @param {string} name @param {boolean} crowded @returns {Element} */
function host(name, crowded) {
  const field = fieldOf(name);
  const cell = cellOf(name);
  const place = cell && crowded ? document.getElementById("tray-list") : cell || (field && (field.closest(".fee-field") || field.parentElement));
  return place || /** @type {HTMLElement} */ (document.getElementById("meetings"));
}

/** In the order of the form, fields of other parts last. @param {string[]} names */
function inOrder(names) {
  const fields = Array.from(document.querySelectorAll("#section-form [name]"), (field) => field.getAttribute("name") || "");
  const at = (/** @type {string} */ name) => (fields.includes(name) ? fields.indexOf(name) : fields.length);
  return names.sort((one, other) => at(one) - at(other));
}

/** Draws what is open and takes away what is settled.
 * @param {Meeting[]} meetings @param {Record<string, string>} words @param {(meeting: Meeting, mine: boolean) => void} choose */
export function drawMeetings(meetings, words, choose) {
  const open = new Map(meetings.map((meeting) => [meeting.name, meeting]));
  const crowded = meetings.filter(({ name }) => cellOf(name)).length > 1;
  const focused = document.activeElement;
  /** @type {Map<string, HTMLElement>} */
  const boxes = new Map();
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".meeting"))) {
    const same = open.get(box.dataset.name || "");
    if (same && box.dataset.says === says(same)) {
      boxes.set(same.name, box);
    } else {
      box.remove();
    }
  }
  document.querySelectorAll(".has-meeting").forEach((cell) => cell.classList.remove("has-meeting"));
  for (const name of inOrder(Array.from(open.keys()))) {
    const meeting = /** @type {Meeting} */ (open.get(name));
    const place = host(name, crowded);
    const box = boxes.get(name) || build(meeting, words.nothing, choose);
    (cellOf(name) || place).classList.add("has-meeting");
    showPlace(box, meeting, place);
    place.append(box);
  }
  const tray = document.getElementById("tray");
  if (tray) {
    tray.hidden = !crowded;
    // Room below, so that the list never covers the field with the cursor.
    tray.closest("form")?.classList.toggle("has-tray", crowded);
    /** @type {Element} */ (tray.querySelector(".count")).textContent = String(crowded ? meetings.length : 0);
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus(); // a box that moves drops the cursor
  }
}

/** Away from its field a box says which one it means, and leads there. @param {HTMLElement} box @param {Meeting} meeting
 * @param {Element} place */
function showPlace(box, meeting, place) {
  const line = within(box, ".meeting-place");
  line.hidden = place.contains(fieldOf(meeting.name));
  line.textContent = "";
  if (cellOf(meeting.name)) {
    const link = document.createElement("a");
    link.href = `#cell-${meeting.name}`;
    link.textContent = meeting.place;
    line.append(link);
  } else {
    line.textContent = meeting.place;
  }
}

/** @param {Meeting} meeting */
function says(meeting) {
  return JSON.stringify([meeting.mine, meeting.theirs, meeting.by]);
}

/** @param {Meeting} meeting @param {string} nothing @param {(meeting: Meeting, mine: boolean) => void} choose */
function build(meeting, nothing, choose) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("meeting"));
  const box = /** @type {HTMLElement} */ (/** @type {Element} */ (template.content.firstElementChild).cloneNode(true));
  box.dataset.name = meeting.name;
  box.dataset.says = says(meeting);
  within(box, ".meeting-mine").textContent = meeting.mine || nothing;
  putText(within(box, ".meeting-by"), meeting.by);
  within(box, ".meeting-theirs").textContent = meeting.theirs || nothing;
  box.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) {
      event.preventDefault();
      box.remove();
      choose(meeting, button.name === "mine");
      // On to the next that is open, on the same button; after the last, to the field.
      const next = document.querySelector(`#section-form .meeting button[name="${button.name}"]`);
      (next instanceof HTMLElement ? next : fieldOf(meeting.name))?.focus();
    }
  });
  for (const [kind, on] of /** @type {[string, boolean][]} */ ([["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])) {
    box.addEventListener(kind, () => cellOf(meeting.name)?.classList.toggle("is-lit", on));
  }
  return box;
}

/** Marks the fields whose text the server has declined. @param {{name: string, message: string}[]} refusals */
export function markRefused(refusals) {
  document.querySelectorAll(".is-refused").forEach((field) => field.classList.remove("is-refused"));
  refusals.forEach(({ name }) => (cellOf(name) || fieldOf(name))?.classList.add("is-refused"));
}

/** The link in the status line leads to the first open place: its two buttons, or its field.
 * @param {string[]} names @param {(name: string) => string} way */
export function pointTo(names, way) {
  const link = document.getElementById("save-go");
  if (!(link instanceof HTMLAnchorElement)) {
    return;
  }
  const [first] = inOrder(names);
  link.dataset.name = first || "";
  link.href = first ? way(first) : "#section-form";
  link.onclick = (event) => {
    const button = document.querySelector(`.meeting[data-name="${first}"] button`);
    if (button instanceof HTMLElement) {
      event.preventDefault();
      event.stopPropagation();
      button.scrollIntoView({ block: "nearest" });
      button.focus();
    }
  };
}

/** Says what an earlier page could not save and this one has put back. @param {string[]} places @param {string} words */
export function sayRecovered(places, words) {
  const box = document.getElementById("recovered");
  if (box && places.length) {
    const line = document.createElement("p");
    line.textContent = words.replace("{count}", String(places.length)) + places.join("、");
    box.append(line);
    box.hidden = false;
  }
}
