// @ts-check
// The browser's own storage for this site, which may be blocked or full: then nothing throws here.

const SITE = new URL("../../", import.meta.url).pathname;

/**
 * The key of something of this site; other sites may share its origin.
 * @param {string} name
 */
export function key(name) {
  return `sopgen:${SITE}:${name}`;
}

/**
 * @param {string} name
 * @returns {any} what was kept as JSON, null where nothing readable is
 */
export function read(name) {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it is kept
 */
export function write(name, value) {
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function remove(name) {
  try {
    localStorage.removeItem(key(name));
  } catch {
    // What cannot be reached was never kept.
  }
}

/**
 * The names that begin in a way.
 * @param {string} start
 * @returns {string[]}
 */
export function names(start) {
  const whole = key(start);
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(whole))
      .map((name) => name.slice(key("").length)).sort();
  } catch {
    return [];
  }
}

/**
 * Calls back when another tab changed what is kept under a name that begins so.
 * @param {string} start
 * @param {() => void} changed
 */
export function watch(start, changed) {
  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(key(start))) changed();
  });
}

/**
 * A note that only this tab has, until it is closed.
 * @param {string} name
 * @param {string | null} value null forgets it
 */
export function remember(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(key(name));
    else sessionStorage.setItem(key(name), value);
  } catch {
    // Then the reader is asked once more.
  }
}

/** @param {string} name */
export function remembered(name) {
  try {
    return sessionStorage.getItem(key(name));
  } catch {
    return null;
  }
}

/**
 * An id of random bits; crypto.randomUUID is missing where the site is not served by https.
 */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
