"""The page templates: Jinja with autoescape, an organisation's own before the bundled ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sopgen.bundled import bundled
from sopgen.edition.dates import spoken_day, spoken_time
from sopgen.edition.words import since_words
from sopgen.settings import Settings
from sopgen.site.headings import heading
from sopgen.site.page_environment import PageEnvironment

# What a text in YAML may not hold as it stands (YAML 1.2.2, 5.1), or would fold into a space.
_UNPRINTED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MARK: Final = "---\n"
_JSON: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False)
# The stylesheets of single kinds of page, which such pages name in their front matter as `sheets`.
API_SHEET: Final = "api.css"
ARCHIVE_SHEET: Final = "archive.css"
LIST_SHEET: Final = "lists.css"
RULE_SHEET: Final = "rules.css"
SEARCH_SHEET: Final = "search.css"
WAYS_SHEET: Final = "ways.css"


_State = tuple[Path, int, int]


class PageTemplates:
    """Renders the templates of `templates/site/pages/`, and those of the folders `before` it."""

    def __init__(self, settings: Settings, *before: Path) -> None:
        folders = (*before, *(folder / "pages" for folder in site_folders(settings)))
        self._environment = _environment(folders, _state(folders))

    def render(self, template: str, /, **values: Any) -> str:  # noqa: ANN401 whatever the template names
        """Render one template."""
        return self._environment.get_template(template).render(**values)


@lru_cache(maxsize=8)  # compiling the templates takes longer than a small site
def _environment(folders: tuple[Path, ...], _: tuple[_State, ...]) -> Environment:
    environment = PageEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        optimized=False,  # nothing is constant: to look for it is an eighth of compiling
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # what changes makes another environment: no page asks again
    )
    environment.globals["heading"] = heading
    environment.filters["spoken_day"] = spoken_day
    environment.filters["spoken_time"] = spoken_time
    environment.filters["since_words"] = since_words
    return environment


def _state(folders: Iterable[Path]) -> tuple[_State, ...]:
    """The templates as they are now, by what changes when one of them does."""
    files = (file for folder in folders for file in sorted(folder.glob("*")))
    states = ((file, file.stat()) for file in files if file.is_file())
    return tuple((file, state.st_mtime_ns, state.st_size) for file, state in states)


def site_folders(settings: Settings) -> Iterator[Path]:
    """The folders of page templates and assets: the library's own first, then the bundled one."""
    for folder in dict.fromkeys((settings.templates_dir, bundled("templates"))):
        if (folder / "site").is_dir():
            yield folder / "site"


def front_matter(**fields: object) -> Markup:
    """Front matter that every engine reads: JSON is YAML, and hides no mark from Markdown."""
    lines = (f"{name}: {_json(value)}" for name, value in fields.items())
    return Markup("---\n{}\n---\n".format("\n".join(lines)))  # noqa: S704 no HTML, never shown


def read_front_matter(content: str) -> tuple[dict[str, Any], str]:
    """The fields that `front_matter` wrote on top of a page, and what stands below them."""
    if not content.startswith(_MARK):
        return {}, content
    head, _, body = content.removeprefix(_MARK).partition(f"\n{_MARK}")
    lines = (line.partition(": ") for line in head.split("\n"))
    return {name: json.loads(value) for name, _, value in lines}, body


def _json(value: object) -> str:
    """JSON that is YAML too, which knows no pairs of escapes for one character, as of an emoji."""
    text = _JSON.encode(value)
    if text.isprintable():
        return text
    return _UNPRINTED.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)
