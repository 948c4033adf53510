// @ts-check
// Sorts and filters the register, which is a plain table without this. The choice stands in the
// address, so that it can be linked: ?department=fraud&review=overdue&sort=-due
// Of a very long register the first rows are shown, so that each choice is answered at once.

// Rows are marked late by the reader's own day before any of them is put aside.
import "./today.js";

const table = /** @type {HTMLTableElement} */ (document.querySelector("table[data-sop-register]"));
const tools = /** @type {HTMLElement} */ (document.querySelector("[data-sop-register-tools]"));
const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
let rows = [...body.rows];
const headers = [.../** @type {HTMLTableRowElement} */ (table.tHead?.rows[0]).cells];
const names = headers.map((header) => header.dataset.name ?? "");
const titles = headers.map((header) => header.textContent ?? "");
/** Columns that a reader picks a value of. */
const FILTERED = ["department", "type", "status", "owner"];
const compare = new Intl.Collator("en", { numeric: true }).compare;
const wanted = new URLSearchParams(location.search);
const now = new Date();
const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** More rows than this take longer to lay out than a reader waits. */
const AT_ONCE = 100;
let most = AT_ONCE;

const count = document.createElement("output");
const more = Object.assign(document.createElement("button"), { type: "button", className: "sop-register__all" });
const spoken = document.createElement("p");
spoken.className = "sop-unseen";
spoken.setAttribute("role", "status");

/**
 * @param {HTMLTableRowElement} row
 * @param {string} name
 */
const cell = (row, name) => /** @type {HTMLTableCellElement} */ (row.cells[names.indexOf(name)]);

/** @param {HTMLTableCellElement} at */
const value = (at) => at.dataset.sort ?? (at.textContent ?? "").trim();

/** @param {HTMLTableRowElement} row */
const isLate = (row) => row.matches(".sop-row--late") || (row.dataset.sopDue ?? today) < today;

/**
 * @param {string} name
 * @param {string} choice
 */
function choose(name, choice) {
  if (choice) wanted.set(name, choice);
  else wanted.delete(name);
  const query = wanted.toString();
  history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
}

/** What a row says, worked out once: reading it from the page takes longest. */
const texts = new Map(rows.map((row) => [row, (row.textContent ?? "").toLowerCase()]));

/** Puts the rows in the order that the address names. */
function sort() {
  const order = wanted.get("sort") ?? "";
  const name = order.replace(/^-/, "");
  headers.forEach((header) => header.removeAttribute("aria-sort"));
  if (!names.includes(name)) return;
  const down = order.startsWith("-");
  const column = names.indexOf(name);
  headers[column]?.setAttribute("aria-sort", down ? "descending" : "ascending");
  const sign = down ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, value(cell(row, name))]));
  rows = [...rows].sort((a, b) => sign * compare(keys.get(a) ?? "", keys.get(b) ?? ""));
  spoken.textContent = `Sorted by ${titles[column]}, ${down ? "descending" : "ascending"}`;
}

/** @param {HTMLTableRowElement} row */
function fits(row) {
  const words = (wanted.get("contains") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => texts.get(row)?.includes(word)) &&
    FILTERED.every((name) => !wanted.get(name) || cell(row, name).dataset.key === wanted.get(name)) &&
    (wanted.get("review") !== "overdue" || isLate(row));
}

function show() {
  const found = rows.filter(fits);
  body.replaceChildren(...found.slice(0, most));
  count.textContent = `${found.length} of ${rows.length}`;
  more.hidden = found.length <= most;
  more.textContent = `Show all ${found.length}, not only the first ${most}`;
}

/**
 * @param {string} name
 * @param {string} title
 * @param {HTMLInputElement | HTMLSelectElement} control
 */
function add(name, title, control) {
  control.value = wanted.get(name) ?? "";
  control.addEventListener("input", () => {
    choose(name, control.value);
    show();
  });
  const label = document.createElement("label");
  label.append(title, control);
  tools.append(label);
}

/** @param {ReadonlyArray<[key: string, name: string]>} options */
function choice(options) {
  const select = document.createElement("select");
  select.append(new Option("All", ""), ...options.map(([key, name]) => new Option(name, key)));
  return select;
}

/** @param {string} name */
function values(name) {
  const found = new Map(rows.map((row) => [cell(row, name).dataset.key ?? "", value(cell(row, name))]));
  return [...found].filter(([key]) => key).sort((a, b) => compare(a[1], b[1]));
}

headers.forEach((header, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sop-sort";
  button.append(...header.childNodes);
  button.addEventListener("click", () => {
    const name = names[column] ?? "";
    choose("sort", wanted.get("sort") === name ? `-${name}` : name);
    sort();
    show();
  });
  header.append(button);
});
add("contains", "Contains", Object.assign(document.createElement("input"), { type: "search" }));
for (const name of FILTERED) add(name, titles[names.indexOf(name)] ?? "", choice(values(name)));
add("review", "Review", choice([["overdue", "Overdue"]]));
more.addEventListener("click", () => {
  most = rows.length;
  show();
  body.rows[AT_ONCE]?.querySelector("a")?.focus();
});
addEventListener("beforeprint", () => {
  most = rows.length;
  show();
});
table.after(more);
tools.append(count, spoken);
sort();
show();

export {};
