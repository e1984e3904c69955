// @ts-check
/**
 * 同处改动: where somebody else has written meanwhile, both texts at the field with a button for each; no dialog, no lock.
 *
 * @typedef {import("./save.js").Meeting} Meeting
 */

/** @param {Element} root @param {string} selector @returns {HTMLElement} */
function within(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

/** @param {string} name @returns {HTMLInputElement | HTMLTextAreaElement | null} */
export function fieldOf(name) {
  const field = document.querySelector(`#section-form [name="${name}"]`);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
}

/** Where the two texts are shown: at the field, or above the form for a field of another part. @param {string} name */
function host(name) {
  const field = fieldOf(name);
  const cell = field ? field.closest("td, .fee-field") || field.parentElement : null;
  return cell || /** @type {HTMLElement} */ (document.getElementById("meetings"));
}

/** Draws what is open and takes away what is settled.
 * @param {Meeting[]} meetings @param {string} nothing @param {(meeting: Meeting, mine: boolean) => void} choose */
export function drawMeetings(meetings, nothing, choose) {
  const open = new Map(meetings.map((meeting) => [meeting.name, meeting]));
  for (const box of document.querySelectorAll(".meeting")) {
    const name = box.getAttribute("data-name") || "";
    const same = open.get(name);
    if (same && box.getAttribute("data-says") === says(same)) {
      open.delete(name);
    } else {
      box.parentElement?.classList.remove("has-meeting");
      box.remove();
    }
  }
  open.forEach((meeting) => {
    const place = host(meeting.name);
    place.classList.add("has-meeting");
    place.append(build(meeting, nothing, choose));
  });
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
  within(box, ".meeting-place").textContent = meeting.place;
  within(box, ".meeting-place").hidden = fieldOf(meeting.name) !== null;
  within(box, ".meeting-mine").textContent = meeting.mine || nothing;
  within(box, ".meeting-by").textContent = meeting.by;
  within(box, ".meeting-theirs").textContent = meeting.theirs || nothing;
  box.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) {
      event.preventDefault();
      choose(meeting, button.name === "mine");
      fieldOf(meeting.name)?.focus();
    }
  });
  return box;
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
