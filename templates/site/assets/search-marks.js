// @ts-check
// Marks the words of a text that were searched for.

/** Scripts that write no space between words: there a word may stand within others. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** @param {string} word */
function pattern(word) {
  const literal = word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return UNSPACED.test(word) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
}

/**
 * What finds any of these words, the longest first; null where there is none.
 * @param {readonly string[]} words
 */
export function finder(words) {
  const wanted = [...new Set(words)].filter(Boolean).sort((a, b) => b.length - a.length);
  return wanted.length ? new RegExp(wanted.map(pattern).join("|"), "giu") : null;
}

/**
 * An element that holds a text with the found words marked. The text is never read as markup.
 * @param {string} text
 * @param {RegExp | null} found
 * @param {string} [name] the class of the element
 */
export function marked(text, found, name = "") {
  const place = document.createElement("span");
  place.className = name;
  place.dir = "auto";
  let at = 0;
  for (const { index, 0: word } of found ? text.matchAll(found) : []) {
    const mark = document.createElement("mark");
    mark.textContent = word;
    place.append(text.slice(at, index), mark);
    at = index + word.length;
  }
  place.append(text.slice(at));
  return place;
}
