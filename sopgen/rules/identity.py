"""Rules on ids, titles and addresses (SOP406-SOP409, SOP412, SOP415, SOP417, SOP423)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route, Severity
from sopgen.model.source import Span
from sopgen.model.suggestion import did_you_mean
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]


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


@rule("SOP423", "unknown-id-in-text", Severity.WARNING)
def unknown_id_in_text(case: Case) -> Found:
    """The text names an id that no document has.

    Why: The reader looks for a document that does not exist, or that was renamed long ago.

    Wrong:
        ## Scope

        Every call that we promise to make. Visits are in SOP-CS-999.

    Right:
        ## Scope

        Every call that we promise to make. Visits are in [Visit a customer](visit.md).
        # file: visit.md
        id: SOP-CS-102
        title: Visit a customer
    """
    document = case.document
    written = _id_pattern(str(case.template.properties.get("id", {}).get("pattern", "")))
    # Without its own id, a document's fields may stand in the text by mistake.
    if document.id is None or written is None:
        return
    if not written.search(document.source.text, document.body_span.start):
        return
    for node in document.nodes("text"):
        for match in written.finditer(node.text):
            name = match.group()
            if name != document.id and name not in case.library.by_id:
                at = Span(node.start + match.start(), node.start + match.end())
                yield f'No document has the id "{name}".', at, _meant_id(case, name)


@cache
def _id_pattern(pattern: str) -> re.Pattern[str] | None:
    """What an id looks like inside a text; None where plain words and numbers look like one."""
    if not pattern.startswith("^") or not pattern.endswith("$"):
        return None
    if any(re.search(pattern, word) for word in ("word", "Word", "WORD", "2026")):
        return None
    return re.compile(rf"(?<![\w-])(?:{pattern[1:-1]})(?![\w-])")


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
    address = case.document.address
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
    related = case.document.front_matter.get("related_docs")
    for index, name in enumerate(related if isinstance(related, list) else []):
        other = case.library.by_id.get(name) if isinstance(name, str) else None
        if other is not None and other.text("status") == "retired":
            successor = other.text("superseded_by")
            hint = f"Name {successor} instead." if successor in case.library.by_id else "Remove it."
            yield f"{name} is retired.", ("related_docs", index), hint


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
