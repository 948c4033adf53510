// @ts-check
// What a document scores for a query, in whole numbers; sopgen/search/scoring.py is the same in
// Python and says what the parts mean.

import { inCommon, placeOf } from "./search-postings.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-index.js").Postings} Postings
 * @typedef {import("./search-index.js").Rules} Rules
 * @typedef {import("./search-query.js").Unit} Unit
 * @typedef {{document: number, score: number, steps: number[]}} Scored
 * @typedef {{weight: number, meanings: {factor: number, postings: Postings}[]}} FoundUnit
 * @typedef {Map<number, [shared: number, covered: number]>} Asks
 */

const WHOLE = 16;
const IMPACTS = 31;
const SHARES = 255;
/** Of the many documents that have no ask. @type {Asks} */
const NO_ASKS = new Map();
const [WANTED, UNWANTED] = [1, 2];

/** @param {number} number @param {number} by */
const divided = (number, by) => Math.floor(number / by);

/**
 * How many documents fit, and those that fit best, the best first.
 * @param {Index} index
 * @param {Unit[]} units
 * @param {(document: number) => boolean} accepts
 */
export async function scoreAll(index, units, accepts) {
  const total = units.reduce((sum, unit) => sum + unit.weight, 0);
  const found = await Promise.all(units.map((unit) => findUnit(index, unit)));
  const { rules, documents } = index.head;
  const sums = new Sums(documents, accepts);
  for (const unit of found) sums.add(unit);
  const bases = sums.bases(rules, total);
  const ordered = bases.slice().sort().reverse();
  const end = ordered.findIndex((base) => base < 0 || base * 4 < ordered[0]);
  const fitting = end < 0 ? ordered.length : end;
  // To put thousands in order for the sake of the first fifty would be felt on a slow processor.
  const last = ordered[Math.min(rules.deep, fitting) - 1];
  const deep = [...bases.keys()].filter((document) => bases[document] >= last)
    .sort((one, other) => bases[other] - bases[one] || one - other).slice(0, rules.deep);
  const steps = scoreSteps(found, deep, total);
  const scored = deep.map((document) => {
    const own = steps.get(document) ?? new Map();
    const best = Math.max(0, ...own.values());
    return { document, score: sums.score(rules, document, best, total), steps: bestSteps(own, best) };
  });
  scored.sort((one, other) => other.score - one.score || one.document - other.document);
  return { total: fitting, scored };
}

/** @param {Index} index @param {Unit} unit @returns {Promise<FoundUnit>} */
async function findUnit(index, unit) {
  const meanings = unit.meant.map(async ({ stems, factor }) =>
    ({ factor, postings: await ofPhrase(index, stems) }));
  return { weight: unit.weight, meanings: await Promise.all(meanings) };
}

/** The documents that have all of some stems. @param {Index} index @param {string[]} stems */
async function ofPhrase(index, stems) {
  const found = await Promise.all(stems.map((stem) => index.stem(stem)));
  return found.flatMap((stem) => (stem ? [stem.postings] : [])).reduce(inCommon);
}

/** What documents have of a query, in lists by document: a common word stands in all of them. */
class Sums {
  /** @param {number} size how many documents there are @param {(document: number) => boolean} accepts */
  constructor(size, accepts) {
    this.accepts = accepts;
    /** Of which documents it is known whether they are accepted. */
    this.known = new Uint8Array(size);
    this.text = new Float64Array(size);
    this.cover = new Float64Array(size);
    /** @type {Map<number, Asks>} */
    this.asks = new Map();
    this.bestText = new Uint16Array(size);
    this.bestCover = new Uint8Array(size);
  }

  /** By document its score without its steps; below 0 where it has nothing of the query. @param {Rules} rules @param {number} total */
  bases(rules, total) {
    return Float64Array.from(this.cover, (cover, document) =>
      cover ? this.score(rules, document, 0, total) : -1);
  }

  /** Add of a unit the best of what it may mean: never the sum of several meanings. @param {FoundUnit} unit */
  add(unit) {
    const { bestText, bestCover } = this;
    /** @type {Map<number, Asks>} */
    const asks = new Map();
    for (const { factor, postings } of unit.meanings) {
      const { documents, impacts } = postings;
      for (let at = 0; at < documents.length; at += 1) {
        const document = documents[at];
        if (!this.isWanted(document)) continue;
        bestText[document] = Math.max(bestText[document], factor * impacts[at]);
        bestCover[document] = Math.max(bestCover[document], factor);
        if (postings.hasAsks(at)) addAsks(asks, document, factor, postings.asks(at));
      }
    }
    for (let document = 0; document < bestCover.length; document += 1) {
      this.text[document] += unit.weight * bestText[document];
      this.cover[document] += unit.weight * bestCover[document];
    }
    for (const [document, best] of asks) this.sumAsks(document, unit.weight, best);
    bestText.fill(0);
    bestCover.fill(0);
  }

  /** @param {number} document */
  isWanted(document) {
    if (!this.known[document]) this.known[document] = this.accepts(document) ? WANTED : UNWANTED;
    return this.known[document] === WANTED;
  }

  /** @param {number} document @param {number} weight @param {Asks} best */
  sumAsks(document, weight, best) {
    const sums = this.asks.get(document) ?? new Map();
    this.asks.set(document, sums);
    for (const [ask, [share, factor]] of best) {
      const [shared, covered] = sums.get(ask) ?? [0, 0];
      sums.set(ask, [shared + share, covered + weight * factor]);
    }
  }

  /** @param {Rules} rules @param {number} document @param {number} step @param {number} total */
  score(rules, document, step, total) {
    let ask = 0;
    for (const [shared, covered] of (this.asks.get(document) ?? NO_ASKS).values()) {
      ask = Math.max(ask, nearness(shared, covered, total));
    }
    const text = divided(this.text[document] * 1000, WHOLE * IMPACTS * total);
    const cover = divided(this.cover[document] * 1000, WHOLE * total);
    const parts = rules.ask * ask + rules.text * text + rules.step * step;
    return divided(parts * (500 + cover), 15000);
  }
}

/**
 * @param {Map<number, Asks>} asks
 * @param {number} document
 * @param {number} factor
 * @param {[ask: number, share: number][]} found
 */
function addAsks(asks, document, factor, found) {
  const best = asks.get(document) ?? new Map();
  asks.set(document, best);
  for (const [ask, share] of found) {
    const [shared, covered] = best.get(ask) ?? [0, 0];
    best.set(ask, [Math.max(shared, factor * share), Math.max(covered, factor)]);
  }
}

/** How near an ask is to the query. @param {number} shared @param {number} covered @param {number} total */
function nearness(shared, covered, total) {
  const said = Math.min(1000, divided(shared * 1000, WHOLE * SHARES));
  const meant = divided(covered * 1000, WHOLE * total);
  return divided(said * (said + meant), 2000);
}

/**
 * By document and step, how much of the query the step has; a title counts twice.
 * @param {FoundUnit[]} found
 * @param {number[]} documents
 * @param {number} total
 */
function scoreSteps(found, documents, total) {
  /** @type {Map<number, Map<number, number>>} */
  const sums = new Map();
  for (const unit of found) {
    for (const [document, steps] of stepsOf(unit, documents)) {
      const sum = sums.get(document) ?? new Map();
      sums.set(document, sum);
      for (const [step, value] of steps) sum.set(step, (sum.get(step) ?? 0) + unit.weight * value);
    }
  }
  for (const steps of sums.values()) {
    for (const [step, value] of steps) steps.set(step, divided(value * 1000, 2 * WHOLE * total));
  }
  return sums;
}

/** @param {FoundUnit} unit @param {number[]} documents */
function stepsOf(unit, documents) {
  /** @type {Map<number, Map<number, number>>} */
  const found = new Map();
  for (const { factor, postings } of unit.meanings) {
    for (const document of documents) {
      const at = placeOf(postings, document);
      if (at < 0) continue;
      const best = found.get(document) ?? new Map();
      found.set(document, best);
      for (const step of postings.text(at)) best.set(step, Math.max(best.get(step) ?? 0, factor));
      for (const step of postings.titles(at)) best.set(step, Math.max(best.get(step) ?? 0, 2 * factor));
    }
  }
  return found;
}

/** The steps that have much of the query, three at most. @param {Map<number, number>} steps @param {number} most */
function bestSteps(steps, most) {
  return [...steps]
    .filter(([, value]) => value >= 200 && value * 2 >= most)
    .sort(([one, better], [other, value]) => value - better || one - other)
    .slice(0, 3)
    .map(([step]) => step);
}
