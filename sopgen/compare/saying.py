"""Says changes in plain words, as a team lead would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sopgen.compare.change import Where
from sopgen.compare.in_common import common_ends
from sopgen.compare.word_diff import Mark, Run, word_diff
from sopgen.compare.words import shown_words

_LONGEST: Final = 90
_LONGEST_EXCERPT: Final = 60
_MOST_EXCERPTS: Final = 2
STALE: Final = "it names a step by a number that means another step now"


def quoted(text: str, longest: int = _LONGEST) -> str:
    """The text in quotation marks, on one line, cut between words where it is long."""
    line = " ".join(text.split())
    if len(line) > longest:
        line = line[:longest].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"“{line}”"


def step(where: Where) -> str:
    """How a step is named: by its number now, and the one it had."""
    if where.after is None:
        return f"Step {where.before}"
    was = "" if where.before in {None, where.after} else f" (was {where.before})"
    return f"Step {where.after}{was}"


def changed(subject: str, before: str | None, after: str | None) -> str:
    """Says "subject added: a", "subject removed (was a)" or "subject a → b"."""
    if before is None:
        return f"{subject} added: {after}"
    if after is None:
        return f"{subject} removed (was {before})"
    return f"{subject} {before} → {after}"


def reworded(before: str, after: str) -> str:
    """The words that differ with a little of what stands around them, where they are few.

    Begins with ": " so that it can follow a sentence; empty where too much differs. Equal texts
    differ in meaning: after renumbering, a step's number stands for another step.
    """
    if before == after:
        return f": {STALE}"
    if _differ_widely(before, after):
        return ""
    excerpts = list(_excerpts(word_diff(before, after)))
    if not 0 < len(excerpts) <= _MOST_EXCERPTS:
        return ""
    if any(len(text) > _LONGEST_EXCERPT for pair in excerpts for text in pair):
        return ""
    return ": " + "; ".join(f"{quoted(was)} → {quoted(now)}" for was, now in excerpts)


def _differ_widely(before: str, after: str) -> bool:
    """Whether more differs than two short excerpts can say, told without comparing words.

    Two such excerpts stand near the ends of what differs, and what lies further in, if anything
    does, was kept in one piece.
    """
    start, end = common_ends(before, after)
    was, now = (text[start : len(text) - end] for text in (before, after))
    edge = _LONGEST_EXCERPT
    return was[edge:-edge] not in after or now[edge:-edge] not in before


def _excerpts(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Each change as it was and is, between the kept words beside it."""
    ahead = ""
    at = 0
    while at < len(runs):
        if runs[at].mark is Mark.KEPT:
            ahead = _last_words(runs[at].text)
            at += 1
            continue
        texts = {Mark.REMOVED: "", Mark.ADDED: ""}
        while at < len(runs) and runs[at].mark is not Mark.KEPT:
            texts[runs[at].mark] += runs[at].text
            at += 1
        behind = _first_words(runs[at].text) if at < len(runs) else ""
        yield ahead + texts[Mark.REMOVED] + behind, ahead + texts[Mark.ADDED] + behind


def _last_words(text: str) -> str:
    line = text.rsplit("\n", 1)[-1]
    return "".join(shown_words(line)[-4:]).lstrip(" ,.;:)|")


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return "".join(shown_words(line)[:4]).rstrip()
