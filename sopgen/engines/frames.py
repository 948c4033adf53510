"""Puts pages into the theme's frame, for which the theme is asked once for each shape of page.

Thousands of pages differ in nothing but their words, and a theme takes longest to say the same
around them. Of a shape that will come again it is given a copy that has stand-ins for all words;
what it makes of that is cut at the stand-ins, and the words of further pages are put in between.
What comes out are the bytes that the theme itself would make:

- All that a page has besides is in its shape, or the theme must not ask for it.
- A stand-in shows what the theme does to a word in a place, and the same is done to each word.
- Addresses in the frame are relative to the page. They are the same for all pages as deep in one
  folder but where they lead to what is deeper in that folder; no page near that is put in a frame.
- The page of which a shape is learned is made both ways, and must be the same.

Any other page is rendered by the theme, as is each where code may run that wants to see it.
"""

from __future__ import annotations

import posixpath
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir

from sopgen.bundled import bundled
from sopgen.engines.shapes import AskedForMore, Sample, Shape, Shown, sample_of, shown
from sopgen.engines.stand_ins import Cut, cut
from sopgen.site.content_security import FIRST_IN_HEAD, scripts_in

_MOST: Final = 200  # of shapes; pages of one folder and one kind are made one after the other

# A page in the theme's frame, of which the theme is shown the page itself or something else.
InTheme = Callable[[Page, Page | Shown], str]


def is_plain_material(config: MkDocsConfig) -> bool:
    """Whether nothing but Material and what sopgen lays over it makes the frame of a page."""
    theme = config.theme
    return (
        theme.name == "material"
        and set(config.plugins) == {"sopgen"}
        and theme.dirs[:2] == [str(bundled("templates") / "site/theme"), get_theme_dir("material")]
    )


class Frames:
    """What the theme made of the shapes that were asked for last, cut at the words."""

    def __init__(
        self, environment: Environment, addresses: Iterable[str], in_theme: InTheme
    ) -> None:
        """Note what the theme leads to; `addresses` are those that it has without asking."""
        self._in_theme = in_theme
        self._near = _noted_addresses(environment, addresses)
        self._seen: set[int] = set()
        self._cuts: OrderedDict[Shape, Cut | None] = OrderedDict()

    def framed(self, page: Page) -> str:
        """A page that is in no navigation, as the theme would make it."""
        sample = sample_of(page)
        if sample is None or not self._is_ordinary(sample):
            return self._in_theme(page, page)
        shape = sample.shape
        if shape in self._cuts:
            self._cuts.move_to_end(shape)
            found = self._cuts[shape]
            return found.filled(sample.words) if found else self._in_theme(page, page)
        rendered = self._in_theme(page, page)
        # Where there were such pages in one folder, there will be more of them in this one, too.
        kind = hash(shape._replace(folder=""))
        if kind in self._seen:
            self._learn(page, sample, rendered)
        self._seen.add(kind)
        return rendered

    def _is_ordinary(self, sample: Sample) -> bool:
        """Whether the theme leads to nothing near the page, and nothing in it has a script."""
        return (sample.shape.folder, sample.name) not in self._near and all(
            scripts_in(word) == () for word in sample.words if "<" in word
        )

    def _learn(self, page: Page, sample: Sample, rendered: str) -> None:
        """Keep what the theme makes of a shape, if that is right for a page it has rendered."""
        given = shown(sample)
        try:
            found = cut(self._in_theme(page, given))
        except AskedForMore:
            found = None
        is_right = found and _has_policy(found.parts) and found.filled(sample.words) == rendered
        self._cuts[sample.shape] = found if is_right else None
        if len(self._cuts) > _MOST:
            self._cuts.popitem(last=False)


def _has_policy(parts: Sequence[str]) -> bool:
    """Whether the place for a policy, and the scripts that it allows, are between the words."""
    return FIRST_IN_HEAD in parts[0] and None not in map(scripts_in, parts)


def _noted_addresses(environment: Environment, addresses: Iterable[str]) -> set[tuple[str, str]]:
    """What the addresses lead to that the theme asks for, by its folder and its name there."""
    near: set[tuple[str, str]] = set()
    relative: Callable[[Context, str], str] = environment.filters["url"]

    def note(address: str) -> None:
        folder, *beneath = posixpath.normpath(f"/{address}").strip("/").split("/")
        near.update((folder, name) for name in beneath[:1])

    @pass_context
    def url(context: Context, address: str) -> str:
        note(str(address))
        return relative(context, address)

    for address in addresses:
        note(address)
    environment.filters["url"] = url
    return near
