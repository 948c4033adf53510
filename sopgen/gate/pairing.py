"""Finds what each document was before: by its id, unless the id wandered to another text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sopgen.gate.difference import Difference
from sopgen.model.document import Document

_ALIKE: Final = 0.5


def pair(difference: Difference) -> dict[str, Document]:
    """The earlier document of each one that differs, by the path that it has now.

    A document that is not there stands for nothing new. Where an id is found at a text that was
    another document's before (two documents swapped ids, or one took over another's), the text
    counts and not the id: so the wandering of the id is noticed.
    """
    now = {path: found.document for path, found in difference.now.items() if found.document}
    pairs = dict(_by_id_or_path(difference.before, now))
    taken = {document.path for document in pairs.values()}
    gone = {path: old for path, old in difference.before.items() if path not in taken}
    for path, document in now.items():
        if path not in pairs:
            old = _same_text(document, gone)
            if old is not None and _may_be(old, document, now):
                pairs[path] = gone.pop(old.path)
    return pairs


def _by_id_or_path(
    before: Mapping[str, Document], now: Mapping[str, Document]
) -> Iterator[tuple[str, Document]]:
    by_id = {old.id: old for old in before.values() if old.id is not None}
    taken: set[str] = set()
    for path, document in now.items():
        at_path, with_id = before.get(path), by_id.get(document.id or "")
        chosen = _chosen(document, at_path, with_id, now)
        if chosen is not None and chosen.path not in taken:
            taken.add(chosen.path)
            yield path, chosen


def _chosen(
    document: Document,
    at_path: Document | None,
    with_id: Document | None,
    now: Mapping[str, Document],
) -> Document | None:
    if with_id is None:
        return at_path if at_path is not None and _may_be(at_path, document, now) else None
    if at_path is None or at_path is with_id:
        return with_id
    return at_path if likeness(at_path, document) > likeness(with_id, document) else with_id


def _may_be(old: Document, document: Document, now: Mapping[str, Document]) -> bool:
    """A file may have been replaced by another document, while its own moved elsewhere."""
    moved = any(
        other.id == old.id and other.path != document.path and likeness(old, other) > _ALIKE
        for other in now.values()
        if old.id is not None
    )
    return not moved


def _same_text(document: Document, gone: Mapping[str, Document]) -> Document | None:
    """The document that went while this one came, with the same title and much of its text."""
    return next(
        (
            old
            for old in gone.values()
            if old.title == document.title and likeness(old, document) > _ALIKE
        ),
        None,
    )


def likeness(old: Document, new: Document) -> float:
    """How much of two documents' lines is the same, from 0 to 1; their front matter apart."""
    before, after = (
        {line.strip() for line in d.source.slice(d.body_span).splitlines() if line.strip()}
        | {d.title}
        for d in (old, new)
    )
    return len(before & after) / len(before | after)
