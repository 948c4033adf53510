"""The shape of a page: all that decides what a theme makes of it, but for the page's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from sopgen.engines.outline import Outline, Toc, outline_of
from sopgen.engines.stand_ins import stand_in

# The numbers of the words that a page has once; then come those of its front matter and headings.
_CONTENT, _CANONICAL, _EDIT = range(3)
_HEADING: Final = "<h1"
_FOLDER: Final = "soQpU"
_ANCHOR: Final = re.compile(r"[\w.-]+")
_TEXTS: Final = ("title", "description")
_ALTERNATES: Final = "alternates"
_HREF: Final = "href"

Meta = Mapping[str, Any]


class Shape(NamedTuple):
    """What decides of a page, beside its words, what the theme makes of it."""

    folder: str
    depth: int
    is_beneath: bool
    meta: str
    toc: Toc
    has_heading: bool
    has_canonical: bool
    has_edit: bool
    is_homepage: bool


class Word(NamedTuple):
    """What holds the place of a word in the front matter of a shape: its number, and of what type.

    It takes the place of a stand-in, which is long, until the theme is shown the page.
    """

    number: int
    type: type[str]


class Sample(NamedTuple):
    """A page as its shape and its words, and its front matter with those taken out.

    `name` is what its address has next to the shape's folder, "" for nothing.
    """

    shape: Shape
    words: tuple[str, ...]
    meta: Meta
    name: str


class AskedForMore(Exception):  # noqa: N818 no error: the theme may
    """A theme shows something of a page that other pages of its shape need not have."""


@dataclass
class Shown:
    """A page of a shape as the theme is given it, with stand-ins for all words.

    It has nothing else of a page but what is the same on all of the shape. Raises `AskedForMore`
    where the theme wants to know more.
    """

    title: str
    meta: Meta
    content: str
    toc: TableOfContents
    url: str
    canonical_url: str | None
    edit_url: str | None
    is_homepage: bool
    previous_page: None = None
    next_page: None = None

    def __getattr__(self, name: str) -> object:
        raise AskedForMore(name)


class _Content(str):
    """A stand-in for content, which tells of that only whether it has a heading."""

    has_heading: bool

    def __contains__(self, part: object) -> bool:
        if part != _HEADING:
            raise AskedForMore(part)
        return self.has_heading

    def __len__(self) -> int:
        raise AskedForMore("its length")


def sample_of(page: Page) -> Sample | None:
    """A page that is in no navigation, as its shape and its words.

    None where it is like no other page: where it has no title, or its table of contents is odd.
    """
    url = page.url
    words = [page.content or "", page.canonical_url or "", page.edit_url or ""]
    meta = _without_words(page.meta, words)
    toc = outline_of(page.toc)
    if not page.meta["title"] or not url.endswith("/") or not _is_ordinary(toc.words):
        return None
    words += toc.words
    folder, name, *_ = url.split("/")
    shape = Shape(
        folder=folder,
        depth=url.count("/"),
        is_beneath=page.parent is not None,
        meta=repr(meta),
        toc=toc.shape,
        has_heading=_HEADING in words[_CONTENT],
        has_canonical=bool(page.canonical_url),
        has_edit=bool(page.edit_url),
        is_homepage=page.is_homepage,
    )
    return Sample(shape, tuple(words), meta, name)


def shown(sample: Sample) -> Shown:
    """What the theme is given for all pages of a shape."""
    shape = sample.shape
    first = len(sample.words) - 2 * _size(shape.toc)
    content = _Content(stand_in(_CONTENT))
    content.has_heading = shape.has_heading
    meta = _with_stand_ins(sample.meta)
    return Shown(
        title=meta["title"],
        meta=meta,
        content=content,
        toc=Outline(shape.toc, [*map(stand_in, range(first, len(sample.words)))]),
        url=f"{shape.folder}{f'/{_FOLDER}' * (shape.depth - 1)}/",
        canonical_url=stand_in(_CANONICAL) if shape.has_canonical else None,
        edit_url=stand_in(_EDIT) if shape.has_edit else None,
        is_homepage=shape.is_homepage,
    )


def _without_words(meta: Meta, words: list[str]) -> Meta:
    """Front matter without its texts and addresses, which are added to the words."""

    def taken(word: Any) -> Any:  # noqa: ANN401 any value of YAML
        if not word or not isinstance(word, str):
            return word
        words.append(word)
        return Word(len(words) - 1, type(word))

    return _each(meta, taken)


def _with_stand_ins(meta: Meta) -> Meta:
    """Front matter as a theme is shown it, with stand-ins for what was taken out."""
    return _each(
        meta, lambda word: word.type(stand_in(word.number)) if isinstance(word, Word) else word
    )


def _each(meta: Meta, put: Callable[[Any], Any]) -> Meta:
    """Front matter with something else in place of its texts and addresses."""
    kept = dict(meta)
    kept |= {name: put(kept[name]) for name in _TEXTS if name in kept}
    if isinstance(others := kept.get(_ALTERNATES), list):
        kept[_ALTERNATES] = [
            {**other, _HREF: put(other.get(_HREF))} if isinstance(other, dict) else other
            for other in others
        ]
    return kept


def _is_ordinary(words: Sequence[str]) -> bool:
    """Whether each entry of a table of contents has a title, and an id that is the same as HTML."""
    return all(words[::2]) and all(map(_ANCHOR.fullmatch, words[1::2]))


def _size(shape: Toc) -> int:
    return sum(1 + _size(beneath) for _, _, beneath in shape)
