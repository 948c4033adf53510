"""Rules on links, pictures and the ids that documents name (SOP401-SOP421)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
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
    """A link leads to a place in this document that is not there."""
    for link, target in _targets(case, Leads.ANCHOR):
        yield from _missing_anchor(case.document, case.document, link, target)


@rule("SOP403", "broken-anchor-elsewhere")
def broken_anchor_elsewhere(case: Case) -> Found:
    """A link leads to a place in another document that is not there."""
    for link, target in _targets(case, Leads.DOCUMENT):
        if target.document is not None:
            yield from _missing_anchor(case.document, target.document, link, target)


def _missing_anchor(document: Document, other: Document, link: Link, target: Target) -> Found:
    if not target.anchor or target.anchor in other.anchors:
        return
    where = "this document" if other is document else f'"{other.title}"'
    close = did_you_mean(target.anchor, other.anchors)
    hint = (
        f"Did you mean #{close}?"
        if close
        else "Write the heading in lower case with hyphens: #4-escalate."
    )
    yield f"There is no #{target.anchor} in {where}.", _address(document, link), hint


@rule("SOP402", "broken-link")
def broken_link(case: Case) -> Found:
    """A link leads to a file that is not there."""
    for link, target in _targets(case, Leads.MISSING):
        message = f"There is no file {target.path}."
        yield message, _address(case.document, link), _similar_file(case, target.path)


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
    """A picture's file is not there."""
    for link, target in _targets(case, Leads.MISSING, Leads.OUTSIDE, images=True):
        message = f"There is no picture {target.path}."
        yield message, _address(case.document, link), _similar_file(case, target.path)


@rule("SOP405", "missing-alternative-text")
def missing_alternative_text(case: Case) -> Found:
    """A picture has no text for those who do not see it (WCAG 2.2, 1.1.1)."""
    for link in case.document.links:
        if link.is_image and (not link.text.strip() or _EMPTY_ALT.match(link.text.strip())):
            hint = "Say in the square brackets what it shows: ![The form's first page](form.png)."
            yield "The picture has no alternative text.", link.span, hint


@rule("SOP406", "unknown-id")
def unknown_id(case: Case) -> Found:
    """An id is named that no document has."""
    for name, route in _named_ids(case.document):
        if name not in case.library.by_id:
            close = did_you_mean(name, case.library.by_id)
            hint = (
                f'Did you mean "{close}"?'
                if close
                else "Outside documents are written with title and url."
            )
            yield f'No document has the id "{name}".', route, hint


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
    """Two documents have the same id."""
    yield from _claimed_by_others(case, "id", case.document.id or "", ("id",), "The id is used")


@rule("SOP408", "duplicate-title")
def duplicate_title(case: Case) -> Found:
    """Two documents have the same title."""
    title = " ".join((case.document.text("title") or "").casefold().split())
    yield from _claimed_by_others(case, "title", title, ("title",), "The title is used")


@rule("SOP417", "duplicate-address")
def duplicate_address(case: Case) -> Found:
    """Two documents would have the same address on the site."""
    address = case.library.address(case.document)
    used = f"The address /{address} is used"
    yield from _claimed_by_others(case, "address", address, ("department",), used)


def _claimed_by_others(case: Case, kind: str, value: str, route: Route, used: str) -> Found:
    for other in case.library.claims.get((kind, value), ()):
        if other is not case.document:
            hint = "Give one of the two another: an address is made of department and file name."
            if kind != "address":
                hint = "Give one of the two documents another."
            yield f"{used} by {other.path} too.", route, hint


@rule("SOP409", "reference-to-itself")
def reference_to_itself(case: Case) -> Found:
    """A document names itself as related, superseded or successor."""
    for name, route in _named_ids(case.document):
        if name == case.document.id:
            yield f'"{route[0]}" names the document itself.', route, "Remove it."


@rule("SOP410", "circular-supersession")
def circular_supersession(case: Case) -> Found:
    """Documents supersede each other in a circle, so that none is the latest."""
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
    start = case.document.id
    waiting = [[start, name] for name in ids(case.document, field)] if start else []
    seen: set[str] = set()
    while waiting:
        way = [name for name in waiting.pop() if name is not None]
        if way[-1] == start:
            return way if len(way) > 2 else []
        document = case.library.by_id.get(way[-1])
        if document is not None and way[-1] not in seen:
            seen.add(way[-1])
            waiting += [[*way, name] for name in ids(document, field)]
    return []


@rule("SOP411", "one-sided-supersession", Severity.WARNING)
def one_sided_supersession(case: Case) -> Found:
    """A document replaces another that does not say so, or the other way round."""
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
    """A document refers to one that is retired."""
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
    """A link's address does something else than open a page."""
    for is_image in (False, True):
        for link, _ in _targets(case, Leads.UNSAFE, images=is_image):
            scheme = link.target.split(":", 1)[0]
            message = f"A link must not begin with {scheme}:."
            yield message, _address(case.document, link), "Use https:, mailto: or tel:, or a path."


@rule("SOP414", "link-out-of-library")
def link_out_of_library(case: Case) -> Found:
    """A link leads to a file that the site does not hold."""
    for link, target in _targets(case, Leads.OUTSIDE):
        hint = "Link to a document by its relative path, with slashes: ../billing/refund.md."
        if "\\" in link.target:
            hint = "Write / where the path has a backslash."
        yield f"{target.path} is not part of the library.", _address(case.document, link), hint


@rule("SOP415", "id-of-another-department", Severity.WARNING)
def id_of_another_department(case: Case) -> Found:
    """The letters in the id belong to another department."""
    department = case.vocabulary.entry("departments", case.document.text("department"))
    code = department.more.get("code") if department else None
    parts = (case.document.id or "").split("-")
    if department and code and len(parts) == 3 and parts[1] != code:
        message = f'The id has the letters {parts[1]}, but "{department.name}" has {code}.'
        yield message, ("id",), "An id is permanent: for a document that moved, waive this rule."


@reported("SOP418", "undefined-reference")
def undefined_reference() -> None:
    """A link by name (`[text][name]`) has no line that defines the name."""


@rule("SOP419", "insecure-link", Severity.WARNING)
def insecure_link(case: Case) -> Found:
    """A link to another site is not encrypted."""
    for link, _ in _targets(case, Leads.OUT):
        if link.target.lower().startswith("http:"):
            yield "The link is not encrypted.", _address(case.document, link), "Write https://."


@rule("SOP420", "empty-link")
def empty_link(case: Case) -> Found:
    """A link has no address, or no text to click on."""
    for link in case.document.links:
        if not link.target and not (link.is_image and not link.text):
            yield "The link has no address.", link.span, "Write it in the round brackets."
        elif (
            not link.is_image and not link.text.strip() and not _holds_picture(case.document, link)
        ):
            yield "The link has no text.", link.span, "Write in the square brackets where it leads."


def _holds_picture(document: Document, link: Link) -> bool:
    return any(
        item.is_image and link.span.start <= item.span.start < link.span.end
        for item in document.links
    )
