// @ts-check
// Opens and closes the search in the header, and takes the reader back to where they were.

export class HeaderDoor {
  /** Where the reader was before. @type {{focus: EventTarget | null, left: number, top: number}} */
  #from = { focus: null, left: 0, top: 0 };

  /**
   * @param {HTMLFormElement} form
   * @param {() => void} called the reader asks for the search
   */
  constructor(form, called) {
    this.form = form;
    this.field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    this.opener = /** @type {HTMLElement} */ (form.querySelector(".sop-search__open"));
    this.closer = /** @type {HTMLElement} */ (form.querySelector(".sop-search__close"));
    this.opener.setAttribute("role", "button");
    this.opener.setAttribute("aria-expanded", "false");
    this.#watch(called);
  }

  get isOpen() {
    return this.form.hasAttribute("data-open");
  }

  open() {
    if (this.isOpen) return;
    if (document.activeElement !== this.field) this.#remember(document.activeElement);
    this.form.setAttribute("data-open", "");
    this.opener.setAttribute("aria-expanded", "true");
  }

  close() {
    this.form.removeAttribute("data-open");
    this.opener.setAttribute("aria-expanded", "false");
  }

  /** Close, and bring the reader back. */
  leave() {
    const { focus, left, top } = this.#from;
    this.close();
    if (focus instanceof HTMLElement && focus !== document.body) focus.focus({ preventScroll: true });
    else this.field.blur();
    scrollTo({ left, top, behavior: "instant" });
  }

  /** @param {EventTarget | null} focus */
  #remember(focus) {
    this.#from = { focus, left: scrollX, top: scrollY };
  }

  /** @param {() => void} called */
  #watch(called) {
    this.opener.addEventListener("click", (event) => {
      event.preventDefault();
      called();
    });
    this.closer.addEventListener("click", () => this.leave());
    this.field.addEventListener("click", () => {
      if (!this.isOpen) called();
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
