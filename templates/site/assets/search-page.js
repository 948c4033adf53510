// @ts-check
// The page of all results: what is asked stands in its address, for links, back and forward.

import { addressOf, inAddress } from "./search-asked.js";
import { SearchBox } from "./search-box.js";
import { element } from "./search-results.js";

/** As many as a browser draws at once without being felt; the rest comes with one press. */
const AT_FIRST = 100;

export class PageSearch extends SearchBox {
  limit = AT_FIRST;
  opensFirst = false;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    super(form);
    this.unfold();
    document.querySelector("[data-sop-scriptless]")?.remove();
    addEventListener("popstate", () => this.#read());
    this.#read();
    void this.load();
  }

  typed() {
    this.limit = AT_FIRST;
    super.typed();
  }

  changed() {
    this.limit = AT_FIRST;
    super.changed();
    this.#write("pushState");
  }

  async enter() {
    this.#write("pushState");
    await super.enter();
  }

  rest() {
    super.rest();
    this.#write("replaceState");
  }

  /**
   * @param {number} total
   * @param {number} shown
   */
  all(total, shown) {
    if (shown < this.limit) return "Only the best are shown: another word or a filter brings others.";
    const button = element("button", "sop-search__button", `Show all ${total}`);
    button.type = "button";
    button.addEventListener("click", () => void this.#showAll(total));
    return button;
  }

  /** @param {number} total */
  async #showAll(total) {
    const next = this.limit;
    this.limit = total;
    await this.ask();
    /** @type {NodeListOf<HTMLElement>} */
    const documents = this.found.querySelectorAll(".sop-found__document");
    documents[next]?.focus();
  }

  #read() {
    this.asked = inAddress();
    void this.ask();
  }

  /** @param {"pushState" | "replaceState"} way */
  #write(way) {
    const address = addressOf(this.asked);
    if (address !== location.href) history[way](history.state, "", address);
  }
}
