"""The one sentence that a page says before all else, where there is something to beware of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.model.document import Document
from sopgen.site.arrangement import CONTROL, HISTORY, own_anchor
from sopgen.site.dates import spoken_day
from sopgen.site.edition import Edition
from sopgen.site.standing import State


@dataclass(frozen=True, slots=True)
class Banner:
    """A sentence that says what to do; `kind` styles it, `link` ends it."""

    kind: str
    text: str
    link: str
    href: str


def banner_of(edition: Edition, document: Document, base: str) -> Banner | None:
    """The most important thing to beware of, None where all is well."""
    standing = edition.standing(document)
    control = f"#{own_anchor(document, CONTROL)}"
    if standing.state is State.RETIRED:
        return _retired(edition, document, base)
    if standing.state is State.DRAFT:
        text = "This is a draft. Do not work by it."
        return Banner("draft", text, "Ask its owner", control)
    if standing.state is State.PILOT:
        text = "This version is on trial. Follow it only if your team takes part."
        return Banner("pilot", text, "See who owns it", control)
    if standing.state is State.COMING:
        return _coming(document, standing.earlier, standing.since)
    if standing.is_overdue and standing.review_due:
        due = spoken_day(standing.review_due)
        text = f"It is in force, but its review has been due since {due}. If something is wrong,"
        return Banner("overdue", text, "tell its owner", control)
    return None


def _retired(edition: Edition, document: Document, base: str) -> Banner:
    successor = edition.library.by_id.get(document.text("superseded_by") or "")
    if successor is None or not edition.is_published(successor):
        text = "This document is retired. Do not work by it."
        return Banner("retired", text, "Ask its owner", f"#{own_anchor(document, CONTROL)}")
    text = "This document is retired. Do not work by it, use"
    return Banner("retired", text, successor.title, edition.link(successor, base))


def _coming(document: Document, earlier: str | None, since: date | None) -> Banner:
    version = document.text("version") or ""
    day = spoken_day(since) if since else "a day not set"
    if earlier is None:
        text = f"This takes effect on {day}. Until then, do not work by it."
        return Banner("coming", text, "Who to ask", f"#{own_anchor(document, CONTROL)}")
    text = f"Version {version} takes effect on {day}. Until then version {earlier} holds:"
    return Banner("coming", text, "see the history", f"#{own_anchor(document, HISTORY)}")
