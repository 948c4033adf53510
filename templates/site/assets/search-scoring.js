// @ts-check
// What a document scores for a query, in whole numbers; sopgen/search/scoring.py is the same in
// Python and says what the parts mean.

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-index.js").Posting} Posting
 * @typedef {import("./search-index.js").Rules} Rules
 * @typedef {import("./search-query.js").Unit} Unit
 * @typedef {{document: number, score: number, steps: number[]}} Scored
 * @typedef {{weight: number, meanings: {factor: number, postings: Posting[]}[]}} FoundUnit
 * @typedef {Map<number, [shared: number, covered: number]>} Asks
 * @typedef {{text: number, cover: number, asks: Asks}} Hit
 */

const WHOLE = 16;
const IMPACTS = 31;
const SHARES = 255;
/** Of the many documents that have no ask. @type {Asks} */
const NO_ASKS = new Map();

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
  /** @type {Map<number, Hit>} */
  const sums = new Map();
  for (const unit of found) addUnit(sums, unit, accepts);
  const { rules } = index.head;
  const bases = [...sums].map(([document, hit]) => ({ document, hit, base: whole(rules, hit, 0, total) }));
  const ordered = Float64Array.from(bases, ({ base }) => base).sort().reverse();
  const fitting = bases.filter(({ base }) => base * 4 >= ordered[0]);
  // To put thousands in order for the sake of the first fifty would be felt on a slow processor.
  const last = ordered[Math.min(rules.deep, fitting.length) - 1];
  const deep = fitting.filter(({ base }) => base >= last)
    .sort((one, other) => other.base - one.base || one.document - other.document)
    .slice(0, rules.deep);
  const steps = scoreSteps(found, new Set(deep.map(({ document }) => document)), total);
  const scored = deep.map(({ document, hit }) => {
    const own = steps.get(document) ?? new Map();
    const best = Math.max(0, ...own.values());
    return { document, score: whole(rules, hit, best, total), steps: bestSteps(own, best) };
  });
  scored.sort((one, other) => other.score - one.score || one.document - other.document);
  return { total: fitting.length, scored };
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
  const lists = found.flatMap((stem) => (stem ? [stem.postings] : []));
  return lists.reduce((common, other) => {
    const byDocument = new Map(other.map((posting) => [posting[0], posting]));
    return common.flatMap((posting) => {
      const same = byDocument.get(posting[0]);
      return same ? [joined(posting, same)] : [];
    });
  });
}

/** @param {Posting} one @param {Posting} other @returns {Posting} */
function joined(one, other) {
  const asks = new Map(other[4]);
  return [
    one[0],
    Math.min(one[1], other[1]),
    one[2].filter((step) => other[2].includes(step)),
    one[3].filter((step) => other[3].includes(step)),
    one[4].flatMap(([ask, share]) => {
      const more = asks.get(ask);
      return more === undefined ? [] : [/** @type {[number, number]} */ ([ask, share + more])];
    }),
  ];
}

/**
 * @param {Map<number, Hit>} sums
 * @param {FoundUnit} unit
 * @param {(document: number) => boolean} accepts
 */
function addUnit(sums, unit, accepts) {
  for (const [document, hit] of bestOf(unit, accepts)) {
    let sum = sums.get(document);
    if (!sum) sums.set(document, sum = { text: 0, cover: 0, asks: NO_ASKS });
    sum.text += unit.weight * hit.text;
    sum.cover += unit.weight * hit.cover;
    if (hit.asks.size && sum.asks === NO_ASKS) sum.asks = new Map();
    for (const [ask, [share, factor]] of hit.asks) {
      const [shared, covered] = sum.asks.get(ask) ?? [0, 0];
      sum.asks.set(ask, [shared + share, covered + unit.weight * factor]);
    }
  }
}

/**
 * By document the best of what a unit may mean: never the sum of several meanings.
 * @param {FoundUnit} unit
 * @param {(document: number) => boolean} accepts
 */
function bestOf(unit, accepts) {
  /** @type {Map<number, Hit>} */
  const found = new Map();
  for (const { factor, postings } of unit.meanings) {
    for (const [document, impact, , , asks] of postings) {
      if (!accepts(document)) continue;
      let hit = found.get(document);
      if (!hit) found.set(document, hit = { text: 0, cover: 0, asks: NO_ASKS });
      hit.text = Math.max(hit.text, factor * impact);
      hit.cover = Math.max(hit.cover, factor);
      if (asks.length && hit.asks === NO_ASKS) hit.asks = new Map();
      for (const [ask, share] of asks) {
        const [shared, covered] = hit.asks.get(ask) ?? [0, 0];
        hit.asks.set(ask, [Math.max(shared, factor * share), Math.max(covered, factor)]);
      }
    }
  }
  return found;
}

/** @param {Rules} rules @param {Hit} hit @param {number} step @param {number} total */
function whole(rules, hit, step, total) {
  let ask = 0;
  for (const [shared, covered] of hit.asks.values()) {
    ask = Math.max(ask, nearness(shared, covered, total));
  }
  const text = divided(hit.text * 1000, WHOLE * IMPACTS * total);
  const cover = divided(hit.cover * 1000, WHOLE * total);
  const parts = rules.ask * ask + rules.text * text + rules.step * step;
  return divided(parts * (500 + cover), 15000);
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
 * @param {Set<number>} documents
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

/** @param {FoundUnit} unit @param {Set<number>} documents */
function stepsOf(unit, documents) {
  /** @type {Map<number, Map<number, number>>} */
  const found = new Map();
  for (const { factor, postings } of unit.meanings) {
    for (const [document, , text, titles] of postings) {
      if (!documents.has(document)) continue;
      const best = found.get(document) ?? new Map();
      found.set(document, best);
      for (const step of text) best.set(step, Math.max(best.get(step) ?? 0, factor));
      for (const step of titles) best.set(step, Math.max(best.get(step) ?? 0, 2 * factor));
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
