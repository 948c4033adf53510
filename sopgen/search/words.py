"""Reads text into words, as the index's head says; `search-words.js` is the same in the browser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any


class Words:
    """Reads words by the data of an index's head: see `language`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._marks = re.compile(f"[{data['marks']}]")
        self._joiners = re.compile(f"[{data['joiners']}]")
        self._folds = str.maketrans(dict(data["folds"]))
        self._grams = [(re.compile(f"[{letters}]+"), size) for letters, size in data["grams"]]
        apart = "".join(letters for letters, _ in data["grams"])
        runs = "|".join(f"[{letters}]+" for letters, _ in data["grams"])
        self._runs = re.compile(f"{runs}|[^{data['separators']}{apart}]+")
        self._plain = self._plain_folds(re.compile(f"[{data['separators']}]"))
        self._longest: int = data["longestWord"]
        self._endings = [[tuple(rule) for rule in step] for step in data["endings"]]
        self._irregular: Mapping[str, str] = data["irregular"]
        self._stems = _Known(self._stem)
        self.stop = frozenset(map(self.stem, data["stopWords"]))

    def _plain_folds(self, separators: re.Pattern[str]) -> Mapping[int, str | None]:
        """What becomes of each character of ASCII: a small letter, a space, or nothing."""
        return {
            number: " " if separators.match(small) else small or None
            for number in range(128)
            for small in (self.fold(chr(number)),)
        }

    def fold(self, text: str) -> str:
        """Text as it is compared: small letters without accents, compatible forms made one."""
        if text.isascii():
            return self._joiners.sub("", text).lower()
        plain = self._marks.sub("", unicodedata.normalize("NFKD", text)).lower()
        folded = unicodedata.normalize("NFC", plain).translate(self._folds)
        return self._joiners.sub("", folded)

    def split(self, text: str) -> list[str]:
        """The words of a text in order, folded; of scripts without spaces, runs of letters."""
        if text.isascii():
            return [
                word[: self._longest] for word in text.translate(self._plain).split(" ") if word
            ]
        found: list[str] = []
        for run in self._runs.findall(self.fold(text)):
            size = 0 if run.isascii() else self.gram(run)
            if size:
                found += grams(run, size)
            else:
                found.append(run[: self._longest])
        return found

    def gram(self, word: str) -> int:
        """How many letters of this script are read together; 0 where it is written in words."""
        return next((size for letters, size in self._grams if letters.match(word)), 0)

    def stem(self, word: str) -> str:
        """A folded word without its ending: what "refunds", "refunded" and "refund" share."""
        return self._stems[word]

    def stems(self, words: Iterable[str]) -> list[str]:
        """Several folded words without their endings."""
        return list(map(self._stems.__getitem__, words))

    def _stem(self, word: str) -> str:
        word = self._irregular.get(word, word)
        for rules in self._endings:
            for ending, instead, stays in rules:
                if word.endswith(ending) and len(word) - len(ending) >= stays:
                    word = word[: len(word) - len(ending)] + instead
                    break
        return word


class _Known(dict[str, str]):
    """What was worked out of each word so far."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> str:
        found = self[word] = self._work_out(word)
        return found


def grams(run: str, size: int) -> list[str]:
    """Every group of so many letters in a run, overlapping; the run itself where it is short."""
    return [run[at : at + size] for at in range(max(1, len(run) - size + 1))]
