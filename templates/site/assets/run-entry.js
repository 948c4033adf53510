// @ts-check
// The way into run mode: its address, and what the button on the page says.

import { isInForce } from "./run-newer.js";
import { current } from "./run-state.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Run} Run */

/** Behind the page's own address; a number names the step that a new run begins with. */
export const ADDRESS = /^#run(?:-(\d+))?$/;

/**
 * @param {Block} block
 * @param {Run | null} run the one that is kept, if any
 */
export function entryWords(block, run) {
  if (run) return run.ended === null ? `Continue the run at step ${current(run).step}` : "Record of the last run";
  return isInForce(block, new Date()) ? "Run this procedure"
    : `Run version ${block.version} (${block.status}, not in force)`;
}
