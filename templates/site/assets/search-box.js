// @ts-check
// A search field with its filters and results; where it stands on a page is for others to say.

import { openOnce, ROOT } from "./search-answers.js";
import { addressOf, asked, keepForReturn, keepInSession } from "./search-asked.js";
import { Filters } from "./search-filters.js";
import { moveThrough } from "./search-keys.js";
import { element, link } from "./search-results.js";
import { failure, nothingFound, sentence, whatToType, whatWasFound } from "./search-said.js";

/** @typedef {import("./search-answers.js").Answer} Answer */
/** @typedef {import("./search-asked.js").Asked} Asked */

/** Milliseconds after which waiting is said, and after which typing has come to rest. */
const SOON = 250;
const AT_REST = 500;

/** Whether a field that takes the focus by itself helps: a touch screen's keyboard would cover half. */
export function isAtDesk() {
  return matchMedia("(hover: hover) and (pointer: fine)").matches;
}

export class SearchBox {
  /** How many documents are shown. */
  limit = 8;
  /** Whether Enter opens the first document that is shown, without an id. */
  opensFirst = true;
  #turn = 0;
  #shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;

  /** @param {HTMLFormElement} form with a field `q`, and a place for what is drawn */
  constructor(form) {
    this.form = form;
    this.field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.out = /** @type {HTMLElement} */ (form.querySelector("[data-sop-search-out]"));
    this.filters = new Filters(() => this.changed());
    this.found = element("div", "sop-search__found");
    this.voice = element("p", "sop-unseen");
    this.voice.setAttribute("role", "status");
    this.#listen();
  }

  /** Put the filters and the results into their place. */
  unfold() {
    this.out.replaceChildren(this.filters.row, this.found, this.voice);
  }

  /** @returns {Asked} */
  get asked() {
    return asked({ q: this.field.value.trim(), ...this.filters.chosen });
  }

  /** @param {Asked} wanted */
  set asked(wanted) {
    this.field.value = wanted.q ?? "";
    this.filters.chosen = wanted;
  }

  /** Load the engine before the first question; where that fails, the question will say so. */
  async load() {
    const search = await openOnce().catch(() => undefined);
    if (search) this.filters.offer(search.facets);
  }

  /** Bring the reader to the field. */
  call() {
    this.field.focus();
    this.field.select();
  }

  /** The words in the field changed. */
  typed() {
    void this.ask();
  }

  /** A filter was chosen or dropped. */
  changed() {
    keepInSession(this.filters.chosen);
    void this.ask();
  }

  /** Escape was pressed. */
  escape() {
    this.field.focus();
  }

  /** Typing has come to rest. */
  rest() {
    const { q } = this.asked;
    if (q) keepInSession({ q });
  }

  /**
   * What leads from the documents that are shown to all that were found.
   * @param {number} _total
   * @param {number} _shown
   * @returns {Node | string}
   */
  all(_total, _shown) {
    return link(addressOf(this.asked), "", "All results");
  }

  /**
   * Draw what is found for what the field and the filters hold now.
   * @returns {Promise<Answer | undefined>} undefined where it failed or a newer question overtook
   */
  async ask() {
    const turn = ++this.#turn;
    clearTimeout(this.#resting);
    const waiting = setTimeout(() => this.#wait(), SOON);
    try {
      const answer = await this.#answer();
      if (turn !== this.#turn) return undefined;
      this.#show(answer ? this.#told(answer) : this.unasked(), answer !== undefined);
      return answer;
    } catch (error) {
      if (turn === this.#turn) this.#show(failure(error, () => this.#again()), false);
      return undefined;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Open the document whose id was typed, else the first of those shown for what was typed. */
  async enter() {
    const isShown = this.#shown === JSON.stringify(this.asked);
    const first = (await this.ask())?.results[0];
    if (first && (first.exact || (isShown && this.opensFirst))) {
      this.leave();
      location.assign(new URL(first.href, ROOT));
    }
  }

  /** The reader goes to a result, and may come back. */
  leave() {
    this.rest();
    keepForReturn(this.asked);
  }

  /**
   * What stands there while nothing is typed.
   * @returns {Node[]}
   */
  unasked() {
    const names = this.filters.names;
    return names.length ? whatToType(names, this.filters.department) : [];
  }

  #listen() {
    this.field.addEventListener("input", () => this.typed());
    this.found.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) this.leave();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.enter();
    });
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") moveThrough(this.field, this.found, event);
      else if (!event.isComposing) {
        event.preventDefault();
        this.escape();
      }
    });
  }

  async #answer() {
    const { q, ...wishes } = this.asked;
    if (!q) return undefined;
    const search = await openOnce();
    return search.find(q, { ...wishes, limit: this.limit });
  }

  /** @param {Answer} answer */
  #told(answer) {
    const { total, results } = answer;
    if (total) return whatWasFound(answer, this.all(total, results.length));
    return nothingFound(this.asked.q ?? "", this.filters.names, () => {
      this.filters.chosen = {};
      this.field.focus();
      this.changed();
    });
  }

  #again() {
    this.field.focus();
    void this.ask();
  }

  #wait() {
    this.found.setAttribute("aria-busy", "true");
    if (this.found.hasChildNodes()) return;
    this.found.append(sentence("Loading the search …"));
    this.voice.textContent = "Loading the search …";
  }

  /**
   * @param {Node[]} nodes
   * @param {boolean} isAnswer
   */
  #show(nodes, isAnswer) {
    this.#shown = JSON.stringify(this.asked);
    this.found.removeAttribute("aria-busy");
    this.found.replaceChildren(...nodes);
    this.form.toggleAttribute("data-answered", isAnswer);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.voice.textContent = nodes[0]?.textContent ?? "";
      this.rest();
    }, AT_REST);
  }
}
