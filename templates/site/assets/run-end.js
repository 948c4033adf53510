// @ts-check
// The end of a run on the screen: its record to copy, save, print, and how its sending stands.

import { button, copy, fileName, make, notice, own, saveAsFile } from "./run-dom.js";
import { textOf } from "./run-record.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./outbox.js").Waiting} Waiting */
/** @typedef {import("./run-record.js").RunRecord} RunRecord */

/**
 * @param {Run} run
 * @param {RunRecord} record
 * @param {{done: () => void, say: (words: string) => void}} acts
 * @param {Node[]} sending how the sending stands
 * @returns {Omit<import("./run-frame.js").Screen, "head">}
 */
export function endScreen(run, record, { done, say }, sending) {
  const text = textOf(record);
  const shown = make("pre", { class: "sop-run__text", tabindex: "0", "aria-label": "Record of the run", dir: "auto" }, text);
  const title = run.endedBy === "last-step" ? "The run is finished" : "The run is ended";
  return {
    title: [title],
    body: [...sending, ...outline(run, record), shown, ...(run.before ? [earlier(run.before, say)] : [])],
    foot: [make("div", { class: "sop-run__buttons" },
      button("Close", done), button("Print", () => print()),
      button("Save as JSON", () => saveAsFile(fileName(record), record)),
      copyButton(text, shown, "Copy as text", say, "sop-run__button--main"))],
    speak: title,
    kind: "record",
  };
}

/**
 * What should be seen before the record is copied.
 * @param {Run} run
 * @param {RunRecord} record
 */
function outline(run, record) {
  const skipped = record.visits.filter((visit) => visit.skipped);
  const language = run.document.language;
  return [
    ...skipped.map((visit) => notice("other", make("strong", {}, `Step ${visit.number} was skipped: `),
      own(visit.skipped ?? "", language))),
    ...(record.left_out.length ? [notice("plain",
      `Not visited: ${record.left_out.map(({ number }) => `step ${number}`).join(", ")}.`)] : []),
  ];
}

/**
 * @param {string} text
 * @param {HTMLElement} shown
 * @param {string} label
 * @param {(words: string) => void} say
 * @param {string} [classes]
 */
function copyButton(text, shown, label, say, classes) {
  const made = button(label, async () => {
    const done = await copy(text, shown);
    made.textContent = done ? "Copied" : "Press Ctrl+C to copy";
    say(made.textContent);
    setTimeout(() => { made.textContent = label; }, 3000);
  }, classes);
  return made;
}

/**
 * The record of the run that was broken off for this one.
 * @param {RunRecord} record
 * @param {(words: string) => void} say
 */
export function earlier(record, say) {
  const text = textOf(record);
  const shown = make("pre", { class: "sop-run__text", tabindex: "0", "aria-label": "Record of the run before", dir: "auto" }, text);
  return make("details", { class: "sop-run__before" },
    make("summary", {}, "Record of the run that was broken off before"), shown,
    make("p", { class: "sop-run__pair" }, copyButton(text, shown, "Copy this as text", say),
      button("Save this as JSON", () => saveAsFile(fileName(record), record))));
}

/**
 * How the sending of a record stands, in words.
 * @param {Waiting | null} entry null when it was taken
 * @param {number} waiting how many wait in all
 * @param {boolean} atRisk whether it is lost when the page is closed
 */
export function sendingWords(entry, waiting, atRisk) {
  if (!entry) return `The record was sent.${waiting ? ` ${inAll(waiting)}` : ""}`;
  if (entry.refused !== null) {
    return `The receiving system refused the record (status ${entry.refused}). It is kept in this browser: save it as JSON, and tell who runs that system.`;
  }
  const kept = atRisk ? " This browser cannot keep it: leave the page open until then, or save it as JSON." : "";
  return `The record is waiting to be sent; this browser will try again by itself.${kept} ${inAll(waiting)}`;
}

/** @param {number} waiting */
function inAll(waiting) {
  return waiting === 1 ? "One record waits in all." : `${waiting} records wait in all.`;
}
