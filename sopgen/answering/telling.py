"""The answers in words, for a model to read: citation, validity and warnings before any text.

The text of a procedure stands on lines that begin with ">"; all other lines are ours, and hold
nothing of it but titles and names, each within one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from sopgen.answering.answers import (
    ChangesAnswer,
    Cited,
    DocumentAnswer,
    Hit,
    InForceAnswer,
    IssueAnswer,
    RelatedAnswer,
    RelatedDocument,
    SearchAnswer,
    StepAnswer,
)
from sopgen.answering.quoting import one_line, quoted
from sopgen.answering.refusals import RefusalAnswer
from sopgen.model.spoken import spoken_day


@singledispatch
def told(answer: object) -> str:
    """An answer in words."""
    raise TypeError(answer)


@told.register
def _(answer: RefusalAnswer) -> str:
    error = answer.error
    return f"{error.kind}: {one_line(error.message)}"


@told.register
def _(answer: SearchAnswer) -> str:
    day, warnings = spoken_day(answer.as_of), _warnings(answer.warnings)
    if not answer.results:
        nothing = f"As of {day}, nothing fits. Try other words; do not answer from memory."
        return "\n".join([*warnings, nothing])
    count = "1 document fits" if answer.documents == 1 else f"{answer.documents} documents fit"
    parts = ["\n".join([*warnings, f"{count}, as of {day}. The best:"])]
    parts += [
        "\n".join([f"{place}. {_cite(hit)}", *_hit(hit)])
        for place, hit in enumerate(answer.results, start=1)
    ]
    return "\n\n".join(parts)


@told.register
def _(answer: DocumentAnswer) -> str:
    about = f"Department: {one_line(answer.department)}. Owner, to ask: {one_line(answer.owner)}."
    return "\n".join(
        [*_head(answer), about, _links(answer.page_address), "", quoted(answer.quoted_text)]
    )


@told.register
def _(answer: StepAnswer) -> str:
    lines = [*_head(answer), _links(answer.page_address), ""]
    lines.append(quoted(f"{answer.title}\n\n{answer.quoted_text}"))
    if answer.next_step is not None:
        lines += ["", f"Where no branch fits, go on with step {answer.next_step.number}."]
    return "\n".join(lines)


@told.register
def _(answer: InForceAnswer) -> str:
    lines = [*_warnings(answer.warnings), one_line(answer.why)]
    if answer.in_force is not None:
        lines += ["How that version stands today:", *_head(answer.in_force)]
    return "\n".join(lines)


@told.register
def _(answer: ChangesAnswer) -> str:
    since, today = spoken_day(answer.since), spoken_day(answer.as_of)
    warnings = _warnings(answer.warnings)
    if not answer.issues:
        return "\n".join([*warnings, f"Nothing changed from {since} to {today}."])
    parts = ["\n".join([*warnings, f"What changed from {since} to {today}, the latest first:"])]
    parts += ["\n".join([*_head(issue), *_issue(issue)]) for issue in answer.issues]
    if answer.more:
        parts.append(f"{answer.more} more are left out: ask from a later day, or for less.")
    return "\n\n".join(parts)


@told.register
def _(answer: RelatedAnswer) -> str:
    parts = [
        *_head(answer),
        "",
        "It leads to:",
        *_related(answer.leads_to),
        "",
        "It is led to from:",
        *_related(answer.led_from),
    ]
    return "\n".join(parts)


def _links(address: str) -> str:
    return f"Relative links in the text start from <{one_line(address)}>."


def _cite(answer: Cited) -> str:
    return f"{one_line(answer.citation.words)} <{one_line(answer.citation.address)}>"


def _head(answer: Cited) -> Iterator[str]:
    yield f"Cite: {_cite(answer)}"
    yield one_line(answer.validity.sentence)
    yield from _warnings(answer.warnings)


def _warnings(warnings: tuple[str, ...]) -> Iterator[str]:
    for warning in warnings:
        yield f"WARNING: {one_line(warning)}"


def _hit(hit: Hit) -> Iterator[str]:
    if hit.step_title is not None:
        yield quoted(one_line(hit.step_title))
    elif hit.purpose:
        yield quoted(one_line(hit.purpose))
    yield one_line(hit.validity.sentence)
    yield from _warnings(hit.warnings)


def _issue(issue: IssueAnswer) -> Iterator[str]:
    how = "Taken up again" if issue.is_again else "Issued"
    yield f"{how} on {spoken_day(issue.issued_on)}."
    if issue.reason:
        yield quoted(one_line(issue.reason))
    for change in issue.changes:
        yield quoted(f"- {one_line(change.sentence)}")
    if issue.more_changes:
        yield f"{issue.more_changes} more changes are left out."


def _related(documents: tuple[RelatedDocument, ...]) -> Iterator[str]:
    if not documents:
        yield "- no published document"
    for document in documents:
        steps = ", ".join(str(number) for number in document.steps)
        yield f"- {_cite(document)}" + (f", by step {steps}" if steps else "")
        yield from (f"  {warning}" for warning in _warnings(document.warnings))
