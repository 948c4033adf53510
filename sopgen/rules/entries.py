"""Rules on responsibilities, definitions and reply templates (SOP320-SOP323)."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model.document import Entry
from sopgen.model.finding import Route
from sopgen.model.layout import fold
from sopgen.model.source import Span
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]


@rule("SOP320", "entry-without-name")
def entry_without_name(case: Case) -> Found:
    """An item under Responsibilities or Definitions does not begin with a bold name.

    Why: The bold name is what readers scan for, and what links a role or a term to its page.

    Wrong:
        ## Responsibilities

        - Frontline agent: calls back and writes down the result.

    Right:
        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.
    """
    for section, entries in _entry_sections(case):
        what = "role" if section == "responsibilities" else "term"
        for entry in entries:
            if not entry.name:
                hint = f'Write "- **{what.capitalize()}:** …".'
                yield f"This item does not begin with a {what} in bold.", entry.span, hint


@rule("SOP321", "duplicate-entry")
def duplicate_entry(case: Case) -> Found:
    """A role or term stands twice in one list, under one name or two.

    Why: Whoever finds the first one reads no further, and misses half of what it says.

    Wrong:
        ## Responsibilities

        - **Frontline agent:** calls back.
        - **Agent:** writes down the result.

    Right:
        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.
    """
    for section, entries in _entry_sections(case):
        seen: set[str] = set()
        for entry in entries:
            role = case.vocabulary.named("roles", entry.name)
            key = role.key if role and section == "responsibilities" else fold(entry.name)
            if key and key in seen:
                yield f'"{entry.name}" stands here a second time.', entry.name_span, "Keep one."
            seen.add(key)


@rule("SOP322", "entry-without-text")
def entry_without_text(case: Case) -> Found:
    """A role has no duties, or a term no meaning.

    Why: A name alone tells nobody what to do or what is meant.

    Wrong:
        ## Responsibilities

        - **Frontline agent:**

    Right:
        ## Responsibilities

        - **Frontline agent:** calls back and writes down the result.
    """
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
    """A reply template has no quotation with the words to say.

    Why: What stands in the quotation is what the agent copies or says; text around it is advice.

    Wrong:
        ## Reply templates

        ### Promise

        I call you back by [time].

    Right:
        ## Reply templates

        ### Promise

        > I call you back by [time].
    """
    for reply in case.document.replies:
        if not reply.text:
            hint = "Write the words under the heading, each line beginning with >."
            yield f'The reply "{reply.title}" has no words to say.', reply.heading.span, hint
