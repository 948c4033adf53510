// @ts-check
// Ticks on a reading list: which version of each document was read, kept in this browser only.

const list = /** @type {HTMLElement} */ (document.querySelector("[data-sop-reading]"));
const items = [...list.querySelectorAll("li")].filter((item) => item.dataset.document);
// Two sites may share an origin, and call their documents alike.
const site = new URL("../../", import.meta.url).pathname;
const count = document.createElement("output");
count.className = "sop-reading__count";
let is_kept = true;

/** @param {HTMLElement} item */
const name = (item) => `sopgen:read:${site}:${item.dataset.document}`;

/**
 * The version of a document that was read here; none where the browser keeps nothing.
 * @param {HTMLElement} item
 */
function known(item) {
  try {
    return localStorage.getItem(name(item)) ?? "";
  } catch {
    is_kept = false;
    return "";
  }
}

/**
 * @param {HTMLElement} item
 * @param {boolean} read
 */
function keep(item, read) {
  try {
    if (read) localStorage.setItem(name(item), item.dataset.version ?? "");
    else localStorage.removeItem(name(item));
  } catch {
    is_kept = false;
  }
}

function tell() {
  const read = items.filter((item) => item.querySelector("input")?.checked).length;
  const note = is_kept ? "" : " This browser keeps nothing: the ticks last until you leave the page.";
  const here = list.dataset.sopReading === "part" ? " on this page" : "";
  count.textContent = `${read} of ${items.length}${here} read.${note}`;
}

/** @param {HTMLElement} item */
function addTick(item) {
  const tick = document.createElement("input");
  tick.type = "checkbox";
  const label = document.createElement("label");
  label.className = "sop-reading__tick";
  const title = item.querySelector("a")?.textContent ?? "";
  const unseen = document.createElement("span");
  unseen.className = "sop-unseen";
  unseen.textContent = `Read: ${title}, version ${item.dataset.version}`;
  label.append(tick, unseen);
  const earlier = known(item);
  tick.checked = earlier !== "" && earlier === item.dataset.version;
  item.classList.toggle("sop-reading__read", tick.checked);
  item.prepend(label);
  if (earlier && !tick.checked) {
    const note = document.createElement("strong");
    note.className = "sop-reading__new";
    note.textContent = `new: you read ${earlier}`;
    item.querySelector(".sop-reading__facts")?.append(" ", note);
  }
  tick.addEventListener("change", () => {
    keep(item, tick.checked);
    item.classList.toggle("sop-reading__read", tick.checked);
    if (tick.checked) item.querySelector(".sop-reading__new")?.remove();
    tell();
  });
}

items.forEach(addTick);
list.querySelector("ol")?.before(count);
list.setAttribute("data-sop-ready", "true");
tell();

export {};
