// @ts-check
// Makes the placeholders of reply templates fields to fill. What is filled belongs to a customer: it
// is kept in this page's memory only, and gone with it.

/** Fields that stand for the same: of one name, and the first, second, … of it in their reply. */
/** @type {Map<string, HTMLElement[]>} */
const alike = new Map();
/** What each field is called, without its brackets. @type {WeakMap<Element, string>} */
const names = new WeakMap();

/** @param {HTMLElement} field */
const blank = (field) => `[${names.get(field)}]`;
/** @param {HTMLElement} field */
const words = (field) => (field.textContent ?? "").trim();
/** @param {HTMLElement} field */
export const isEmpty = (field) => words(field) === "" || words(field) === blank(field);
/** Whether the field has what was written into another one. @param {HTMLElement} field */
export const isEcho = (field) => field.dataset.sopEcho === "true" && !isEmpty(field);
/** @param {HTMLElement} field */
export const nameOf = (field) => names.get(field) ?? "";

/** @param {HTMLElement} field */
function mark(field) {
  field.classList.toggle("sop-placeholder--filled", !isEmpty(field));
  field.classList.toggle("sop-placeholder--echo", isEcho(field));
}

/**
 * @param {HTMLElement} field
 * @param {string} text
 * @param {boolean} echo
 */
function fill(field, text, echo) {
  field.textContent = text || blank(field);
  field.dataset.sopEcho = String(echo);
  mark(field);
}

/** Hands on what is written to fields that nobody has written into. @param {HTMLElement} field */
function written(field) {
  field.dataset.sopEcho = "false";
  field.dataset.sopOwn = String(!isEmpty(field));
  mark(field);
  const text = isEmpty(field) ? "" : words(field);
  for (const others of alike.values()) {
    if (!others.includes(field)) continue;
    for (const other of others) {
      if (other !== field && other.dataset.sopOwn !== "true") fill(other, text, true);
    }
  }
}

/** @param {HTMLElement} field */
function selectAll(field) {
  getSelection()?.selectAllChildren(field);
}

/**
 * The field after this one, in its reply.
 * @param {HTMLElement} field
 */
function next(field) {
  const reply = field.closest("[data-sop-copy]");
  const stops = [...(reply?.querySelectorAll("[role=textbox], button.sop-copy") ?? [])];
  const found = stops[stops.indexOf(field) + 1] ?? reply?.querySelector("button.sop-copy");
  if (found instanceof HTMLElement) found.focus();
}

/** Where the browser has no plain-text fields: pasted text loses its looks. @param {ClipboardEvent} event */
function pastePlain(event) {
  event.preventDefault();
  const range = getSelection()?.getRangeAt(0);
  range?.deleteContents();
  range?.insertNode(document.createTextNode(event.clipboardData?.getData("text/plain") ?? ""));
  range?.collapse(false);
  if (event.currentTarget instanceof HTMLElement) written(event.currentTarget);
}

/** @param {HTMLElement} field */
function open(field) {
  field.setAttribute("contenteditable", "plaintext-only");
  if (field.contentEditable !== "plaintext-only") {
    field.setAttribute("contenteditable", "true");
    field.addEventListener("paste", pastePlain);
  }
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-label", nameOf(field));
  field.spellcheck = false;
  field.addEventListener("focus", () => { if (isEmpty(field)) selectAll(field); });
  field.addEventListener("input", () => written(field));
  field.addEventListener("blur", () => {
    if (words(field) === "") fill(field, "", false);
    else mark(field);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    next(field);
  });
}

/**
 * Opens the placeholders of a reply; gives its fields in order.
 * @param {HTMLElement} reply
 */
export function openFields(reply) {
  /** @type {HTMLElement[]} */
  const fields = [];
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const field of reply.querySelectorAll(".sop-placeholder")) {
    if (!(field instanceof HTMLElement)) continue;
    const name = (field.textContent ?? "").replace(/^\[|\]$/g, "");
    const nth = (count.get(name) ?? 0) + 1;
    count.set(name, nth);
    names.set(field, name);
    const key = `${nth} ${name}`;
    alike.set(key, [...(alike.get(key) ?? []), field]);
    open(field);
    fields.push(field);
  }
  return fields;
}

/** Empties every field of the page. */
export function clearFields() {
  for (const field of [...alike.values()].flat()) {
    field.dataset.sopOwn = "false";
    fill(field, "", false);
  }
}
