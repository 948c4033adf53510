// @ts-check
// Notices that another version came into force than the one that a run follows.

import { blockOf, today } from "./run-block.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./run-choices.js").Other} Other */

const PAUSE = 60_000;

/**
 * The version that by the calendar holds now, where the site was built before its day.
 * @param {Block} block
 * @param {Date} now
 * @returns {Other | null}
 */
export function cameByDate(block, now) {
  const { next } = block;
  return next && next.href && next.date <= today(now)
    ? { version: next.version, href: `${next.href}#run`, date: next.date } : null;
}

/**
 * Asks the page's own address, when the tab is looked at again and a minute has passed.
 * @param {Block} block
 * @param {(other: Other) => void} found
 */
export function watchForNewer(block, found) {
  let asked = Date.now();
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < PAUSE) return;
    asked = Date.now();
    const fresh = await fetched();
    if (fresh && fresh.id === block.id && fresh.version !== block.version) {
      found({ version: fresh.version, href: `${location.pathname}${location.search}#run`, date: null });
    }
  });
}

async function fetched() {
  try {
    const response = await fetch(location.pathname + location.search, { cache: "no-cache" });
    const html = response.ok ? await response.text() : "";
    return blockOf(new DOMParser().parseFromString(html, "text/html"));
  } catch {
    return null; // Without a network the run goes on by the text at hand.
  }
}
