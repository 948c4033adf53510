// @ts-check
// The search in the header of each page: its results lie over the page until they are put away.

import { inSession, onReturn } from "./search-asked.js";
import { isAtDesk, SearchBox } from "./search-box.js";
import { sentence } from "./search-said.js";

export class HeaderSearch extends SearchBox {
  /** Where the reader was before. @type {{focus: EventTarget | null, left: number, top: number}} */
  #from = { focus: null, left: 0, top: 0 };

  /** @param {HTMLFormElement} form */
  constructor(form) {
    super(form);
    this.opener = /** @type {HTMLElement} */ (form.querySelector(".sop-search__open"));
    this.closer = /** @type {HTMLElement} */ (form.querySelector(".sop-search__close"));
    this.opener.setAttribute("role", "button");
    this.opener.setAttribute("aria-expanded", "false");
    this.filters.chosen = inSession();
    this.#watch();
    this.#resume(onReturn());
  }

  call() {
    this.open();
    this.field.value ||= inSession().q ?? "";
    super.call();
    void this.ask();
  }

  typed() {
    this.open();
    super.typed();
  }

  escape() {
    const { focus, left, top } = this.#from;
    this.close();
    if (focus instanceof HTMLElement && focus !== document.body) focus.focus({ preventScroll: true });
    else this.field.blur();
    scrollTo({ left, top, behavior: "instant" });
  }

  get isOpen() {
    return this.form.hasAttribute("data-open");
  }

  open() {
    if (this.isOpen) return;
    if (document.activeElement !== this.field) this.#remember(document.activeElement);
    if (!this.found.isConnected) this.unfold();
    this.form.setAttribute("data-open", "");
    this.opener.setAttribute("aria-expanded", "true");
  }

  close() {
    this.form.removeAttribute("data-open");
    this.opener.setAttribute("aria-expanded", "false");
  }

  unasked() {
    const said = super.unasked();
    if (said.length) return said;
    return [sentence("Type what the customer says, a few words of a step, or an id.")];
  }

  /** @param {EventTarget | null} focus */
  #remember(focus) {
    this.#from = { focus, left: scrollX, top: scrollY };
  }

  /**
   * Show again what was found before the reader left, or take up what was typed by now.
   * @param {import("./search-asked.js").Asked} before
   */
  #resume(before) {
    if (before.q) this.asked = before;
    if (!this.field.value) return;
    this.open();
    if (isAtDesk()) this.field.focus({ preventScroll: true });
    void this.ask();
  }

  #watch() {
    this.opener.addEventListener("click", (event) => {
      event.preventDefault();
      this.call();
    });
    this.closer.addEventListener("click", () => this.escape());
    this.field.addEventListener("click", () => {
      if (!this.isOpen) this.call();
    });
    this.field.addEventListener("focus", ({ relatedTarget }) => {
      if (!this.isOpen) this.#remember(relatedTarget);
    });
    this.form.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to instanceof Node && !this.form.contains(to)) this.close();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !this.form.contains(target)) this.close();
    });
  }
}
