"""Says in plain words which version is due and from when it counts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sopgen.compare import VersionStep
from sopgen.gate import Alteration, Fate
from sopgen.model.document import Document
from sopgen.model.spoken import spoken_day


class Verdict(StrEnum):
    """How the version that was written stands to what the change asks for."""

    OK = "ok"
    TOO_SMALL = "too small"
    FREE = "free"  # a new document, a draft, or one that is gone
    UNCLEAR = "unclear"  # one of the versions cannot follow the other


def verdict(item: Alteration) -> Verdict:
    """Whether the version moved far enough."""
    if not item.is_held_to_its_version or item.now is None:
        return Verdict.FREE
    if item.taken is None:
        return Verdict.UNCLEAR
    return Verdict.OK if item.taken.rank >= item.asked.rank else Verdict.TOO_SMALL


def version_in_words(item: Alteration) -> str:
    """The version written, held against the one that the change asks for."""
    now = item.now.text("version") if item.now else None
    before = item.before.text("version") if item.before else None
    if item.now is None:
        return f"{before or 'no version'}, gone"
    if item.before is None:
        return f"{now or 'no version'}, new"
    return _moved(item, before or "no version", now or "no version")


def _moved(item: Alteration, before: str, now: str) -> str:
    found = verdict(item)
    stays = f"{before} stays" if before == now else f"{before} → {now}"
    if found is Verdict.FREE:
        return f"{stays}, a draft until now"
    if found is Verdict.UNCLEAR:
        return f"{stays}: the one cannot follow the other, see the findings"
    if found is Verdict.TOO_SMALL:
        return f"{stays}, which is too small: the change asks for {item.proposed} ({item.asked})"
    if item.taken is VersionStep.NONE:
        return f"{stays}, ok: nothing asks for a new one"
    more = "" if item.taken is item.asked else f"; {_asked(item.asked)}"
    return f"{stays} ({item.taken}), ok{more}"


def _asked(step: VersionStep) -> str:
    return "nothing asked for it" if step is VersionStep.NONE else f"{step} would do"


def effect_in_words(item: Alteration, today: date) -> str:
    """From when what counts."""
    if item.now is None:
        return "The file is gone; no address of it leads anywhere."
    status, before = item.now.text("status"), item.before
    if status == "draft":
        return "A draft: nobody follows it yet."
    if item.fate is not Fate.NEW and item.taken is VersionStep.NONE and not _moved_on(item):
        return _same_version(item, item.now.text("version") or "")
    day = item.now.day("effective_date")
    later = day is not None and day > today
    since = f"from {spoken_day(day)}" if later and day else "on merge"
    verb = {"pilot": "On trial", "retired": "Withdrawn"}.get(status or "", "In force")
    return f"{verb} {since}{_until(before, status) if later else ''}."


def _same_version(item: Alteration, version: str) -> str:
    if verdict(item) is Verdict.TOO_SMALL:
        return f"On merge, under the number of version {version}, which people follow already."
    return f"Version {version} stays as it is."


def _moved_on(item: Alteration) -> bool:
    sides = item.before, item.now
    return len({side.text("status") for side in sides if side}) > 1


def _until(before: Document | None, status: str | None) -> str:
    if before is None or before.text("status") not in {"pilot", "approved"}:
        return ""
    verb = "stays in force" if status == "pilot" else "stays in force until then"
    return f"; version {before.text('version')} {verb}"
