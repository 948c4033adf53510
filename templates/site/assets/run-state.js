// @ts-check
// What may happen in a run, one step at a time: pure functions from a run to the next one.

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./run-types.js").Role} Role */
/** @typedef {import("./run-types.js").Visit} Visit */
/** @typedef {import("./run-types.js").LeftBy} LeftBy */
/** @typedef {import("./run-types.js").EndedBy} EndedBy */

/**
 * A run that has just begun.
 * @param {Block} block
 * @param {{id: string, address: string, role: Role | null, now: number, at?: number, before?: any}} start
 *   `at` is the first step, `before` the record of the run that was broken off for this one
 * @returns {Run}
 */
export function begin(block, { id, address, role, now, at = 1, before = null }) {
  const { title, version, status, effective_date, commit, language } = block;
  const first = block.steps[at - 1] ? at : 1;
  return {
    format: 1, id, follows: before?.run ?? null, before,
    document: { id: block.id, title, version, status, effective_date, commit, address, language },
    steps: outline(block), role, began: now, ended: null, endedBy: null, reason: null, newer: [],
    visits: [visit(block, first, now)], trail: [first], revision: 1, queued: false,
  };
}

/** @param {Block} block */
function outline(block) {
  return block.steps.map(({ number, title }) => ({ number, title }));
}

/**
 * Whether a run can go on with the text that a page shows.
 * @param {Run} run
 * @param {Block} block
 */
export function fits(run, block) {
  return run.document.version === block.version &&
    JSON.stringify(run.steps) === JSON.stringify(outline(block));
}

/**
 * @param {Block} block
 * @param {number} number
 * @param {number} now
 * @returns {Visit}
 */
function visit(block, number, now) {
  const { roles, limit, confirmations } = block.steps[number - 1];
  return {
    step: number, entered: now, left: null, leftBy: null, roles, limit,
    confirmations: confirmations.map((text) => ({ text, given: null })),
    branches: [], note: "", skipped: null, pauses: [],
  };
}

/**
 * The visit that goes on, or the last one of a run that ended.
 * @param {Run} run
 */
export function current(run) {
  return run.visits[run.visits.length - 1];
}

/**
 * The confirmations that are still to be given before the step may be left.
 * @param {Run} run
 */
export function missing(run) {
  return current(run).confirmations.filter((item) => item.given === null);
}

/** @param {Run} run */
export function isPaused(run) {
  return current(run).pauses.some((pause) => pause.to === null);
}

/**
 * @param {Run} run
 * @param {Partial<Visit>} change of the visit that goes on
 * @param {Partial<Run>} [more]
 * @returns {Run}
 */
function changed(run, change, more = {}) {
  const visits = [...run.visits.slice(0, -1), { ...current(run), ...change }];
  return { ...run, visits, ...more, revision: run.revision + 1 };
}

/**
 * @param {Run} run
 * @param {number} index
 * @param {boolean} given
 * @param {number} now
 */
export function confirm(run, index, given, now) {
  const confirmations = current(run).confirmations.map((item, at) =>
    at === index ? { ...item, given: given ? now : null } : item);
  return changed(run, { confirmations });
}

/**
 * @param {Run} run
 * @param {string} note
 */
export function write(run, note) {
  return changed(run, { note });
}

/**
 * @param {Run} run
 * @param {Role | null} role
 */
export function as(run, role) {
  return changed(run, {}, { role });
}

/**
 * On to the next step, or to the end after the last one. Stays while a confirmation is missing.
 * @param {Run} run
 * @param {Block} block
 * @param {number} now
 */
export function next(run, block, now) {
  if (missing(run).length) return run;
  return onward(changed(run, { left: now, leftBy: "next" }), block, now);
}

/**
 * Past a step that is not done; the reason is kept.
 * @param {Run} run
 * @param {Block} block
 * @param {string} reason
 * @param {number} now
 */
export function skip(run, block, reason, now) {
  if (!reason.trim()) return run;
  return onward(changed(run, { left: now, leftBy: "skip", skipped: reason.trim() }), block, now);
}

/**
 * @param {Run} run
 * @param {Block} block
 * @param {number} now
 */
function onward(run, block, now) {
  const number = current(run).step + 1;
  return number > block.steps.length
    ? { ...run, ended: now, endedBy: /** @type {EndedBy} */ ("last-step") }
    : arrive(run, block, number, now, [...run.trail, number]);
}

/**
 * Where a step was only gone back from, what was confirmed there still holds.
 * @param {Run} run
 * @param {Block} block
 * @param {number} number
 * @param {number} now
 * @param {number[]} trail
 * @returns {Run}
 */
function arrive(run, block, number, now, trail) {
  const fresh = visit(block, number, now);
  const before = run.visits.findLast((item) => item.step === number);
  const wentBack = current(run).leftBy === "back" || before?.leftBy === "back";
  const kept = before && wentBack ? { ...fresh, confirmations: before.confirmations } : fresh;
  return { ...run, visits: [...run.visits, kept], trail };
}

/**
 * Back to the step that one came from.
 * @param {Run} run
 * @param {Block} block
 * @param {number} now
 */
export function back(run, block, now) {
  if (run.trail.length < 2) return run;
  const trail = run.trail.slice(0, -1);
  const left = changed(run, { left: now, leftBy: "back" });
  return arrive(left, block, trail[trail.length - 1], now, trail);
}

/**
 * Where the condition of a branch holds. To another page the run pauses; a branch that leads
 * nowhere further ends the run. Stays where a confirmation is missing and no reason is given:
 * a branch is often just for the case that it cannot be given.
 * @param {Run} run
 * @param {Block} block
 * @param {number} index
 * @param {number} now
 * @param {{address: string | null, unconfirmed?: string}} how `address` is the other page's
 */
export function branch(run, block, index, now, { address, unconfirmed = "" }) {
  const { condition, text, step, document } = block.steps[current(run).step - 1].branches[index];
  const why = missing(run).length ? unconfirmed.trim() : null;
  if (why === "") return run;
  const taken = { condition, text, step, address, document, taken: now, unconfirmed: why };
  const branches = [...current(run).branches, taken];
  if (step === null && address !== null) {
    return changed(run, { branches, pauses: [...current(run).pauses, { from: now, to: null, address }] });
  }
  const left = changed(run, { branches, left: now, leftBy: "branch" });
  return step === null
    ? { ...left, ended: now, endedBy: /** @type {EndedBy} */ ("branch") }
    : arrive(left, block, step, now, [...run.trail, step]);
}

/**
 * Back from another page.
 * @param {Run} run
 * @param {number} now
 */
export function resume(run, now) {
  if (!isPaused(run)) return run;
  return changed(run, { pauses: closed(current(run), now) });
}

/**
 * @param {Visit} visit
 * @param {number} now
 */
function closed(visit, now) {
  return visit.pauses.map((pause) => ({ ...pause, to: pause.to ?? now }));
}

/**
 * The end before the last step.
 * @param {Run} run
 * @param {EndedBy} endedBy
 * @param {string | null} reason
 * @param {number} now
 */
export function end(run, endedBy, reason, now) {
  const pauses = closed(current(run), now);
  return changed(run, { left: now, leftBy: "end", pauses }, { ended: now, endedBy, reason });
}

/**
 * What was chosen when another version was noticed.
 * @param {Run} run
 * @param {string} version
 * @param {"went-on" | "started-anew"} choice
 * @param {number} now
 */
export function choose(run, version, choice, now) {
  return changed(run, {}, { newer: [...run.newer, { version, at: now, choice }] });
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return Math.max(0, Math.floor(milliseconds / 1000));
}

/**
 * Seconds spent away from a step in other documents.
 * @param {Visit} visit
 * @param {number} now
 */
export function paused(visit, now) {
  return visit.pauses.reduce((sum, { from, to }) => sum + seconds((to ?? now) - from), 0);
}

/**
 * Seconds spent on a step, pauses not counted.
 * @param {Visit} visit
 * @param {number} now
 */
export function spent(visit, now) {
  return Math.max(0, seconds((visit.left ?? now) - visit.entered) - paused(visit, now));
}

/**
 * Seconds since the run began.
 * @param {Run} run
 * @param {number} now
 */
export function elapsed(run, now) {
  return seconds((run.ended ?? now) - run.began);
}

/**
 * The how-manyth visit of its step a visit is.
 * @param {Run} run
 * @param {number} index
 */
export function visitNumber(run, index) {
  const { step } = run.visits[index];
  return run.visits.slice(0, index + 1).filter((item) => item.step === step).length;
}

/**
 * The steps that were never visited.
 * @param {Run} run
 */
export function leftOut(run) {
  const visited = new Set(run.visits.map((item) => item.step));
  return run.steps.filter(({ number }) => !visited.has(number));
}
