// @ts-check
// Makes the elements of run mode: text stays text, whatever stands in it.

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | null>} attributes true for an empty one, null for none
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {() => void} pressed
 * @param {string} [classes]
 */
export function button(text, pressed, classes = "") {
  const made = make("button", { type: "button", class: `sop-run__button ${classes}`.trim() }, text);
  made.addEventListener("click", pressed);
  return made;
}

/**
 * A link that looks like a button. It goes on in the same tab or frame, wherever others open.
 * @param {string} text
 * @param {string} href
 * @param {() => void} [followed]
 */
export function way(text, href, followed) {
  const made = make("a", { href, target: "_self", class: "sop-run__button" }, text);
  if (followed) made.addEventListener("click", followed);
  return made;
}

/**
 * A paragraph that speaks about the page or the run.
 * @param {string} kind
 * @param {...(Node | string)} children
 */
export function notice(kind, ...children) {
  return make("p", { class: `sop-run__notice sop-run__notice--${kind}` }, ...children);
}

/**
 * Words of the document, in its own language and direction.
 * @param {string} text
 * @param {string} language
 */
export function own(text, language) {
  return make("bdi", { lang: language }, text);
}

/**
 * Gives a file to the reader.
 * @param {string} name
 * @param {unknown} data
 */
export function saveAsFile(name, data) {
  const text = `${JSON.stringify(data, null, 2)}\n`;
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/**
 * What a record is called as a file.
 * @param {any} record
 */
export function fileName(record) {
  const name = String(record.document.id ?? "run").replace(/[^\w.-]+/g, "-");
  return `${name}-${record.began_at.slice(0, 16).replace(/[-:]/g, "").replace("T", "-")}.json`;
}

/**
 * Copies a text; where the browser forbids it, marks it for the reader to copy.
 * @param {string} text
 * @param {HTMLElement} shown the element that shows it
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}
