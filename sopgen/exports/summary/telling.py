"""Gathers what a change means, as plain values that every form of the summary is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sopgen.compare import Block, Change, Passage, State, VersionStep, asked_by, redline
from sopgen.exports.summary.people import (
    Reviewer,
    must_read,
    reviewers,
    roles_affected,
    steps_affected,
)
from sopgen.exports.summary.references import Referrer, referrers
from sopgen.exports.summary.wording import Verdict, effect_in_words, verdict, version_in_words
from sopgen.gate import Alteration, Fate
from sopgen.inspection import Inspection
from sopgen.library import Library


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of one document, and whom it concerns.

    `changes` has each change with the step that it asks for, the weightiest first; `passages` are
    those of the redline in which anything differs.
    """

    path: str
    id: str | None
    title: str
    department: str
    fate: Fate
    renamed_from: str | None
    moved_from: str | None
    version: str
    verdict: Verdict
    proposed: str | None
    reason: str
    effect: str
    changes: tuple[tuple[Change, VersionStep], ...]
    steps: tuple[str, ...]
    roles: tuple[str, ...]
    must_read: tuple[str, ...]
    reviewers: tuple[Reviewer, ...]
    referrers: tuple[Referrer, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole change: every document that differs, and what validation says of the library."""

    tellings: tuple[Telling, ...]
    inspection: Inspection


def summarise(
    altered: Sequence[Alteration], library: Library, inspection: Inspection, today: date
) -> Summary:
    """The summary of a change; `today` is the day on which it would be merged."""
    return Summary(tuple(_telling(item, library, today) for item in altered), inspection)


def changed_blocks(passage: Passage) -> Iterator[Block]:
    """The blocks of a passage that differ."""
    return (block for block in passage.blocks if block.state is not State.UNCHANGED)


def _telling(item: Alteration, library: Library, today: date) -> Telling:
    document, words = item.document, library.vocabulary
    renamed = item.before is not None and item.before.title != document.title
    return Telling(
        path=item.path,
        id=document.id,
        title=document.title,
        department=words.name("departments", document.text("department")),
        fate=item.fate,
        renamed_from=item.before.title if item.before and renamed else None,
        moved_from=item.moved_from,
        version=version_in_words(item),
        verdict=verdict(item),
        proposed=item.proposed,
        reason=_reason(item),
        effect=effect_in_words(item, today),
        changes=_weighty_first(item.changes),
        steps=steps_affected(item),
        roles=roles_affected(item, words),
        must_read=must_read(item, words),
        reviewers=reviewers(document, words),
        referrers=referrers(document, library),
        passages=redline(item.before, item.now).changed if item.before and item.now else (),
    )


def _reason(item: Alteration) -> str:
    """The reason for this change; that of an earlier version says nothing of it."""
    now = item.now.text("change_summary") or "" if item.now else ""
    before = item.before.text("change_summary") if item.before else None
    return "" if now == before else now


def _weighty_first(changes: Sequence[Change]) -> tuple[tuple[Change, VersionStep], ...]:
    weighed = [(change, asked_by(change)) for change in changes]
    return tuple(sorted(weighed, key=lambda pair: -pair[1].rank))
