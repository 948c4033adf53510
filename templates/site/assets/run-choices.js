// @ts-check
// What the reader is asked before a run goes on: here or anew, this version or that, which tab's.

import { button, make, own, way } from "./run-dom.js";
import { current, isPaused } from "./run-state.js";
import { day, since } from "./run-words.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {Omit<import("./run-frame.js").Screen, "head">} Screen */

/**
 * Another version than the run's. `href` is its page where it is not this one.
 * @typedef {{version: string, href: string, date: string | null}} Other
 */

/**
 * @param {string} title
 * @param {(Node | string)[][]} paragraphs
 * @param {Node[]} choices
 * @returns {Screen}
 */
function asked(title, paragraphs, choices) {
  return {
    title: [title],
    body: paragraphs.map((words) => make("p", {}, ...words)),
    foot: [make("div", { class: "sop-run__buttons sop-run__buttons--choice" }, ...choices)],
    speak: title,
    kind: "choice",
  };
}

/** @param {Run} run */
function place(run) {
  const { step } = current(run);
  return [`step ${step}: `, own(run.steps[step - 1].title, run.document.language)];
}

/**
 * @param {Run} run
 * @param {() => void} goOn
 * @param {() => void} anew
 */
export function middleScreen(run, goOn, anew) {
  const began = since(run.began, Date.now());
  return asked(`You are in the middle of a run from ${began}`, [
    ["It follows version ", run.document.version, " and is at ", ...place(run), "."],
    ["Time went on meanwhile. Started anew, this run is ended, and its record is kept for the next one."],
  ], [button("Start anew", anew), button("Continue", goOn, "sop-run__button--main")]);
}

/**
 * @param {Run} run
 * @param {() => void} goOn
 */
export function pausedScreen(run, goOn) {
  const address = current(run).pauses.at(-1)?.address ?? "";
  return asked("The run pauses", [
    ["You went on to ", make("a", { href: address, target: "_self" }, current(run).branches.at(-1)?.text || address), "."],
    ["Its clock stands still until you come back to ", ...place(run), "."],
  ], [button("Come back to the run", goOn, "sop-run__button--main")]);
}

/**
 * @param {Run} here
 * @param {Run | null} there
 * @param {{adopt: () => void, keep: () => void}} acts
 */
export function tabsScreen(here, there, { adopt, keep }) {
  const elsewhere = there === null ? ["It was ended and put away there."]
    : there.ended !== null ? ["It was ended there."]
      : ["There it is at ", ...place(there), isPaused(there) ? ", and pauses." : "."];
  return asked("This run went on in another tab", [
    elsewhere,
    ["Here it is at ", ...place(here), ". Choose which one holds; the other is dropped."],
  ], [button("Keep what is here", keep), button("Take over from the other tab", adopt, "sop-run__button--main")]);
}

/**
 * @param {Run} run
 * @param {Other} other
 * @param {{goOn: (() => void) | null, goThere: string, chosen: (choice: "went-on" | "started-anew") => void,
 *   anew: () => void}} acts `goOn` is null where this page no longer shows the run's version: `goThere` does
 */
export function versionScreen(run, other, { goOn, goThere, chosen, anew }) {
  const { version } = run.document;
  const same = other.version === version;
  const title = same ? "The text of this page changed since you began"
    : `Version ${other.version} ${other.date ? `took effect on ${day(other.date)}` : "holds now"}`;
  const stay = same ? "Go on with the changed text" : `Go on with ${version}`;
  const goes = goOn ? button(stay, goOn) : way(stay, goThere, () => chosen("went-on"));
  return asked(title, [
    [`Your run from ${since(run.began, Date.now())} follows version ${version} and is at `, ...place(run), "."],
    ["Start anew where the case is to be handled by what holds now; go on where it was promised by what held when you began. The record says which."],
  ], [goes, button(same ? "Start anew" : `Start anew with ${other.version}`, anew, "sop-run__button--main")]);
}
