// @ts-check
// The layer that run mode fills the screen with: a modal dialog with a head, a body and a foot.

import { button, make } from "./run-dom.js";

/**
 * One thing to show. `speak` is said to screen readers, `keys` do what their name says; `tick`
 * is called each second with the time.
 * @typedef {{head: (Node | string)[], title: (Node | string)[], body: Node[], foot: Node[],
 *   speak: string, keys?: Record<string, () => void>, tick?: (now: number) => void,
 *   kind?: string}} Screen
 */

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && target.matches("textarea, select, input:not([type=checkbox])");
}

export class Frame {
  /**
   * @param {string} name
   * @param {() => void} leave
   */
  constructor(name, leave) {
    this.leave = leave;
    /** @type {Screen | null} */
    this.screen = null;
    this.head = make("div", { class: "sop-run__about" });
    this.heading = make("h2", { class: "sop-run__title", tabindex: "-1" });
    this.body = make("div", { class: "sop-run__body" });
    this.foot = make("div", { class: "sop-run__foot" });
    this.live = make("p", { class: "sop-unseen", role: "status", "aria-live": "polite" });
    this.layer = /** @type {HTMLDialogElement} */ (make(
      "dialog", { class: "sop-run md-typeset", "aria-label": name, "aria-modal": "true" },
      make("div", { class: "sop-run__head" }, this.head,
        button("Leave", () => this.leave(), "sop-run__leave")),
      make("div", { class: "sop-run__scroll" }, make("div", { class: "sop-run__page" }, this.heading, this.body)),
      this.foot, this.live,
    ));
    this.layer.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.escape();
    });
    // Before anything else of the page hears the key: its own keys rest meanwhile.
    addEventListener("keydown", (event) => this.press(event), { capture: true });
    setInterval(() => this.tick(), 1000);
    document.body.append(this.layer);
  }

  get isOpen() {
    return this.layer.open;
  }

  /** @param {Screen} screen */
  show(screen) {
    this.screen = screen;
    this.layer.dataset.kind = screen.kind ?? "step";
    this.head.replaceChildren(...screen.head);
    this.heading.replaceChildren(...screen.title);
    this.body.replaceChildren(...screen.body);
    this.foot.replaceChildren(...screen.foot);
    if (!this.isOpen) this.layer.showModal();
    this.heading.parentElement?.parentElement?.scrollTo(0, 0);
    this.heading.focus();
    this.tick();
    this.say(screen.speak);
  }

  close() {
    this.screen = null;
    this.layer.close();
  }

  /** @param {string} words */
  say(words) {
    this.live.textContent = words;
  }

  tick() {
    if (this.isOpen) this.screen?.tick?.(Date.now());
  }

  /**
   * Asks for a reason where the main buttons are.
   * @param {{label: string, value: string, answer: string, done: (reason: string) => void}} question
   */
  ask({ label, value, answer, done }) {
    const buttons = [...this.foot.childNodes];
    const opener = document.activeElement;
    const field = /** @type {HTMLInputElement} */ (make("input", { id: "sop-run-reason", autocomplete: "off", "aria-describedby": "sop-run-why-not" }));
    const why = make("p", { id: "sop-run-why-not", class: "sop-run__why" });
    field.value = value;
    this.cancel = () => {
      this.cancel = undefined;
      this.foot.replaceChildren(...buttons);
      if (opener instanceof HTMLElement) opener.focus();
    };
    const form = make("form", { class: "sop-run__form" },
      make("label", { for: field.id }, label), field, why,
      make("div", { class: "sop-run__pair" }, button("Cancel", () => this.cancel?.()),
        make("button", { type: "submit", class: "sop-run__button sop-run__button--main" }, answer)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) {
        this.cancel = undefined;
        done(field.value);
        return;
      }
      field.setAttribute("aria-invalid", "true");
      why.textContent = "Write a reason: it stands in the record.";
      field.focus();
    });
    this.foot.replaceChildren(form);
    field.focus();
    field.select();
  }

  escape() {
    if (this.cancel) this.cancel();
    else this.leave();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (!this.isOpen || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopImmediatePropagation();
    const { target, key } = event;
    const typing = isTyping(target);
    const act = this.screen?.keys?.[key];
    if (key === "Escape") {
      event.preventDefault();
      if (typing && !this.cancel) this.heading.focus();
      else this.escape();
    } else if (act && !typing && !this.cancel && !(key === "Enter" && isPressed(target))) {
      event.preventDefault();
      if (!event.repeat) act();
    }
  }
}

/** @param {EventTarget | null} target */
function isPressed(target) {
  return target instanceof HTMLElement && target.matches("button, a[href], summary");
}
