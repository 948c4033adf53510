// @ts-check
// Sends the records of runs to the organisation's own system: each is kept until it was taken, and
// sent again after growing pauses, on whatever page of the site is open.

import { key, names, newId, read, remove, watch, write } from "./storage.js";

/**
 * A record that waits. `next` is when it is tried again; `refused` the status with which the
 * receiving system would not have it: then it waits for the reader.
 * @typedef {{record: any, to: string, credentials: boolean, tries: number, next: number,
 *   refused: number | null}} Waiting
 */

const WAITING = "outbox.1:";
const LEASE = "outbox-lease";
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 3_600_000;
const PATIENCE = 30_000;
const SETTLING = 120;
// Not yet, too early or too often: no judgement on the record itself.
const LATER = new Set([408, 425, 429]);

/** @type {Map<string, Waiting>} what the browser would not keep, as long as the page is open */
const unkept = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
const holder = newId();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
// A note tells tabs apart, but not what one tab does twice.
let isSending = false;

/** @param {() => void} listener called when anything was sent, refused or added */
export function onChange(listener) {
  listeners.add(listener);
}

function tell() {
  for (const listener of listeners) listener();
}

/** @returns {Waiting[]} everything that was not taken yet */
export function waiting() {
  const kept = names(WAITING).map((name) => read(name)).filter((entry) => entry?.record?.run);
  return [...kept, ...unkept.values()];
}

/** Whether something would be lost if the page were closed now. */
export function isAtRisk() {
  return unkept.size > 0;
}

/**
 * @param {string} run
 * @returns {Waiting | null} the record of a run, null where it was taken
 */
export function waitingFor(run) {
  return unkept.get(run) ?? read(WAITING + run);
}

/** @param {Waiting} entry */
function keep(entry) {
  const { run } = entry.record;
  if (write(WAITING + run, entry)) unkept.delete(run);
  else unkept.set(run, entry);
}

/** @param {string} run */
export function drop(run) {
  unkept.delete(run);
  remove(WAITING + run);
  tell();
}

/**
 * Takes a record in and sends it as soon as may be.
 * @param {any} record
 * @param {{to: string, credentials: boolean}} post
 */
export function add(record, { to, credentials }) {
  keep({ record, to, credentials, tries: 0, next: 0, refused: null });
  tell();
  void send();
}

/**
 * The address that the site names now holds for what still waits for a former one.
 * @param {{to: string, credentials: boolean}} post
 */
export function redirect({ to, credentials }) {
  for (const entry of waiting()) {
    if (entry.to !== to || entry.credentials !== credentials) {
      keep({ ...entry, to, credentials, next: 0, refused: null });
    }
  }
}

/** Tries everything again now, what was refused too. */
export function tryAgain() {
  for (const entry of waiting()) keep({ ...entry, next: 0, refused: null });
  tell();
  void send();
}

/** Sends what is due, unless another tab is at it. */
export async function send() {
  clearTimeout(timer);
  if (navigator.locks) {
    await navigator.locks.request(key("outbox"), { ifAvailable: true }, async (lock) => {
      if (lock) await sendDue();
    });
  } else if (!isSending) {
    isSending = true;
    if (await leased()) {
      await sendDue();
      remove(LEASE);
    }
    isSending = false;
  }
  schedule();
}

/** Without the browser's locks (a site without https): a note that this tab is sending. */
async function leased() {
  const other = read(LEASE);
  if (other && other.holder !== holder && other.until > Date.now()) return false;
  renew();
  await new Promise((done) => { setTimeout(done, SETTLING); });
  const now = read(LEASE);
  return now === null || now.holder === holder;
}

function renew() {
  write(LEASE, { holder, until: Date.now() + 2 * PATIENCE });
}

async function sendDue() {
  for (const { record } of waiting()) {
    // Another tab may have sent it since.
    const entry = waitingFor(record.run);
    if (entry && entry.refused === null && isDue(entry)) {
      if (!navigator.locks) renew();
      await post(entry);
      tell();
    }
  }
}

/** @param {Waiting} entry */
function isDue({ next }) {
  const now = Date.now();
  return next <= now || next > now + LONGEST_PAUSE;
}

/** @param {Waiting} entry */
async function post(entry) {
  const status = await answer(entry);
  if ((status >= 200 && status < 300) || status === 409) drop(entry.record.run);
  else if (status >= 400 && status < 500 && !LATER.has(status)) keep({ ...entry, refused: status });
  else {
    const pause = Math.min(FIRST_PAUSE * 2 ** entry.tries, LONGEST_PAUSE);
    keep({ ...entry, tries: entry.tries + 1, next: Date.now() + pause });
  }
}

/**
 * A redirection is no answer: followed, it would become a request without the record.
 * @param {Waiting} entry
 * @returns {Promise<number>} the answer's status, 0 where there was none
 */
async function answer({ record, to, credentials }) {
  try {
    const response = await fetch(to, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": record.run },
      body: JSON.stringify(record),
      credentials: credentials ? "include" : "omit",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return response.status;
  } catch {
    return 0;
  }
}

function schedule() {
  const now = Date.now();
  const times = waiting().filter(({ refused }) => refused === null).map(({ next }) => next);
  if (!times.length) return;
  const pause = Math.min(Math.max(Math.min(...times) - now, 1000), LONGEST_PAUSE);
  timer = setTimeout(() => { void send(); }, pause);
}

watch(WAITING, tell);
addEventListener("online", () => {
  for (const entry of waiting()) if (entry.refused === null) keep({ ...entry, next: 0 });
  void send();
});
addEventListener("beforeunload", (event) => {
  if (isAtRisk()) event.preventDefault();
});
void send();
