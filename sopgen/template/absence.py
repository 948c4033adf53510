"""Words what is missing or empty: fields, sections, and what a section must hold."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from sopgen.model.finding import Problem, Route
from sopgen.model.layout import Content, SectionLayout, fold
from sopgen.model.markdown import plain_text
from sopgen.model.source import Span
from sopgen.reading.steps import split_number
from sopgen.template.context import Context

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def missing(context: Context, error: ValidationError, route: Route) -> Problem:
    """What is missing: a field, a section, or a step's attribute."""
    name = error.message
    if not route and name in context.sections:
        return _missing_section(context, context.sections[name])
    if not route:
        return _missing_field(context, name)
    if context.is_step(route) and name in context.template.layout.labels:
        label = context.template.layout.labels[name][0]
        message = f'Step {int(route[1]) + 1} has no "{label}".'
        return Problem("SOP312", message, route, f'Add "- {label}: …" under its heading.')
    message = f'The field "{name}" is missing in this entry.'
    return Problem("SOP201", message, route, f'Add "{name}: …" to it.')


def _missing_field(context: Context, name: str) -> Problem:
    fields = context.template.fields
    earlier = fields[: fields.index(name)] if name in fields else fields
    before = next((item for item in reversed(earlier) if item in context.document.keys), None)
    at = context.document.keys[before] if before else Span(0, 3)
    meaning = context.template.properties.get(name, {}).get("description", "")
    where = f'Add "{name}: …" after "{before}".' if before else f'Add "{name}: …".'
    return Problem("SOP201", f'The field "{name}" is missing.', at, f"{where} {meaning}".strip())


def _missing_section(context: Context, section: SectionLayout) -> Problem:
    order = [item.property for item in context.template.layout.sections]
    earlier = set(order[: order.index(section.property)])
    heading = section.headings[0]
    meant = _meant_for(context, section)
    if meant is not None:
        hint = f'Write it as "## {heading}".'
        return Problem("SOP301", f'The section "{heading}" is missing.', meant, hint)
    present = [item for item in context.document.sections if item.property in earlier]
    if present:
        at = present[-1].heading.span
    elif context.document.headings:
        at = context.document.headings[0].span
    else:
        end = context.document.front_matter_span.end
        at = Span(max(0, end - 3), end)
    after = f' after "{present[-1].title}"' if present else ""
    hint = f'Add a section "## {heading}"{after}.'
    return Problem("SOP301", f'The section "{heading}" is missing.', at, hint)


def _meant_for(context: Context, section: SectionLayout) -> Span | None:
    """What was probably meant as a section's heading: misspelt, of another level, or bold."""
    names = {fold(name) for name in section.headings}
    for heading in context.document.headings:
        if heading.level != 2 and fold(split_number(heading.text)[1]) in names:
            return heading.span
    for item in context.document.sections[:_MOST]:
        if item.property is None and get_close_matches(fold(item.title), names, 1, 0.8):
            return item.heading.span
    for block in context.document.blocks:
        bold = [child for child in block.children if child.kind == "strong"]
        if block.kind == "paragraph" and bold and fold(plain_text(block)) in names:
            return block.span
    return None


_MOST: Final = 100


def wrong_section(
    context: Context, error: ValidationError, route: Route, section: SectionLayout
) -> Problem:
    """What is wrong with a whole section: it is empty, or its list is missing."""
    heading = section.headings[0]
    if route in context.document.places and route[0] in context.document.keys:
        return Problem("SOP203", f'"{route[0]}" belongs in the text.', route)
    found = context.document.section(section.property)
    if found is None or not found.blocks:
        hint = "Write it, or remove the heading if the section is not needed."
        return Problem("SOP302", f'The section "{heading}" is empty.', route, hint)
    if error.validator in {"minItems", "maxItems", "minLength", "maxLength"} and error.instance:
        what = "steps" if section.content is Content.STEPS else None
        return wrong_number(f'The section "{heading}"', error, route, what)
    if section.content is Content.STEPS:
        hint = 'Write each step under a heading such as "### 1. Greet the customer".'
        return Problem("SOP310", f'The section "{heading}" has no steps.', route, hint)
    if error.validator in {"minItems", "minLength"}:
        return Problem(
            "SOP302", _NO_ITEMS[section.content].format(heading), route, _SHAPE[section.content]
        )
    message = f'The section "{heading}" does not fit the schema: {error.message[:200]}.'
    return Problem("SOP212", message, route)


def wrong_number(
    name: str, error: ValidationError, route: Route, what: str | None = None
) -> Problem:
    """A section or a list that holds more or fewer things than the schema allows."""
    value: Any = error.instance
    limit, is_most = error.validator_value, str(error.validator).startswith("max")
    what = what or ("characters" if isinstance(value, str) else "entries")
    held = f"{len(value)} {what if len(value) > 1 else _ONE[what]}"
    bound = f"at {'most' if is_most else 'least'} {limit}"
    hint = "Split it, or leave out what is said elsewhere." if is_most else "Add what is missing."
    hint += f' The limit is "{error.validator}" in the schema.'
    return Problem("SOP208", f"{name} has {held}: {bound}.", route, hint)


_ONE: Final = {"characters": "character", "entries": "entry", "steps": "step"}
_NO_ITEMS: Final[Mapping[Content, str]] = {
    Content.TEXT: 'The section "{}" is empty.',
    Content.LIST: 'The section "{}" has no list.',
    Content.ROLES: 'The section "{}" names no role in a list.',
    Content.TERMS: 'The section "{}" explains no term in a list.',
    Content.STEPS: 'The section "{}" has no steps.',
    Content.REPLIES: 'The section "{}" has no reply under a heading of its own.',
}
_SHAPE: Final[Mapping[Content, str]] = {
    Content.TEXT: "Write it, or remove the heading.",
    Content.LIST: "Write each item on its own line after a hyphen.",
    Content.ROLES: 'Write each role as "- **Role name:** duties."',
    Content.TERMS: 'Write each term as "- **Term:** meaning."',
    Content.STEPS: 'Write each step under a heading such as "### 1. Greet the customer".',
    Content.REPLIES: 'Write "### Name of the reply" and the words as a quotation with >.',
}
