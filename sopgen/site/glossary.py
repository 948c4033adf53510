"""The glossary: the organisation's terms with where each is used, and those of single documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.model.document import Document, Entry
from sopgen.model.layout import fold
from sopgen.model.markdown import Node
from sopgen.reading.outline import anchor_of
from sopgen.site.alternates import of_list
from sopgen.site.page_templates import WAYS_SHEET, PageTemplates, front_matter
from sopgen.site.words import GLOSSARY

ADDRESS: Final = f"{GLOSSARY}index.md"
_WORD: Final = re.compile(r"\w+")
# Scripts without spaces between words begin here (CJK radicals): there a term is found anywhere.
_UNSPACED: Final = "\u2e80"


@dataclass(frozen=True, slots=True)
class Term:
    """One term: how it is written and what it means, with the documents that use it."""

    key: str
    name: str
    anchor: str
    aliases: tuple[str, ...]
    meaning: str
    used: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term that documents define for themselves: meanings with their document's title and way."""

    name: str
    meanings: tuple[tuple[str, str, str], ...]


def glossary_page(edition: Edition, templates: PageTemplates) -> Page:
    """The page at `glossary/`."""
    content = templates.render(
        "glossary.md.j2",
        front_matter=front_matter(
            title="Glossary",
            hide=["navigation"],
            sheets=[WAYS_SHEET],
            alternates=of_list(edition, GLOSSARY, "glossary"),
        ),
        terms=_terms(edition),
        own_terms=_own_terms(edition),
    )
    return Page(content=content, title="Glossary")


def term_anchors(terms: Iterable[str]) -> Mapping[str, str]:
    """The anchor of each term by its key: `term-` and the key's slug as GitHub makes it.

    Of keys with one slug the later ones get a number, as GitHub numbers headings.
    """
    return _anchors(tuple(terms))


@lru_cache(maxsize=8)  # every document asks for those of the vocabulary
def _anchors(keys: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key in keys:
        anchor, number = f"term-{anchor_of(key)}", 0
        while anchor in found.values():
            number += 1
            anchor = f"term-{anchor_of(key)}-{number}"
        found[key] = anchor
    return found


def _terms(edition: Edition) -> list[Term]:
    words = edition.vocabulary.entries("terms")
    anchors, texts = term_anchors(words), _Texts(edition)
    terms = [
        Term(
            key=key,
            name="" if word.name == key else word.name,
            anchor=anchors[key],
            aliases=word.aliases,
            meaning=word.more.get("meaning", ""),
            used=tuple(
                (edition.shown(item).title, edition.link(item, GLOSSARY), item.id or "")
                for item in texts.with_any((key, word.name, *word.aliases))
            ),
        )
        for key, word in words.items()
    ]
    return sorted(terms, key=lambda term: (fold(term.key), term.key))


class _Texts:
    """What readers see of each listed document, word by word, to look for terms in."""

    def __init__(self, edition: Edition) -> None:
        self._texts = [(item, _Text(edition.shown(item))) for item in edition.listed]

    def with_any(self, names: tuple[str, ...]) -> Iterator[Document]:
        """The documents that use one of the names; capitals count where a name is all capitals."""
        wanted = [(_spaced(name), name.isupper()) for name in names]
        for document, text in self._texts:
            if any(text.holds(name, is_exact=exact) for name, exact in wanted):
                yield document


class _Text:
    """The text of one document; put together where its source may hold what is looked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = f"{document.title} {document.source.slice(document.body_span)}"
        self._folded = self._source.casefold()
        # Only these write a word in other characters than its own.
        self._is_as_written = "&" not in self._source and "\\" not in self._source

    def holds(self, name: str, *, is_exact: bool) -> bool:
        name = name if is_exact else name.casefold()
        source = self._source if is_exact else self._folded
        if self._is_as_written and not all(word in source for word in name.split()):
            return False
        return name in (self._whole if is_exact else self._lower)

    @cached_property
    def _whole(self) -> str:
        said = [self._document.title]
        _gather(self._document.blocks, said)
        return _spaced(" ".join(said))

    @cached_property
    def _lower(self) -> str:
        return self._whole.casefold()


def _gather(nodes: Iterable[Node], said: list[str]) -> None:
    """Add the text of nodes, in order; nobody else asks every document for its nodes by kind."""
    for node in nodes:
        if node.kind == "text":
            said.append(node.text)
        _gather(node.children, said)


def _spaced(text: str) -> str:
    """Words between single spaces, so that a whole word can be found as text."""
    if text[:1] >= _UNSPACED and min(text) >= _UNSPACED:
        return text
    return f" {' '.join(_WORD.findall(text))} "


def _own_terms(edition: Edition) -> list[OwnTerm]:
    found: dict[str, list[tuple[Entry, Document]]] = {}
    for document in edition.listed:
        for entry in edition.shown(document).definitions:
            found.setdefault(fold(entry.name), []).append((entry, document))
    return [
        OwnTerm(
            name=entries[0][0].name,
            meanings=tuple(
                (entry.text, edition.shown(item).title, _way(edition, item))
                for entry, item in entries
            ),
        )
        for _, entries in sorted(found.items())
    ]


def _way(edition: Edition, document: Document) -> str:
    section = edition.shown(document).section("definitions")
    return edition.link(document, GLOSSARY) + (f"#{section.heading.anchor}" if section else "")
