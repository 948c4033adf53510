// @ts-check
// The search at home: ready on arrival, and its results stand in place of the rest of the page.

import { inSession, onReturn } from "./search-asked.js";
import { isAtDesk, SearchBox } from "./search-box.js";
import { isTyped } from "./search-keys.js";

export class HomeSearch extends SearchBox {
  limit = 20;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    super(form);
    this.unfold();
    this.asked = { ...inSession(), q: onReturn().q ?? this.field.value };
    void this.ask();
    if (isAtDesk() && document.activeElement === document.body) {
      this.field.focus({ preventScroll: true });
    }
    document.addEventListener("keydown", (event) => this.#type(event), { capture: true });
    if ("requestIdleCallback" in window) requestIdleCallback(() => void this.load());
    else setTimeout(() => void this.load(), 200);
  }

  escape() {
    this.field.value = "";
    super.escape();
    void this.ask();
  }

  /** @param {KeyboardEvent} event */
  #type(event) {
    const at = document.activeElement;
    const isFree = !at || at === document.body || at.matches("a");
    if (isFree && isTyped(event) && event.key !== "/") {
      // The key itself then lands in the field that has just been focused.
      this.field.focus();
    }
  }
}
