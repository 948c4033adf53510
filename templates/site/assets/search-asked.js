// @ts-check
// What a reader asks for, as it stands in an address, in the session and in the browser's history.

import { ROOT } from "./search-answers.js";

/** @typedef {{q?: string, department?: string, role?: string, type?: string}} Asked */

const PARTS = /** @type {const} */ (["q", "department", "role", "type"]);
/** One browser may show several sites of one origin. */
const KEPT = `sopgen-search:${ROOT.pathname}`;

/**
 * Only what is really asked: no empty part, nothing that is not text.
 * @param {unknown} value
 * @returns {Asked}
 */
export function asked(value) {
  const parts = /** @type {Record<string, unknown>} */ (Object(value));
  return Object.fromEntries(PARTS.flatMap((name) => {
    const part = parts[name];
    return typeof part === "string" && part ? [[name, part]] : [];
  }));
}

/** What the page's own address asks for. */
export function inAddress() {
  return asked(Object.fromEntries(new URLSearchParams(location.search)));
}

/**
 * The page of all results, for this question.
 * @param {Asked} wanted
 */
export function addressOf(wanted) {
  const address = new URL("search/", ROOT);
  address.search = new URLSearchParams(asked(wanted)).toString();
  return address.href;
}

/** What was asked last in this session; nothing where the browser keeps nothing. */
export function inSession() {
  try {
    return asked(JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"));
  } catch {
    return {};
  }
}

/**
 * Keep these parts for the session, the others as they are; an empty part is forgotten.
 * @param {Asked} parts
 */
export function keepInSession(parts) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(asked({ ...inSession(), ...parts })));
  } catch {
    // A full or blocked storage forgets; searching goes on.
  }
}

/**
 * What was asked on this page before the reader left it, when coming back to it.
 * @returns {Asked}
 */
export function onReturn() {
  const [arrival] = performance.getEntriesByType("navigation");
  const came = arrival instanceof PerformanceNavigationTiming ? arrival.type : "navigate";
  return came === "back_forward" ? asked(Object(history.state).search) : {};
}

/** @param {Asked} wanted */
export function keepForReturn(wanted) {
  history.replaceState({ ...Object(history.state), search: asked(wanted) }, "");
}
