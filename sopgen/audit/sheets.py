"""Renders the pages of a package: each a file that stands alone, to be read and to be printed."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import Markup

from sopgen.audit import places
from sopgen.audit.scope import Scope
from sopgen.bundled import bundled
from sopgen.site.page_templates import PageTemplates
from sopgen.site.paper import Foot, sheet


class Sheets:
    """The templates of `templates/audit/`; an organisation cannot put its own in their place."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._templates = PageTemplates(scope.edition.settings, bundled("templates") / "audit")

    def page(self, template: str, path: str, title: str, foot: Foot, **values: Any) -> bytes:  # noqa: ANN401 whatever the template names
        """One page, which stands at a path of the package."""
        up = "../" * path.count("/")
        rendered = self._templates.render(
            template,
            title=title,
            up=up,
            path=path,
            scope=self._scope,
            today=self._scope.edition.today,
            site_name=self._scope.edition.settings.site_name,
            places=places,
            style=self._style,
            margins=Markup(sheet(foot)),  # noqa: S704 strings of CSS are encoded
            **values,
        )
        return rendered.encode(errors="replace")

    def part(self, template: str, **values: Any) -> Markup:  # noqa: ANN401 as above
        """A part of a page."""
        return Markup(self._templates.render(template, **values))  # noqa: S704 autoescaped

    @cached_property
    def _style(self) -> Markup:
        file = bundled("templates") / "audit" / "audit.css"
        return Markup(file.read_text("utf-8"))  # noqa: S704 ours
