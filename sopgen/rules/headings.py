"""Rules on headings (SOP307-SOP309, SOP330, SOP338)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sopgen.model.finding import Route
from sopgen.model.layout import fold
from sopgen.model.source import Span
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]


@rule("SOP307", "title-differs")
def title_differs(case: Case) -> Found:
    """The level-1 heading is not the title of the front matter.

    Why: Readers then know one document by two names, and search finds it under only one.

    Wrong:
        # Ring a customer back

    Right:
        # Call a customer back
    """
    first = next(iter(case.document.headings), None)
    title = case.document.text("title")
    if first and first.level == 1 and title and fold(first.text) != fold(title):
        message = f'The heading "{first.text}" differs from the title "{title}".'
        yield message, first.span, "Remove the heading, or write the title."


@rule("SOP308", "misplaced-title")
def misplaced_title(case: Case) -> Found:
    """A level-1 heading stands inside the text: there is one at most, before everything else.

    Why: The page has one title. A second one breaks the outline that screen readers and the table
    of contents follow.

    Wrong:
        ## Purpose

        Reach the customer on the day that we promised.

        # The work

    Right:
        ## Purpose

        Reach the customer on the day that we promised.
    """
    for heading in case.document.headings[1:]:
        if heading.level == 1:
            message = f'"{heading.text}" is a heading of the highest level (#) inside the text.'
            yield message, heading.span, "Sections begin with ##, steps with ###."


@rule("SOP309", "skipped-heading-level")
def skipped_heading_level(case: Case) -> Found:
    """A heading is more than one level below the one before it.

    Why: Who listens to the page instead of seeing it takes the gap for a part that is missing
    (WCAG 2.2, 1.3.1).

    Wrong:
        ## Purpose

        #### Why we call

        Customers count on it.

    Right:
        ## Purpose

        ### Why we call

        Customers count on it.
    """
    for before, heading in pairwise(case.document.headings):
        if heading.level > before.level + 1:
            wanted = "#" * (before.level + 1)
            message = f'"{heading.text}" skips from level {before.level} to {heading.level}.'
            yield message, heading.span, f"Begin it with {wanted}."


@rule("SOP330", "underlined-heading")
def underlined_heading(case: Case) -> Found:
    """Text is made a heading by a line of - or = under it, mostly by mistake.

    Why: A rule drawn right under a paragraph turns the whole paragraph into a heading.

    Wrong:
        ## Purpose

        Reach the customer on the day that we promised.
        ---

    Right:
        ## Purpose

        Reach the customer on the day that we promised.

        ---
    """
    for heading in case.document.headings:
        written = case.document.source.slice(heading.span)
        if not written.lstrip(" >").startswith("#"):
            marks = "#" * heading.level
            short = heading.text if len(heading.text) <= 60 else heading.text[:60].rstrip() + " …"
            hint = (
                f'Write "{marks} {short}", or put an empty line above the line of {_mark(written)}.'
            )
            yield "The line below turns this text into a heading.", heading.span, hint


def _mark(written: str) -> str:
    return written.rstrip()[-1:]


@rule("SOP338", "heading-without-text")
def heading_without_text(case: Case) -> Found:
    """A heading has marks and no text.

    Why: It leaves a gap in the table of contents, and no link can lead to it.

    Wrong:
        ## Purpose

        Reach the customer on the day that we promised.

        ###

    Right:
        ## Purpose

        Reach the customer on the day that we promised.
    """
    for heading in case.document.headings:
        if not heading.text:
            hint = "Write its text after the marks, or delete the line."
            yield "This heading has no text.", heading.span, hint
