"""The tools: what may be asked, with which arguments, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sopgen.answering import forms, past, questions
from sopgen.answering.answers import (
    Answer,
    ChangesAnswer,
    DocumentAnswer,
    InForceAnswer,
    RelatedAnswer,
    SearchAnswer,
    StepAnswer,
)
from sopgen.answering.arguments import Arguments, check_arguments, shown
from sopgen.answering.published import Published, Source
from sopgen.answering.quoting import all_visible
from sopgen.answering.refusals import Reason, RefusalAnswer, RefusalKind, RefusedError
from sopgen.model.errors import OperatorError
from sopgen.model.suggestion import did_you_mean, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One question that may be asked; `answer` is the type of what comes back."""

    name: str
    title: str
    description: str
    arguments: forms.Schema
    answer: type[Answer]
    ask: Callable[[Published, Arguments], Answer]


_ID: Final = forms.text("The document's id exactly as the search gives it, such as SOP-CS-001.")
_VERSION: Final = forms.text("A version such as 2.0.0; by default the one that readers follow.")
_DEPARTMENT: Final = forms.text("Only this department, by its key or name.")
_ROLE: Final = forms.text("Only what concerns this role, by its key or name.")

TOOLS: Final[Mapping[str, Tool]] = {
    tool.name: tool
    for tool in (
        Tool(
            name="search",
            title="Search the procedures",
            description=(
                "Finds the steps that fit what a customer says or what somebody has to do, the "
                "best first. Use the customer's own words. Then read the step with get_step."
            ),
            arguments=forms.arguments(
                "query",
                query=forms.text("What to look for, in any words.", 400),
                department=_DEPARTMENT,
                role=_ROLE,
                type=forms.text("Only this type of document, by its key or name."),
                limit=forms.number("How many results; by default 5.", 20),
            ),
            answer=SearchAnswer,
            ask=questions.search,
        ),
        Tool(
            name="get_document",
            title="Read a document",
            description=(
                "The whole text of a document with its steps: of the version that readers follow, "
                "of a version named, or of the one that was in force on a day."
            ),
            arguments=forms.arguments(
                "id", id=_ID, version=_VERSION, day=forms.day("Year-month-day; not with a version.")
            ),
            answer=DocumentAnswer,
            ask=questions.get_document,
        ),
        Tool(
            name="get_step",
            title="Read one step",
            description="One step of a document in full: who does it, by when, and how.",
            arguments=forms.arguments(
                "id",
                "number",
                id=_ID,
                number=forms.number("The step's number, from 1.", 10_000),
                version=_VERSION,
            ),
            answer=StepAnswer,
            ask=questions.get_step,
        ),
        Tool(
            name="version_in_force",
            title="Which version was in force on a day",
            description="Which version of a document people had to work by on a day, and why.",
            arguments=forms.arguments("id", "day", id=_ID, day=forms.day("Year-month-day.")),
            answer=InForceAnswer,
            ask=past.version_in_force,
        ),
        Tool(
            name="changes_since",
            title="What changed since a day",
            description=(
                "The versions that were issued or took effect from a day on, with each change in "
                "words; of everything, or of one department, role or document."
            ),
            arguments=forms.arguments(
                "day",
                day=forms.day("The first day that counts, year-month-day."),
                department=_DEPARTMENT,
                role=_ROLE,
                id=_ID,
                limit=forms.number("How many versions; by default 20.", 100),
            ),
            answer=ChangesAnswer,
            ask=past.changes_since,
        ),
        Tool(
            name="related_documents",
            title="The documents around one",
            description="The documents that one leads to, and those that lead to it, with steps.",
            arguments=forms.arguments("id", id=_ID),
            answer=RelatedAnswer,
            ask=questions.related_documents,
        ),
    )
}


def ask(source: Source, name: str, arguments: object) -> Answer | RefusalAnswer:
    """The answer of a tool, or why there is none; nothing in it is hidden from a reader."""
    try:
        tool = TOOLS.get(name)
        if tool is None:
            raise _no_such_tool(name)
        checked = check_arguments(arguments, tool.arguments)
        answer: Answer | RefusalAnswer = tool.ask(source.current(), checked)
    except RefusedError as refusal:
        answer = RefusalAnswer(error=refusal.reason)
    except OperatorError as error:
        answer = RefusalAnswer(error=unavailable(error))
    visible: Answer | RefusalAnswer = all_visible(answer)
    return visible


def unavailable(error: OperatorError) -> Reason:
    """That a source cannot be read, and what an operator can do about it."""
    message = f"The procedures cannot be read now: {error.message} {error.remedy}".strip()
    return Reason(kind=RefusalKind.SOURCE_UNAVAILABLE, message=message)


def _no_such_tool(name: str) -> RefusedError:
    message = f"There is no tool {shown(name)}; there is {listed(TOOLS)}."
    return RefusedError(RefusalKind.UNKNOWN_TOOL, message, did_you_mean=did_you_mean(name, TOOLS))
