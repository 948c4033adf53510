"""Cuts text into words: those a person compares, and those a redline shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

# Scripts written without spaces: every character counts as a word.
_IDEOGRAPH: Final = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_LETTERS: Final = rf"(?:(?!{_IDEOGRAPH})\w)+"
_ARROW: Final = re.compile(r"[←-⇿➔-➾⟵-⟿]|-+>|=+>")
_SHOWN: Final = re.compile(
    r"\s+"
    r"|\[[^\[\]\n]{1,40}\]"  # a placeholder is one thing
    r"|[€$£¥]?\d+(?:[.,:/–-]\d+)*%?(?!\w)"  # amounts, dates and times stay whole
    rf"|{_IDEOGRAPH}"
    rf"|{_LETTERS}(?:['’.@/-]{_LETTERS})*"
    r"|.",
    re.DOTALL,
)
_COMPARED: Final = re.compile(
    rf"(?:(?<![\w-])-)?\d+(?:[.,:/-]\d+)*\w*|{_IDEOGRAPH}|{_LETTERS}|[^\w\s]"
)
# The same words in a text of ASCII alone, with what is most frequent first. Folded text has small
# letters only, and of the lone signs of ASCII these are the ones with a meaning.
_COMPARED_OF_ASCII: Final = re.compile(
    r"[a-z]\w*|(?:(?<![\w-])-)?\d+(?:[.,:/-]\d+)*\w*|_\w+|[$%+<=>|~]", re.ASCII
)
_SHOWN_OF_ASCII: Final = re.compile(
    r"[A-Za-z_]\w*(?:['.@/-]\w+)*"
    r"|[\s\x1c-\x1f]+"
    r"|\[[^\[\]\n]{1,40}\]"
    r"|\$?\d+(?:[.,:/-]\d+)*%?(?!\w)"
    r"|\w+(?:['.@/-]\w+)*"
    r"|.",
    re.DOTALL | re.ASCII,
)
_WHITE_BESIDE_LINE_END: Final = re.compile(r"\s\n|\n\s")
_SENTENCE_END: Final = ". "
_WHITE_AFTER_SENTENCE: Final = re.compile(r"\. \s")
_SENTENCE: Final = re.compile(r"(?:(?![.!?。！？]\s|\n).)*(?:[.!?。！？]?\s+|\n|$|.)", re.DOTALL)
_SAME_SIGN: Final = str.maketrans(
    {**dict.fromkeys("–—−‑‐", "-"), **dict.fromkeys("’‘ʼ´`", "'"), "&": " and ", "|": " "}
)
_NO_CONTRACTION: Final = (
    (re.compile(r"\bcan(?:'t|not)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"(?<=\w)n't\b"), " not"),
)


@lru_cache(maxsize=1024)  # a text is the newer of one pair and the older of the next
def shown_words(text: str) -> tuple[str, ...]:
    """Words, punctuation and white space one by one; joined they are the text again."""
    # Most lines and most sentences are those of other texts, too.
    if "\n" in text and not _WHITE_BESIDE_LINE_END.search(text):
        lines = [("\n", *shown_words(line)) for line in text.split("\n")]
        return tuple(chain.from_iterable(lines))[1:]
    if _SENTENCE_END in text and "[" not in text and not _WHITE_AFTER_SENTENCE.search(text):
        sentences = [(*_SENTENCE_END, *shown_words(part)) for part in text.split(_SENTENCE_END)]
        return tuple(chain.from_iterable(sentences))[len(_SENTENCE_END) :]
    return tuple((_SHOWN_OF_ASCII if text.isascii() else _SHOWN).findall(text))


def shown_sentences(text: str) -> list[str]:
    """The same in whole sentences and lines."""
    return [part for part in _SENTENCE.findall(text) if part]


@lru_cache(maxsize=1024)
def compared_words(text: str) -> tuple[str, ...]:
    """The words without case, punctuation and white space.

    Numbers keep their inner marks (1.5 is not 15). Signs that carry meaning, such as %, £, < or a
    tick, count as words. A contraction with "not" is written out.
    """
    for end in ("\n", _SENTENCE_END):  # most lines and sentences are those of other texts, too
        if end in text:
            return tuple(chain.from_iterable(map(compared_words, text.split(end))))
    folded = unicodedata.normalize("NFC", text).casefold().translate(_SAME_SIGN)
    if "'t" in folded or "cannot" in folded:
        for pattern, full in _NO_CONTRACTION:
            folded = pattern.sub(full, folded)
    is_ascii = folded.isascii()
    if ">" in folded or not is_ascii:
        folded = _ARROW.sub(" ", folded)
    folded = folded.replace("'", "")
    # Scripts without spaces would have whole paragraphs kept as one.
    return _cut(folded) if not is_ascii else tuple(chain.from_iterable(map(_known, folded.split())))


def _cut(folded: str) -> tuple[str, ...]:
    if folded.isascii():
        return tuple(_COMPARED_OF_ASCII.findall(folded))
    words = _COMPARED.findall(folded)
    return tuple(word for word in words if len(word) > 1 or word.isalnum() or is_sign(word))


_known: Final = lru_cache(maxsize=8192)(_cut)


def is_sign(word: str) -> bool:
    """Whether the word is a single symbol with a meaning of its own: a currency, %, <, a tick."""
    return len(word) == 1 and (word in "%‰§" or unicodedata.category(word) in {"So", "Sc", "Sm"})


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """How much two bags have in common, from 0 to 1, the same both ways (Dice's coefficient)."""
    size = old.total() + new.total()
    if not size:
        return 1.0
    both = old.keys() & new.keys()
    return 2 * sum(map(min, map(old.__getitem__, both), map(new.__getitem__, both))) / size


def bag(words: Iterable[str]) -> Counter[str]:
    """Words with how often each occurs."""
    return Counter(words)


def trigrams(words: Sequence[str]) -> Counter[str]:
    """Every three letters in a row: alike where words differ by an ending or a slip."""
    text = f" {' '.join(words)} "
    return Counter(text[i : i + 3] for i in range(len(text) - 2))
