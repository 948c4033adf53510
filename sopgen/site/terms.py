"""Marks terms where they stand in a page's text, so that their meaning is at hand.

The terms are those that the document defines and those of the organisation's vocabulary. Marked is
the first time in each step or section: in running text only, never in a link, code or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from markupsafe import Markup

from sopgen.edition.edition import Edition, relative_address
from sopgen.model.document import Document, Entry
from sopgen.reading.outline import anchor_of
from sopgen.site.arrangement import own_anchor
from sopgen.site.glossary import term_anchors
from sopgen.site.words import GLOSSARY

_PREFIX: Final = "term-"
# Serialised HTML quotes every attribute with double quotes, so this finds whole tags.
_TAG: Final = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>"]*(?:"[^"]*"[^>"]*)*>')
_PART: Final = re.compile(r"\w+")
_LEFT_ALONE: Final = frozenset("a code pre h1 h2 h3 h4 h5 h6 button kbd samp summary dfn".split())  # noqa: SIM905 reads better
# Scripts without spaces: what stands beside is another word all the same.
_SPACELESS: Final = re.compile(r"[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LINK: Final = Markup('<a class="sop-term" href="{href}">')
_LINK_OUT: Final = Markup('<a class="sop-term" href="{href}" data-sop-term="{meaning}">')

Mark = Callable[[Markup], Markup]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: one of its forms as serialised HTML writes it, and where its meaning stands.

    `key` is the same for all its forms. `meaning` is empty where the page itself has it at `href`.
    An abbreviation is the same only in the same letters, any other word in capitals too.
    """

    key: str
    form: str
    href: str
    meaning: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether capitals matter: US is not us."""
        return sum(letter.isupper() for letter in self.form) > 1

    def around(self, words: str) -> str:
        """The words, which are HTML, with the tags that mark them."""
        tag = _LINK_OUT if self.meaning else _LINK
        return f"{tag.format(href=self.href, meaning=self.meaning)}{words}</a>"


class _Place(NamedTuple):
    start: int
    end: int
    term: Term


class Terms:
    """The terms of one document, for the page at `base`."""

    def __init__(self, edition: Edition, document: Document, base: str) -> None:
        own = tuple(_own(document))
        defined = {term.form.lower() for term in own}
        known = _known(edition, base, document.source.lowered)
        every = (*own, *(term for term in known if term.form.lower() not in defined))
        self._exact = tuple((term.form, term) for term in every if term.is_exact)
        self._others = tuple((term.form.lower(), term) for term in every if not term.is_exact)
        self._ending = "s" if document.language.lower().startswith("en") else ""

    def scope(self) -> Mark:
        """What marks the pieces of one step or section: each term once in all of them."""
        seen: set[str] = set()

        def mark(html: Markup) -> Markup:
            if not self._stand_in(html):
                return html
            return Markup("".join(self._marked(str(html), seen)))  # noqa: S704 only tags of ours are added

        return mark

    def _stand_in(self, html: str) -> bool:
        small = html.lower()
        return any(form in html for form, _ in self._exact) or any(
            form in small for form, _ in self._others
        )

    def _marked(self, html: str, seen: set[str]) -> Iterator[str]:
        at, inside = 0, 0
        for tag in _TAG.finditer(html):
            text = html[at : tag.start()]
            yield text if inside else self._linked(text, seen)
            yield tag.group()
            at = tag.end()
            if tag.group(2).lower() in _LEFT_ALONE:
                inside += -1 if tag.group(1) else 1
        yield html[at:] if inside else self._linked(html[at:], seen)

    def _linked(self, text: str, seen: set[str]) -> str:
        small = text.lower()
        if len(small) != len(text):
            small = text  # a few letters change their length: then capitals matter
        pieces, at = [], 0
        while place := self._next(text, small, at, seen):
            pieces += [text[at : place.start], place.term.around(text[place.start : place.end])]
            seen.add(place.term.key)
            at = place.end
        return "".join([*pieces, text[at:]])

    def _next(self, text: str, small: str, at: int, seen: set[str]) -> _Place | None:
        """The first term from a place on that was not seen; of two there, the longer."""
        places = (
            _Place(*found, term)
            for where, terms in ((text, self._exact), (small, self._others))
            for form, term in terms
            if term.key not in seen and (found := _find(form, where, at, self._ending))
        )
        return min(places, key=lambda place: (place.start, -place.end), default=None)


def definition_anchors(document: Document) -> Mapping[int, str]:
    """The anchor of each definition by where its term stands in the source."""
    return {entry.name_span.start: anchor for entry, anchor in _anchored(document)}


def term_anchor(key: str) -> str:
    """The anchor of a term on the page that explains all of them."""
    return _PREFIX + anchor_of(key)


def _anchored(document: Document) -> Iterator[tuple[Entry, str]]:
    taken: set[str] = set()
    for entry in document.definitions:
        anchor = own_anchor(document, term_anchor(entry.name))
        if entry.name and anchor != _PREFIX and anchor not in taken:
            taken.add(anchor)
            yield entry, anchor


def _own(document: Document) -> Iterator[Term]:
    for entry, anchor in _anchored(document):
        yield Term(anchor, escape(entry.name, quote=False), f"#{anchor}")


def _known(edition: Edition, base: str, text: str) -> Iterator[Term]:
    """The vocabulary's terms, which stand in the glossary; each brings its meaning along.

    Few may stand in the text of any one document, which is in small letters: the rest need not be
    looked for in each sentence.
    """
    terms = edition.vocabulary.entries("terms")
    for key, entry in terms.items():
        for form in dict.fromkeys((key, entry.name, *entry.aliases)):
            if _may_stand_in(text, form):
                anchor = term_anchors(terms)[key]
                href = f"{relative_address(GLOSSARY, base)}#{anchor}"
                meaning = ": ".join(filter(None, (entry.name, entry.more.get("meaning", ""))))
                yield Term(anchor, escape(form, quote=False), href, meaning)


def _may_stand_in(text: str, form: str) -> bool:
    return all(map(text.__contains__, _parts(form)))


@lru_cache(maxsize=4096)  # the vocabulary's terms are looked for in every document
def _parts(form: str) -> tuple[str, ...]:
    return tuple(_PART.findall(form.lower()))


def _find(form: str, text: str, at: int, ending: str) -> tuple[int, int] | None:
    """Where a form first stands alone, in the singular or with the plural's ending."""
    start = text.find(form, at)
    while start >= 0:
        end = start + len(form)
        if _is_word(text, start, end):
            return start, end
        if ending and text.startswith(ending, end) and _is_word(text, start, end + len(ending)):
            return start, end + len(ending)
        start = text.find(form, start + 1)
    return None


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands alone; what follows "&" is the name of a character."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == "&" or _continues(before, text[start]):
        return False
    return not _continues(after, text[end - 1])


def _continues(outside: str, inside: str) -> bool:
    if not outside or not (outside.isalnum() or outside == "_"):
        return False
    return not (_SPACELESS.match(outside) or _SPACELESS.match(inside))
