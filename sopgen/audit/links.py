"""Where links and pictures of a document lead within a package: to its files, or to nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Final
from urllib.parse import quote, unquote

from markupsafe import Markup

from sopgen.edition.edition import Edition
from sopgen.library import Leads, Target
from sopgen.model.document import Document
from sopgen.site.offprint import picture_as_data

_FILE: Final = "~/"  # marks the way to a file of the library until the text is bound
# The templates and the sanitiser quote every attribute, so these find whole tags.
_LINK: Final = re.compile(r'<a href="([^"]*)"(?: title="[^"]*")?>(.*?)</a>', re.DOTALL)
_LEADS_OUT: Final = re.compile(r"(?:https?|mailto|tel):|#")
_PICTURE: Final = re.compile(r'(<img\b(?:[^>"]|"[^"]*")*?)\ssrc="~/([^"]*)"')
_OTHER: Final = re.compile(r'\s(?:href|src)="~/[^"]*"')


@dataclass(frozen=True)
class Bound(Edition):
    """An edition, the pages of which are files of a package.

    `bound` gives, by a document's path, the file of the version that its page shows. Every file of
    a document lies in a folder of its own beside those of the others.
    """

    bound: Mapping[str, str] = field(default_factory=dict)

    def href(self, target: Target, base: str) -> str | None:
        """Where a link leads from within a document's file; None where it cannot lead anywhere."""
        other = target.document
        if other is not None and target.leads is not Leads.ANCHOR:
            return self._to_document(other, target.anchor)
        if target.leads in {Leads.PAGE, Leads.FILE}:
            return _FILE + quote(target.path.removeprefix(self.library.folder))
        return super().href(target, base)

    def _to_document(self, other: Document, anchor: str) -> str | None:
        if other.path not in self.bound:
            return None
        there = f"#{quote(anchor)}" if anchor and anchor in self.shown(other).anchors else ""
        return f"../{quote(self.bound[other.path])}{there}"


def bind(edition: Edition, departments: tuple[str, ...], place: Mapping[str, str]) -> Bound:
    """The edition as it stands in a package of some departments, or of all where none is named.

    `place` gives the file of each document by its path.
    """
    within = {
        item.path: place[item.path]
        for item in edition.published
        if not departments or edition.department(item) in departments
    }
    values = {item.name: getattr(edition, item.name) for item in fields(Edition)}
    return Bound(**values, bound=within)


def alone(edition: Bound, rendered: Markup) -> Markup:
    """A text without ways to what the package lacks: pictures become data, links their words."""
    within = {f"../{file}" for file in edition.bound.values()}

    def link(match: re.Match[str]) -> str:
        href = html.unescape(match.group(1))
        is_known = _LEADS_OUT.match(href) or unquote(href.partition("#")[0]) in within
        return match.group() if is_known else match.group(2)

    def picture(match: re.Match[str]) -> str:
        file = edition.settings.docs_dir / unquote(html.unescape(match.group(2)))
        data = picture_as_data(file)
        return f'{match.group(1)} src="{data}"' if data else match.group(1)

    text = _PICTURE.sub(picture, _LINK.sub(link, rendered))
    # A wide table scrolls on its own, so the keyboard must be able to get there.
    text = _OTHER.sub("", text).replace("<table>", '<table tabindex="0">')
    return Markup(text)  # noqa: S704 of a template, links replaced
