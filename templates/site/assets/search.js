// @ts-check
// Starts the search of a page, and lets `/` and Ctrl+K or Cmd+K call it from anywhere. In the header
// it is loaded when a reader turns to it; what is typed until then is taken up.

import { HeaderDoor } from "./search-door.js";
import { callFromAnywhere } from "./search-keys.js";
import { dressed } from "./sheet.js";

// What any search runs on: a browser would learn of one module only from another, five in a row.
const PARTS = [
  "answers", "asked", "box", "engine", "filters", "index", "marks", "postings", "query", "results",
  "said", "scoring", "words",
];
const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-sop-search]"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));

function askForAllParts() {
  for (const part of PARTS) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = new URL(`./search-${part}.js`, import.meta.url).href;
    document.head.append(link);
  }
}

async function inPage() {
  askForAllParts();
  const box = form.dataset.sopSearch === "home"
    ? new (await import("./search-home.js")).HomeSearch(form)
    : new (await import("./search-page.js")).PageSearch(form);
  callFromAnywhere(field, () => box.call());
}

function inHeader() {
  const door = new HeaderDoor(form, () => void call());
  /** @type {import("./search-header.js").HeaderSearch | undefined} */
  let box;
  /** @type {Promise<import("./search-header.js").HeaderSearch> | undefined} */
  let loading;
  const load = async () => {
    askForAllParts();
    // At the same time, not one after the other; where it fails, the first question says so.
    void import("./search-answers.js").then(({ openOnce }) => openOnce()).catch(() => {});
    const [{ HeaderSearch }] = await Promise.all([import("./search-header.js"), dressed("search.css")]);
    box = new HeaderSearch(form, door);
    return box;
  };
  const search = () => loading ??= load();
  const call = async () => {
    door.open();
    field.focus();
    field.select();
    (await search()).called();
  };
  callFromAnywhere(field, () => void call());
  for (const near of ["focusin", "pointerenter"]) {
    form.addEventListener(near, () => { search().catch(() => {}); }, { once: true });
  }
  form.addEventListener("submit", (event) => {
    if (box) return;
    event.preventDefault();
    // Without the search of this page, the form leads to the page of all results.
    search().then((found) => found.enter(), () => form.submit());
  });
  // Words that the browser brought back, or kept from before the reader left.
  if (field.value || Object(history.state).search) void search();
}

if (form.dataset.sopSearch === "header") inHeader();
else await inPage();
form.setAttribute("data-sop-ready", "true");

export {};
