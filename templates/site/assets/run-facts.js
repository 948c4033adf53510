// @ts-check
// Who does a step, how long it takes, and which visit of it this is.

import { make, notice } from "./run-dom.js";
import { current, elapsed, spent, visitNumber } from "./run-state.js";
import { clock, ofLimit } from "./run-words.js";

/** @typedef {import("./run-types.js").Role} Role */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./run-types.js").Step} Step */

/**
 * @param {Run} run
 * @param {Step} step
 */
export function timer(run, step) {
  const text = make("span");
  const over = make("strong", { class: "sop-run__over" });
  const all = make("span");
  const visit = current(run);
  const shown = make("div", { class: "sop-run__times", role: "timer", "aria-label": "Time" },
    make("span", { class: "sop-chip sop-chip--time" }, text, " ", over), make("span", {}, "in all ", all));
  const tick = (/** @type {number} */ now) => {
    const seconds = spent(visit, now);
    text.textContent = clock(seconds) + ofLimit(step.limit);
    const late = step.limit ? seconds - step.limit.seconds : 0;
    over.textContent = late > 0 ? `over by ${clock(late)}` : "";
    all.textContent = clock(elapsed(run, now));
  };
  return { shown, tick };
}

/** @param {Role} role */
const nameOf = (role) => role.key ?? role.name;

/**
 * @param {Run} run
 * @param {Step} step
 */
function isOwn(run, step) {
  const { role } = run;
  return role !== null && step.roles.some((item) => nameOf(item) === nameOf(role));
}

/**
 * Who, how long, and which visit it is.
 * @param {Run} run
 * @param {Step} step
 * @param {(role: Role | null) => void} choose
 * @param {Role[]} roles
 * @param {HTMLElement} times
 */
export function facts(run, step, choose, roles, times) {
  const visit = visitNumber(run, run.visits.length - 1);
  const who = step.roles.map((role) => make("span", { class: "sop-chip sop-chip--role" },
    role.name + (run.role && nameOf(role) === nameOf(run.role) ? " (you)" : "")));
  return make("div", { class: "sop-run__facts" }, times, ...who,
    ...(visit > 1 ? [make("span", {}, `visit ${visit} of this step`)] : []),
    ...(roles.length ? [roleChoice(run, choose, roles)] : []));
}

/**
 * @param {Run} run
 * @param {(role: Role | null) => void} choose
 * @param {Role[]} roles
 */
function roleChoice(run, choose, roles) {
  const select = /** @type {HTMLSelectElement} */ (make("select", { class: "sop-run__role" }));
  select.append(new Option("not chosen", ""), ...roles.map((role) => new Option(role.name, nameOf(role))));
  select.value = run.role ? nameOf(run.role) : "";
  select.addEventListener("change", () => {
    choose(roles.find((role) => nameOf(role) === select.value) ?? null);
  });
  return make("label", { class: "sop-run__own" }, "Your role ", select);
}

/**
 * @param {Run} run
 * @param {Step} step
 */
export function handOver(run, step) {
  if (!run.role || !step.roles.length || isOwn(run, step)) return [];
  const names = step.roles.map(({ name }) => name).join(" or ");
  return [notice("other", make("strong", {}, `${names} does this:`), " hand over, then go on.")];
}
