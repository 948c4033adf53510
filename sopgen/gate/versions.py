"""Whether the version moved as far as the change asks, and says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Final

from sopgen.compare import (
    Change,
    VersionFault,
    VersionStep,
    changes,
    next_version,
    required_step,
    step_asked_for,
    step_between,
)
from sopgen.gate.past import Past, is_issued
from sopgen.model.document import Document
from sopgen.model.finding import Problem

_SAID: Final = 3
_LONGEST: Final = 100


def version_problems(old: Document, new: Document, past: Past) -> Iterator[Problem]:
    """What is wrong with the version and the reason for change.

    A draft may change freely. Once it is issued it is held against what was issued before it.
    A version that cannot be read is the schema's matter.
    """
    before, after = old.text("version") or "", new.text("version") or ""
    move = step_between(before, after)
    if move.fault is VersionFault.LOWER:
        yield _lower(old, new)
    elif move.step is not None and is_issued(old):
        yield from _from_issued(old, new, is_skipped=move.fault is VersionFault.SKIPPED)
    elif move.step is not None:
        yield from _from_draft(old, new, past, is_skipped=move.fault is VersionFault.SKIPPED)


def _lower(old: Document, new: Document) -> Problem:
    before = old.text("version") or ""
    asked = _asked(old, changes(old, new))
    message = f"Version {new.text('version')} is lower than {before}, which came before."
    following = next_version(before, VersionStep.PATCH if asked is VersionStep.NONE else asked)
    hint = f"Write version: {following}; going back to an earlier text is a new version too."
    return Problem("SOP602", message, ("version",), hint)


def _from_issued(old: Document, new: Document, *, is_skipped: bool) -> Iterator[Problem]:
    if old.text("version") == new.text("version"):
        yield from _same_version(old, changes(old, new))
        return
    yield from _step(old, new, is_skipped=is_skipped, last=old)
    yield from _reason(old, new)


def _from_draft(old: Document, new: Document, past: Past, *, is_skipped: bool) -> Iterator[Problem]:
    issued = past.issued(old) if is_issued(new) else None
    if issued is not None:
        yield from _step(issued, new, is_skipped=is_skipped, last=old)
        yield from _reason(issued, new)
    elif is_skipped:
        yield _skipped(old, new, VersionStep.NONE)


def _same_version(old: Document, found: Sequence[Change]) -> Iterator[Problem]:
    asked, version = _asked(old, found), old.text("version") or ""
    if asked is VersionStep.NONE:
        return
    said = "; ".join(shorten(item.sentence, _LONGEST, placeholder=" …") for item in found[:_SAID])
    more = f"; and {len(found) - _SAID} more" if len(found) > _SAID else ""
    message = f"The content changed, but the version is still {version}: {said}{more}."
    hint = f"Write version: {next_version(version, asked)}, and why under change_summary."
    yield Problem("SOP601", message, ("version",), hint)


def _step(old: Document, new: Document, *, is_skipped: bool, last: Document) -> Iterator[Problem]:
    """The step from what was issued; `last` is the text just before, perhaps a draft."""
    before = old.text("version") or ""
    asked = _asked(old, changes(old, new))
    taken = step_between(before, new.text("version") or "").step
    if taken is not None and asked.rank > taken.rank:
        step = f"a {taken} one" if taken is not VersionStep.NONE else "the same one"
        message = f"The change asks for a new {asked} version, not {step}."
        hint = f"Write version: {next_version(before, asked)}."
        yield Problem("SOP604", message, ("version",), hint)
    elif is_skipped:
        yield _skipped(last, new, asked)


def _skipped(old: Document, new: Document, asked: VersionStep) -> Problem:
    before, after = old.text("version") or "", new.text("version") or ""
    taken = step_between(before, after).step or VersionStep.NONE
    following = next_version(before, max(asked, taken, key=lambda step: step.rank))
    message = f"From {before} to {after} a version is skipped."
    return Problem("SOP603", message, ("version",), f"Write version: {following}.")


def _reason(old: Document, new: Document) -> Iterator[Problem]:
    reason = " ".join((new.text("change_summary") or "").split())
    if not reason:
        hint = 'Add "change_summary:" with what changed and why, in a sentence.'
        yield Problem("SOP605", "The new version gives no reason.", ("version",), hint)
    elif reason == " ".join((old.text("change_summary") or "").split()):
        message = "The change summary is still that of the version before."
        hint = "Say what changed in this version, and why."
        yield Problem("SOP606", message, ("change_summary",), hint)


def _asked(old: Document, found: Sequence[Change]) -> VersionStep:
    return required_step(old.text("version") or "", step_asked_for(found))
