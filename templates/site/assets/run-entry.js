// @ts-check
// What the button on the page says of a run that the browser keeps.

import { newRun } from "./run-block.js";
import { current } from "./run-state.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Run} Run */

/**
 * @param {Block} block
 * @param {Run | null} run the one that is kept, if any
 */
export function entryWords(block, run) {
  if (!run) return newRun(block);
  return run.ended === null ? `Continue the run at step ${current(run).step}` : "Record of the last run";
}
