"""Rules on the sections of a document (SOP301-SOP304, SOP324, SOP332, SOP333)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sopgen.model.document import Section
from sopgen.model.finding import Route, Severity
from sopgen.model.layout import Content, fold
from sopgen.model.markdown import Node, is_comment
from sopgen.model.source import Span
from sopgen.rules.registry import Case, reported, rule

Found = Iterator[tuple[str, Route | Span, str]]

_GUIDANCE: Final = re.compile(r"<!--\s*guidance\b.*?(-->|\Z)", re.IGNORECASE | re.DOTALL)


@reported("SOP301", "missing-section")
def missing_section() -> None:
    """A section that the template requires is not there.

    Why: Readers look for the same thing in the same place in every document, and an auditor takes
    a missing part for a part that nobody thought of.

    Wrong:
        ## Purpose

        Reach the customer on the day that we promised.

        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.

    Right:
        ## Purpose

        Reach the customer on the day that we promised.

        ## Scope

        Every call that we promise to make.

        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.
    """


@rule("SOP302", "empty-section")
def empty_section(case: Case) -> Found:
    """A section has a heading and nothing that counts under it.

    Why: An empty section promises something that the reader then does not find, and a list that
    is written as text cannot be shown or searched as one.

    Wrong:
        ## Responsibilities

        The frontline agent calls back.

    Right:
        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.
    """
    # Sections that the template knows are checked by the schema.
    for section in case.document.sections:
        if section.property is None and section.title and all(map(is_comment, section.blocks)):
            hint = "Write it, or remove the heading if the section is not needed."
            yield f'The section "{section.title}" is empty.', section.heading.span, hint


@rule("SOP303", "duplicate-section")
def duplicate_section(case: Case) -> Found:
    """A section stands twice, under the same heading or one that means the same.

    Why: The second part is easily overlooked, and the two come to contradict each other.

    Wrong:
        ## Scope

        Calls that we promise.

        ## Applicability

        Every team.

    Right:
        ## Scope

        Calls that we promise, in every team.
    """
    seen: dict[str, Section] = {}
    for section in case.document.sections:
        key = section.property or fold(section.title)
        first = seen.setdefault(key, section)
        if first is not section and key:
            line = case.document.source.place(first.heading.span).line
            message = f'The section "{section.title}" was there already, on line {line}.'
            yield message, section.heading.span, "Put both parts under one heading."


@rule("SOP304", "misplaced-section")
def misplaced_section(case: Case) -> Found:
    """A section stands elsewhere than the template's order has it.

    Why: Somebody with a customer on the line finds a part by where it stands.

    Wrong:
        ## Exceptions

        None.

        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.

    Right:
        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.
    """
    order = [item.property for item in case.template.layout.sections]
    known = [item for item in case.document.sections if item.property in order]
    ranks = [order.index(item.property) for item in known if item.property is not None]
    in_order = _longest_rising(ranks)
    for index, section in enumerate(known):
        if index not in in_order:
            before = [known[i] for i in in_order if ranks[i] < ranks[index]]
            where = f'after "{before[-1].title}"' if before else f'before "{known[0].title}"'
            message = f'The section "{section.title}" belongs {where}.'
            yield message, section.heading.span, "Move the whole section there."


def _longest_rising(ranks: Sequence[int]) -> list[int]:
    """Indexes of a longest rising run: what is not in it is out of place."""
    if all(before <= after for before, after in pairwise(ranks)):
        return list(range(len(ranks)))
    best: list[list[int]] = []
    for index, rank in enumerate(ranks[:_MOST]):
        before = [run for run in best if ranks[run[-1]] <= rank]
        best.append([*max(before, key=len, default=[]), index])
    return max(best, key=len, default=[])


_MOST: Final = 200


@rule("SOP324", "guidance-left")
def guidance_left(case: Case) -> Found:
    """Guidance from the scaffold is still there: the place is not filled yet.

    Why: The place looks finished in a list of documents, and holds nothing for the reader.

    Wrong:
        ## Scope

        <!-- guidance: say whom it covers, and whom not -->

    Right:
        ## Scope

        Every call that we promise to make.
    """
    document = case.document
    for match in _GUIDANCE.finditer(document.source.text, document.body_span.start):
        message = "This guidance is still to be replaced by text."
        yield message, Span(*match.span()), "Write the text in its place, and delete it."
    for route, value in document.raw.items():
        if (
            value.startswith("<")
            and value.endswith(">")
            and not document.source.text.startswith("<!--", document.places[route].start)
        ):
            field = next((str(part) for part in route[::-1] if isinstance(part, str)), "")
            yield f'"{field}" still holds its guidance.', route, "Write the value in its place."


@rule("SOP332", "unknown-section")
def unknown_section(case: Case) -> Found:
    """The template allows only its own sections, and this is none of them.

    Why: The organisation has decided what such a document holds; what stands under other headings
    does not reach the programs that read it. It applies where a schema sets x-closed-sections.
    """
    if not case.template.closed_sections:
        return
    for section in case.document.sections:
        if section.property is None:
            names = ", ".join(item.headings[0] for item in case.template.layout.sections)
            message = f'The section "{section.title}" is not one of the template\'s.'
            yield message, section.heading.span, f"Sections are: {names}."


@rule("SOP333", "text-before-sections", Severity.WARNING)
def text_before_sections(case: Case) -> Found:
    """Text stands before the first section, where no reader and no program looks for it.

    Why: Exports, checklists and search know sections; what belongs to none is lost to them.

    Wrong:
        Please read this first.

    Right:
        ## Purpose

        Reach the customer on the day that we promised.
    """
    for node in _before_sections(case):
        message = "This text belongs to no section."
        yield message, node.span, "Move it under a heading such as Purpose."
        return


def _before_sections(case: Case) -> Iterator[Node]:
    first = case.document.sections[0].heading.span.start if case.document.sections else None
    headings = {heading.span.start: heading for heading in case.document.headings}
    for node in case.document.blocks:
        if first is not None and node.start >= first:
            return
        # A section whose heading has another level is reported as that.
        if (
            node.start in headings
            and fold(headings[node.start].text) in case.template.layout.by_heading
        ):
            return
        if node.kind not in {"heading", "html"}:
            yield node


def step_section(case: Case) -> Section | None:
    """The section that holds the steps."""
    names = {s.property for s in case.template.layout.sections if s.content is Content.STEPS}
    return next((item for item in case.document.sections if item.property in names), None)
