// @ts-check
// Remembers in this browser which version of a document was read last, and says what changed since.
// Where the browser keeps nothing for the site, the page says only what it says to everybody.

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const NEW_FOR = 30;
const MOST = 3;
const root = new URL("../../", import.meta.url).pathname;
const now = new Date();
const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

/** @typedef {{version: string, day: string}} Read */

/** @param {string} key @returns {Read | null} */
function recall(key) {
  try {
    const read = JSON.parse(localStorage.getItem(key) ?? "null");
    return read && typeof read.version === "string" && typeof read.day === "string" ? read : null;
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} version */
function note(key, version) {
  try {
    localStorage.setItem(key, JSON.stringify({ version, day: today }));
  } catch { /* blocked or full: the page does without */ }
}

/** @param {string} day */
function spoken(day) {
  const [year, month, date] = day.split("-").map(Number);
  const name = MONTHS[month - 1];
  if (!name || !date) return "an earlier day";
  return `${date} ${name}${year === now.getFullYear() ? "" : ` ${year}`}`;
}

/** Says how long ago; what is no news any more goes. @param {HTMLElement} line */
function age(line) {
  const changed = line.querySelector("[data-sop-changed]");
  if (!(changed instanceof HTMLElement)) return;
  const days = Math.round((Date.parse(today) - Date.parse(changed.dataset.sopChanged ?? "")) / 864e5);
  if (days >= NEW_FOR) line.hidden = true;
  if (days < 0) return;
  changed.textContent = days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
}

/**
 * The changes after a version; null where it is not among those that the page tells of.
 * @param {HTMLElement} place
 * @param {string} version
 */
function after(place, version) {
  const items = [...place.querySelectorAll("li")];
  const end = items.findIndex((item) => item.dataset.sopVersion === version);
  if (end < 0 && place.dataset.sopWhole) return null;
  const later = end < 0 ? items : items.slice(0, end);
  const sentences = later.map((item) => item.textContent ?? "").filter(Boolean);
  const more = later.reduce((sum, item) => sum + Number(item.dataset.sopMore ?? 0), 0);
  return { sentences, more: more + Math.max(0, sentences.length - MOST) };
}

/** @param {HTMLElement} place */
function tell(place) {
  const { sopSince: id, sopVersion: version = "" } = place.dataset;
  const line = place.querySelector(".sop-since__line");
  if (!(line instanceof HTMLElement)) return;
  age(line);
  const key = `sopgen:read:${root}${id}`;
  const read = recall(key);
  const changes = read && read.version !== version ? after(place, read.version) : null;
  if (!read || !changes) return note(key, version);
  const said = changes.sentences.slice(0, MOST).join("; ");
  const rest = changes.more ? `; and ${changes.more} more` : "";
  const link = line.querySelector("a");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sop-since__noted";
  button.textContent = "Got it";
  button.addEventListener("click", () => {
    note(key, version);
    line.textContent = `Noted: you have read version ${version}.`;
    line.tabIndex = -1;
    line.focus();
  });
  line.replaceChildren(`Changed since you read it on ${spoken(read.day)} (${read.version})`,
    said ? `: ${said}${rest}. `.replace("….", "…") : ". ", ...(link ? [link, " "] : []), button);
  line.hidden = false;
}

document.querySelectorAll("[data-sop-since]").forEach((place) => {
  if (place instanceof HTMLElement) tell(place);
});

export {};
