// @ts-check
// Reads text into words, as the index's head says; sopgen/search/words.py is the same in Python.

/**
 * @typedef {{
 *   separators: string, marks: string, joiners: string, grams: [letters: string, size: number][],
 *   folds: Record<string, string>, endings: [ending: string, instead: string, stays: number][][],
 *   irregular: Record<string, string>, stopWords: string[], longestWord: number,
 * }} Language
 */

/** @param {string} letters what stands between the brackets of a character class */
const every = (letters) => new RegExp(`[${letters}]`, "gu");

export class Words {
  /** @param {Language} data */
  constructor(data) {
    const apart = data.grams.map(([letters]) => letters).join("");
    const runs = data.grams.map(([letters]) => `[${letters}]+`).join("|");
    this.data = data;
    this.marks = every(data.marks);
    this.joiners = every(data.joiners);
    this.folded = every(Object.keys(data.folds).join(""));
    this.runs = new RegExp(`${runs}|[^${data.separators}${apart}]+`, "gu");
    this.grams = data.grams.map(
      ([letters, size]) => /** @type {const} */ ([new RegExp(`^[${letters}]`, "u"), size]),
    );
    this.irregular = new Map(Object.entries(data.irregular));
    /** @type {Map<string, string>} */
    this.stems = new Map();
    this.stop = new Set(data.stopWords.map((word) => this.stem(word)));
  }

  /** Text as it is compared: small letters without accents. @param {string} text */
  fold(text) {
    return text.normalize("NFKD").replace(this.marks, "").toLowerCase().normalize("NFC")
      .replace(this.folded, (letter) => this.data.folds[letter] ?? letter)
      .replace(this.joiners, "");
  }

  /** The words of a text in order, folded. @param {string} text */
  split(text) {
    return (this.fold(text).match(this.runs) ?? []).flatMap((run) => {
      const letters = [...run];
      const size = this.gram(run);
      if (!size) return [letters.slice(0, this.data.longestWord).join("")];
      const count = Math.max(1, letters.length - size + 1);
      return Array.from({ length: count }, (_, at) => letters.slice(at, at + size).join(""));
    });
  }

  /** How many letters of a word's script are read together, 0 for words. @param {string} word */
  gram(word) {
    return this.grams.find(([letters]) => letters.test(word))?.[1] ?? 0;
  }

  /** A folded word without its ending. @param {string} word */
  stem(word) {
    let stem = this.stems.get(word);
    if (stem === undefined) {
      stem = this.cut(word);
      this.stems.set(word, stem);
    }
    return stem;
  }

  /** @param {string} word */
  cut(word) {
    let stem = this.irregular.get(word) ?? word;
    for (const rules of this.data.endings) {
      const rule = rules.find(
        ([ending, , stays]) => stem.endsWith(ending) && stem.length - ending.length >= stays,
      );
      if (rule) stem = stem.slice(0, stem.length - rule[0].length) + rule[1];
    }
    return stem;
  }
}

/** Letters beyond the first plane are two units long here, and one in Python. @param {string} word */
export function isPlain(word) {
  return !/[\ud800-\udfff]/.test(word);
}

/** How many slips a word of this length may have. @param {string} word */
export function slipsAllowed(word) {
  if (word.length < 4 || !isPlain(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * How many letters are missing, added, changed or swapped with their neighbour (the distance of
 * optimal string alignment); more than the limit is given as one more than it.
 * @param {string} word
 * @param {string} other
 * @param {number} limit
 */
export function distance(word, other, limit) {
  if (Math.abs(word.length - other.length) > limit) return limit + 1;
  /** @type {number[]} */
  let last = [];
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= word.length; i += 1) {
    [last, before, row] = [before, row, [i]];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const changed = word[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + changed);
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
        cost = Math.min(cost, last[j - 2] + 1);
      }
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
  }
  return Math.min(row[other.length], limit + 1);
}
