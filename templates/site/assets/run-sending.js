// @ts-check
// Shows how the records that go to the organisation's own system stand, and what was refused.

import { drop, isAtRisk, tryAgain, waiting, waitingFor } from "./outbox.js";
import { button, fileName, make, notice, own, saveAsFile } from "./run-dom.js";
import { sendingWords } from "./run-end.js";

/** @typedef {import("./outbox.js").Waiting} Waiting */

/**
 * How one record stands; null where the element is out of date.
 * @param {string} run
 */
export function sendingNotice(run) {
  const entry = waitingFor(run);
  const words = make("span", { role: "status" }, sendingWords(entry, waiting().length, isAtRisk()));
  const made = notice(entry ? "other" : "good", words);
  made.dataset.sending = run;
  if (entry) made.append(" ", button("Try again now", tryAgain, "sop-run__button--quiet"));
  return made;
}

/** One sentence for the page, empty where nothing waits. */
export function waitingWords() {
  const entries = waiting();
  const refused = entries.filter((entry) => entry.refused !== null).length;
  const records = (/** @type {number} */ count) => (count === 1 ? "1 run record" : `${count} run records`);
  return [
    ...(refused ? [`${records(refused)} refused by the receiving system`] : []),
    ...(entries.length > refused ? [`${records(entries.length - refused)} waiting to be sent`] : []),
  ].join(", ");
}

/**
 * Every record that waits, to be saved as a file; one that was refused and saved may go.
 * @param {() => void} close
 * @returns {Omit<import("./run-frame.js").Screen, "head">}
 */
export function waitingScreen(close) {
  const items = waiting().map((entry) => item(entry));
  return {
    title: ["Records that wait to be sent"],
    body: [items.length ? make("ul", { class: "sop-run__waiting" }, ...items) : make("p", {}, "None: all were taken.")],
    foot: [make("div", { class: "sop-run__buttons" }, button("Close", close),
      button("Try again now", tryAgain, "sop-run__button--main"))],
    speak: "Records that wait to be sent",
    kind: "waiting",
  };
}

/** @param {Waiting} entry */
function item({ record, refused, tries }) {
  const { document: of, began_at: began, run } = record;
  const away = button("Remove", () => drop(run));
  away.hidden = true;
  const save = button("Save as JSON", () => {
    saveAsFile(fileName(record), record);
    away.hidden = refused === null;
  });
  const how = refused === null ? (tries ? `tried ${tries} times, will try again` : "will be tried")
    : `refused (status ${refused}): save it, and tell who runs that system`;
  return make("li", {}, make("p", {}, make("strong", {}, of.id ?? ""), " ", own(of.title, of.language),
    `, begun ${began.slice(0, 16).replace("T", " ")} UTC: ${how}.`), make("p", { class: "sop-run__pair" }, save, away));
}
