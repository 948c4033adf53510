// @ts-check
// What a page tells of its procedure: enough for the button, before run mode itself is loaded.

/** @typedef {import("./run-types.js").Block} Block */

/** Behind the page's own address; a number names the step that a new run begins with. */
export const ADDRESS = /^#run(?:-(\d+))?$/;
// The number is that of the format: what another version of the site kept is left alone.
export const RUNS = "run.1:";

/**
 * The block of a page's HTML.
 * @param {Document} page
 * @returns {Block | null}
 */
export function blockOf(page) {
  try {
    return JSON.parse(page.getElementById("sop-run")?.textContent ?? "null");
  } catch {
    return null;
  }
}

/**
 * Whether readers follow another version than the one this page shows.
 * @param {Block} block
 * @param {Date} now
 */
export function isInForce(block, now) {
  const begun = block.state === "coming" && block.effective_date !== null && block.effective_date <= today(now);
  return block.state === "approved" || begun;
}

/**
 * What the button says that begins a new run.
 * @param {Block} block
 */
export function newRun(block) {
  return isInForce(block, new Date()) ? "Run this procedure"
    : `Run version ${block.version} (${block.status}, not in force)`;
}

/**
 * Under what name the browser keeps the run of a document: by its id, or by its address.
 * @param {Block} block
 */
export function keptAs(block) {
  return RUNS + (block.id ?? block.address);
}

/**
 * The reader's own day as ISO text.
 * @param {Date} now
 */
export function today(now) {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60000);
  return local.toISOString().slice(0, 10);
}
