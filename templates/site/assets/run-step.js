// @ts-check
// One step of a run on the screen, made of the page's own words.

import { button, make, own } from "./run-dom.js";
import { facts, handOver, timer } from "./run-facts.js";
import { wordsOf } from "./run-page.js";
import { current, visitNumber } from "./run-state.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Branch} Branch */
/** @typedef {import("./run-types.js").Role} Role */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./run-types.js").Step} Step */

/**
 * What a reader can do at a step.
 * @typedef {{next: () => void, back: () => void, skip: () => void, end: () => void,
 *   branch: (index: number) => void, confirm: (index: number, given: boolean) => void,
 *   write: (note: string) => void, as: (role: Role | null) => void}} Acts
 */

const ONE_PRESS = 9;
const KEYS = [
  ["Enter or →", "next"], ["←", "back"], ["1 to 9", "take a branch"],
  ["c", "to the next confirmation"], ["n", "write a note"], ["Esc", "leave; the run is kept"],
];

/**
 * @param {Run} run
 * @param {Block} block
 * @param {Acts} acts
 * @param {Role[]} roles that the reader may choose from
 * @param {(words: string) => void} say
 * @returns {Omit<import("./run-frame.js").Screen, "head">}
 */
export function stepScreen(run, block, acts, roles, say) {
  const step = block.steps[current(run).step - 1];
  const words = wordsOf(step, block);
  const time = timer(run, step);
  const boxes = confirmations(run, words.confirmations, acts);
  const branches = step.branches.map((branch, index) => branchButton(branch, index, block, acts));
  const note = noteField(run, step, acts);
  const gate = gateOf(boxes, step.number === block.steps.length, acts, say);
  /** @type {Record<string, () => void>} */
  const keys = {
    Enter: gate.go, ArrowRight: gate.go, ArrowLeft: acts.back,
    n: () => note.field.focus(), c: gate.toMissing,
  };
  branches.slice(0, ONE_PRESS).forEach((_, index) => { keys[index + 1] = () => acts.branch(index); });
  return {
    title: [make("span", { class: "sop-run__number" }, String(step.number)), " ", own(step.title, block.language)],
    body: [
      facts(run, step, acts.as, roles, time.shown), ...handOver(run, step), ...words.body,
      ...(boxes.length ? [make("div", { class: "sop-run__boxes", role: "group", "aria-label": "Confirm" }, ...boxes)] : []),
      ...words.outcomes,
      ...(branches.length ? [make("ul", { class: "sop-run__branches", "aria-label": "Branches" }, ...branches)] : []),
      ...note.shown, ending(acts), keysNote(),
    ],
    foot: [gate.why, make("div", { class: "sop-run__buttons" }, backButton(run, acts),
      button("Skip …", acts.skip), gate.button)],
    speak: spoken(run, step),
    keys,
    tick: time.tick,
  };
}

/**
 * @param {Run} run
 * @param {Step} step
 */
function spoken(run, step) {
  const visit = visitNumber(run, run.visits.length - 1);
  const again = visit > 1 ? `, visit ${visit}` : "";
  return `Step ${step.number} of ${run.steps.length}${again}: ${step.title}`;
}

/**
 * @param {Run} run
 * @param {Element[]} words
 * @param {Acts} acts
 */
function confirmations(run, words, acts) {
  return words.map((text, index) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.checked = current(run).confirmations[index].given !== null;
    box.addEventListener("change", () => acts.confirm(index, box.checked));
    return make("label", { class: "sop-run__box" }, box, text);
  });
}

/**
 * Next, closed with a reason in words until everything is confirmed.
 * @param {HTMLElement[]} labels
 * @param {boolean} isLast
 * @param {Acts} acts
 * @param {(words: string) => void} say
 */
function gateOf(labels, isLast, acts, say) {
  const boxes = labels.map((label) => /** @type {HTMLInputElement} */ (label.querySelector("input")));
  const why = make("p", { id: "sop-run-closed", class: "sop-run__why" });
  const toMissing = () => boxes.find((box) => !box.checked)?.focus();
  const go = () => {
    if (boxes.every((box) => box.checked)) acts.next();
    else {
      toMissing();
      say(`Not yet: ${why.textContent}`);
    }
  };
  const made = button(isLast ? "Finish" : "Next", go, "sop-run__button--main");
  const update = () => {
    const left = boxes.filter((box) => !box.checked).length;
    why.textContent = left ? `Confirm ${left === 1 ? "one statement" : `${left} statements`} above to go on.` : "";
    made.setAttribute("aria-disabled", String(left > 0));
  };
  made.setAttribute("aria-describedby", why.id);
  for (const box of boxes) box.addEventListener("change", update);
  update();
  return { why, button: made, go, toMissing };
}

/**
 * @param {Branch} branch
 * @param {number} index
 * @param {Block} block
 * @param {Acts} acts
 */
function branchButton({ condition, text, step, href, document: id }, index, block, acts) {
  const target = step === null ? text : `step ${step}`;
  const title = step === null ? id : block.steps[step - 1].title;
  const made = button("", () => acts.branch(index), "sop-run__branch");
  const ends = step === null && href === null ? " and end the run" : "";
  made.append(
    make("span", { class: "sop-run__condition" }, make("strong", {}, "If "), own(condition, block.language)),
    make("span", { class: "sop-run__target" }, make("span", { "aria-hidden": "true" }, "→ "),
      own(target, block.language), ends,
      ...(title && title !== target ? [" ", make("span", { class: "sop-muted" }, own(title, block.language))] : [])),
  );
  return make("li", {}, made);
}

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Acts} acts
 */
function noteField(run, step, acts) {
  const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: "sop-run-note", rows: "2", dir: "auto" }));
  field.value = current(run).note;
  field.addEventListener("input", () => acts.write(field.value));
  const earlier = run.visits.slice(0, -1).filter((visit) => visit.step === step.number && visit.note.trim());
  const shown = [
    ...earlier.map(({ note }) => make("p", { class: "sop-run__earlier", dir: "auto" }, "Noted before: ", note.trim())),
    make("p", { class: "sop-run__note" }, make("label", { for: field.id }, "Note for the record"), field),
  ];
  return { field, shown };
}

/**
 * @param {Run} run
 * @param {Acts} acts
 */
function backButton(run, acts) {
  const made = button("Back", acts.back);
  made.setAttribute("aria-disabled", String(run.trail.length < 2));
  return made;
}

/** @param {Acts} acts */
function ending(acts) {
  return make("p", { class: "sop-run__ending" }, button("End the run here …", acts.end, "sop-run__button--quiet"));
}

function keysNote() {
  const rows = KEYS.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)));
  return make("details", { class: "sop-run__keys" }, make("summary", {}, "Keys"), make("dl", {}, ...rows));
}
