"""What changed among the roles, the terms and the reply templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sopgen.compare import saying
from sopgen.compare.attributes import paired
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.cuttings import Cutter
from sopgen.compare.matching import Titled
from sopgen.compare.pointers import Pointers, read_alike
from sopgen.compare.visible import spoken
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


class _Item(Titled):
    """An entry as it is compared: its Markdown `source`; `blanks` are a reply's placeholders."""

    def __init__(
        self,
        title: str,
        source: str,
        text: str | Callable[[], str],
        blanks: tuple[str, ...] = (),
    ) -> None:
        super().__init__(title, text)
        self.source = source
        self.blanks = blanks


Entries = Mapping[_Sort, tuple[_Item, ...]]


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


def entries_of(document: Document, cut: Cutter) -> Entries:
    """The roles, terms and replies of a document, in this order."""
    return {
        _ROLE: tuple(_Item(item.name, item.text, item.text) for item in document.responsibilities),
        _TERM: tuple(_Item(item.name, item.text, item.text) for item in document.definitions),
        _REPLY: tuple(_reply(document, reply, cut) for reply in document.replies),
    }


def entry_changes(old: Entries, new: Entries, both: Both) -> Iterator[Change]:
    """The changes of roles, terms and replies, in this order."""
    is_alike = read_alike(both)
    for sort, items in old.items():
        if not (is_alike and _written(items) == _written(new[sort])):
            yield from _changes(sort, items, new[sort], both)


def _reply(document: Document, reply: Reply, cut: Cutter) -> _Item:
    nodes = (reply.heading.node, *reply.blocks)
    source = document.source.text[nodes[0].start : nodes[-1].end]
    return _Item(reply.title, source, lambda: spoken(cut(reply.blocks)), reply.placeholders)


def _written(items: Sequence[_Item]) -> list[tuple[str, str]]:
    return [(item.title, item.source) for item in items]


def _changes(
    sort: _Sort, old: Sequence[_Item], new: Sequence[_Item], both: Both
) -> Iterator[Change]:
    for a, b in paired(old, new):
        before, after = None if a is None else old[a], None if b is None else new[b]
        if before and after and not _is_another_role(sort, before, after):
            yield from _changed(sort, before, after, both)
            continue
        if before:
            sentence = f"{_subject(sort, before)} removed"
            where = Where(sort.part, before.title)
            yield Change(sort.removed, where, before.text, None, sentence)
        if after:
            sentence = f"{_subject(sort, after)} added"
            yield Change(sort.added, Where(sort.part, after.title), None, after.text, sentence)


def _is_another_role(sort: _Sort, before: _Item, after: _Item) -> bool:
    """Two roles with like duties are two roles; a term with like meaning was renamed."""
    wording = compare_wording(before.title, after.title)
    return sort is _ROLE and wording not in {Wording.SAME, Wording.EDITORIAL}


def _changed(sort: _Sort, before: _Item, after: _Item, both: Both) -> Iterator[Change]:
    wording = compare_wording(
        f"{before.title}: {both[0].text(before.text)}", f"{after.title}: {both[1].text(after.text)}"
    )
    if wording is Wording.EDITORIAL and before.blanks != after.blanks:
        wording = Wording.REWORDED
    if wording is Wording.SAME:
        return
    how = "corrected" if wording is Wording.EDITORIAL else "changed"
    texts = (
        (_whole(before), _whole(after))
        if before.title != after.title
        else (
            before.text,
            after.text,
        )
    )
    sentence = f"{_subject(sort, after)} {how}{saying.reworded(*texts)}"
    yield Change(sort.changed, Where(sort.part, after.title), *texts, sentence, wording)


def _whole(item: _Item) -> str:
    return f"{item.title}: {item.text}"


def _subject(sort: _Sort, item: _Item) -> str:
    return f"{sort.noun} {saying.quoted(item.title or item.text)}"
