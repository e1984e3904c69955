// @ts-check
/**
 * 安全密钥: asks the browser for a key and sends what it answered with the form around it.
 *
 * A form marked data-key ("create" or "get") names in data-ask where the question comes from; what went wrong is said
 * in its data-words-* sentences. Without script, or in a browser without keys, the page says so itself.
 */

/** @param {string} text @returns {ArrayBuffer} */
function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer | null | undefined} buffer @returns {string | undefined} */
function text(buffer) {
  if (!buffer) {
    return undefined;
  }
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {any[] | undefined} list */
function listed(list) {
  return (list || []).map((item) => ({ ...item, id: bytes(item.id) }));
}

/** @param {any} options @returns {Promise<Credential | null>} */
function create(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  const publicKey = {
    ...options,
    user,
    challenge: bytes(options.challenge),
    excludeCredentials: listed(options.excludeCredentials),
  };
  return navigator.credentials.create({ publicKey });
}

/** @param {any} options @returns {Promise<Credential | null>} */
function get(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
  };
  return navigator.credentials.get({ publicKey });
}

/** @param {any} credential @returns {string} what the server checks, as JSON */
function answered(credential) {
  const response = credential.response;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
      transports: response.getTransports ? response.getTransports() : undefined,
    },
  });
}

/** @param {HTMLFormElement} form @returns {Promise<any>} the question, or its refusal in a sentence */
async function question(form) {
  const reply = await fetch(form.dataset.ask || "", {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ csrfmiddlewaretoken: field(form, "csrfmiddlewaretoken").value }),
    credentials: "same-origin",
  });
  const found = await reply.json();
  if (!reply.ok) {
    throw Object.assign(new Error(found.message), { sentence: found.message });
  }
  return found;
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
}

/** @param {HTMLFormElement} form @param {any} error @returns {string} what to read */
function sentence(form, error) {
  const words = form.dataset;
  if (error.sentence) {
    return error.sentence;
  }
  if (error.name === "InvalidStateError") {
    return words.wordsKnown || "";
  }
  return (error.name === "NotAllowedError" ? words.wordsRefused : words.wordsFailed) || "";
}

/** @param {HTMLFormElement} form */
async function run(form) {
  const problem = /** @type {HTMLElement} */ (form.querySelector("[role=alert]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=submit]"));
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  problem.textContent = "";
  try {
    const options = await question(form);
    const credential = await (form.dataset.key === "create" ? create(options) : get(options));
    field(form, "answer").value = answered(credential);
    form.submit();
  } catch (error) {
    problem.textContent = sentence(form, error);
    button.removeAttribute("aria-disabled");
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const missing of document.querySelectorAll("[data-key-missing]")) {
    missing.setAttribute("hidden", "");
  }
  for (const form of document.querySelectorAll("form[data-key]")) {
    form.removeAttribute("hidden");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(/** @type {HTMLFormElement} */ (form));
    });
  }
}
