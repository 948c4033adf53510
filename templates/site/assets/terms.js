// @ts-check
// Shows what a term means beside it: on hover, on focus and on tap. Escape closes it, the pointer
// may move onto it, and it stays until the reader leaves (WCAG 2.2, 1.4.13). Nothing moves for it.

const PATIENCE = 250;
const GAP = 4;
const note = document.createElement("div");
note.id = "sop-term-meaning";
note.className = "sop-meaning";
note.setAttribute("role", "tooltip");
note.hidden = true;

/** @type {HTMLElement | null} */
let shown = null;
let wait = 0;

/**
 * The meaning that the term brings, or what the page's own definition says.
 * @param {HTMLElement} term
 */
function meaning(term) {
  if (term.dataset.sopTerm) return term.dataset.sopTerm;
  const anchor = decodeURIComponent(term.getAttribute("href")?.slice(1) ?? "");
  const entry = document.getElementById(anchor)?.closest("li");
  return entry?.textContent?.trim() ?? "";
}

/** @param {HTMLElement} term */
function place(term) {
  const at = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(at.left, width - note.offsetWidth - 8));
  const below = at.bottom + GAP + note.offsetHeight < window.innerHeight;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${(below ? at.bottom + GAP : at.top - GAP - note.offsetHeight) + scrollY}px`;
}

/** @param {HTMLElement} term */
function show(term) {
  clearTimeout(wait);
  if (shown === term) return;
  hide();
  const words = meaning(term);
  if (!words) return;
  note.textContent = words;
  note.hidden = false;
  place(term);
  term.setAttribute("aria-describedby", note.id);
  shown = term;
}

function hide() {
  clearTimeout(wait);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  note.hidden = true;
}

/** @param {() => void} what */
function soon(what) {
  clearTimeout(wait);
  wait = window.setTimeout(what, PATIENCE);
}

/** @param {HTMLElement} term */
function prepare(term) {
  if (!term.hasAttribute("href")) {
    term.tabIndex = 0;
    term.setAttribute("role", "button");
  }
  term.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") soon(() => show(term));
  });
  term.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") soon(hide);
  });
  term.addEventListener("focus", () => { if (term.matches(":focus-visible")) show(term); });
  term.addEventListener("blur", hide);
  term.addEventListener("click", (event) => {
    // A tap shows the meaning first; a second one, or a click, follows the link.
    const isTap = event instanceof PointerEvent && event.pointerType !== "mouse";
    const leadsOn = term.hasAttribute("href") && (!isTap || shown === term);
    if (leadsOn && event.detail > 0) return hide();
    if (leadsOn) return;
    event.preventDefault();
    show(term);
  });
  term.addEventListener("keydown", (event) => {
    if (!term.hasAttribute("href") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      show(term);
    }
  });
}

document.body.append(note);
note.addEventListener("pointerenter", () => clearTimeout(wait));
note.addEventListener("pointerleave", () => soon(hide));
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("pointerdown", (event) => {
  if (shown && event.target instanceof Node && !shown.contains(event.target) && !note.contains(event.target)) {
    hide();
  }
});
document.querySelectorAll(".sop-term").forEach((term) => {
  if (term instanceof HTMLElement) prepare(term);
});

export {};
