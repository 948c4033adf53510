"""Rules on sections and headings (SOP301-SOP309, SOP320-SOP324, SOP332)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sopgen.model.document import Entry, Section
from sopgen.model.finding import Route, Severity
from sopgen.model.layout import Content, fold
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Span
from sopgen.rules.registry import Case, reported, rule

Found = Iterator[tuple[str, Route | Span, str]]

_HISTORY: Final = re.compile(
    r"((revision|change|version|document|amendment|review|update)s?[ -]?"
    r"(history|log|record|table|control)|change ?log|history"
    r"|änderungshistorie|versionshistorie|historique( des (versions|modifications))?"
    r"|historial( de (cambios|versiones))?|修订记录|变更记录)",
    re.IGNORECASE,
)
_RELATED: Final = re.compile(
    r"(related|associated|linked) "
    r"(documents?|docs|sops?|procedures?|policies|links|documentation)"
    r"|see also|mitgeltende (dokumente|unterlagen)|documents? (liés|associés)"
    r"|documentos relacionados|相关文件",
    re.IGNORECASE,
)
_VERSION_COLUMN: Final = re.compile(r"version|revision|rev\.?|issue", re.IGNORECASE)
_CHANGE_COLUMN: Final = re.compile(
    r"(author|editor|changed by|change|changes|description|description of change|amendment|summary)"
    r"( made)?s?",
    re.IGNORECASE,
)
_GUIDANCE: Final = re.compile(r"<!--\s*guidance\b.*?(-->|\Z)", re.IGNORECASE | re.DOTALL)


@reported("SOP301", "missing-section")
def missing_section() -> None:
    """A section that the template requires is not there."""


@reported("SOP302", "empty-section")
def empty_section() -> None:
    """A section has a heading and nothing that counts under it."""


@rule("SOP303", "duplicate-section")
def duplicate_section(case: Case) -> Found:
    """A section stands twice, under the same heading or one that means the same."""
    seen: dict[str, Section] = {}
    for section in case.document.sections:
        key = section.property or fold(section.title)
        first = seen.setdefault(key, section)
        if first is not section:
            line = case.document.source.place(first.heading.span).line
            message = f'The section "{section.title}" was there already, on line {line}.'
            yield message, section.heading.span, "Put both parts under one heading."


@rule("SOP304", "misplaced-section")
def misplaced_section(case: Case) -> Found:
    """A section stands elsewhere than the template's order has it."""
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
    best: list[list[int]] = []
    for index, rank in enumerate(ranks):
        before = [run for run in best if ranks[run[-1]] <= rank]
        best.append([*max(before, key=len, default=[]), index])
    return max(best, key=len, default=[])


@rule("SOP305", "handwritten-history")
def handwritten_history(case: Case) -> Found:
    """A revision history is written by hand; git keeps it, and the site shows it."""
    hint = "Delete it. Say what changed in change_summary; the table is made from git."
    for heading in case.document.headings:
        if _HISTORY.fullmatch(_bare(heading.text)):
            yield f'"{heading.text}" is a revision history written by hand.', heading.span, hint
    for table in case.document.nodes("table"):
        columns = [_bare(plain_text(cell)) for cell in table.children[0].children]
        kinds = (_VERSION_COLUMN, _CHANGE_COLUMN)
        if all(any(kind.fullmatch(column) for column in columns) for kind in kinds):
            yield "This table is a revision history written by hand.", table.span, hint


@rule("SOP306", "handwritten-related-documents")
def handwritten_related_documents(case: Case) -> Found:
    """A list of related documents is written by hand; the site makes it from `related_docs`."""
    for heading in case.document.headings:
        if _RELATED.fullmatch(_bare(heading.text)):
            message = f'"{heading.text}" is a list that the site makes by itself.'
            yield message, heading.span, "Delete it, and name the ids under related_docs."


def _bare(heading: str) -> str:
    return re.sub(r"^[\d.]+\s*", "", heading).strip().rstrip(":")


@rule("SOP307", "title-differs")
def title_differs(case: Case) -> Found:
    """The level-1 heading is not the title of the front matter."""
    first = next((item for item in case.document.headings if item.level == 1), None)
    title = case.document.text("title")
    if first and title and fold(first.text) != fold(title):
        message = f'The heading "{first.text}" differs from the title "{title}".'
        yield message, first.span, "Remove the heading, or write the title."


@rule("SOP308", "misplaced-title")
def misplaced_title(case: Case) -> Found:
    """A level-1 heading stands where none may: there is one at most, before everything else."""
    for index, heading in enumerate(case.document.headings):
        if heading.level == 1 and index:
            message = f'"{heading.text}" is a heading of the highest level (#) inside the text.'
            yield message, heading.span, "Sections begin with ##, steps with ###."


@rule("SOP309", "skipped-heading-level")
def skipped_heading_level(case: Case) -> Found:
    """A heading is more than one level below the one before it."""
    for before, heading in pairwise(case.document.headings):
        if heading.level > before.level + 1:
            wanted = "#" * (before.level + 1)
            message = f'"{heading.text}" skips from level {before.level} to {heading.level}.'
            yield message, heading.span, f"Begin it with {wanted}."


@rule("SOP320", "entry-without-name")
def entry_without_name(case: Case) -> Found:
    """An item under Responsibilities or Definitions does not begin with a bold name."""
    for section, entries in _entry_sections(case):
        what = "role" if section == "responsibilities" else "term"
        for entry in entries:
            if not entry.name:
                hint = f'Write "- **{what.capitalize()}:** …".'
                yield f"This item does not begin with a {what} in bold.", entry.span, hint


@rule("SOP321", "duplicate-entry")
def duplicate_entry(case: Case) -> Found:
    """A role or term stands twice in one list."""
    for _, entries in _entry_sections(case):
        seen: set[str] = set()
        for entry in entries:
            if entry.name and fold(entry.name) in seen:
                yield f'"{entry.name}" stands here a second time.', entry.name_span, "Keep one."
            seen.add(fold(entry.name))


@rule("SOP322", "entry-without-text")
def entry_without_text(case: Case) -> Found:
    """A role has no duties, or a term no meaning."""
    for section, entries in _entry_sections(case):
        missing = "duties" if section == "responsibilities" else "meaning"
        for entry in entries:
            if entry.name and not entry.text:
                hint = f"Write the {missing} after the name."
                yield f'"{entry.name}" has no {missing}.', entry.name_span, hint


def _entry_sections(case: Case) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    yield "responsibilities", case.document.responsibilities
    yield "definitions", case.document.definitions


@rule("SOP323", "reply-without-words")
def reply_without_words(case: Case) -> Found:
    """A reply template has no quotation with the words to say."""
    for reply in case.document.replies:
        if not reply.text:
            hint = "Write the words under the heading, each line beginning with >."
            yield f'The reply "{reply.title}" has no words to say.', reply.heading.span, hint


@rule("SOP324", "guidance-left")
def guidance_left(case: Case) -> Found:
    """Guidance from the scaffold is still in the text: the place is not filled yet."""
    document = case.document
    for match in _GUIDANCE.finditer(document.source.text, document.body_span.start):
        yield (
            "This guidance is still to be replaced by text.",
            Span(*match.span()),
            "Write the text.",
        )
    for field, value in document.front_matter.items():
        if isinstance(value, str) and value.startswith("<") and value.endswith(">"):
            yield f'"{field}" still holds its guidance.', (field,), "Write the value."


@rule("SOP332", "unknown-section")
def unknown_section(case: Case) -> Found:
    """The template allows only its own sections, and this is none of them."""
    if not case.template.closed_sections:
        return
    for section in case.document.sections:
        if section.property is None:
            names = ", ".join(item.headings[0] for item in case.template.layout.sections)
            message = f'The section "{section.title}" is not one of the template\'s.'
            yield message, section.heading.span, f"Sections are: {names}."


@rule("SOP333", "text-before-sections", Severity.WARNING)
def text_before_sections(case: Case) -> Found:
    """Text stands before the first section, where no reader and no program looks for it."""
    for node in _before_sections(case):
        yield (
            "This text belongs to no section.",
            node.span,
            "Move it under a heading such as Purpose.",
        )
        return


def _before_sections(case: Case) -> Iterator[Node]:
    first = case.document.sections[0].heading.span.start if case.document.sections else None
    for node in case.document.blocks:
        if first is not None and node.start >= first:
            return
        if node.kind not in {"heading", "html"}:
            yield node


def step_section(case: Case) -> Section | None:
    """The section that holds the steps."""
    names = {s.property for s in case.template.layout.sections if s.content is Content.STEPS}
    return next((item for item in case.document.sections if item.property in names), None)
