"""Effective dates: none before the change was written, and none moved under people's feet."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.compare import step_between
from sopgen.gate.past import Past, is_issued
from sopgen.model.document import Document
from sopgen.model.finding import Problem


def date_problems(old: Document, new: Document, past: Past) -> Iterator[Problem]:
    """What is wrong with the effective date.

    A version gets its day when it is issued: with a new number, or when a draft or pilot moves
    on. A new document may have been in force on paper for years, so its day is not questioned.
    """
    if step_between(old.text("version") or "", new.text("version") or "").step is None:
        return  # there is no such version, and more must be mended than the day
    is_new_version = old.text("version") != new.text("version")
    moved_on = old.text("status") != new.text("status")
    if is_issued(new) and (is_new_version or moved_on):
        yield from _before_change(new, past)
    elif is_issued(old) and not is_new_version and not moved_on:
        yield from _moved(old, new)


def _before_change(new: Document, past: Past) -> Iterator[Problem]:
    effective = new.day("effective_date")
    if effective is None or effective >= past.today:
        return
    written = past.written_on(new)
    if effective < written:
        message = f"Written on {written}, it claims to be in force since {effective}."
        hint = f"Write {written} or a later day."
        yield Problem("SOP611", message, ("effective_date",), hint)


def _moved(old: Document, new: Document) -> Iterator[Problem]:
    before, after = old.text("effective_date"), new.text("effective_date")
    if before is not None and before != after:
        message = f"Version {old.text('version')} is in force from {before}; that day stays."
        hint = f"Write {before} again, or give what begins on another day a new version."
        yield Problem("SOP613", message, ("effective_date",), hint)
