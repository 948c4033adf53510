"""The page templates: Jinja with autoescape, an organisation's own before the bundled ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sopgen.bundled import bundled
from sopgen.settings import Settings
from sopgen.site.dates import spoken_day, spoken_time
from sopgen.site.headings import heading

_HALVES: Final = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}")


class PageTemplates:
    """Renders the templates of `templates/site/pages/`."""

    def __init__(self, settings: Settings) -> None:
        self._environment = _environment(
            tuple(folder / "pages" for folder in site_folders(settings))
        )

    def render(self, template: str, /, **values: Any) -> str:  # noqa: ANN401 whatever the template names
        """Render one template."""
        return self._environment.get_template(template).render(**values)


@cache  # compiling the templates takes longer than a small site; a changed file is read anew
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["heading"] = heading
    environment.filters["spoken_day"] = spoken_day
    environment.filters["spoken_time"] = spoken_time
    return environment


def site_folders(settings: Settings) -> Iterator[Path]:
    """The folders of page templates and assets: the library's own first, then the bundled one."""
    for folder in dict.fromkeys((settings.templates_dir, bundled("templates"))):
        if (folder / "site").is_dir():
            yield folder / "site"


def front_matter(**fields: object) -> Markup:
    """Front matter that every engine reads: JSON is YAML, and hides no mark from Markdown."""
    lines = (f"{name}: {_yaml(value)}" for name, value in fields.items())
    return Markup("---\n{}\n---\n").format(Markup("\n".join(lines)))  # noqa: S704 no HTML, never shown


def _yaml(value: object) -> str:
    """JSON, but for what JSON writes in two halves: YAML knows no halves, and reads none of it."""
    return _HALVES.sub(
        lambda pair: str(json.loads(f'"{pair.group()}"')), json.dumps(value, sort_keys=True)
    )
