"""Pieces of a text to be replaced, and the text with them replaced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sopgen.model.source import Span


class Edit(NamedTuple):
    """A piece of a text and what stands there instead."""

    span: Span
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with pieces replaced; of pieces that overlap the first one counts."""
    for edit in reversed(_apart(edits)):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda item: item.span):
        if not kept or kept[-1].span.end <= edit.span.start:
            kept.append(edit)
    return kept
