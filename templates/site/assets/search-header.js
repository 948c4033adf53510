// @ts-check
// The search in the header of each page: its results lie over the page until they are put away.

import { inSession, onReturn } from "./search-asked.js";
import { isAtDesk, SearchBox } from "./search-box.js";
import { sentence } from "./search-said.js";

/** @typedef {import("./search-asked.js").Asked} Asked */

export class HeaderSearch extends SearchBox {
  /**
   * @param {HTMLFormElement} form
   * @param {import("./search-door.js").HeaderDoor} door
   */
  constructor(form, door) {
    super(form);
    this.door = door;
    this.unfold();
    this.filters.chosen = inSession();
    this.#resume(onReturn());
    void this.load();
  }

  /** The reader has turned to the field: show what was asked last in this session, if nothing is typed. */
  called() {
    if (!this.field.value) {
      this.field.value = inSession().q ?? "";
      this.field.select();
    }
    void this.ask();
  }

  typed() {
    this.door.open();
    super.typed();
  }

  escape() {
    this.door.leave();
  }

  unasked() {
    const said = super.unasked();
    if (said.length) return said;
    return [sentence("Type what the customer says, a few words of a step, or an id.")];
  }

  /**
   * Show again what was found before the reader left, or take up what was typed by now.
   * @param {Asked} before
   */
  #resume(before) {
    if (before.q && !this.field.value) this.asked = before;
    if (!this.field.value) return;
    this.door.open();
    if (isAtDesk()) this.field.focus({ preventScroll: true });
    void this.ask();
  }
}
