// @ts-check
// Reads the files of the search's index, each when it is first needed; sopgen/search/index.py is
// the same in Python.

import { numberEnd, readNumber, readPostings } from "./search-postings.js";
import { Words } from "./search-words.js";

/**
 * @typedef {import("./search-postings.js").Postings} Postings
 * @typedef {{weight: number, postings: Postings}} Stem
 * @typedef {{stems: string[], words: string[]}} Phrase
 * @typedef {{key: string, name: string, count: number}} Facet
 * @typedef {{departments: Facet[], roles: Facet[], types: Facet[]}} Facets
 * @typedef {{exact: number, prefix: number, longer: number, slips: number[], synonym: number,
 *   mostWords: number, mostPrefixes: number, mostSlips: number, deep: number,
 *   ask: number, text: number, step: number}} Rules
 * @typedef {{format: number, folder: string, documents: number, block: number,
 *   unknownWeight: number, rules: Rules, facets: Facets, pages: string[], shards: string[],
 *   synonyms: string[][], language: import("./search-words.js").Language}} Head
 * @typedef {[id: string, title: string, href: string, department: number, type: number,
 *   version: string, state: string, stateName: string, purpose: string,
 *   steps: [number: number, title: string][]]} Row
 * @typedef {{departments: number[], types: number[], roles: number[][]}} Filters
 */

const FORMAT = 1;
const NEWLINE = 10;
const decoder = new TextDecoder();

export class Index {
  /**
   * @param {string} root the URL of the index's folder, with a slash at its end
   * @param {Head} head
   */
  constructor(root, head) {
    if (head.format !== FORMAT) throw new Error("The search was made by another version.");
    this.root = `${root}${head.folder}/`;
    this.head = head;
    this.words = new Words(head.language);
    this.synonyms = this.phrases();
    /** @type {Map<string, Promise<unknown>>} */
    this.files = new Map();
    /** @type {Map<string, Stem | null>} */
    this.stems = new Map();
  }

  /**
   * A stem of the library; null where no document has it.
   * @param {string} stem
   * @returns {Promise<Stem | null>}
   */
  async stem(stem) {
    const known = this.stems.get(stem);
    if (known !== undefined) return known;
    const number = after(this.head.shards, stem) - 1;
    if (number < 0) return null;
    const shard = await this.once(`postings-${number}.bin`, async (file) =>
      readShard(new Uint8Array(await file.arrayBuffer())));
    const found = shard.get(stem);
    const made = found ? { weight: found.weight, postings: readPostings(found.packed) } : null;
    this.stems.set(stem, made);
    return made;
  }

  /**
   * The words that begin like this, with the size of their count, in order.
   * @param {string} start
   * @returns {Promise<[word: string, size: number][]>}
   */
  async beginning(start) {
    const pages = await Promise.all(this.pagesOf([start]).map((number) => this.page(number)));
    return pages.flatMap((page) => {
      const first = after(page.words, start) - (page.sizes.has(start) ? 1 : 0);
      /** @type {[string, number][]} */
      const found = [];
      for (let at = first; page.words[at]?.startsWith(start); at += 1) {
        found.push([page.words[at], page.sizes.get(page.words[at]) ?? 0]);
      }
      return found;
    });
  }

  /** The pages whose words may begin with one of these. @param {string[]} starts */
  pagesOf(starts) {
    const bounds = this.head.pages;
    const numbers = starts.flatMap((start) => {
      const first = Math.max(0, after(bounds, start) - 1);
      const end = before(bounds, `${start}\uffff`);
      return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
    });
    return [...new Set(numbers)].sort((one, other) => one - other);
  }

  /** The words of one page, in order. @param {number} number */
  page(number) {
    return this.once(`words-${number}.txt`, async (file) => readWords(await file.text()));
  }

  /**
   * What results show of one document.
   * @param {number} document
   * @returns {Promise<Row>}
   */
  async row(document) {
    const size = this.head.block;
    /** @type {Row[]} */
    const block = await this.once(`documents-${Math.floor(document / size)}.json`, asJson);
    return block[document % size];
  }

  /** By kind, the numbers of each document's facets. @returns {Promise<Filters>} */
  filters() {
    return this.once("filters.json", asJson);
  }

  /** By the first stem of a phrase: all its stems, and the other phrases of its group. */
  phrases() {
    /** @type {Map<string, [whole: string[], others: Phrase[]][]>} */
    const found = new Map();
    for (const group of this.head.synonyms) {
      const phrases = group.map((text) => this.phrase(text.split(" ")));
      for (const phrase of phrases) {
        const whole = phrase.words.map((word) => this.words.stem(word));
        const others = phrases.filter((other) => !isSame(other.stems, phrase.stems));
        found.set(whole[0], [...(found.get(whole[0]) ?? []), [whole, others]]);
      }
    }
    return found;
  }

  /** @param {string[]} words @returns {Phrase} */
  phrase(words) {
    const stems = words.map((word) => this.words.stem(word));
    const telling = stems.filter((stem) => !this.words.stop.has(stem));
    return { stems: telling.length ? telling : stems, words };
  }

  /**
   * One file, loaded once; one that failed may be tried again.
   * @template T
   * @param {string} name
   * @param {(file: Response) => Promise<T>} read
   * @returns {Promise<T>}
   */
  once(name, read) {
    const known = /** @type {Promise<T> | undefined} */ (this.files.get(name));
    if (known) return known;
    const loading = load(this.root + name).then(read);
    this.files.set(name, loading);
    loading.catch(() => this.files.delete(name));
    return loading;
  }
}

/**
 * A file of the site, or a plain sentence.
 * @param {string} address
 * @param {RequestInit} [options]
 * @param {Promise<Response>} [asked] the same, where somebody asked for it already
 */
export async function load(address, options, asked) {
  const file = await (asked ?? fetch(address, options)).catch(() => null);
  if (!file) throw new Error("The search cannot be loaded: there is no connection.");
  if (!file.ok) throw new Error(`The search cannot be loaded: ${address} is missing.`);
  return file;
}

/** @param {Response} file */
const asJson = (file) => file.json();

/** @param {string[]} one @param {string[]} other */
export function isSame(one, other) {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

/** How many of some ordered words come before or are this one. @param {string[]} words @param {string} word */
function after(words, word) {
  return place(words, (other) => other <= word);
}

/** How many of some ordered words come before this one. @param {string[]} words @param {string} word */
function before(words, word) {
  return place(words, (other) => other < word);
}

/** @param {string[]} words @param {(word: string) => boolean} isBefore */
function place(words, isBefore) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(words[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {string} text */
function readWords(text) {
  /** @type {string[]} */
  const words = [];
  /** @type {Map<string, number>} */
  const sizes = new Map();
  let word = "";
  for (const line of text ? text.split("\n") : []) {
    word = word.slice(0, parseInt(line[0], 36)) + line.slice(2);
    words.push(word);
    sizes.set(word, line.charCodeAt(1) - 97);
  }
  return { words, sizes };
}

/** @param {Uint8Array} packed */
function readShard(packed) {
  let at = packed.indexOf(NEWLINE);
  const names = decoder.decode(packed.subarray(0, at)).split(" ");
  at += 1;
  const table = names.map(() => {
    const next = numberEnd(packed, at + 1);
    const found = /** @type {const} */ ([packed[at], readNumber(packed, at + 1, next)]);
    at = next;
    return found;
  });
  /** @type {Map<string, {weight: number, packed: Uint8Array}>} */
  const found = new Map();
  let stem = "";
  names.forEach((name, number) => {
    const [weight, size] = table[number];
    stem = stem.slice(0, parseInt(name[0], 36)) + name.slice(1);
    found.set(stem, { weight, packed: packed.subarray(at, at + size) });
    at += size;
  });
  return found;
}
