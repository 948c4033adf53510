// @ts-check
// Starts the search of a page, and lets `/` and Ctrl+K or Cmd+K call it from anywhere.

import { HeaderSearch } from "./search-header.js";
import { HomeSearch } from "./search-home.js";
import { callFromAnywhere } from "./search-keys.js";
import { PageSearch } from "./search-page.js";

const PLACES = { header: HeaderSearch, home: HomeSearch, page: PageSearch };

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-sop-search]"));
const Place = PLACES[/** @type {keyof typeof PLACES} */ (form.dataset.sopSearch)];
const box = new Place(form);
callFromAnywhere(box.field, () => box.call());
form.setAttribute("data-sop-ready", "true");

export {};
