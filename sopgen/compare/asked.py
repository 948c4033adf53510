"""What each kind of change asks of people, and so of the version: one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sopgen.compare.change import Change, ChangeKind
from sopgen.compare.version import VersionStep
from sopgen.compare.wording import Wording

NONE, PATCH, MINOR, MAJOR = VersionStep


class Asks(NamedTuple):
    """The step asked for, by how much the wording differs."""

    editorial: VersionStep
    reworded: VersionStep
    substantial: VersionStep


ALWAYS: Final = Asks(MAJOR, MAJOR, MAJOR)
# Binding statements: any new wording binds anew.
BINDING: Final = Asks(PATCH, MAJOR, MAJOR)
# How to do it: clearer words are the same conduct; another amount, negation or duty is not.
CONDUCT: Final = Asks(PATCH, MINOR, MAJOR)
# What helps to understand or to find the responsible person.
EXPLAINING: Final = Asks(PATCH, MINOR, MINOR)
# What only search, lists and links use.
METADATA: Final = Asks(PATCH, PATCH, PATCH)
BOOKKEEPING: Final = Asks(NONE, NONE, NONE)

KINDS: Final[Mapping[ChangeKind, Asks]] = {
    ChangeKind.STEP_ADDED: ALWAYS,
    ChangeKind.STEP_REMOVED: ALWAYS,
    ChangeKind.STEP_MOVED: ALWAYS,
    ChangeKind.STEP_RETITLED: CONDUCT,
    ChangeKind.STEP_REWORDED: CONDUCT,
    ChangeKind.ROLE_CHANGED: BINDING,
    ChangeKind.TIME_LIMIT_CHANGED: BINDING,
    ChangeKind.OUTCOME_CHANGED: BINDING,
    ChangeKind.RECORD_CHANGED: BINDING,
    ChangeKind.TOOL_CHANGED: BINDING,
    ChangeKind.ATTRIBUTE_CHANGED: BINDING,
    ChangeKind.CONFIRMATION_ADDED: ALWAYS,
    ChangeKind.CONFIRMATION_REMOVED: ALWAYS,
    ChangeKind.CONFIRMATION_CHANGED: BINDING,
    ChangeKind.BRANCH_ADDED: ALWAYS,
    ChangeKind.BRANCH_REMOVED: ALWAYS,
    ChangeKind.BRANCH_CHANGED: BINDING,
    # Sections not named below: an added or removed one counts by what it demands.
    ChangeKind.SECTION_ADDED: CONDUCT,
    ChangeKind.SECTION_REMOVED: CONDUCT,
    ChangeKind.SECTION_CHANGED: CONDUCT,
    ChangeKind.SECTION_RENAMED: EXPLAINING,
    ChangeKind.SECTION_MOVED: METADATA,
    ChangeKind.RESPONSIBILITY_ADDED: ALWAYS,
    ChangeKind.RESPONSIBILITY_REMOVED: ALWAYS,
    ChangeKind.RESPONSIBILITY_CHANGED: BINDING,
    ChangeKind.DEFINITION_ADDED: EXPLAINING,
    ChangeKind.DEFINITION_REMOVED: EXPLAINING,
    # "unchanged for 30 days" becoming 60 days changes what people do, wherever it stands.
    ChangeKind.DEFINITION_CHANGED: CONDUCT,
    ChangeKind.REPLY_ADDED: EXPLAINING,
    ChangeKind.REPLY_REMOVED: EXPLAINING,
    ChangeKind.REPLY_CHANGED: CONDUCT,
    ChangeKind.LINK_CHANGED: EXPLAINING,
    ChangeKind.FIELD_CHANGED: EXPLAINING,
    ChangeKind.LAYOUT_CHANGED: METADATA,
}

SECTIONS: Final[Mapping[str, Asks]] = {
    "scope": BINDING,
    "responsibilities": BINDING,
    "purpose": EXPLAINING,
    "definitions": EXPLAINING,
    "references": EXPLAINING,
    "reply_templates": EXPLAINING,
}
_SECTION_KINDS: Final = frozenset(
    {ChangeKind.SECTION_ADDED, ChangeKind.SECTION_REMOVED, ChangeKind.SECTION_CHANGED}
)

# Fields not named here, such as an organisation's own, are EXPLAINING.
FIELDS: Final[Mapping[str, Asks]] = {
    **dict.fromkeys(
        ("version", "status", "change_summary", "last_reviewed", "effective_date"), BOOKKEEPING
    ),
    "id": ALWAYS,
    "title": CONDUCT,
    "channels": BINDING,  # where it applies: the scope in other words
    # Who is newly in the audience reads it all anyway; for everybody else nothing changed.
    "audience": EXPLAINING,
    **dict.fromkeys(("department", "owner", "approver", "deputy", "type", "language"), EXPLAINING),
    "regulations": EXPLAINING,
    **dict.fromkeys(
        ("tags", "kpis", "asks", "related_docs", "review_interval", "supersedes", "waivers"),
        METADATA,
    ),
    "superseded_by": METADATA,
}


def asked_by(change: Change) -> VersionStep:
    """The step of the version that one change asks for."""
    asks = KINDS[change.kind]
    if change.kind is ChangeKind.FIELD_CHANGED:
        asks = FIELDS.get(change.where.name, asks)
    elif change.kind in _SECTION_KINDS:
        asks = SECTIONS.get(change.where.part, asks)
    return {
        Wording.SAME: NONE,
        Wording.EDITORIAL: asks.editorial,
        Wording.REWORDED: asks.reworded,
        Wording.SUBSTANTIAL: asks.substantial,
    }[change.wording]


def step_asked_for(changes: Iterable[Change]) -> VersionStep:
    """The greatest step that any of the changes asks for; none where there are none."""
    return max(map(asked_by, changes), key=lambda step: step.rank, default=NONE)
