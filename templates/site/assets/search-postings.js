// @ts-check
// Where a word stands, document by document; sopgen/search/postings.py says what the bytes mean.
// A word may stand in every document of a large library: what is asked of few of them is read only
// when it is asked for, and nothing is made for each of them.

/**
 * The documents in order, and by position among them: how much the word says of each, the steps
 * that have it in their text and in their title, the asks that have it.
 * @typedef {object} Postings
 * @property {Uint32Array} documents
 * @property {Uint8Array} impacts
 * @property {(at: number) => number[]} text
 * @property {(at: number) => number[]} titles
 * @property {(at: number) => boolean} hasAsks
 * @property {(at: number) => [ask: number, share: number][]} asks
 */

const IMPACTS = 0x1f;
const IN_TEXT = 0x20;
const IN_TITLE = 0x40;
const IN_ASKS = 0x80;
const MORE = 0x80;

/** The postings of one stem. @param {Uint8Array} packed @returns {Postings} */
export function readPostings(packed) {
  const most = packed.length >> 1; // each takes two bytes at least
  const documents = new Uint32Array(most);
  const impacts = new Uint8Array(most);
  const places = new Uint32Array(most);
  let [at, count, document] = [0, 0, 0];
  while (at < packed.length) {
    const next = numberEnd(packed, at);
    document += readNumber(packed, at, next);
    documents[count] = document;
    impacts[count] = packed[next] & IMPACTS;
    places[count] = next;
    count += 1;
    at = endOf(packed, next);
  }
  const found = [documents, impacts, places].map((list) => list.subarray(0, count));
  return new Stored(packed, .../** @type {[Uint32Array, Uint8Array, Uint32Array]} */ (found));
}

/** The documents that have both of two words, with what they have in common. @param {Postings} one @param {Postings} other @returns {Postings} */
export function inCommon(one, other) {
  const most = Math.min(one.documents.length, other.documents.length);
  const [first, second] = [new Uint32Array(most), new Uint32Array(most)];
  let [at, beside, count] = [0, 0, 0];
  while (at < one.documents.length && beside < other.documents.length) {
    const difference = one.documents[at] - other.documents[beside];
    if (difference === 0) {
      first[count] = at;
      second[count] = beside;
      count += 1;
    }
    if (difference <= 0) at += 1;
    if (difference >= 0) beside += 1;
  }
  return new Common([one, first.subarray(0, count)], [other, second.subarray(0, count)]);
}

/** Where a document stands among some postings; below 0 where it does not. @param {Postings} postings @param {number} document */
export function placeOf({ documents }, document) {
  let [low, high] = [0, documents.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (documents[middle] < document) low = middle + 1;
    else high = middle;
  }
  return documents[low] === document ? low : -1;
}

/** @implements {Postings} */
class Stored {
  /**
   * @param {Uint8Array} packed
   * @param {Uint32Array} documents
   * @param {Uint8Array} impacts
   * @param {Uint32Array} places where the byte with the flags of each is
   */
  constructor(packed, documents, impacts, places) {
    this.packed = packed;
    this.documents = documents;
    this.impacts = impacts;
    this.places = places;
  }

  /** @param {number} at @returns {number[]} */
  text(at) {
    const place = this.places[at];
    return this.packed[place] & IN_TEXT ? steps(this.packed, place + 1) : [];
  }

  /** @param {number} at @returns {number[]} */
  titles(at) {
    const place = this.places[at];
    return this.packed[place] & IN_TITLE ? steps(this.packed, titlesAt(this.packed, place)) : [];
  }

  /** @param {number} at */
  hasAsks(at) {
    return (this.packed[this.places[at]] & IN_ASKS) !== 0;
  }

  /** @param {number} at @returns {[number, number][]} */
  asks(at) {
    if (!this.hasAsks(at)) return [];
    const { packed } = this;
    const start = asksAt(packed, this.places[at]);
    return Array.from({ length: packed[start] }, (_, ask) =>
      /** @type {[number, number]} */ ([packed[start + 1 + 2 * ask], packed[start + 2 + 2 * ask]]));
  }
}

/** @implements {Postings} */
class Common {
  /** @param {[Postings, Uint32Array]} one with the positions that it has in common with the other @param {[Postings, Uint32Array]} other */
  constructor([one, first], [other, second]) {
    this.one = one;
    this.other = other;
    this.first = first;
    this.second = second;
    this.documents = Uint32Array.from(first, (place) => one.documents[place]);
    this.impacts = Uint8Array.from(first, (place, at) =>
      Math.min(one.impacts[place], other.impacts[second[at]]));
  }

  /** @param {number} at @returns {number[]} */
  text(at) {
    const others = this.other.text(this.second[at]);
    return this.one.text(this.first[at]).filter((step) => others.includes(step));
  }

  /** @param {number} at @returns {number[]} */
  titles(at) {
    const others = this.other.titles(this.second[at]);
    return this.one.titles(this.first[at]).filter((step) => others.includes(step));
  }

  /** @param {number} at */
  hasAsks(at) {
    return this.one.hasAsks(this.first[at]) && this.other.hasAsks(this.second[at]);
  }

  /** @param {number} at @returns {[number, number][]} */
  asks(at) {
    const others = new Map(this.other.asks(this.second[at]));
    return this.one.asks(this.first[at]).flatMap(([ask, share]) => {
      const more = others.get(ask);
      return more === undefined ? [] : [/** @type {[number, number]} */ ([ask, share + more])];
    });
  }
}

/** The place after a number. @param {Uint8Array} packed @param {number} at */
export function numberEnd(packed, at) {
  while (packed[at] & MORE) at += 1;
  return at + 1;
}

/** The number between two places, seven bits a byte. @param {Uint8Array} packed @param {number} at @param {number} end */
export function readNumber(packed, at, end) {
  let found = 0;
  for (let last = end - 1; last >= at; last -= 1) found = found * 128 + (packed[last] & 0x7f);
  return found;
}

/** Where a posting's steps by title begin. @param {Uint8Array} packed @param {number} place of its flags */
const titlesAt = (packed, place) =>
  packed[place] & IN_TEXT ? numberEnd(packed, place + 1) : place + 1;

/** Where a posting's asks begin. @param {Uint8Array} packed @param {number} place of its flags */
function asksAt(packed, place) {
  const at = titlesAt(packed, place);
  return packed[place] & IN_TITLE ? numberEnd(packed, at) : at;
}

/** The place after a posting. @param {Uint8Array} packed @param {number} place of its flags */
function endOf(packed, place) {
  const at = asksAt(packed, place);
  return packed[place] & IN_ASKS ? at + 1 + 2 * packed[at] : at;
}

/** A bit mask of any length, as the positions of its bits. @param {Uint8Array} packed @param {number} at */
function steps(packed, at) {
  /** @type {number[]} */
  const found = [];
  for (let [first, end] = [0, numberEnd(packed, at)]; at < end; at += 1, first += 7) {
    for (let bit = 0; bit < 7; bit += 1) if ((packed[at] >> bit) & 1) found.push(first + bit);
  }
  return found;
}
