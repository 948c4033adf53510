// @ts-check
// The keys of the search: those that call it from anywhere, and those that move through results.

const WRITTEN_IN = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, " +
  "[contenteditable]:not([contenteditable=false])";

/**
 * Whether a key would put a letter into a field, had a field the focus.
 * @param {KeyboardEvent} event
 */
export function isTyped(event) {
  return event.key.length === 1 && event.key.trim() !== "" &&
    !event.ctrlKey && !event.metaKey && !event.altKey;
}

/**
 * Calls the search from anywhere on a page with `/`, Ctrl+K and Cmd+K, but for where somebody
 * writes, or a dialog asks for an answer first.
 * @param {HTMLInputElement} field
 * @param {() => void} call
 */
export function callFromAnywhere(field, call) {
  document.addEventListener("keydown", (event) => {
    const isChord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) &&
      !event.altKey && !event.shiftKey;
    const isSlash = event.key === "/" && isTyped(event);
    const at = event.target;
    const isWriting = at instanceof Element && at.closest(WRITTEN_IN) !== null;
    const isOurs = at === field && isChord;
    if (!(isChord || isSlash) || (isWriting && !isOurs) || event.defaultPrevented) return;
    if (document.querySelector(":modal")) return;
    event.preventDefault();
    call();
  });
}

/**
 * Arrow keys go from the field through every link of the results and back; what is typed on a
 * result goes on in the field.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} results
 * @param {KeyboardEvent} event a key that went down in either
 */
export function moveThrough(field, results, event) {
  /** @type {HTMLElement[]} */
  const stops = [field, ...results.querySelectorAll("a")];
  const at = stops.findIndex((stop) => stop === event.target);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at < 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (by !== undefined && (at > 0 || by > 0)) {
    event.preventDefault();
    stops[at + by]?.focus();
  } else if (at > 0 && (isTyped(event) || event.key === "Backspace") && event.key !== "/") {
    // The key itself then lands in the field that has just been focused.
    field.focus();
  }
}
