// @ts-check
// Works out by the reader's own day what an old build cannot know: reviews that are late by now,
// and versions that came into force since.

const now = new Date();
const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
const built = document.querySelector("[data-sop-built]")?.getAttribute("data-sop-built") ?? "";
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** @param {string} day */
function spoken(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * @param {Element} place
 * @param {string} kind
 * @param {string} text
 * @param {string} [href]
 * @param {string} [link]
 */
function announce(place, kind, text, href, link) {
  const banner = document.createElement("div");
  banner.className = `sop-banner sop-banner--${kind}`;
  banner.setAttribute("role", "note");
  const sentence = document.createElement("p");
  sentence.append(text);
  if (href && link) {
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = link;
    sentence.append(" ", anchor, ".");
  }
  banner.append(sentence);
  place.append(banner);
}

/**
 * The banner of a page, where it must say more than when it was built.
 * @param {HTMLElement} head
 */
function standing(head) {
  const { sopNext: next = "", sopNextVersion: version, sopDue: due = "", sopControl } = head.dataset;
  const shown = head.querySelector(".sop-banner");
  if (shown && !shown.matches(".sop-banner--coming, .sop-banner--overdue, .sop-banner--pilot")) return;
  if (next && next <= today) {
    shown?.remove();
    const text = `A newer version came into force on ${spoken(next)}; this site was built on ` +
      `${spoken(built)}. Version ${version} holds now:`;
    const there = head.dataset.sopNextHref;
    announce(head, "overdue", text, there || sopControl, there ? "read it" : "ask its owner");
  } else if (!shown && due && due < today) {
    const text = `This is in force, but its review was due on ${spoken(due)}.`;
    announce(head, "overdue", text, sopControl, "Tell its owner what is wrong");
  }
}

/**
 * The page of a version that was yet to come when the site was built.
 * @param {HTMLElement} head
 */
function came(head) {
  const { sopBegins: day = "" } = head.dataset;
  if (!day || day > today) return;
  head.querySelector(".sop-banner")?.remove();
  announce(head, "coming", `This version came into force on ${spoken(day)}; this site was built ` +
    `on ${spoken(built)}, when an earlier one held.`);
}

/** @param {HTMLElement} row */
function late(row) {
  if ((row.dataset.sopDue ?? "") >= today || row.querySelector(".sop-late")) return;
  const mark = document.createElement("strong");
  mark.className = "sop-late";
  mark.textContent = row.matches("tr") ? "overdue" : "review overdue";
  (row.querySelector("[data-sop-mark]") ?? row).append(" ", mark);
  if (row.matches("tr")) row.classList.add("sop-row--late");
}

/** @param {HTMLElement} event */
function begun(event) {
  if ((event.dataset.sopNext ?? "") > today) return;
  const note = document.createElement("strong");
  note.className = "sop-late sop-late--long";
  note.textContent = `in force by now; this site was built on ${spoken(built)}`;
  event.lastElementChild?.append(" ", note);
}

document.querySelectorAll(".sop-head[data-sop-built]").forEach((head) => {
  if (head instanceof HTMLElement) (head.dataset.sopBegins ? came : standing)(head);
});
document.querySelectorAll("tr[data-sop-due], p[data-sop-due]").forEach((row) => {
  if (row instanceof HTMLElement) late(row);
});
document.querySelectorAll("li[data-sop-next]").forEach((event) => {
  if (event instanceof HTMLElement) begun(event);
});
const count = document.querySelector("[data-sop-late-count]");
if (count) {
  count.textContent = String(document.querySelectorAll("tr.sop-row--late").length || "none");
}

export {};
