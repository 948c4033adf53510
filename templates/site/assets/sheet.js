// @ts-check
// Loads a stylesheet that only some readers need, once they do.

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/**
 * Settled when the sheet is there, or will not come: what it dresses works without it, too.
 * @param {string} name a file of `sheets/`
 */
export function dressed(name) {
  const href = new URL(`sheets/${name}`, import.meta.url).href;
  const known = loaded.get(name) ?? (isLinked(href) ? Promise.resolve() : link(href));
  loaded.set(name, known);
  return known;
}

/** @param {string} href */
function isLinked(href) {
  return [...document.styleSheets].some((sheet) => sheet.href === href);
}

/**
 * @param {string} href
 * @returns {Promise<void>}
 */
function link(href) {
  const made = document.createElement("link");
  made.rel = "stylesheet";
  made.href = href;
  return new Promise((done) => {
    made.onload = made.onerror = () => done();
    document.head.append(made);
  });
}
