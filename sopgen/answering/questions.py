"""The questions about documents: search, a document, one step, what is around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sopgen.answering.answers import (
    BranchAnswer,
    DocumentAnswer,
    Hit,
    RelatedAnswer,
    RelatedDocument,
    SearchAnswer,
    StepAnswer,
    StepTitle,
)
from sopgen.answering.arguments import Arguments
from sopgen.answering.citing import age_warnings, beside, site_address
from sopgen.answering.lookup import document_of, key_of, known_version, step_of
from sopgen.answering.past import version_on
from sopgen.answering.published import Published, PublishedDocument, Step
from sopgen.answering.refusals import RefusalKind, RefusedError
from sopgen.answering.writing import document_markdown, step_markdown
from sopgen.search import Found

_STEPS_OF_ONE: Final = 2
_RESULTS: Final = 5


def search(published: Published, arguments: Arguments) -> SearchAnswer:
    """What fits some words best, step by step."""
    limit = int(arguments.get("limit", _RESULTS))
    outcome = published.search.find(
        arguments["query"],
        department=_key(published, "departments", arguments.get("department")),
        role=_key(published, "roles", arguments.get("role")),
        type_=_key(published, "types", arguments.get("type")),
        limit=limit,
    )
    hits = [hit for found in outcome.results for hit in _hits(published, found)]
    return SearchAnswer(
        query=arguments["query"],
        as_of=published.day,
        warnings=age_warnings(published),
        documents=outcome.total,
        results=tuple(hits[:limit]),
    )


def get_document(published: Published, arguments: Arguments) -> DocumentAnswer:
    """One version of a document: the one named, the one of a day, else the one that readers see."""
    document = document_of(published, arguments["id"])
    version = published.version(document.id, _asked(published, document, arguments))
    return DocumentAnswer(
        **beside(published, document, version.version),
        type=document.type.name,
        department=document.department.name,
        owner=document.owner,
        steps=tuple(_title(step) for step in version.steps),
        quoted_text=document_markdown(version),
        page_address=site_address(published, version.page),
    )


def get_step(published: Published, arguments: Arguments) -> StepAnswer:
    """One step of the version named, else of the one that readers see."""
    document = document_of(published, arguments["id"])
    version = published.version(document.id, _asked(published, document, arguments))
    step = step_of(document, version, int(arguments["number"]))
    after = next((item for item in version.steps if item.number > step.number), None)
    return StepAnswer(
        **beside(published, document, version.version, step.number),
        title=step.title,
        roles=step.roles,
        time_limit=step.time_limit,
        branches=tuple(BranchAnswer(**item._asdict()) for item in step.branches),
        quoted_text=step_markdown(step),
        page_address=site_address(published, version.page),
        next_step=_title(after) if after else None,
    )


def related_documents(published: Published, arguments: Arguments) -> RelatedAnswer:
    """The documents around one, both ways."""
    document = document_of(published, arguments["id"])
    return RelatedAnswer(
        **beside(published, document, document.shown),
        leads_to=tuple(_led_to(published, document, item) for item in document.leads_to),
        led_from=tuple(_led_from(published, document, item) for item in document.led_from),
    )


def _key(published: Published, kind: str, word: str | None) -> str:
    return key_of(published, kind, word) if word is not None else ""


def _hits(published: Published, found: Found) -> Iterator[Hit]:
    """The best steps of a found document; the document itself where none stands out."""
    if found.id not in published.documents:
        return
    document = published.document(found.id)
    steps = {step.number: step for step in published.version(found.id, document.shown).steps}
    best = [steps[item.number] for item in found.steps[:_STEPS_OF_ONE] if item.number in steps]
    for step in best or (None,):
        yield Hit(
            **beside(published, document, document.shown, step.number if step else None),
            step_title=step.title if step else None,
            purpose=document.purpose,
            department=document.department.name,
            is_exact=found.exact,
        )


def _asked(published: Published, document: PublishedDocument, arguments: Arguments) -> str:
    version, day = arguments.get("version"), arguments.get("day")
    if version is not None and day is not None:
        message = "Name a version or a day, not both."
        raise RefusedError(RefusalKind.INVALID_ARGUMENT, message, argument="day")
    if version is not None:
        return known_version(document, version)
    if day is None:
        return document.in_force or document.shown
    held = version_on(published, document, date.fromisoformat(day))
    if held.version is None:
        raise RefusedError(RefusalKind.NOTHING_IN_FORCE, held.why, argument="day")
    return held.version


def _title(step: Step) -> StepTitle:
    return StepTitle(number=step.number, title=step.title)


def _led_to(published: Published, document: PublishedDocument, id_: str) -> RelatedDocument:
    other = published.document(id_)
    steps = _steps_between(published, document, id_)
    return RelatedDocument(**beside(published, other, other.shown), steps=steps)


def _led_from(published: Published, document: PublishedDocument, id_: str) -> RelatedDocument:
    other = published.document(id_)
    steps = _steps_between(published, other, document.id)
    return RelatedDocument(**beside(published, other, other.shown), steps=steps)


def _steps_between(published: Published, document: PublishedDocument, id_: str) -> tuple[int, ...]:
    """The steps of a document with a branch that leads to another."""
    steps = published.version(document.id, document.shown).steps
    return tuple(
        step.number for step in steps if any(branch.document == id_ for branch in step.branches)
    )
