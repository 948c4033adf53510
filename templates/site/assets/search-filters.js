// @ts-check
// The choice of department, role and type above the results.

import { element } from "./search-results.js";

/** @typedef {import("./search-answers.js").Facets} Facets */
/** @typedef {import("./search-asked.js").Asked} Asked */
/** @typedef {"department" | "role" | "type"} Name */

/** @type {ReadonlyArray<[name: Name, facet: keyof Facets, label: string]>} */
const KINDS = [
  ["department", "departments", "Department"],
  ["role", "roles", "Role"],
  ["type", "types", "Type"],
];

/** One choice: a select, and a button that takes the choice back. */
class Filter {
  /**
   * @param {string} name
   * @param {string} label
   * @param {() => void} changed
   */
  constructor(name, label, changed) {
    this.select = element("select", "sop-filter__select", new Option(label, ""));
    this.select.name = name;
    this.select.setAttribute("aria-label", label);
    this.button = element("button", "sop-filter__clear");
    this.button.type = "button";
    this.place = element("span", "sop-filter", this.select, this.button);
    this.select.addEventListener("change", () => {
      this.show();
      changed();
    });
    this.button.addEventListener("click", () => {
      this.value = "";
      this.select.focus();
      changed();
    });
    this.show();
  }

  get value() {
    return this.select.value;
  }

  /** A value that is not offered (yet) is kept under its key: an address may name anything. */
  set value(key) {
    if (![...this.select.options].some((option) => option.value === key)) {
      this.select.add(new Option(key, key));
    }
    this.select.value = key;
    this.show();
  }

  get name() {
    return this.value && this.select.selectedOptions[0]?.dataset.name || this.value;
  }

  /** @param {readonly import("./search-answers.js").Facet[]} facets */
  offer(facets) {
    const chosen = this.value;
    this.select.length = 1;
    for (const { key, name, count } of facets) {
      const option = new Option(`${name} (${count})`, key);
      option.dataset.name = name;
      this.select.add(option);
    }
    this.value = chosen;
  }

  show() {
    this.place.toggleAttribute("data-chosen", this.value !== "");
    this.button.hidden = this.value === "";
    this.button.setAttribute("aria-label", `Remove the filter: ${this.name}`);
  }
}

/** All choices in a row. */
export class Filters {
  /** @type {Facets | undefined} */
  #offered;

  /** @param {() => void} changed called after the reader chose */
  constructor(changed) {
    this.all = new Map(KINDS.map(([name, , label]) => [name, new Filter(name, label, changed)]));
    const places = [...this.all.values()].map((filter) => filter.place);
    this.row = element("div", "sop-filters", ...places);
    this.row.setAttribute("role", "group");
    this.row.setAttribute("aria-label", "Filters");
  }

  /** Each choice by its name, empty where there is none. @returns {Asked} */
  get chosen() {
    return Object.fromEntries([...this.all].map(([name, filter]) => [name, filter.value]));
  }

  /** @param {Asked} asked */
  set chosen(asked) {
    for (const [name, filter] of this.all) filter.value = asked[name] ?? "";
  }

  /** The key of the chosen department; empty where the site has no such one. */
  get department() {
    const chosen = this.all.get("department")?.value ?? "";
    return this.#offered?.departments.some(({ key }) => key === chosen) ? chosen : "";
  }

  /** The names of what is chosen, as a reader knows them. */
  get names() {
    return [...this.all.values()].map((filter) => filter.name).filter(Boolean);
  }

  /** @param {Facets} facets */
  offer(facets) {
    if (this.#offered === facets) return;
    this.#offered = facets;
    for (const [name, facet] of KINDS) this.all.get(name)?.offer(facets[facet]);
  }
}
