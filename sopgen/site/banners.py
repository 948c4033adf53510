"""The one sentence that a page says before all else, where there is something to beware of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.edition.dates import spoken_day
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.edition.standing import PageStanding
from sopgen.edition.timeline import Entry
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.arrangement import CONTROL, HISTORY, own_anchor


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence that says what to do; `kind` styles it, `link` ends it."""

    kind: str
    text: str
    link: str
    href: str


def banner_of(edition: Edition, document: Document, base: str, records: Records) -> Banner | None:
    """The most important thing to beware of, None where all is well."""
    standing = edition.standing(document)
    control = f"#{own_anchor(standing.document, CONTROL)}"
    if standing.unreadable is not None:
        return _unreadable(standing, document, base, records)
    if standing.is_retired:
        return _retired(edition, standing.document, base, control)
    if standing.phase is Phase.DRAFT:
        return Banner("draft", "This is a draft. Do not work by it.", "Ask its owner", control)
    if standing.phase is Phase.PILOT:
        text = "This version is on trial. Follow it only if your team takes part."
        return Banner("pilot", text, "See who owns it", control)
    if standing.phase is Phase.UPCOMING:
        text = f"This takes effect on {_day(standing.since)}. Until then, do not work by it."
        return Banner("coming", text, "See who to ask", control)
    return _beside(standing, document, base, records) or _overdue(standing, control)


def _retired(edition: Edition, document: Document, base: str, control: str) -> Banner:
    successor = edition.with_id(document.text("superseded_by") or "")
    if successor is None or not edition.is_published(successor):
        text = "This document is retired. Do not work by it."
        return Banner("retired", text, "Ask its owner", control)
    text = "This document is retired. Do not work by it, use"
    title = edition.shown(successor).title
    return Banner("retired", text, title, edition.link(successor, base))


def _unreadable(
    standing: PageStanding, document: Document, base: str, records: Records
) -> Banner | None:
    """The page shows another version than the one in force: nobody may take it for that one."""
    version = standing.unreadable.version if standing.unreadable else ""
    this = f"This is version {standing.document.text('version')}, which is not in force."
    text = f"{this} Version {version} is, and can only be read as plain text:"
    link = records.version_link(document, version, base)
    return Banner("coming", text, "read it", link or f"#{own_anchor(standing.document, HISTORY)}")


def version_banner(entry: Entry, shown: PageStanding) -> Banner:
    """What the page of one version says: never to work by it unknowingly.

    It stands beneath the page of the version that is shown now.
    """
    if shown.unreadable is not None and entry.version == shown.unreadable.version:
        text = f"This is version {entry.version}, which is in force;"
        return Banner("coming", text, "see which version comes after it", "../")
    if entry.phase is Phase.UPCOMING:
        text = f"Version {entry.version} takes effect on {_day(entry.issued.effective_date)}."
        return Banner("coming", f"{text} Until then,", _follow(shown), "../")
    if entry.phase is Phase.PILOT:
        text = f"Version {entry.version} is on trial. If your team does not take part,"
        return Banner("pilot", text, _follow(shown), "../")
    if entry.phase is Phase.DRAFT:
        text = f"Version {entry.version} is a draft. Do not work by it:"
        return Banner("draft", text, _follow(shown), "../")
    if entry.successor is None:
        return Banner("superseded", f"{_this(entry)}; it is not in force:", _follow(shown), "../")
    text = f"{_this(entry)}, superseded on {_day(entry.ended)} by version {entry.successor};"
    return Banner("superseded", text, _follow(shown), "../")


def _this(entry: Entry) -> str:
    on_trial = ", which was on trial" if entry.issued.status == "pilot" else ""
    return f"This is version {entry.version}{on_trial}"


def _follow(shown: PageStanding) -> str:
    if shown.is_retired:
        return "see why the document is retired"
    if shown.phase is Phase.IN_FORCE:
        return "follow the version in force"
    return "see the document as it stands"


def _beside(
    standing: PageStanding, document: Document, base: str, records: Records
) -> Banner | None:
    """What is tried beside the version in force, or comes after it."""

    def history(version: str) -> str:
        link = records.redline_link(document, version, base)
        return link or f"#{own_anchor(standing.document, HISTORY)}"

    if standing.pilot is not None:
        text = f"This is in force. Version {standing.pilot.version} is on trial in some teams."
        return Banner("pilot", text, "See what it changes", history(standing.pilot.version))
    if standing.upcoming is not None:
        day, version = _day(standing.upcoming.effective_date), standing.upcoming.version
        text = f"This is in force until {day}, when version {version} takes effect."
        return Banner("coming", text, "See what it changes", history(version))
    return None


def _overdue(standing: PageStanding, control: str) -> Banner | None:
    if not standing.is_overdue:
        return None
    text = f"This is in force, but its review was due on {_day(standing.review_due)}."
    return Banner("overdue", text, "Tell its owner what is wrong", control)


def _day(day: date | None) -> str:
    return spoken_day(day) if day else "a day that is not set"
