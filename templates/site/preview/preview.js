// @ts-check
// Shows what was saved: asks for this page again whenever the library changed, and keeps the place.

const CHANGES = "/.preview/changes";
const PLACE = "sopgen-preview:place";
const SETTLING = 1500; // milliseconds in which the page may still fold and load

const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="sopgen-preview"]'));
const told = document.querySelector(".sop-preview__link");
const folded = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".sop-fold"));

/** @typedef {{path: string, anchor: string, offset: number, y: number, open: string[]}} Place */

/** What stands at the top of the window, and which sections are open. */
function keepPlace() {
  const marks = [...document.querySelectorAll("article [id]")].filter((item) => item.getClientRects().length);
  const above = marks.filter((item) => item.getBoundingClientRect().top <= 80).pop();
  const open = [...folded()].filter((item) => item.getAttribute("aria-expanded") === "true");
  /** @type {Place} */
  const place = {
    path: location.pathname,
    anchor: above?.id ?? "",
    offset: above?.getBoundingClientRect().top ?? 0,
    y: scrollY,
    open: open.map((item) => item.parentElement?.id ?? ""),
  };
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(place));
  } catch {
    // Without storage the browser's own way of keeping the place has to do.
  }
}

/** @returns {Place | null} */
function keptPlace() {
  try {
    const text = sessionStorage.getItem(PLACE);
    sessionStorage.removeItem(PLACE);
    const place = text ? JSON.parse(text) : null;
    return place?.path === location.pathname ? place : null;
  } catch {
    return null;
  }
}

/** @param {Place} place */
function goTo(place) {
  for (const button of folded()) {
    const is_open = button.getAttribute("aria-expanded") === "true";
    if (!is_open && place.open.includes(button.parentElement?.id ?? "")) button.click();
  }
  const mark = place.y > 0 && place.anchor ? document.getElementById(place.anchor) : null;
  const y = mark ? scrollY + mark.getBoundingClientRect().top - place.offset : place.y;
  scrollTo({ top: y, behavior: "instant" });
}

/** Back to the place, again while the page still changes its height, until the reader moves. */
function restore() {
  const place = keptPlace();
  if (!place) return;
  const sizes = new ResizeObserver(() => goTo(place));
  const stop = () => sizes.disconnect();
  sizes.observe(document.body);
  for (const moving of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(moving, stop, { once: true, passive: true });
  }
  setTimeout(stop, SETTLING);
}

let is_asking = false;
let is_old = false;

/** Loads the page anew where it is another one now. */
async function look() {
  is_old = true;
  if (is_asking) return;
  is_asking = true;
  try {
    while (is_old) {
      is_old = false;
      const answer = await fetch(location.href.split("#")[0], { cache: "no-store" });
      if (answer.redirected) {
        location.replace(answer.url);
      } else if (answer.headers.get("ETag") !== `"${meta?.content}"`) {
        keepPlace();
        location.reload();
      }
    }
  } catch {
    // The preview has ended; when it is there again, it tells so.
  } finally {
    is_asking = false;
  }
}

/** @type {EventSource | null} */
let source = null;

/** Listens while the page is seen: a browser keeps but six connections for all its tabs. */
function listen() {
  source?.close();
  source = null;
  if (document.visibilityState === "hidden") return;
  source = new EventSource(CHANGES);
  source.addEventListener("message", () => void look());
  source.addEventListener("open", () => {
    if (told) told.textContent = "";
  });
  source.addEventListener("error", () => {
    if (told) told.textContent = "The preview does not answer.";
  });
}

restore();
listen();
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => {
  if (event.persisted) listen();
});

export {};
