// @ts-check
// Home page: the large field opens the search, and so does typing anywhere on the page.

const query = /** @type {HTMLInputElement | null} */ (
  document.querySelector("[data-md-component=search-query]")
);

/** @param {KeyboardEvent} event */
function isTyping(event) {
  const at = document.activeElement;
  const free = !at || at === document.body || at.matches(".sop-find, a");
  return free && event.key.length === 1 && event.key.trim() !== "" && event.key !== "/" &&
    !event.ctrlKey && !event.metaKey && !event.altKey;
}

if (query) {
  document.querySelector(".sop-find")?.addEventListener("click", (event) => {
    event.preventDefault();
    query.focus();
  });
  // The key itself then lands in the field that has just been focused.
  document.addEventListener("keydown", (event) => {
    if (isTyping(event)) {
      query.focus();
    }
  }, { capture: true });
  document.querySelector(".sop-find")?.setAttribute("data-sop-ready", "true");
}
