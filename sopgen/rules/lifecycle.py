"""Rules on status, dates and what an approved document must hold (SOP501-SOP512)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import isodate

from sopgen.library import ids
from sopgen.model.document import Document
from sopgen.model.finding import Route, Severity
from sopgen.model.source import Span
from sopgen.rules.registry import Case, reported, rule

Found = Iterator[tuple[str, Route | Span, str]]
_PLACEHOLDER: Final = re.compile(
    r"\b(TODO|TBD|TBC|FIXME|XXX+|lorem ipsum)\b"
    r"|\bto be (?:defined|determined|confirmed|completed|done|added)\b"
    r"|\[(?:insert|fill in|add|your)\b[^\]]*\]|<(?:insert|fill in|your)\b[^>]*>|\?\?\?",
    re.IGNORECASE,
)
# Looking for plain text first is much faster than the pattern.
_CLUES: Final = (
    *("todo", "tbd", "tbc", "fixme", "xxx", "lorem ipsum", "to be ", "???"),
    *("[insert", "[fill in", "[add", "[your", "<insert", "<fill in", "<your"),
)
_VERSION: Final = re.compile(r"(?:(?:0|[1-9]\d*)(?:\.(?!$)|$)){3}", re.ASCII)
_FIRST: Final = frozenset({"1.0.0", "0.1.0", "0.0.1"})
DEFAULT_INTERVAL: Final = "P3M"


@rule("SOP501", "approved-but-incomplete")
def approved_but_incomplete(case: Case) -> Found:
    """An approved document still holds places to be filled ("TBD", "to be defined").

    Why: Who works by an approved document must be able to rely on every word of it.

    Wrong:
        ## Scope

        Calls that we promise. Limits: TBD.

    Right:
        ## Scope

        Calls that we promise.
    """
    if case.document.text("status") not in {"approved", "pilot"}:
        return
    document = case.document
    if not any(clue in document.source.lowered for clue in _CLUES):
        return
    for match in _PLACEHOLDER.finditer(document.source.text, document.front_matter_span.start):
        if not _in_reply(document, match.start()):
            message = f'"{match.group()}" stands in a document that is {document.text("status")}.'
            yield message, Span(*match.span()), "Complete it, or set the status to draft."


def _in_reply(document: Document, position: int) -> bool:
    """In reply templates, square brackets are what the agent fills in."""
    section = document.section("reply_templates")
    return section is not None and section.body.start <= position < section.body.end


@rule("SOP502", "review-overdue", Severity.WARNING)
def review_overdue(case: Case) -> Found:
    """The day by which the document was to be reviewed has passed.

    Why: Nobody has looked for a while whether the text still matches the work and the law.

    Wrong:
        effective_date: 2026-01-01

    Right:
        effective_date: 2026-01-01
        last_reviewed: 2026-09-01
    """
    due = review_due(case.document)
    if (
        due is not None
        and due < case.today
        and case.document.text("status") in {"approved", "pilot"}
    ):
        days = (case.today - due).days
        field = "last_reviewed" if case.document.day("last_reviewed") else "effective_date"
        message = (
            f"The review was due on {due.isoformat()}, {days} day{'s' if days > 1 else ''} ago."
        )
        yield message, (field,), "Review the document, then set last_reviewed to that day."


def review_due(document: Document) -> date | None:
    """The day by which the next review is due: the last one (else the effective date) and a while.

    None where the dates or the interval cannot be read.
    """
    since = document.day("last_reviewed") or document.day("effective_date")
    interval = document.text("review_interval") or DEFAULT_INTERVAL
    return None if since is None else _after(since, interval)


@lru_cache(maxsize=4096)  # many versions have the same days, and each is asked for more than once
def _after(day: date, interval: str) -> date | None:
    try:
        due = day + _duration(interval)
    except (isodate.ISO8601Error, ValueError, OverflowError):
        return None
    return due if isinstance(due, date) else None


@lru_cache(maxsize=256)  # documents have few different ones, and many versions
def _duration(text: str) -> timedelta | isodate.Duration:
    return isodate.parse_duration(text)


@rule("SOP503", "retired-without-successor")
def retired_without_successor(case: Case) -> Found:
    """A retired document does not say what replaces it.

    Why: Who finds the old document must learn what holds now.

    Wrong:
        status: retired

    Right:
        status: retired
        superseded_by: none
    """
    if case.document.text("status") == "retired" and not ids(case.document, "superseded_by"):
        hint = 'Add "superseded_by:" with the successor\'s id, or with none.'
        yield "The document is retired and names no successor.", ("status",), hint


@rule("SOP504", "superseded-but-not-retired", Severity.WARNING)
def superseded_but_not_retired(case: Case) -> Found:
    """A document names its successor, yet is not retired.

    Why: Two documents then claim to be in force for the same work.

    Wrong:
        status: approved
        superseded_by: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        supersedes: SOP-CS-101

    Right:
        status: retired
        superseded_by: SOP-CS-102
        # file: other.md
        id: SOP-CS-102
        title: Visit a customer
        supersedes: SOP-CS-101
    """
    successor = case.document.text("superseded_by")
    if successor and successor.casefold() != "none" and case.document.text("status") == "approved":
        other = case.library.by_id.get(successor)
        if other is not None and other.text("status") == "approved":
            hint = "Set the status to retired, or remove superseded_by."
            yield f"{successor} replaces this document, which is still approved.", ("status",), hint


@rule("SOP505", "review-in-the-future")
def review_in_the_future(case: Case) -> Found:
    """The last review, or the last look at a law, lies in the future.

    Why: A review that has not happened proves nothing, and moves the next one too far away.

    Wrong:
        last_reviewed: 2027-01-01

    Right:
        last_reviewed: 2026-09-01
    """
    reviewed = case.document.day("last_reviewed")
    if reviewed is not None and reviewed > case.today:
        message = (
            f"The last review is said to be on {reviewed.isoformat()}, which is still to come."
        )
        yield message, ("last_reviewed",), "Write the day on which it was really reviewed."
    for index, checked in _checked_days(case.document):
        if checked > case.today:
            message = (
                f"The law is said to be checked on {checked.isoformat()}, which is still to come."
            )
            yield message, ("regulations", index, "checked_on"), "Write the day of the check."


@rule("SOP506", "missing-change-summary")
def missing_change_summary(case: Case) -> Found:
    """A version after the first does not say what changed, and why.

    Why: Those who know the last version need to know what to do differently; the revision table
    is made from it.

    Wrong:
        version: 1.1.0

    Right:
        version: 1.1.0
        change_summary: Call back on the same day instead of the next one.
    """
    version = case.document.text("version")
    if (
        version
        and _VERSION.fullmatch(version)
        and version not in _FIRST
        and not case.document.text("change_summary")
    ):
        hint = 'Add "change_summary:" with what changed and why, in a sentence.'
        yield f"Version {version} has no change summary.", ("version",), hint


@rule("SOP507", "regulation-check-old", Severity.WARNING)
def regulation_check_old(case: Case) -> Found:
    """A law was last compared with its source more than a year ago.

    Why: Laws change; a limit that held last year may be too long today.

    Wrong:
        regulations:
          - title: Directive on consumer rights
            url: https://eur-lex.europa.eu/eli/dir/2011/83
            jurisdiction: EU
            checked_on: 2025-01-01

    Right:
        regulations:
          - title: Directive on consumer rights
            url: https://eur-lex.europa.eu/eli/dir/2011/83
            jurisdiction: EU
            checked_on: 2026-09-01
    """
    for index, checked in _checked_days(case.document):
        if (case.today - checked).days > 366:
            message = f"The law was last checked on {checked.isoformat()}, more than a year ago."
            hint = "Compare the text with its source, then set checked_on to that day."
            yield message, ("regulations", index, "checked_on"), hint


def _checked_days(document: Document) -> Iterator[tuple[int, date]]:
    regulations = document.front_matter.get("regulations")
    for index, regulation in enumerate(regulations if isinstance(regulations, list) else []):
        checked = regulation.get("checked_on") if isinstance(regulation, dict) else None
        try:
            yield index, date.fromisoformat(str(checked))
        except ValueError:
            continue


@rule("SOP508", "unknown-waiver")
def unknown_waiver(case: Case) -> Found:
    """A waiver names a rule that does not exist or that nobody may switch off.

    Why: It switches off nothing, and its writer believes that it does.

    Wrong:
        waivers:
          - rule: SOP109
            reason: The character is there on purpose.

    Right:
        waivers: []
    """
    for index, code in enumerate(waived(case.document)):
        if code.startswith(("SOP1", "SOP6")):
            hint = "Reading and change control hold for every document."
            yield f"{code} cannot be waived.", ("waivers", index, "rule"), hint


def waived(document: Document) -> tuple[str, ...]:
    """The codes that a document waives, in its order; an entry that is none is empty."""
    value = document.front_matter.get("waivers")
    items = value if isinstance(value, list) else []
    return tuple(str(item.get("rule", "")) if isinstance(item, dict) else "" for item in items)


@reported("SOP509", "unused-waiver", Severity.WARNING)
def unused_waiver() -> None:
    """A waiver names a rule that finds nothing in the document.

    Why: The reason is gone, and the waiver would hide the next real slip.

    Wrong:
        waivers:
          - rule: SOP703
            reason: The phrase is quoted from the law.

    Right:
        waivers: []
    """


@rule("SOP510", "approver-is-owner", Severity.WARNING)
def approver_is_owner(case: Case) -> Found:
    """The same role owns and approves the document, so nobody else looks at it.

    Why: Approval by a second pair of eyes is what an auditor asks for first (ISO 9001, 7.5.2).

    Wrong:
        owner: team-lead
        approver: team-lead

    Right:
        owner: team-lead
        approver: head-of-customer-service
    """
    owner = case.document.text("owner")
    if owner and owner == case.document.text("approver"):
        hint = "Let the role above approve it."
        yield "Owner and approver are the same role.", ("approver",), hint


@rule("SOP511", "deputy-is-owner")
def deputy_is_owner(case: Case) -> Found:
    """The deputy is the owner, so nobody stands in.

    Why: When the owner leaves or falls ill, the document has nobody.

    Wrong:
        owner: team-lead
        deputy: team-lead

    Right:
        owner: team-lead
        deputy: complaints-lead
    """
    owner = case.document.text("owner")
    if owner and owner == case.document.text("deputy"):
        yield "Owner and deputy are the same role.", ("deputy",), "Name another role."
