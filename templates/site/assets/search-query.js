// @ts-check
// From what was typed to units of words: each word with all that may be meant by it;
// sopgen/search/query.py is the same in Python.

import { distance, isPlain, slipsAllowed } from "./search-words.js";
import { isSame } from "./search-index.js";

/**
 * @typedef {import("./search-index.js").Index} Index
 * @typedef {import("./search-index.js").Phrase} Phrase
 * @typedef {{stems: string[], factor: number}} Meaning several stems together are a phrase
 * @typedef {{weight: number, meant: Meaning[]}} Unit
 */

/**
 * Read what was typed; the last word may be unfinished unless something follows it.
 * @param {Index} index
 * @param {string} text
 * @returns {Promise<{units: Unit[], words: string[]}>}
 */
export async function readQuery(index, text) {
  const typed = index.words.split(text).slice(0, index.head.rules.mostWords);
  const stems = typed.map((word) => index.words.stem(word));
  const synonyms = synonymsOf(index, stems);
  const last = typed[typed.length - 1];
  const isOpen = typed.length > 0 && index.words.fold(text).endsWith(last);
  const telling = typed.filter((word) => !index.words.stop.has(index.words.stem(word)));
  /** @type {Map<string, WordReader>} */
  const readers = new Map();
  for (const word of telling.length ? telling : typed) {
    const stem = index.words.stem(word);
    if (!readers.has(stem)) readers.set(stem, new WordReader(index, word, isOpen && word === last));
  }
  const units = await Promise.all(
    [...readers].map(([stem, reader]) => reader.unit(synonyms.get(stem) ?? [])),
  );
  return { units, words: [...new Set([...readers.values()].flatMap((reader) => reader.words))] };
}

/**
 * By stem, what the phrases in which it stands may be said as.
 * @param {Index} index
 * @param {string[]} stems
 */
function synonymsOf(index, stems) {
  /** @type {Map<string, Phrase[]>} */
  const found = new Map();
  stems.forEach((stem, at) => {
    for (const [phrase, others] of index.synonyms.get(stem) ?? []) {
      if (!isSame(stems.slice(at, at + phrase.length), phrase)) continue;
      for (const part of new Set(phrase)) {
        found.set(part, [...(found.get(part) ?? []), ...others]);
      }
    }
  });
  return found;
}

class WordReader {
  /**
   * @param {Index} index
   * @param {string} word
   * @param {boolean} isOpen
   */
  constructor(index, word, isOpen) {
    this.index = index;
    this.word = word;
    this.isOpen = isOpen;
    this.gram = index.words.gram(word);
    this.rules = index.head.rules;
    /** @type {Map<string, Meaning>} */
    this.meant = new Map();
    this.weight = 0;
    /** @type {string[]} */
    this.words = [];
  }

  /** @param {Phrase[]} synonyms @returns {Promise<Unit>} */
  async unit(synonyms) {
    const stem = this.index.words.stem(this.word);
    const [known] = await Promise.all([
      this.index.stem(stem),
      this.isOpen && this.index.beginning(this.word),
      this.load(synonyms.flatMap((phrase) => phrase.stems)),
    ]);
    if (known) {
      await this.add(stem, this.rules.exact);
      await this.markForms(stem);
    }
    if (this.isOpen) await this.addLonger(known ? this.rules.longer : this.rules.prefix);
    if (!this.meant.size) await this.addSlips();
    for (const phrase of synonyms) await this.addPhrase(phrase);
    const weight = known?.weight || this.weight || this.index.head.unknownWeight;
    return { weight, meant: [...this.meant.values()] };
  }

  /** Asks for what will be needed all at once, not one after the other. @param {string[]} stems */
  load(stems) {
    return Promise.all(stems.map((stem) => this.index.stem(stem)));
  }

  /** @param {string} stem @param {number} factor */
  async add(stem, factor) {
    const found = await this.index.stem(stem);
    if (!found) return;
    if (!this.meant.has(stem)) this.meant.set(stem, { stems: [stem], factor });
    this.weight = Math.max(this.weight, found.weight);
  }

  /** Every form of the word that documents use. @param {string} stem */
  async markForms(stem) {
    this.words.push(this.word);
    if (this.gram) return;
    for (const [form] of await this.index.beginning(stem.slice(0, 3))) {
      if (this.index.words.stem(form) === stem) this.words.push(form);
    }
  }

  /** The words that it may become when it is typed to its end. @param {number} factor */
  async addLonger(factor) {
    if ([...this.word].length < 2 && !this.gram) return;
    const longer = await this.index.beginning(this.word);
    longer.sort((one, other) => other[1] - one[1]);
    const likely = longer.slice(0, this.rules.mostPrefixes);
    await this.load(likely.map(([word]) => this.index.words.stem(word)));
    for (const [word] of likely) {
      await this.add(this.index.words.stem(word), factor);
      this.words.push(word);
    }
  }

  /** The words that it may be meant for: the nearest, and of those the most frequent. */
  async addSlips() {
    const limit = this.gram ? 0 : slipsAllowed(this.word);
    if (!limit) return;
    const near = this.index.pagesOf([...this.word].slice(0, 2));
    const far = this.index.head.pages.map((_, at) => at).filter((at) => !near.includes(at));
    let nearest = await this.nearest(near, limit);
    if (!nearest.length) nearest = await this.nearest(far, limit);
    await this.load(nearest.map(([, , word]) => this.index.words.stem(word)));
    for (const [slips, , word] of nearest) {
      await this.add(this.index.words.stem(word), this.rules.slips[slips]);
      this.words.push(word);
    }
  }

  /** @param {number[]} numbers @param {number} limit */
  async nearest(numbers, limit) {
    const pages = await Promise.all(numbers.map((number) => this.index.page(number)));
    /** @type {[slips: number, size: number, word: string][]} */
    const found = [];
    for (const page of pages) {
      for (const word of page.words) {
        if (Math.abs(word.length - this.word.length) > limit || !isPlain(word)) continue;
        const slips = distance(this.word, word, limit);
        if (slips <= limit) found.push([slips, page.sizes.get(word) ?? 0, word]);
      }
    }
    found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    return found.filter(([slips]) => slips === found[0][0]).slice(0, this.rules.mostSlips);
  }

  /** @param {Phrase} phrase */
  async addPhrase(phrase) {
    const stems = await Promise.all(phrase.stems.map((stem) => this.index.stem(stem)));
    const weights = stems.flatMap((stem) => (stem ? [stem.weight] : []));
    if (weights.length < stems.length) return;
    const key = phrase.stems.join(" ");
    const meaning = { stems: phrase.stems, factor: this.rules.synonym };
    if (!this.meant.has(key)) this.meant.set(key, meaning);
    this.weight = Math.max(this.weight, Math.min(...weights));
    this.words.push(...phrase.words);
  }
}
