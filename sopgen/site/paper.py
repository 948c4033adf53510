"""What stands on each printed page: what it is a copy of, how it stands, and that it may be old.

The words are in style sheets, for only they reach a page's margins (CSS Paged Media 3, 4.2), and in
files of their own, so that no policy on content has to allow styles within pages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from sopgen.edition.dates import spoken_day
from sopgen.edition.edition import Edition
from sopgen.edition.standing import PageStanding
from sopgen.edition.tree import Page
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.assets import ASSETS

EDITION: Final = f"{ASSETS}edition.css"
SHEET: Final = "print.css"
_LONGEST: Final = 90  # characters: one line of the margin
_NOT_PLAIN: Final = re.compile(r'["\\<>\n]')
_UNCONTROLLED: Final = "Uncontrolled when printed"


@dataclass(frozen=True, slots=True)
class Foot:
    """The words in the margins: what it is, how it stands if not in force, and the rest."""

    head: str
    mark: str
    line: str


def foot_of(
    edition: Edition,
    document: Document,
    standing: PageStanding,
    *,
    title: str = "",
    version: str = "",
) -> Foot:
    """The margins of a page that shows one version of a document.

    `title` is the page's own; `version` the one shown where its text cannot be read.
    """
    name = title or document.title
    facts = (
        f"Version {version or document.text('version') or 'none'}",
        f"{standing.name}{_since(standing)}",
        _UNCONTROLLED,
        f"built {spoken_day(edition.today)}",
    )
    return Foot(
        head=" · ".join(filter(None, (document.id, shortened(name)))),
        mark="" if standing.phase is Phase.IN_FORCE else standing.name.upper(),
        line=" · ".join(facts),
    )


def _since(standing: PageStanding) -> str:
    day = spoken_day(standing.since) if standing.since else ""
    if standing.phase is Phase.UPCOMING:
        return f", takes effect on {day}" if day else ""
    if standing.phase is Phase.SUPERSEDED:
        return f", was in force from {day}" if day else ""
    return f" since {day}" if day else ""


def sheet(foot: Foot, page: str = "@page") -> str:
    """The style sheet that puts the words into the margins of each sheet of paper."""
    mark = f" @top-right {{ content: {_text(foot.mark)} }}" if foot.mark else ""
    return (
        f"{page} {{ @top-left {{ content: {_text(foot.head)} }}{mark}"
        f" @bottom-left {{ content: {_text(foot.line)} }} }}\n"
    )


def document_sheet(
    edition: Edition,
    document: Document,
    standing: PageStanding,
    *,
    title: str = "",
    version: str = "",
) -> Page:
    """The style sheet beside the page of a document, of a version or of the history."""
    return Page(content=sheet(foot_of(edition, document, standing, title=title, version=version)))


def edition_sheet(edition: Edition) -> Page:
    """The style sheet of all other pages: of which site and which day they are."""
    words = (edition.settings.site_name, _UNCONTROLLED, f"built {spoken_day(edition.today)}")
    return Page(content=f"@page {{ @bottom-left {{ content: {_text(' · '.join(words))} }} }}\n")


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text of one line, cut with an ellipsis where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _text(words: str) -> str:
    """A string of CSS, safe within HTML too; what no reader can see is left out."""
    seen = words if words.isprintable() else _seen(words)
    return '"' + _NOT_PLAIN.sub(lambda mark: f"\\{ord(mark.group()):x} ", seen) + '"'


def _seen(words: str) -> str:
    unseen = {"Cc", "Cf", "Cs"}
    return "".join(item for item in words if unicodedata.category(item) not in unseen)
