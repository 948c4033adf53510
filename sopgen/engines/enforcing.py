"""Has every page of a build say the content-security policy, and writes it for servers."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from sopgen.settings import Settings
from sopgen.site import PageTree
from sopgen.site.check import rendered_path
from sopgen.site.content_security import (
    HEADERS,
    at_every_depth,
    hashes,
    headers_file,
    in_page,
    inline_parts,
    policy_of,
    tag_of,
)

_OWN_PLUGINS: Final = frozenset({"sopgen", "search", "material/search"})
_PAGE: Final = ".html"
_log = logging.getLogger("mkdocs.plugins.sopgen")


def must_enforce(config: MkDocsConfig, settings: Settings) -> bool:
    """Whether pages get a policy: as is set, else where `mkdocs.yml` brings no code of its own.

    What an organisation added may load whatever it likes from wherever it likes.
    """
    if settings.content_security.enforce is not None:
        return settings.content_security.enforce
    return not (
        config.theme.name != "material"
        or config.theme.custom_dir
        or config.hooks
        or config.extra_javascript
        or any("//" in style for style in config.extra_css)
        or config.extra.get("analytics")
        or config.extra.get("consent")
        or not _OWN_PLUGINS.issuperset(config.plugins)
    )


class Enforcing:
    """The policy of one build: of each page what that page needs, and one of all for servers.

    Scripts are allowed that stand in a page which holds nothing of the library's, so that none in
    a text is ever taken for one of the theme's.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._scripts: set[str] = set()
        self._allowed: dict[int, frozenset[str]] = {}
        self._styles: set[str] = set()
        self._told: set[str] = set()
        self._tags: dict[frozenset[str], str] = {}

    def learn(self, page: str) -> None:
        """Allow the inline scripts of a page of the theme's that shows nothing of the library."""
        self._scripts |= {*inline_parts(page, "script")}
        self._allowed.clear()

    def on(self, page: str, path: str, styles: Iterable[str] = ()) -> str:
        """The page at a path within the site with its policy.

        A script that it keeps from running is told as a warning.
        """
        found = {*inline_parts(page, "script")}
        allowed = self._down_to(path.count("/"))
        for source in hashes(found - allowed):
            self._tell(source)
        return in_page(page, self._tag(frozenset(found & allowed), frozenset(styles)))

    def on_finished(self, page: str, path: str) -> str:
        """A page that is no theme's, with its policy."""
        styles = {*inline_parts(page.partition("</head>")[0], "style")}
        self._styles |= styles
        return self.on(page, path, styles)

    def finish(self, folder: Path, tree: PageTree) -> None:
        """Do the pages that are no theme's, and write the policy of all pages for servers."""
        for path in tree.pages:
            if path.endswith(_PAGE):
                file = folder / path
                file.write_text(self.on_finished(file.read_text("utf-8"), path), "utf-8")
        self.write_headers(folder, (*tree.pages, *tree.own_pages))

    def write_headers(self, folder: Path, paths: Iterable[str], styles: Iterable[str] = ()) -> None:
        """Write the policy of all pages, which are at `paths` in the tree, for servers.

        `styles` are inline styles of pages that are finished elsewhere.
        """
        headers = folder / HEADERS
        if not headers.exists():
            deepest = max((rendered_path(path).count("/") for path in paths), default=0)
            policy = self._policy(self._down_to(deepest), {*self._styles, *styles})
            headers.write_text(headers_file(policy), "utf-8")

    def take_styles(self) -> frozenset[str]:
        """The inline styles of the pages that were finished since the last time.

        What is to be warned of is told again from here on.
        """
        styles, self._styles, self._told = frozenset(self._styles), set(), set()
        return styles

    def _down_to(self, depth: int) -> frozenset[str]:
        """The theme's inline scripts as they stand on pages down to a depth."""
        if depth not in self._allowed:
            self._allowed[depth] = frozenset(at_every_depth(self._scripts, depth))
        return self._allowed[depth]

    def _tag(self, scripts: frozenset[str], styles: frozenset[str]) -> str:
        if styles:  # each such page has its own
            return tag_of(self._policy(scripts, styles))
        if scripts not in self._tags:
            self._tags[scripts] = tag_of(self._policy(scripts, styles))
        return self._tags[scripts]

    def _policy(self, scripts: Iterable[str], styles: Iterable[str]) -> Mapping[str, str]:
        inline = {"script-src": hashes(scripts), "style-src": hashes(styles)}
        return policy_of(self._settings, inline)

    def _tell(self, source: str) -> None:
        if source not in self._told | {
            *self._settings.content_security.allow.get("script-src", ())
        }:
            self._told.add(source)
            _log.warning(
                "The content-security policy keeps an inline script from running; if it is yours,"
                ' allow it with "%s" under content_security.allow.script-src.',
                source,
            )
