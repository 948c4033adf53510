// @ts-check
// Times as people read them.

import { today } from "./run-block.js";

const LIVE = 3 * 3600;

/**
 * Seconds as 0:48, 12:05 or 1:02:05.
 * @param {number} seconds
 */
export function clock(seconds) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return (hours ? `${hours}:${two(minutes)}` : String(minutes)) + `:${two(seconds % 60)}`;
}

/**
 * What stands after the time spent: " of 2:00"; a long limit in its own words.
 * @param {{text: string, seconds: number} | null} limit
 */
export function ofLimit(limit) {
  if (!limit) return "";
  return ` of ${limit.seconds < LIVE ? clock(limit.seconds) : limit.text}`;
}

/**
 * Minutes before UTC as an offset: -60 is +01:00.
 * @param {number} minutes as Date.getTimezoneOffset gives them
 */
export function offset(minutes) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes > 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/**
 * A moment in the local time of an offset: 2026-11-22 14:02:10.
 * @param {string} iso
 * @param {string} zone
 */
export function moment(iso, zone) {
  const [hours, minutes] = zone.slice(1).split(":").map(Number);
  const ahead = (hours * 60 + minutes) * 60000 * (zone[0] === "-" ? -1 : 1);
  return new Date(Date.parse(iso) + ahead).toISOString().slice(0, 19).replace("T", " ");
}

/**
 * A day as it is written in the site: 22 Nov 2026.
 * @param {string} iso
 */
export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return `${date} ${"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[month - 1]} ${year}`;
}

/**
 * When something began, as one says it: 14:02, or 21 Nov 2026, 14:02 when it was not today.
 * @param {number} time
 * @param {number} now
 */
export function since(time, now) {
  const [then, local] = [new Date(time), today(new Date(time))];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const hour = `${two(then.getHours())}:${two(then.getMinutes())}`;
  return local === today(new Date(now)) ? hour : `${day(local)}, ${hour}`;
}
