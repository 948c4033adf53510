"""What it takes to word an error: the document, its template, and the organisation's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route
from sopgen.model.layout import Content, SectionLayout
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.model.vocabulary import Vocabulary
from sopgen.template.loading import Template, Templates

_FIELD_NAMES: Final[Mapping[str, str]] = {
    "time_limit": "time limit",
    "confirmations": "confirmation",
}


@dataclass(frozen=True)
class Context:
    """One document before its template."""

    document: Document
    template: Template
    templates: Templates
    vocabulary: Vocabulary

    @cached_property
    def sections(self) -> Mapping[str, SectionLayout]:
        """The sections that the template knows, by property."""
        return {section.property: section for section in self.template.layout.sections}

    def is_step(self, route: Route) -> bool:
        """Whether a route leads to a step."""
        section = self.sections.get(str(route[0]))
        return len(route) == 2 and section is not None and section.content is Content.STEPS

    def name(self, route: Route) -> str:
        """The thing that a route leads to, as a person would call it."""
        section = self.sections.get(str(route[0])) if route else None
        if section is not None and len(route) > 1 and section.content is Content.STEPS:
            what = str(route[2]) if len(route) > 2 else "entry"
            return f"Step {int(route[1]) + 1}: the {_FIELD_NAMES.get(what, what)}"
        words = [str(part) for part in route if isinstance(part, str)]
        where = next((part + 1 for part in reversed(route) if isinstance(part, int)), None)
        number = f" (entry {where})" if where is not None else ""
        return f'"{".".join(words)}"{number}'


def suggest(value: str, names: list[str]) -> str:
    """What somebody may have meant, else everything that is allowed."""
    close = did_you_mean(value, names)
    return f'Did you mean "{close}"?' if close else f"Allowed: {listed(names)}."
