// @ts-check
// Finds documents and their steps in the site's own index; sopgen/search/finding.py is the same in
// Python. Nothing here touches the page: whoever shows results imports openSearch.

import { Index, load } from "./search-index.js";
import { readQuery } from "./search-query.js";
import { scoreAll } from "./search-scoring.js";

/** @typedef {{number:number,title:string,anchor:string}} FoundStep */
/** @typedef {{id:string,title:string,href:string,department:string,departmentName:string,type:string,typeName:string,version:string,state:string,stateName:string,purpose:string,steps:FoundStep[],exact:boolean,score:number}} Found */
/** @typedef {{department?:string,role?:string,type?:string,limit?:number}} Options */
/** @typedef {{total:number,results:Found[],words:string[]}} Outcome */
/** @typedef {import("./search-index.js").Head} Head */

const EXACT = 1_000_000;
const LIMIT = 10;

/**
 * Open the search of a site; its head is asked for anew, all else comes from the browser's cache.
 * Rejects with an error whose message is a plain sentence.
 * @param {string | URL} root the URL of the site's root, with a slash at its end
 * @param {Promise<Response>} [head] the head, where somebody asked for it already
 * @returns {Promise<Search>}
 */
export async function openSearch(root, head) {
  const folder = new URL("search/", new URL(root, document.baseURI)).href;
  return new Search(folder, await openIndex(folder, head));
}

/** @param {string} folder @param {Promise<Response>} [asked] */
async function openIndex(folder, asked) {
  const file = await load(`${folder}index.json`, { cache: "no-cache" }, asked);
  /** @type {Head | null} */
  const head = await file.json().catch(() => null);
  if (!head) throw new Error("The search cannot be read: its index is broken.");
  return new Index(folder, head);
}

export class Search {
  /** @param {string} folder @param {Index} index */
  constructor(folder, index) {
    this.folder = folder;
    this.index = index;
  }

  /** What results can be filtered by: key, name and count, by kind. */
  get facets() {
    return this.index.head.facets;
  }

  /**
   * What fits best, the best first; filters are keys of the facets.
   * @param {string} query
   * @param {Options} [options]
   * @returns {Promise<Outcome>}
   */
  async find(query, options = {}) {
    try {
      return await this.search(query, options);
    } catch (error) {
      // The site may have been published anew since this page was opened: its index is another.
      const index = await openIndex(this.folder);
      if (index.root === this.index.root) throw error;
      this.index = index;
      return this.search(query, options);
    }
  }

  /** @param {string} text @param {Options} options @returns {Promise<Outcome>} */
  async search(text, { department, role, type, limit = LIMIT }) {
    const { index } = this;
    const [accepts, exact, query] = await Promise.all([
      this.filter([["departments", department], ["roles", role], ["types", type]]),
      this.exact(text),
      readQuery(index, text),
    ]);
    const { total, scored } = await scoreAll(
      index, query.units, (document) => !exact.includes(document) && accepts(document),
    );
    const leading = exact.map((document) => ({ document, score: EXACT, steps: [] }));
    const best = [...leading, ...scored].slice(0, limit);
    const results = await Promise.all(best.map((item) => this.shown(index, item)));
    return { total: total + exact.length, results, words: query.words };
  }

  /** The documents whose id was typed. @param {string} text */
  async exact(text) {
    const key = typedKey(text);
    const stem = key ? await this.index.stem(key) : null;
    return stem ? [...stem.postings.documents] : [];
  }

  /** @param {["departments" | "roles" | "types", string | undefined][]} wanted */
  async filter(wanted) {
    const tests = await Promise.all(wanted.flatMap(([kind, key]) => (key ? [this.test(kind, key)] : [])));
    return (/** @type {number} */ document) => tests.every((test) => test(document));
  }

  /** @param {"departments" | "roles" | "types"} kind @param {string} key */
  async test(kind, key) {
    const place = this.facets[kind].findIndex((facet) => facet.key === key);
    const filters = await this.index.filters();
    return (/** @type {number} */ document) => kind === "roles"
      ? filters.roles[document].includes(place)
      : filters[kind][document] === place;
  }

  /**
   * @param {Index} index
   * @param {import("./search-scoring.js").Scored} scored
   * @returns {Promise<Found>}
   */
  async shown(index, { document, score, steps }) {
    const [id, title, href, at, typeAt, version, state, stateName, purpose, all] =
      await index.row(document);
    const department = index.head.facets.departments[at];
    const type = index.head.facets.types[typeAt];
    return {
      id, title, href, version, state, stateName, purpose, score,
      department: department.key,
      departmentName: department.name,
      type: type.key,
      typeName: type.name,
      exact: score === EXACT,
      steps: steps.map((step) => {
        const [number, name] = all[step];
        return { number, title: name, anchor: `step-${number}` };
      }),
    };
  }
}

/**
 * What a typed id is looked up by, such as "SOP-CS-001", "cs 001" or "cs1"; empty for any other
 * text. The same as sopgen/search/ids.py.
 * @param {string} text
 */
function typedKey(text) {
  const typed = text.toLowerCase();
  const groups = typed.match(/[a-z]+|[0-9]+/g) ?? [];
  const rest = typed.replace(/[a-z]+|[0-9]+/g, "").replace(/[ \t._/#-]*/g, "");
  if (typed.length > 40 || groups.length < 2 || rest) return "";
  return `#${groups.map((group) => group.replace(/^0+(?=[0-9])/, "")).join("")}`;
}
