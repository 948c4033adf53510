"""Rules on links, pictures and the ids that documents name (SOP401-SOP421)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from sopgen.library import Leads, Target, ids
from sopgen.model.document import Document, Link
from sopgen.model.finding import Route, Severity
from sopgen.model.source import Span
from sopgen.model.suggestion import did_you_mean
from sopgen.rules.registry import Case, reported, rule

Found = Iterator[tuple[str, Route | Span, str]]
_EMPTY_ALT: Final = re.compile(
    r"^(image|img|picture|photo|screenshot|untitled|\S+\.(png|jpe?g|gif|svg|webp))$", re.IGNORECASE
)


def _targets(case: Case, *leads: Leads, images: bool = False) -> Iterator[tuple[Link, Target]]:
    for link in case.document.links:
        if link.is_image is images and link.target:
            target = case.library.target(case.document, link.target)
            if target.leads in leads:
                yield link, target


def _address(document: Document, link: Link) -> Span:
    """Where a link's address stands; the whole link where it is written elsewhere."""
    written = document.source.slice(link.span)
    start = written.rfind(f"]({link.target}")
    if start < 0:
        return link.span
    return Span(link.span.start + start + 2, link.span.start + start + 2 + len(link.target))


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
    for link, target in _targets(case, Leads.ANCHOR):
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
    for link, target in _targets(case, Leads.DOCUMENT):
        if target.document is not None:
            yield from _missing_anchor(case.document, target.document, link, target)


def _missing_anchor(document: Document, other: Document, link: Link, target: Target) -> Found:
    if not target.anchor or target.anchor in other.anchors:
        return
    where = "this document" if other is document else f'"{other.title}"'
    message = f"There is no #{target.anchor} in {where}."
    yield message, _address(document, link), _near_anchor(other, target.anchor)


def _near_anchor(document: Document, anchor: str) -> str:
    """The anchor of the heading that was meant; of the last step where its number is too high."""
    if re.fullmatch(r"step-\d+", anchor) and document.steps:
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
    for link, target in _targets(case, Leads.MISSING):
        message = f"There is no file {target.path}."
        hint = _SCHEME if _WEB.match(link.target) else _similar_file(case, target.path)
        yield message, _address(case.document, link), hint


_SCHEME: Final = "For another site write the whole address, beginning with https://."
_WEB: Final = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/", re.IGNORECASE)


def _similar_file(case: Case, path: str) -> str:
    known = [*case.library.readings, *case.library.files]
    same_name = [
        item
        for item in known
        if posixpath.basename(item).lower() == posixpath.basename(path).lower()
    ]
    close = same_name[0] if same_name else did_you_mean(path, known)
    if not close:
        return "Write the path from this file to the other, such as ../billing/refund.md."
    relative = posixpath.relpath(close, posixpath.dirname(case.document.path))
    return f"Did you mean {relative}?"


@rule("SOP404", "missing-picture")
def missing_picture(case: Case) -> Found:
    """A picture's file is not there.

    Why: The page shows a broken frame where the reader needs the form or the screen.

    Wrong:
        ## Scope

        ![The form for call-backs](form.png)

    Right:
        ## Scope

        ![The form for call-backs](https://example.org/form.png)
    """
    for link, target in _targets(case, Leads.MISSING, Leads.OUTSIDE, images=True):
        message = f"There is no picture {target.path}."
        yield message, _address(case.document, link), _similar_file(case, target.path)


@rule("SOP405", "missing-alternative-text")
def missing_alternative_text(case: Case) -> Found:
    """A picture has no text for those who do not see it (WCAG 2.2, 1.1.1).

    Why: Who cannot see the picture, or reads on a bad line, must get what it says in words.

    Wrong:
        ## Scope

        ![](https://example.org/form.png)

    Right:
        ## Scope

        ![The form for call-backs, first page](https://example.org/form.png)
    """
    for link in case.document.links:
        if link.is_image and (not link.text.strip() or _EMPTY_ALT.match(link.text.strip())):
            hint = "Say in the square brackets what it shows: ![The form's first page](form.png)."
            yield "The picture has no alternative text.", link.span, hint


@rule("SOP406", "unknown-id")
def unknown_id(case: Case) -> Found:
    """An id is named that no document has.

    Why: The link to it cannot be made, and an auditor looks for a document that does not exist.

    Wrong:
        related_docs: [SOP-CS-999]

    Right:
        related_docs: []
    """
    for name, route in _named_ids(case.document):
        if name not in case.library.by_id:
            yield f'No document has the id "{name}".', route, _meant_id(case, name)


def _meant_id(case: Case, name: str) -> str:
    """The id that was meant: of the document with this title or file, or one that looks alike."""
    title = ("title", " ".join(name.casefold().split()))
    file = posixpath.normpath(posixpath.join(posixpath.dirname(case.document.path), name))
    reading = case.library.readings.get(file)
    named = next(iter(case.library.claims.get(title, ())), reading.document if reading else None)
    if named is not None and named.id is not None:
        return f"Write its id: {named.id}."
    others = [key for key in case.library.by_id if key != case.document.id]
    close = did_you_mean(name, others)
    return f'Did you mean "{close}"?' if close else _OUTSIDE


_OUTSIDE: Final = "Outside documents are written with title and url."


def _named_ids(document: Document) -> Iterator[tuple[str, Route]]:
    for field in ("related_docs", "supersedes"):
        value = document.front_matter.get(field)
        for index, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, str):
                yield item, (field, index)
    for field in ("supersedes", "superseded_by"):
        one = document.text(field)
        if one is not None and one.casefold() != "none":
            yield one, (field,)


@rule("SOP407", "duplicate-id")
def duplicate_id(case: Case) -> Found:
    """Two documents have the same id.

    Why: An id in a ticket or an audit must mean one document, for ever.

    Wrong:
        id: SOP-CS-101
        title: Call a customer back
        # file: other.md
        id: SOP-CS-101
        title: Visit a customer

    Right:
        id: SOP-CS-101
        title: Call a customer back
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
    """
    yield from _claimed_by_others(case, "id", case.document.id or "", ("id",), "The id is used")


@rule("SOP408", "duplicate-title")
def duplicate_title(case: Case) -> Found:
    """Two documents have the same title.

    Why: In a list of results nobody can tell which of the two is meant.

    Wrong:
        title: Call a customer back
        # file: other.md
        id: SOP-CS-102
        title: Call a customer back

    Right:
        title: Call a customer back
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
    """
    title = " ".join((case.document.text("title") or "").casefold().split())
    yield from _claimed_by_others(case, "title", title, ("title",), "The title is used")


@rule("SOP417", "duplicate-address")
def duplicate_address(case: Case) -> Found:
    """Two documents would have the same address on the site.

    Why: One page would replace the other without a word.

    Wrong:
        department: customer-service
        # file: elsewhere/call-back.md
        id: SOP-CS-102
        title: Call a partner back

    Right:
        department: customer-service
        # file: elsewhere/call-a-partner-back.md
        id: SOP-CS-102
        title: Call a partner back
    """
    address = case.library.address(case.document)
    used = f"The address /{address} is used"
    yield from _claimed_by_others(case, "address", address, ("department",), used)


def _claimed_by_others(case: Case, kind: str, value: str, route: Route, used: str) -> Found:
    claims = case.library.claims.get((kind, value), ())
    others = [other.path for other in claims[: _MOST_NAMED + 1] if other is not case.document]
    if others:
        more = len(claims) - 1 - len(others[:_MOST_NAMED])
        and_more = f" and {more} more" if more > 0 else ""
        hint = "Give one of the two another: an address is made of department and file name."
        if kind != "address":
            hint = "Give one of the documents another."
        yield f"{used} by {', '.join(others[:_MOST_NAMED])}{and_more} too.", route, hint


_MOST_NAMED: Final = 3


@rule("SOP409", "reference-to-itself")
def reference_to_itself(case: Case) -> Found:
    """A document names itself as related, superseded or successor.

    Why: Such a reference says nothing, and another document was probably meant.

    Wrong:
        related_docs: [SOP-CS-101]

    Right:
        related_docs: []
    """
    for name, route in _named_ids(case.document):
        if name == case.document.id:
            yield f'"{route[0]}" names the document itself.', route, "Remove it."


@rule("SOP410", "circular-supersession")
def circular_supersession(case: Case) -> Found:
    """Documents supersede each other in a circle, so that none is the latest.

    Why: Nobody can tell which of them is in force.

    Wrong:
        status: retired
        superseded_by: SOP-CS-102
        supersedes: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        type: procedure
        version: 1.0.0
        status: retired
        superseded_by: SOP-CS-101
        supersedes: SOP-CS-101

    Right:
        status: retired
        superseded_by: none
    """
    for field in ("supersedes", "superseded_by"):
        circle = _circle(case, field)
        if circle:
            way = " → ".join(circle)
            yield (
                f"The documents replace each other in a circle: {way}.",
                (field,),
                "Break the circle.",
            )


def _circle(case: Case, field: str) -> list[str]:
    """The ids from the document back to itself, empty where the way never returns."""
    start = case.document.id
    if start is None:
        return []
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        document = case.library.by_id.get(here) if here != start else case.document
        for name in ids(document, field) if document is not None else ():
            if name == start and here != start:
                return _way(came_from, start, here)
            if name != start and name not in came_from:
                came_from[name] = here
                waiting.append(name)
    return []


def _way(came_from: Mapping[str, str], start: str, end: str) -> list[str]:
    way = [start, end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


@rule("SOP411", "one-sided-supersession", Severity.WARNING)
def one_sided_supersession(case: Case) -> Found:
    """A document replaces another that does not say so, or the other way round.

    Why: Who opens the old document must be led to the new one.

    Wrong:
        related_docs: []
        supersedes: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer

    Right:
        related_docs: []
        supersedes: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        type: procedure
        version: 1.0.0
        status: retired
        superseded_by: SOP-CS-101
    """
    for field, reverse in (("supersedes", "superseded_by"), ("superseded_by", "supersedes")):
        for name in ids(case.document, field):
            other = case.library.by_id.get(name)
            if (
                other is not None
                and other is not case.document
                and case.document.id not in ids(other, reverse)
            ):
                message = f'{name} does not name {case.document.id} under "{reverse}".'
                yield message, (field,), f'Add "{reverse}: {case.document.id}" to {other.path}.'


@rule("SOP412", "reference-to-retired", Severity.WARNING)
def reference_to_retired(case: Case) -> Found:
    """A document refers to one that is retired.

    Why: The reader is led to rules that no longer hold.

    Wrong:
        related_docs: [SOP-CS-102]
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        type: procedure
        version: 1.0.0
        status: retired
        superseded_by: none

    Right:
        related_docs: [SOP-CS-102]
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
    """
    if case.document.text("status") == "retired":
        return
    for index, name in enumerate(case.document.front_matter.get("related_docs") or []):
        other = case.library.by_id.get(name) if isinstance(name, str) else None
        if other is not None and other.text("status") == "retired":
            successor = other.text("superseded_by")
            hint = f"Name {successor} instead." if successor in case.library.by_id else "Remove it."
            yield f"{name} is retired.", ("related_docs", index), hint


@rule("SOP413", "unsafe-link")
def unsafe_link(case: Case) -> Found:
    """A link's address does something else than open a page.

    Why: An address that begins with javascript: or data: can run code in the reader's browser, and
    one on a drive opens on nobody else's machine.

    Wrong:
        ## Scope

        Calls as in [the list](file:///C:/lists/calls.md).

    Right:
        ## Scope

        Calls as in [the list](https://example.org/calls).
    """
    for is_image in (False, True):
        for link, _ in _targets(case, Leads.UNSAFE, images=is_image):
            scheme = link.target.split(":", 1)[0]
            message = f"A link must not begin with {scheme}:."
            yield message, _address(case.document, link), "Use https:, mailto: or tel:, or a path."


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
    for link, target in _targets(case, Leads.OUTSIDE):
        hint = "Link to a document by its relative path, with slashes: ../billing/refund.md."
        if "\\" in link.target:
            hint = "Write / where the path has a backslash."
        yield f"{target.path} is not part of the library.", _address(case.document, link), hint


@rule("SOP415", "id-of-another-department", Severity.WARNING)
def id_of_another_department(case: Case) -> Found:
    """The letters in the id belong to another department.

    Why: People read the department from the id, and look for the owner in the wrong place.

    Wrong:
        id: SOP-BI-101

    Right:
        id: SOP-CS-101
    """
    department = case.vocabulary.entry("departments", case.document.text("department"))
    code = department.more.get("code") if department else None
    parts = (case.document.id or "").split("-")
    if department and code and len(parts) == 3 and parts[1].isupper() and parts[1] != code:
        message = f'The id has the letters {parts[1]}, but "{department.name}" has {code}.'
        yield message, ("id",), "An id is permanent: for a document that moved, waive this rule."


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
    for link, _ in _targets(case, Leads.OUT):
        if link.target.lower().startswith("http:"):
            yield "The link is not encrypted.", _address(case.document, link), "Write https://."


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
