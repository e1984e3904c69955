// @ts-check
/**
 * 批量上传: many files go to the server in small groups, so that a page limit never stops an office and the bar shows
 * how far it is; without this script the form sends what one request may hold.
 */

const GROUP_FILES = 20;
const GROUP_BYTES = 30 * 1024 * 1024;

const form = document.getElementById("batch-form");

if (form instanceof HTMLFormElement) {
  form.addEventListener("submit", (event) => {
    const files = chosen(form);
    if (files.length === 0 || form.dataset.sent === "1") {
      if (form.dataset.sent === "1") {
        event.preventDefault();
      }
      return;
    }
    event.preventDefault();
    form.dataset.sent = "1";
    send(form, files).catch((error) => failed(form, error));
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

/** @param {HTMLFormElement} own @returns {File[]} */
function chosen(own) {
  const input = own.elements.namedItem("uploads");
  return input instanceof HTMLInputElement && input.files ? Array.from(input.files) : [];
}

/** @param {File[]} files @returns {File[][]} */
function groups(files) {
  /** @type {File[][]} */
  const found = [];
  let size = Infinity;
  for (const file of files) {
    const last = found[found.length - 1];
    if (!last || last.length >= GROUP_FILES || size + file.size > GROUP_BYTES) {
      found.push([file]);
      size = file.size;
    } else {
      last.push(file);
      size += file.size;
    }
  }
  return found;
}

/** @param {HTMLFormElement} own @param {File[]} files */
async function send(own, files) {
  let done = 0;
  /** @type {string[]} */
  const problems = [];
  /** @type {{add: string, page: string} | null} */
  let batch = null;
  for (const group of groups(files)) {
    show(own, done, files.length);
    const data = batch ? new FormData() : new FormData(own);
    data.delete("uploads");
    for (const file of group) {
      data.append("uploads", file, file.name);
    }
    const answer = await post(own, batch ? batch.add : own.action, data);
    batch = batch || { add: answer.add, page: answer.page };
    own.dataset.page = batch.page;
    problems.push(...answer.problems);
    done += group.length;
  }
  show(own, done, files.length);
  if (batch) {
    await finish(own, batch.page, problems);
  }
}

/** @param {HTMLFormElement} own @param {string} page @param {string[]} problems */
async function finish(own, page, problems) {
  const start = document.createElement("form");
  start.method = "post";
  start.action = `${page}start/`;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = csrf(own);
  start.append(token);
  for (const problem of problems.slice(0, 50)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "problem";
    field.value = problem;
    start.append(field);
  }
  document.body.append(start);
  start.submit();
}

/** @param {HTMLFormElement} own @returns {string} */
function csrf(own) {
  const field = own.elements.namedItem("csrfmiddlewaretoken");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @param {HTMLFormElement} own @param {string} url @param {FormData} data */
async function post(own, url, data) {
  const response = await fetch(url, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json", "X-CSRFToken": csrf(own) },
    credentials: "same-origin",
  });
  const type = response.headers.get("Content-Type") || "";
  const answer = type.startsWith("application/json") ? await response.json() : {};
  if (!response.ok || !answer.problems) {
    throw new Error(answer.message || "");
  }
  return answer;
}

/** @param {HTMLFormElement} own @param {number} done @param {number} total */
function show(own, done, total) {
  const bar = document.getElementById("batch-sent");
  if (bar instanceof HTMLProgressElement) {
    bar.hidden = false;
    bar.max = total;
    bar.value = done;
  }
  const words = (own.dataset.sending || "").replace("{done}", String(Math.min(done + 1, total)));
  say(words.replace("{total}", String(total)));
}

/** @param {string} words */
function say(words) {
  const state = document.getElementById("batch-state");
  if (state) {
    state.textContent = words;
  }
  return state;
}

/** @param {HTMLFormElement} own @param {Error} error */
function failed(own, error) {
  delete own.dataset.sent;
  const state = say(error.message || own.dataset.failed || "");
  if (state && own.dataset.page) {
    const link = document.createElement("a");
    link.href = own.dataset.page;
    link.textContent = own.dataset.stays || "";
    state.append(" ", link);
  }
}
