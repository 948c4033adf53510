// @ts-check
// The shapes that the modules of run mode share: no code.

/** @typedef {{key: string | null, name: string}} Role */
/** @typedef {{text: string, seconds: number}} Limit in words, and roughly in seconds */

/**
 * Where a step leads under a condition: to a step of the document, to another page (of a document:
 * `document` is its id, `there` the step meant), or nowhere further.
 * @typedef {{condition: string, text: string, step: number | null, href: string | null,
 *   document: string | null, there: number | null}} Branch
 */

/**
 * @typedef {{number: number, title: string, anchor: string, roles: Role[], limit: Limit | null,
 *   confirmations: string[], branches: Branch[]}} Step
 */

/**
 * The block of the page. `address` is the page's within the site, `root` leads to the site's home,
 * `home` to the document's page.
 * `in_force` is the version that readers follow, where this page shows another one.
 * @typedef {{id: string | null, title: string, version: string, commit: string | null,
 *   state: string, status: string, effective_date: string | null, address: string,
 *   language: string, root: string, home: string, in_force: {version: string, href: string} | null,
 *   next: {version: string, date: string, href: string} | null, audience: Role[],
 *   post: {to: string, credentials: boolean} | null, steps: Step[]}} Block
 */

/** @typedef {"next" | "back" | "skip" | "branch" | "end"} LeftBy */
/** @typedef {"last-step" | "reader" | "branch" | "started-anew"} EndedBy */
/** @typedef {{text: string, given: number | null}} Confirmation */
/**
 * @typedef {{condition: string, text: string, step: number | null, address: string | null,
 *   document: string | null, taken: number, unconfirmed: string | null}} Taken
 */
/** @typedef {{from: number, to: number | null, address: string}} Pause */

/**
 * One visit of a step. Times are milliseconds of the browser's clock.
 * @typedef {{step: number, entered: number, left: number | null, leftBy: LeftBy | null,
 *   roles: Role[], limit: Limit | null, confirmations: Confirmation[], branches: Taken[],
 *   note: string, skipped: string | null, pauses: Pause[]}} Visit
 */

/**
 * A run as it is kept. `trail` holds the steps that Back leads through; `revision` counts the
 * changes, so that two tabs notice each other; `before` is the record of the run broken off for it.
 * @typedef {{format: 1, id: string, follows: string | null, before: any,
 *   document: {id: string | null, title: string, version: string, status: string,
 *     effective_date: string | null, commit: string | null, address: string, language: string},
 *   steps: {number: number, title: string}[], role: Role | null, began: number,
 *   ended: number | null, endedBy: EndedBy | null, reason: string | null,
 *   newer: {version: string, at: number, choice: "went-on" | "started-anew"}[],
 *   visits: Visit[], trail: number[], revision: number, queued: boolean}} Run
 */

export {};
