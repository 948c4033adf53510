// @ts-check
// Draws what was found: documents in a list, each with its best steps beneath, all real links.

import { ROOT } from "./search-answers.js";
import { finder, marked } from "./search-marks.js";

/** @typedef {import("./search-answers.js").Found} Found */
/** @typedef {import("./search-answers.js").FoundStep} FoundStep */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name the class
 * @param {...(Node | string)} inside
 */
export function element(tag, name, ...inside) {
  const made = document.createElement(tag);
  made.className = name;
  made.append(...inside);
  return made;
}

/**
 * @param {string} href relative to the site's root
 * @param {string} name the class
 * @param {...(Node | string)} inside
 */
export function link(href, name, ...inside) {
  const made = element("a", name, ...inside);
  made.href = new URL(href, ROOT).href;
  return made;
}

/** @param {Found} found */
function facts(found) {
  const made = element("span", "sop-found__facts", element("span", "sop-id", found.id));
  for (const text of [found.departmentName, found.version]) {
    if (text) made.append(" · ", element("span", "", text));
  }
  if (found.state !== "approved") {
    made.append(" ", element("span", `sop-state sop-state--${found.state}`, found.stateName));
  }
  return made;
}

/**
 * @param {Found} found
 * @param {FoundStep} step
 * @param {RegExp | null} words
 */
function stepLink(found, step, words) {
  const number = element("span", "sop-found__number", `Step ${step.number}`);
  const title = marked(step.title, words);
  return element("li", "", link(`${found.href}#${step.anchor}`, "sop-found__step", number, " ", title));
}

/**
 * @param {Found} found
 * @param {RegExp | null} words
 */
function documentItem(found, words) {
  const title = marked(found.title, words, "sop-found__title");
  const whole = link(found.href, "sop-found__document", title, " ", facts(found));
  const item = element("li", "sop-found__item", whole);
  if (found.steps.length) {
    const steps = found.steps.map((step) => stepLink(found, step, words));
    item.append(element("ol", "sop-found__steps", ...steps));
  } else if (found.purpose) {
    whole.append(element("span", "sop-found__purpose", marked(found.purpose, words)));
  }
  return item;
}

/**
 * @param {readonly Found[]} results
 * @param {readonly string[]} words those to mark
 */
export function resultList(results, words) {
  const found = finder(words);
  return element("ol", "sop-found", ...results.map((result) => documentItem(result, found)));
}
