// @ts-check
/** 语种标注: on an English page what is Chinese is marked as Chinese, so that it is read aloud as such. */

/** Puts a sentence into an element. @param {Element} element @param {string} text */
export function putText(element, text) {
  if (document.documentElement.lang.startsWith("zh")) {
    element.textContent = text;
    return;
  }
  const parts = text.split(/([\u3400-\u9fff]+)/).filter(Boolean);
  element.replaceChildren(...parts.map((part) => {
    if (!/[\u3400-\u9fff]/.test(part)) {
      return document.createTextNode(part);
    }
    const span = document.createElement("span");
    span.lang = "zh-Hans";
    span.textContent = part;
    return span;
  }));
}
