// @ts-check
// Filters the list of changes by department, role and day. The choice stands in the address, so
// that it can be linked: ?department=fraud&role=frontline-agent&since=2026-09-01
// The list names what it can be filtered by.

const list = /** @type {HTMLElement} */ (document.querySelector("[data-sop-changes]"));
const tools = /** @type {HTMLElement} */ (document.querySelector("[data-sop-changes-tools]"));
const items = [...list.children].filter((item) => item instanceof HTMLElement);
const wanted = new URLSearchParams(location.search);
const offered = (list.dataset.sopChanges ?? "").split(" ");
const compare = new Intl.Collator("en").compare;
const count = document.createElement("output");
const here = document.querySelector(".sop-pager") ? " on this page" : "";

/** @param {HTMLElement} item */
function fits(item) {
  const [department, role, since] = ["department", "role", "since"]
    .map((name) => (offered.includes(name) ? wanted.get(name) : null));
  const roles = (item.dataset.roles ?? "").split(" ");
  return (!department || item.dataset.department === department) &&
    (!role || roles.includes(role)) && (!since || (item.dataset.day ?? "") >= since);
}

/** A link to the whole list, or to another page of it, keeps what the reader chose here. */
function follow() {
  document.querySelectorAll("a[data-sop-changes-more], .sop-pager a").forEach((link) => {
    if (!(link instanceof HTMLAnchorElement)) return;
    const there = new URL(link.href);
    wanted.forEach((value, name) => there.searchParams.set(name, value));
    link.href = there.href;
  });
}

function filter() {
  let shown = 0;
  for (const item of items) {
    item.hidden = !fits(item);
    shown += item.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${items.length}${here}`;
  follow();
}

/**
 * @param {string} name
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} control
 */
function add(name, label, control) {
  if (!offered.includes(name)) return;
  control.value = wanted.get(name) ?? "";
  control.addEventListener("input", () => {
    if (control.value) wanted.set(name, control.value);
    else wanted.delete(name);
    const query = wanted.toString();
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
    filter();
  });
  const around = document.createElement("label");
  around.append(label, control);
  tools.append(around);
}

/** @param {ReadonlyMap<string, string>} names */
function choice(names) {
  const select = document.createElement("select");
  const ordered = [...names].sort((a, b) => compare(a[1], b[1]));
  select.append(new Option("All", ""), ...ordered.map(([key, name]) => new Option(name, key)));
  return select;
}

const departments = new Map(items.map((item) => [
  item.dataset.department ?? "", item.querySelector("[data-name=department]")?.textContent ?? "",
]));
const roles = new Map([...list.querySelectorAll("[data-role]")].map((role) => [
  role.getAttribute("data-role") ?? "", role.textContent ?? "",
]));
add("department", "Department", choice(departments));
add("role", "Role concerned", choice(roles));
add("since", "Since", Object.assign(document.createElement("input"), { type: "date" }));
tools.append(count);
filter();

export {};
