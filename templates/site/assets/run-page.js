// @ts-check
// The words of a step as they stand on its page: what was checked is what is followed.

import { make, own } from "./run-dom.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Step} Step */

/**
 * The words of a step as they stand on the page, without what only the page needs.
 * @param {Step} step
 * @param {Block} block
 */
export function wordsOf(step, block) {
  const found = bodyOf(step);
  /** @param {string} selector */
  const all = (selector) => [...(found?.querySelectorAll(selector) ?? [])];
  const copies = (/** @type {string} */ selector) => all(selector).map((part) => {
    const around = make("div", { lang: block.language, dir: "auto" });
    around.append(cleaned(part));
    return around;
  });
  const lines = all(".sop-confirm p > :last-child").map(cleaned);
  return {
    body: copies(":scope > .sop-instruction, :scope > .sop-step-facts"),
    outcomes: copies(":scope > .sop-outcome"),
    confirmations: step.confirmations.map((text, index) => lines[index] ?? own(text, block.language)),
  };
}

/** @param {Step} step */
function bodyOf(step) {
  let next = document.getElementById(step.anchor)?.nextElementSibling;
  while (next && !next.matches(".sop-step, h1, h2, h3")) next = next.nextElementSibling;
  return next?.matches(".sop-step") ? next : null;
}

/**
 * A copy without ids, whose links leave the run open.
 * @param {Element} part
 */
function cleaned(part) {
  const copied = /** @type {Element} */ (part.cloneNode(true));
  for (const element of [copied, ...copied.querySelectorAll("[id]")]) element.removeAttribute("id");
  for (const link of copied.querySelectorAll("a[href]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener");
  }
  return copied;
}
