// @ts-check
/** 定位: a link to #cell-… or #field-… puts the cursor there and shows the place. */

/** The element an address names, or null. @param {string} hash @returns {HTMLElement | null} */
export function placeOf(hash) {
  return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
}

/** Puts the cursor into a cell or field and shows where it is. @param {HTMLElement} element */
export function arriveAt(element) {
  element.scrollIntoView({ block: "center", inline: "nearest" });
  element.focus({ preventScroll: true });
  const place = element.closest("td") || element;
  place.classList.remove("is-arrived");
  // Reading the size makes the browser forget the mark, so that the second arrival shows as well.
  void place.clientWidth;
  place.classList.add("is-arrived");
}

/** Follows the address of the page now and whenever its fragment changes. */
export function followFragment() {
  const follow = () => {
    const element = placeOf(window.location.hash);
    if (element && (element.matches("input, textarea") || element.tabIndex >= -1)) {
      arriveAt(element);
    }
  };
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null;
    if (link instanceof HTMLAnchorElement && link.href === window.location.href) {
      // The same address again raises no hashchange.
      event.preventDefault();
      follow();
    }
  });
  follow();
}
