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

    def __init__(self, settings: Settings, tree: PageTree) -> None:
        self._settings = settings
        self._finished = [path for path in tree.pages if path.endswith(_PAGE)]
        paths = (*tree.pages, *tree.own_pages)
        self._deepest = max((rendered_path(path).count("/") for path in paths), default=0)
        self._scripts: set[str] = set()
        self._styles: set[str] = set()
        self._told: set[str] = set()

    def learn(self, page: str) -> None:
        """Allow the inline scripts of a page of the theme's that shows nothing of the library."""
        self._scripts |= {*at_every_depth(inline_parts(page, "script"), self._deepest)}

    def on(self, page: str, styles: Iterable[str] = ()) -> str:
        """The page with its policy; a script that it keeps from running is told as a warning."""
        found = {*inline_parts(page, "script")}
        for source in hashes(found - self._scripts):
            self._tell(source)
        return in_page(page, self._policy(found & self._scripts, styles))

    def finish(self, folder: Path) -> None:
        """Do the pages that are no theme's, and write the policy of all pages for servers."""
        for path in self._finished:
            file = folder / path
            page = file.read_text("utf-8")
            styles = {*inline_parts(page.partition("</head>")[0], "style")}
            self._styles |= styles
            file.write_text(self.on(page, styles), "utf-8")
        headers = folder / HEADERS
        if not headers.exists():
            headers.write_text(headers_file(self._policy(self._scripts, self._styles)), "utf-8")

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
