"""What changed among the roles, the terms and the reply templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sopgen.compare import saying
from sopgen.compare.attributes import paired
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.matching import Titled
from sopgen.compare.pointers import Pointers
from sopgen.compare.visible import pieces_of, spoken
from sopgen.compare.wording import Wording, compare_wording
from sopgen.model.document import Document, Reply

Both = tuple[Pointers, Pointers]


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of entry: its section, how it is named, its kinds of change."""

    part: str
    noun: str
    added: ChangeKind
    removed: ChangeKind
    changed: ChangeKind


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry as it is compared; `blanks` are a reply's placeholders."""

    name: str
    text: str
    blanks: tuple[str, ...] = ()


_ROLE: Final = _Sort(
    "responsibilities",
    "Responsibilities of",
    ChangeKind.RESPONSIBILITY_ADDED,
    ChangeKind.RESPONSIBILITY_REMOVED,
    ChangeKind.RESPONSIBILITY_CHANGED,
)
_TERM: Final = _Sort(
    "definitions",
    "Definition of",
    ChangeKind.DEFINITION_ADDED,
    ChangeKind.DEFINITION_REMOVED,
    ChangeKind.DEFINITION_CHANGED,
)
_REPLY: Final = _Sort(
    "reply_templates",
    "Reply",
    ChangeKind.REPLY_ADDED,
    ChangeKind.REPLY_REMOVED,
    ChangeKind.REPLY_CHANGED,
)


def entry_changes(old: Document, new: Document, both: Both) -> Iterator[Change]:
    """The changes of roles, terms and replies, in this order."""
    roles = [[_Item(e.name, e.text) for e in side.responsibilities] for side in (old, new)]
    terms = [[_Item(e.name, e.text) for e in side.definitions] for side in (old, new)]
    replies = [[_reply(side, reply) for reply in side.replies] for side in (old, new)]
    for sort, (before, after) in ((_ROLE, roles), (_TERM, terms), (_REPLY, replies)):
        yield from _changes(sort, before, after, both)


def _reply(document: Document, reply: Reply) -> _Item:
    text = spoken(pieces_of(document.source, reply.blocks))
    return _Item(reply.title, text, reply.placeholders)


def _changes(
    sort: _Sort, old: Sequence[_Item], new: Sequence[_Item], both: Both
) -> Iterator[Change]:
    for a, b in paired(*([Titled(i.name, i.text) for i in side] for side in (old, new))):
        before, after = None if a is None else old[a], None if b is None else new[b]
        if before and after and not _is_another_role(sort, before, after):
            yield from _changed(sort, before, after, both)
            continue
        if before:
            sentence = f"{_subject(sort, before)} removed"
            where = Where(sort.part, before.name)
            yield Change(sort.removed, where, before.text, None, sentence)
        if after:
            sentence = f"{_subject(sort, after)} added"
            yield Change(sort.added, Where(sort.part, after.name), None, after.text, sentence)


def _is_another_role(sort: _Sort, before: _Item, after: _Item) -> bool:
    """Two roles with like duties are two roles; a term with like meaning was renamed."""
    wording = compare_wording(before.name, after.name)
    return sort is _ROLE and wording not in {Wording.SAME, Wording.EDITORIAL}


def _changed(sort: _Sort, before: _Item, after: _Item, both: Both) -> Iterator[Change]:
    wording = compare_wording(
        f"{before.name}: {both[0].text(before.text)}", f"{after.name}: {both[1].text(after.text)}"
    )
    if wording is Wording.EDITORIAL and before.blanks != after.blanks:
        wording = Wording.REWORDED
    if wording is Wording.SAME:
        return
    how = "corrected" if wording is Wording.EDITORIAL else "changed"
    texts = (
        (_whole(before), _whole(after))
        if before.name != after.name
        else (
            before.text,
            after.text,
        )
    )
    sentence = f"{_subject(sort, after)} {how}{saying.reworded(*texts)}"
    yield Change(sort.changed, Where(sort.part, after.name), *texts, sentence, wording)


def _whole(item: _Item) -> str:
    return f"{item.name}: {item.text}"


def _subject(sort: _Sort, item: _Item) -> str:
    return f"{sort.noun} {saying.quoted(item.name or item.text)}"
