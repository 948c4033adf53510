"""Rules on links (SOP401-SOP403, SOP413, SOP414, SOP418-SOP420)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.library import Leads, Target
from sopgen.model.document import Document, Link
from sopgen.model.finding import Route, Severity
from sopgen.model.source import Span
from sopgen.model.suggestion import did_you_mean
from sopgen.rules.registry import Case, reported, rule
from sopgen.rules.targets import address_of, similar_file, targets

Found = Iterator[tuple[str, Route | Span, str]]


@rule("SOP401", "broken-anchor")
def broken_anchor(case: Case) -> Found:
    """A link leads to a place in this document that is not there.

    Why: Whoever follows it lands at the top of the page, with the customer waiting.

    Wrong:
        ## Scope

        Calls that we promise, as in [step 9](#step-9).

    Right:
        ## Scope

        Calls that we promise, as in [step 1](#step-1).
    """
    for link, target in targets(case, Leads.ANCHOR):
        yield from _missing_anchor(case.document, case.document, link, target)


@rule("SOP403", "broken-anchor-elsewhere")
def broken_anchor_elsewhere(case: Case) -> Found:
    """A link leads to a place in another document that is not there.

    Why: The other document was changed, and its reader is now left at the top of the page.

    Wrong:
        ## Scope

        Not for [visits](other.md#visits).
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer

    Right:
        ## Scope

        Not for [visits](other.md#purpose).
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
    """
    for link, target in targets(case, Leads.DOCUMENT):
        if target.document is not None:
            yield from _missing_anchor(case.document, target.document, link, target)


def _missing_anchor(document: Document, other: Document, link: Link, target: Target) -> Found:
    if not target.anchor or target.anchor in other.anchors:
        return
    where = "this document" if other is document else f'"{other.title}"'
    message = f"There is no #{target.anchor} in {where}."
    yield message, address_of(document, link), _near_anchor(other, target.anchor)


def _near_anchor(document: Document, anchor: str) -> str:
    """The anchor of the heading that was meant; of the last step where its number is too high."""
    lowered = anchor.lower().replace(" ", "-").replace("_", "-")
    if lowered in document.anchors:
        return f"Did you mean #{lowered}?"
    if re.fullmatch(r"step-\d+", lowered) and document.steps:
        count = len(document.steps)
        return f"There are {count} steps; the last is #step-{count}."
    headings = [heading.anchor for heading in document.headings]
    number = re.match(r"\d+-", anchor)
    numbered = [item for item in headings if number and item.startswith(number.group())]
    close = did_you_mean(anchor, headings) or next(iter(numbered), None)
    return f"Did you mean #{close}?" if close else _ANCHOR


_ANCHOR: Final = "Write the heading in lower case with hyphens: #4-escalate."


@rule("SOP402", "broken-link")
def broken_link(case: Case) -> Found:
    """A link leads to a file that is not there.

    Why: The reader gets an error page; mostly the file was renamed or its path misspelt.

    Wrong:
        ## Scope

        Not for [visits](visit.md).
        # file: visit-a-customer.md
        id: SOP-CS-102
        title: Visit a customer

    Right:
        ## Scope

        Not for [visits](visit-a-customer.md).
        # file: visit-a-customer.md
        id: SOP-CS-102
        title: Visit a customer
    """
    for link, target in targets(case, Leads.MISSING):
        message = f"There is no file {target.path}."
        hint = _SCHEME if _WEB.match(link.target) else similar_file(case, target.path)
        if link.target.lower() in case.document.anchors:
            hint = f"For a place in this document write #{link.target.lower()}."
        yield message, address_of(case.document, link), hint


_SCHEME: Final = "For another site write the whole address, beginning with https://."

_WEB: Final = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/", re.IGNORECASE)


@rule("SOP413", "unsafe-link")
def unsafe_link(case: Case) -> Found:
    """A link's address does something else than open a page.

    Why: An address that begins with javascript: or data: can run code in the reader's browser, and
    one on a drive opens on nobody else's machine.

    Wrong:
        ## Scope

        Calls as in [the list](file:C:/lists/calls.md).

    Right:
        ## Scope

        Calls as in [the list](https://example.org/calls).
    """
    for is_image in (False, True):
        for link, _ in targets(case, Leads.UNSAFE, images=is_image):
            scheme = link.target.split(":", 1)[0]
            message = f"A link must not begin with {scheme}:."
            yield (
                message,
                address_of(case.document, link),
                "Use https:, mailto: or tel:, or a path.",
            )


@rule("SOP414", "link-out-of-library")
def link_out_of_library(case: Case) -> Found:
    """A link leads to a file that the site does not hold.

    Why: It works on the writer's machine and nowhere else.

    Wrong:
        ## Scope

        Calls as in [the list](/lists/calls.md).

    Right:
        ## Scope

        Calls as in [the list](https://example.org/calls).
    """
    for link, target in targets(case, Leads.OUTSIDE):
        hint = "Link to a document by its relative path, with slashes: ../billing/refund.md."
        if "\\" in link.target:
            hint = "Write / where the path has a backslash."
        yield f"{target.path} is not part of the library.", address_of(case.document, link), hint


@reported("SOP418", "undefined-reference")
def undefined_reference() -> None:
    """A link by name (`[text][name]`) has no line that defines the name.

    Why: It is shown with its brackets, and leads nowhere.

    Wrong:
        ## Scope

        Calls as in [the list][calls].

    Right:
        ## Scope

        Calls as in [the list][calls].

        [calls]: https://example.org/calls
    """


@rule("SOP419", "insecure-link", Severity.WARNING)
def insecure_link(case: Case) -> Found:
    """A link to another site is not encrypted.

    Why: Anybody on the way can read or change the page, and some networks refuse it.

    Wrong:
        ## Scope

        Calls as in [the list](http://example.org/calls).

    Right:
        ## Scope

        Calls as in [the list](https://example.org/calls).
    """
    for link, _ in targets(case, Leads.OUT):
        if link.target.lower().startswith("http:"):
            yield "The link is not encrypted.", address_of(case.document, link), "Write https://."


@rule("SOP420", "empty-link")
def empty_link(case: Case) -> Found:
    """A link has no address, or no text to click on.

    Why: There is nothing to follow, or nothing to follow it by.

    Wrong:
        ## Scope

        Calls as in [the list]().

    Right:
        ## Scope

        Calls as in [the list](https://example.org/calls).
    """
    for link in case.document.links:
        if not link.target and not (link.is_image and not link.text):
            yield "The link has no address.", link.span, "Write it in the round brackets."
        elif not link.is_image and not link.text.strip() and not _holds_picture(case, link):
            yield "The link has no text.", link.span, "Write in the square brackets where it leads."


def _holds_picture(case: Case, link: Link) -> bool:
    return any(True for _ in case.document.nodes("image", within=link.span))
