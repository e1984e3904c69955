// @ts-check
/**
 * 闲置退出: who has not been at it for long is told five minutes before being signed out, in words that are read out,
 * and can go on with one press. What was typed is sent before. Other windows count: the server knows when somebody
 * was last at it.
 */

const WARN = 300;
const LONGEST = 25 * 60;
const TOLD = 60000;
const SEND = 20;
const SAVING = 5000;

const box = /** @type {HTMLElement} */ (document.getElementById("idle"));
const words = /** @type {HTMLElement} */ (document.getElementById("idle-words"));
const ways = /** @type {HTMLElement} */ (document.getElementById("idle-ways"));

let timer = 0;
let told = Date.now();
let shown = 0;

/** @param {number} seconds */
function plan(seconds) {
  window.clearTimeout(timer);
  timer = window.setTimeout(ask, Math.max(1, seconds) * 1000);
}

/** @param {string} method @returns {Promise<number>} seconds left; 0 where nobody is signed in any more */
async function left(method) {
  const response = await fetch(box.dataset.address || "", {
    method,
    headers: method === "POST" ? { "X-CSRFToken": box.dataset.token || "" } : {},
    credentials: "same-origin",
    cache: "no-store",
  });
  if (response.status === 401) {
    return 0;
  }
  if (!response.ok) {
    throw new Error(String(response.status));
  }
  return (await response.json()).left;
}

/** How things stand, from the server. */
async function ask() {
  try {
    await show(await left("GET"));
  } catch {
    plan(SEND); // the server is away: nobody is signed out by that
  }
}

/** @param {number} seconds */
async function show(seconds) {
  if (seconds <= 0) {
    await leave();
    return;
  }
  if (seconds > WARN) {
    say("", false);
    shown = 0;
    plan(seconds - WARN);
    return;
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (!shown) {
    send();
  }
  // Said when it appears and once more in the last minute, not every time the number changes.
  if (!shown || (minutes === 1 && shown > 1)) {
    shown = minutes;
    say((box.dataset.warning || "").replace("{minutes}", String(minutes)), true);
  }
  plan(seconds > SEND + 60 ? 60 : seconds > SEND ? seconds - SEND : seconds + 1);
  if (seconds <= SEND) {
    send();
  }
}

/** @param {string} text @param {boolean} stays */
function say(text, stays) {
  words.textContent = text;
  ways.hidden = !stays;
  box.classList.toggle("is-shown", text !== "");
}

/** Everything typed goes to the server now: the cell with the cursor, too. */
function send() {
  window.dispatchEvent(new Event("online"));
}

/** The time is up: the page goes to the sign-in page and comes back here afterwards; unsent text keeps it open. */
async function leave() {
  send();
  await new Promise((done) => window.setTimeout(done, SAVING));
  say(box.dataset.over || "", false);
  const state = document.getElementById("save-state");
  if (!state || state.dataset.state === "saved") {
    window.location.reload();
  }
}

/** Somebody is at it: the server hears of it once a minute, so that typing alone keeps the session. */
async function stay() {
  told = Date.now();
  try {
    await show(await left("POST"));
  } catch {
    plan(SEND);
  }
}

/** @param {Event} event */
function active(event) {
  if (event.isTrusted && !shown && Date.now() - told > TOLD) {
    stay();
  }
}

document.addEventListener("keydown", active);
document.addEventListener("pointerdown", active);
document.getElementById("idle-stay")?.addEventListener("click", stay);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
plan(LONGEST - 60);
