"""Whom a change concerns: reviewers, those who do the steps, those who must read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sopgen.compare import Change, ChangeKind, VersionStep
from sopgen.gate import Alteration, Fate
from sopgen.model.document import Document, Step
from sopgen.model.vocabulary import Vocabulary

_ASKED: Final = (("owner", "Owner"), ("approver", "Approver"), ("deputy", "Deputy"))
_OF_ROLES: Final = frozenset(
    {
        ChangeKind.RESPONSIBILITY_ADDED,
        ChangeKind.RESPONSIBILITY_REMOVED,
        ChangeKind.RESPONSIBILITY_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A role that is asked to look, as what, and the teams or people that stand for it."""

    part: str
    role: str
    teams: tuple[str, ...]


def reviewers(document: Document, vocabulary: Vocabulary) -> tuple[Reviewer, ...]:
    """Owner, approver and deputy of a document, as far as it names them."""
    named = ((part, document.text(field)) for field, part in _ASKED)
    return tuple(_reviewer(part, key, vocabulary) for part, key in named if key)


def _reviewer(part: str, key: str, vocabulary: Vocabulary) -> Reviewer:
    entry = vocabulary.entry("roles", key)
    return Reviewer(part, vocabulary.name("roles", key), entry.teams if entry else ())


def steps_affected(item: Alteration) -> tuple[str, ...]:
    """The steps in which anything changed, as they are named now, in their order."""
    pairs = [
        (_step(item.before, c.where.before), _step(item.now, c.where.after))
        for c in item.changes
        if _is_of_step(c)
    ]
    named = ((new or old) for old, new in pairs)
    return tuple(dict.fromkeys(f"{step.number}. {step.title}" for step in named if step))


def roles_affected(item: Alteration, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Who does those steps, before or now, and whose responsibilities changed."""
    return tuple(dict.fromkeys(_role_name(role, vocabulary) for role in _roles(item.changes, item)))


def must_read(item: Alteration, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The roles of the audience that must read the document (again), or be trained.

    Those of a new document, and those of a major version; a draft asks nothing of anybody. Where
    no audience is named, everybody who has a responsibility counts.
    """
    now = item.now
    if now is None or now.text("status") not in {"pilot", "approved"}:
        return ()
    is_major = VersionStep.MAJOR in {item.asked, item.taken}
    if item.fate is not Fate.NEW and not is_major:
        return ()
    audience = now.texts("audience")
    if audience:
        return tuple(vocabulary.name("roles", key) for key in audience)
    return tuple(dict.fromkeys(entry.name for entry in now.responsibilities))


def _roles(changes: Iterable[Change], item: Alteration) -> Iterator[str]:
    for change in changes:
        if change.kind in _OF_ROLES:
            yield change.where.name
        elif _is_of_step(change):
            sides = _step(item.before, change.where.before), _step(item.now, change.where.after)
            for step in filter(None, sides):
                yield from step.values("role")


def _role_name(role: str, vocabulary: Vocabulary) -> str:
    entry = vocabulary.named("roles", role)
    return entry.name if entry else role


def _is_of_step(change: Change) -> bool:
    return change.where.part == "steps"


def _step(document: Document | None, number: int | None) -> Step | None:
    if document is None or number is None or not 0 < number <= len(document.steps):
        return None
    return document.steps[number - 1]
