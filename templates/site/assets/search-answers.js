// @ts-check
// Loads the search engine once, for whoever asks first.

/** @typedef {{number: number, title: string, anchor: string}} FoundStep */
/**
 * @typedef {{id: string, title: string, href: string, department: string, departmentName: string,
 *   type: string, typeName: string, version: string, state: string, stateName: string,
 *   purpose: string, steps: FoundStep[], exact: boolean, score: number}} Found
 */
/** @typedef {{key: string, name: string, count: number}} Facet */
/** @typedef {{departments: Facet[], roles: Facet[], types: Facet[]}} Facets */
/** @typedef {{total: number, results: Found[], words: string[]}} Answer */
/** @typedef {{department?: string, role?: string, type?: string, limit?: number}} Wishes */
/**
 * @typedef {{facets: Facets, find(query: string, wishes: Wishes): Promise<Answer>}} Search
 */

/** The root of the site: this module stands in `assets/sopgen/`. */
export const ROOT = new URL("../../", import.meta.url);

/** @type {Promise<Search> | undefined} */
let opened;

/**
 * The search, loaded at the first call. A failure is an Error with a plain sentence, and is
 * forgotten, so that the next call tries anew.
 */
export function openOnce() {
  opened ??= open().catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** @returns {Promise<Search>} */
async function open() {
  const head = fetch(new URL("search/index.json", ROOT), { cache: "no-cache" });
  head.catch(() => {}); // the engine says what it means
  const engine = await import("./search-engine.js").catch(() => {
    throw new Error("The search did not load.");
  });
  return engine.openSearch(ROOT, head);
}
