// @ts-check
// Sorts and filters the register, which is a plain table without this.

const table = /** @type {HTMLTableElement} */ (document.querySelector("table[data-sop-register]"));
const tools = /** @type {HTMLElement} */ (document.querySelector("[data-sop-register-tools]"));
const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
const rows = [...body.rows];
const headers = [.../** @type {HTMLTableRowElement} */ (table.tHead?.rows[0]).cells];
/** Columns that a reader picks a value of. */
const FILTERED = [3, 2, 5];
const compare = new Intl.Collator("en", { numeric: true }).compare;

/**
 * @param {HTMLTableRowElement} row
 * @param {number} column
 */
function value(row, column) {
  const cell = /** @type {HTMLTableCellElement} */ (row.cells[column]);
  return cell.dataset.sort ?? (cell.textContent ?? "").trim();
}

/** @param {number} column */
function sort(column) {
  const header = /** @type {HTMLTableCellElement} */ (headers[column]);
  const down = header.getAttribute("aria-sort") === "ascending";
  headers.forEach((other) => other.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", down ? "descending" : "ascending");
  const sign = down ? -1 : 1;
  body.append(...rows.sort((a, b) => sign * compare(value(a, column), value(b, column))));
}

/**
 * @param {string} name
 * @param {HTMLElement} control
 */
function labelled(name, control) {
  const label = document.createElement("label");
  label.append(name, control);
  tools.append(label);
  control.addEventListener("input", filter);
}

const words = Object.assign(document.createElement("input"), { type: "search" });
/** @type {Map<number, HTMLSelectElement>} */
const choices = new Map();
const count = document.createElement("output");

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = (row.textContent ?? "").toLowerCase();
    const fits = wanted.every((word) => text.includes(word)) &&
      [...choices].every(([column, select]) => !select.value || value(row, column) === select.value);
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  count.textContent = `${shown} of ${rows.length}`;
}

headers.forEach((header, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sop-sort";
  button.append(...header.childNodes);
  button.addEventListener("click", () => sort(column));
  header.append(button);
});
labelled("Contains", words);
for (const column of FILTERED) {
  const select = document.createElement("select");
  const names = [...new Set(rows.map((row) => value(row, column)))].sort(compare);
  select.append(new Option("All", ""), ...names.map((name) => new Option(name, name)));
  choices.set(column, select);
  labelled(/** @type {HTMLTableCellElement} */ (headers[column]).textContent ?? "", select);
}
tools.append(count);
filter();

export {};
