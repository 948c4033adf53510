"""Checks a document against its template's schema, and says what is wrong in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sopgen.model.document import Data, Document
from sopgen.model.finding import Problem
from sopgen.model.suggestion import did_you_mean
from sopgen.model.vocabulary import Vocabulary
from sopgen.template.context import Context
from sopgen.template.lean import lean
from sopgen.template.loading import Template, Templates
from sopgen.template.quick import surely_fits
from sopgen.template.soundness import Schema
from sopgen.template.wording import problem_of

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from sopgen.template.validation import Validation


class TemplateCheck:
    """Checks documents against their templates; made once for a library.

    `problems` gives every way in which a document does not fit (rules SOP201 to SOP399).
    """

    def __init__(self, templates: Templates, vocabulary: Vocabulary) -> None:
        self._templates = templates
        self._vocabulary = vocabulary
        self._held: dict[str, _Held] = {}

    def problems(self, document: Document, *, front_matter_usable: bool) -> list[Problem]:
        """Check one document.

        Where its front matter could not be read, only the body is checked: the rest is noise.
        """
        template = self._templates.of(document.text("type"))
        context = Context(document, template, self._templates, self._vocabulary)
        found = [problem_of(context, error) for error in self._errors(document, template)]
        body = {section.property for section in template.layout.sections}
        if not front_matter_usable:
            return [problem for problem, name in found if name in body]
        unknown = dict(_unknown_fields(document, template))
        # A misspelt name is one slip, not an unknown field and a missing one.
        return [
            problem
            for problem, name in found
            if problem.code != "SOP201" or name not in unknown.values()
        ] + list(unknown)

    def _errors(self, document: Document, template: Template) -> Iterator[ValidationError]:
        held = self._held.get(template.type)
        if held is None:
            held = _Held(lean(template), self._vocabulary, self._templates.by_type)
            self._held[template.type] = held
        return held.errors(document.data)


class _Held:
    """One schema: seen quickly where a document fits, and said at length where it may not."""

    def __init__(self, schema: Schema, vocabulary: Vocabulary, types: Collection[str]) -> None:
        self._parts = (schema, vocabulary, types)
        self._fits = surely_fits(schema, vocabulary, types)

    @cached_property
    def _validation(self) -> Validation:
        from sopgen.template.validation import Validation  # noqa: PLC0415 slow to import

        return Validation(*self._parts)

    def errors(self, data: Data) -> Iterator[ValidationError]:
        return iter(()) if self._fits(data) else self._validation.errors(data)


def _unknown_fields(document: Document, template: Template) -> Iterator[tuple[Problem, str | None]]:
    """Fields that the template does not know, each with the missing field that was meant."""
    if not template.closed:
        return
    missing = [name for name in template.fields if name not in document.keys]
    body = {section.property: section for section in template.layout.sections}
    for name, span in document.keys.items():
        section = body.get(name)
        if section is not None:
            message = f'"{name}" belongs in the text, not in the front matter.'
            hint = f'Write it as a section with the heading "## {section.headings[0]}".'
            yield Problem("SOP202", message, span, hint), None
        elif name not in template.properties:
            close = did_you_mean(name, missing)
            hint = f'Did you mean "{close}"?' if close else _UNKNOWN
            yield Problem("SOP202", f'The field "{name}" is not known.', span, hint), close


_UNKNOWN: Final = "Remove it, or add it to the schema if your organisation needs it."
