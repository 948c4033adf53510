// @ts-check
// What a run ends with: its record as data, by schema run-record 1, and as text for a ticket.

import { leftOut, paused, spent, elapsed, visitNumber } from "./run-state.js";
import { clock, day, moment, offset, ofLimit } from "./run-words.js";

/** @typedef {import("./run-types.js").Run} Run */

const RULE = 2;
const INDENT = "    ";
/** @type {Record<string, string>} */
const ENDED_BY = {
  "last-step": "with the last step",
  reader: "by the reader before the last step",
  branch: "by a branch",
  "started-anew": "unfinished: a new run was started",
};

/** @param {number} time */
const stamp = (time) => new Date(time).toISOString();

/**
 * The record of a run that has ended.
 * @param {Run} run
 * @param {number} utcOffset as Date.getTimezoneOffset gives it, in minutes
 */
export function recordOf(run, utcOffset) {
  const now = run.ended ?? run.began;
  const { id, title, version, status, effective_date, commit, address, language } = run.document;
  const steps = run.steps.length;
  return {
    version: 1,
    run: run.id,
    follows: run.follows,
    document: { id, title, version, status, effective_date, commit, address, language, steps },
    role: run.role,
    began_at: stamp(run.began),
    ended_at: stamp(now),
    seconds: elapsed(run, now),
    paused_seconds: run.visits.reduce((sum, visit) => sum + paused(visit, now), 0),
    ended_by: run.endedBy,
    reason: run.reason,
    newer_versions: run.newer.map(({ version: other, at, choice }) =>
      ({ version: other, told_at: stamp(at), choice })),
    visits: run.visits.map((_, index) => visitOf(run, index, now)),
    left_out: leftOut(run),
    clock: { source: "browser", utc_offset: offset(utcOffset) },
  };
}

/** @typedef {ReturnType<typeof recordOf>} RunRecord */

/**
 * @param {Run} run
 * @param {number} index
 * @param {number} now
 */
function visitOf(run, index, now) {
  const visit = run.visits[index];
  const seconds = spent(visit, now);
  return {
    number: visit.step,
    title: run.steps[visit.step - 1].title,
    visit: visitNumber(run, index),
    roles: visit.roles,
    entered_at: stamp(visit.entered),
    left_at: stamp(visit.left ?? now),
    left_by: visit.leftBy ?? "end",
    seconds,
    limit: visit.limit,
    over_seconds: visit.limit && Math.max(0, seconds - visit.limit.seconds),
    confirmations: visit.confirmations.map(({ text, given }) =>
      ({ text, given_at: given === null ? null : stamp(given) })),
    branches: visit.branches.map(({ taken, ...branch }) => ({ ...branch, taken_at: stamp(taken) })),
    note: visit.note.trim(),
    skipped: visit.skipped,
    pauses: visit.pauses.map(({ from, to, address }) =>
      ({ from: stamp(from), to: stamp(to ?? now), address })),
  };
}

/**
 * The record as plain text, aligned with spaces, for a ticket.
 * @param {RunRecord} record
 */
export function textOf(record) {
  const zone = record.clock.utc_offset;
  const rows = record.visits.map((visit) => row(visit, zone));
  const wide = Math.max(...rows.map(({ title }) => length(title)));
  const lines = rows.flatMap(({ number, title, time, more }) => [
    `${number.padStart(RULE)}  ${title}${" ".repeat(wide - length(title))}  ${time}`.trimEnd(),
    ...more.map((line) => INDENT + line),
  ]);
  return [...head(record), "", ...lines, ...foot(record)].join("\n") + "\n";
}

/** @param {string} text */
function length(text) {
  return [...text].length;
}

/** @param {string} text */
function line(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** @param {RunRecord} record */
function head(record) {
  const { document: of, clock: { utc_offset: zone } } = record;
  const since = of.effective_date ? `, effective ${day(of.effective_date)}` : "";
  const commit = of.commit ? `, commit ${of.commit.slice(0, 12)}` : "";
  const pause = record.paused_seconds ? `, ${clock(record.paused_seconds)} of it in other documents` : "";
  return [
    line(`${of.id ?? ""} ${of.title}`),
    `version ${of.version} (${of.status}${since})${commit}`,
    of.address,
    "",
    `Began  ${moment(record.began_at, zone)}`,
    `Ended  ${moment(record.ended_at, zone)}, ${ENDED_BY[record.ended_by ?? "reader"]}`,
    ...(record.reason ? [`Why    ${line(record.reason)}`] : []),
    `Took   ${clock(record.seconds)}${pause}`,
    ...(record.role ? [`Role   ${record.role.name}`] : []),
    `Run    ${record.run}${record.follows ? `, follows ${record.follows}` : ""}`,
  ];
}

/**
 * @param {RunRecord["visits"][number]} visit
 * @param {string} zone
 */
function row(visit, zone) {
  const again = visit.visit > 1 ? ` (visit ${visit.visit})` : "";
  const over = visit.over_seconds ? `, over by ${clock(visit.over_seconds)}` : "";
  const time = `${clock(visit.seconds)}${ofLimit(visit.limit)}${over}`;
  return { number: String(visit.number), title: line(visit.title) + again, time, more: details(visit, zone) };
}

/**
 * @param {RunRecord["visits"][number]} visit
 * @param {string} zone
 */
function details(visit, zone) {
  /** @param {string} at */
  const hour = (at) => moment(at, zone).slice(11);
  const note = visit.note.split(/\r?\n/).map((text, index) => (index ? "      " : "Note: ") + text.trimEnd());
  return [
    ...(visit.roles.length ? [`Role: ${visit.roles.map(({ name }) => name).join(", ")}`] : []),
    ...visit.confirmations.map(({ text, given_at: given }) =>
      `[${given ? "x" : " "}] ${line(text)} (${given ? hour(given) : "not confirmed"})`),
    ...visit.branches.flatMap((branch) => [
      `If ${line(branch.condition)} -> ${line(branch.text)} (${hour(branch.taken_at)})`,
      ...(branch.unconfirmed ? [`Not confirmed, because: ${line(branch.unconfirmed)}`] : []),
    ]),
    ...visit.pauses.map(({ from, to, address }) => `Away ${hour(from)}-${hour(to)}: ${address}`),
    ...(visit.skipped ? [`SKIPPED: ${line(visit.skipped)}`] : []),
    ...(visit.left_by === "back" ? ["Went back from here"] : []),
    ...(visit.note ? note : []),
  ];
}

/** @param {RunRecord} record */
function foot(record) {
  const versions = record.newer_versions.map(({ version, told_at: at, choice }) =>
    `Version ${version} was noticed at ${moment(at, record.clock.utc_offset).slice(11)}: ` +
    (choice === "went-on" ? `went on with ${record.document.version}` : "started anew"));
  const missed = record.left_out.map(({ number, title }) => `${number} ${line(title)}`).join("; ");
  return [
    "",
    ...versions,
    `Not visited: ${missed || "none"}`,
    `Times are of the browser's own clock (UTC${record.clock.utc_offset}); nobody checked it.`,
  ];
}
