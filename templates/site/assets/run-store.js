// @ts-check
// Keeps the run of one document over reloads, and notices when another tab goes on with it.

import { RUNS } from "./run-block.js";
import { isPaused, current } from "./run-state.js";
import { names, read, remember, remembered, remove, watch, write } from "./storage.js";

/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./run-types.js").Role} Role */

const BEFORE = "run-before.1:";
const ROLE = "run-role";
const OPEN = "run-open";

/** @param {any} found */
function isRun(found) {
  return found?.format === 1 && Array.isArray(found.visits) && found.visits.length > 0;
}

export class RunStore {
  /** @param {string} name under which the run is kept */
  constructor(name) {
    this.name = name;
    this.before = BEFORE + name.slice(RUNS.length);
    /** @type {Run | null} as it was last seen in the storage */
    this.seen = null;
    this.isKept = true;
    /** @type {any} what the browser would not keep */
    this.unkeptBefore = null;
  }

  /** @returns {Run | null} */
  load() {
    this.seen = this.stored();
    return this.seen;
  }

  /** @returns {Run | null} */
  stored() {
    const found = read(this.name);
    return isRun(found) ? found : null;
  }

  /** Whether another tab changed the run since this one saw it last. */
  isChangedElsewhere() {
    const stored = this.stored();
    return this.isKept && (stored?.id !== this.seen?.id || stored?.revision !== this.seen?.revision);
  }

  /**
   * Keeps a run; what another tab kept meanwhile is never overwritten unasked.
   * @param {Run} run
   * @returns {boolean} false where another tab was quicker
   */
  save(run) {
    if (this.isChangedElsewhere()) return false;
    this.keep(run);
    return true;
  }

  /**
   * Keeps a run whatever another tab kept.
   * @param {Run} run
   */
  keep(run) {
    this.isKept = write(this.name, run);
    if (this.isKept) this.seen = run;
  }

  forget() {
    remove(this.name);
    this.seen = null;
  }

  /**
   * The record of a run that was broken off, for the one that follows.
   * @param {any} record
   */
  keepBefore(record) {
    this.unkeptBefore = write(this.before, record) ? null : record;
  }

  takeBefore() {
    const record = this.unkeptBefore ?? read(this.before);
    this.unkeptBefore = null;
    remove(this.before);
    return record;
  }

  /** @param {() => void} changed */
  watch(changed) {
    watch(this.name, changed);
  }

  /**
   * Notes that this tab has the run open, so that a reload goes on with it unasked.
   * @param {string | null} id
   */
  markOpen(id) {
    remember(OPEN, id);
  }

  /** @param {Run} run */
  isMarkedOpen(run) {
    return remembered(OPEN) === run.id;
  }
}

/**
 * The runs that pause for the page at an address.
 * @param {string} address
 * @returns {Run[]}
 */
export function pausedFor(address) {
  const here = address.split("#")[0];
  return names(RUNS).map((name) => read(name)).filter((run) => isRun(run) && run.ended === null &&
    isPaused(run) && current(run).pauses.at(-1)?.address.split("#")[0] === here);
}

/** @returns {Role | null} the reader's own role, as it was chosen last */
export function ownRole() {
  const role = read(ROLE);
  return typeof role?.name === "string" ? { key: role.key ?? null, name: role.name } : null;
}

/** @param {Role | null} role */
export function keepRole(role) {
  if (role) write(ROLE, role);
  else remove(ROLE);
}
