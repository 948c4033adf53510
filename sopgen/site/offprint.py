"""Documents bound into one file: links between them become anchors, pictures become data."""

from __future__ import annotations

import html
import mimetypes
import posixpath
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from sopgen.edition.edition import Edition
from sopgen.library import Leads, Target
from sopgen.model.addresses import slug_of
from sopgen.model.document import Document

_MARK: Final = "~"  # no anchor of a document begins so
_LARGEST_PICTURE: Final = 4 * 1024 * 1024  # bytes
# The templates and the sanitiser quote every attribute, so these find whole tags.
_WITH_ATTRIBUTES: Final = re.compile(r'<[a-zA-Z][^\s>"]*\s[^>"]*(?:"[^"]*"[^>"]*)*>')
_NAME: Final = re.compile(rf'\s(id="|href="#)({_MARK}?)')
_LINK: Final = re.compile(r'<a href="([^"]*)"(?: title="[^"]*")?>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(r'(<img\b(?:[^>"]|"[^"]*")*?)\ssrc="([^"]*)"')
_RECORDING: Final = re.compile(r'(<(?:audio|video|source)\b(?:[^>"]|"[^"]*")*?)\ssrc="[^"]*"')
_LEADS_OUT: Final = re.compile(r"(?:https?|mailto|tel):|#(?!~/)")


@dataclass(frozen=True)
class Offprint(Edition):
    """An edition whose pages are files that stand alone, one for each department.

    `bound` are the prefixes of the anchors of every document that stands in one of them, by path.
    The base of a file is its department's address. A link to a document of the same file is marked
    until `bind` has made it an anchor, and one to any other document until it names it.
    """

    bound: Mapping[str, str] = field(default_factory=dict)

    def href(self, target: Target, base: str) -> str | None:
        """Where a link leads from within the file; None where it cannot lead anywhere."""
        other = target.document
        if other is None or target.leads is Leads.ANCHOR:
            return super().href(target, base)
        if not self.is_published(other):
            return None
        if other.path not in self.bound or f"{self.department(other)}/" != base:
            return f"#{_MARK}/{quote(other.path)}"
        anchor = target.anchor if target.anchor in self.shown(other).anchors else ""
        return f"#{_MARK}{self.bound[other.path]}" + (f".{anchor}" if anchor else "")

    def bind(self, document: Document, rendered: str, base: str) -> str:
        """The rendered text of a bound document, as it stands in the file at `base`.

        Its anchors get its prefix, links that lead out of the file give way to their words, with
        title and id where they name a document, and pictures become data.
        """
        prefix = self.bound[document.path]
        rendered = _LINK.sub(self._link, rendered)
        rendered = _WITH_ATTRIBUTES.sub(lambda tag: _prefixed(tag.group(), prefix), rendered)
        rendered = _RECORDING.sub(r"\1", rendered)
        # A wide table scrolls on its own, so the keyboard must be able to get there.
        rendered = rendered.replace("<table>", '<table tabindex="0">')
        return _PICTURE.sub(lambda match: self._picture(match, base), rendered)

    def _link(self, match: re.Match[str]) -> str:
        href, text = html.unescape(match.group(1)), match.group(2)
        if _LEADS_OUT.match(href):
            return match.group()
        reading = self.library.readings.get(unquote(href.removeprefix(f"#{_MARK}/")))
        other = reading.document if reading else None
        if other is None:
            return text
        title, name = self.shown(other).title, other.id or "no id"
        said = name if title in html.unescape(text) else f"{title}, {name}"
        return f'{text} <span class="id">({html.escape(said)})</span>'

    def _picture(self, match: re.Match[str], base: str) -> str:
        """The picture as data; one that is missing or too large is left to its words."""
        path = unquote(urlsplit(html.unescape(match.group(2))).path)
        file = self.settings.docs_dir / posixpath.normpath(posixpath.join(base, path))
        data = picture_as_data(file)
        return f'{match.group(1)} src="{data}"' if data else match.group(1)


def picture_as_data(file: Path) -> str | None:
    """A picture as an address that holds it; None where it is missing, too large or none."""
    kind = mimetypes.guess_type(file.name)[0] or ""
    try:
        is_fit = kind.startswith("image/") and file.stat().st_size <= _LARGEST_PICTURE
        data = b64encode(file.read_bytes()).decode("ascii") if is_fit else ""
    except OSError:
        return None
    return f"data:{kind};base64,{data}" if data else None


def prefixes(documents: Sequence[Document]) -> dict[str, str]:
    """The prefix of each document's anchors by its path: its id as a slug, no two alike.

    A prefix ends with a dot in an anchor, which no anchor of a document has.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for document in documents:
        slug = prefix = slug_of(document.id or document.slug)
        number = 1
        while prefix in taken:
            number += 1
            prefix = f"{slug}_{number}"
        taken.add(prefix)
        found[document.path] = prefix
    return found


def _prefixed(tag: str, prefix: str) -> str:
    """A tag with the prefix before each name in it but those that are marked."""
    if 'id="' not in tag and 'href="#' not in tag:
        return tag
    return _NAME.sub(lambda name: f" {name[1]}" if name[2] else f" {name[1]}{prefix}.", tag)
