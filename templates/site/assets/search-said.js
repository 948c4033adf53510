// @ts-check
// What stands under the search field: what was found, or a plain sentence and what to try.

import { element, link, resultList } from "./search-results.js";

/** @typedef {import("./search-answers.js").Answer} Answer */

/** @param {...(Node | string)} inside */
export function sentence(...inside) {
  return element("p", "sop-search__say", ...inside);
}

/**
 * @param {string} text
 * @param {() => void} pressed
 */
function button(text, pressed) {
  const made = element("button", "sop-search__button", text);
  made.type = "button";
  made.addEventListener("click", pressed);
  return sentence(made);
}

/** @param {number} count */
function documents(count) {
  return count === 1 ? "1 document" : `${count} documents`;
}

/**
 * @param {Answer} answer
 * @param {Node | string} all leads to those that are not shown
 * @returns {Node[]}
 */
export function whatWasFound({ total, results, words }, all) {
  const isAll = total <= results.length;
  const count = `${documents(total)} found${isAll ? "" : `, ${results.length} shown`}`;
  const shown = [element("p", "sop-search__count", count), resultList(results, words)];
  return isAll ? shown : [...shown, element("p", "sop-search__more", all)];
}

/**
 * Where filters are chosen and nothing is typed yet.
 * @param {readonly string[]} filters their names
 * @param {string} department the key of the chosen one, empty where there is none
 */
export function whatToType(filters, department) {
  const said = sentence("Type to search in ", filters.join(" · "));
  if (department) said.append(", or see ", link(`${department}/`, "", "all of the department"));
  said.append(".");
  return [said];
}

/**
 * @param {string} query
 * @param {readonly string[]} filters the names of those in the way
 * @param {() => void} drop takes them away
 */
export function nothingFound(query, filters, drop) {
  const where = filters.length ? ` in ${filters.join(" · ")}` : "";
  const said = sentence(element("strong", "", `Nothing found for “${query}”${where}.`));
  return [
    said,
    ...(filters.length ? [button("Search without filters", drop)] : []),
    sentence("Try fewer words, or other ones. Or look in ", ...lists(), "."),
  ];
}

/**
 * @param {unknown} error
 * @param {() => void} again
 */
export function failure(error, again) {
  const why = error instanceof Error ? error.message : String(error);
  return [
    sentence(element("strong", "", `The search does not work just now. ${why}`)),
    button("Try again", again),
    sentence("Every document stands in ", ...lists(), "."),
  ];
}

function lists() {
  const departments = link("search/", "", "the list by department");
  return ["the ", link("register/", "", "register"), " and in ", departments];
}
