"""Rules on the steps of a procedure (SOP310-SOP313, SOP319, SOP335)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.model.document import Heading, Step
from sopgen.model.finding import Route
from sopgen.model.layout import Content, fold
from sopgen.model.markdown import is_comment
from sopgen.model.source import Span
from sopgen.model.suggestion import listed
from sopgen.rules.registry import Case, reported, rule
from sopgen.rules.structure import step_section

Found = Iterator[tuple[str, Route | Span, str]]
_NUMBERED: Final = re.compile(r"(?:step\s+)?(\d{1,3})[.):]\s+\S", re.IGNORECASE)
_GLUED: Final = re.compile(r"(?:step\s+)?(\d{1,3})(?:\.\d+)*\.?\s+", re.IGNORECASE)


@reported("SOP310", "no-steps")
def no_steps() -> None:
    """The procedure has no steps.

    Why: Without steps there is nothing to follow, to tick off or to time.

    Wrong:
        ## Procedure

        Call the customer and write down the result.

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        Call the number on the customer's page, and write down the result.
    """


@rule("SOP311", "empty-step")
def empty_step(case: Case) -> Found:
    """A step has a title and nothing else.

    Why: The title alone leaves open who does it and when it is done.

    Wrong:
        ## Procedure

        ### 1. Call the customer

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Outcome: The customer has an answer
    """
    for step in case.document.steps:
        is_empty = step.heading and not step.attributes and all(map(is_comment, step.blocks))
        # Guidance of the scaffold that is left is reported as that.
        if is_empty and not any("guidance" in node.text for node in step.blocks):
            message = f"Step {step.number} has neither attributes nor an instruction."
            hint = "Say who does what, and what is true when it is done."
            yield message, step.title_span, hint


@reported("SOP312", "missing-step-attribute")
def missing_step_attribute() -> None:
    """A step lacks an attribute that the template requires.

    Why: The organisation has decided that every step says this. It applies where a schema lists
    attributes as required.
    """


@rule("SOP313", "role-without-responsibility")
def role_without_responsibility(case: Case) -> Found:
    """A step's role is not one of those under Responsibilities.

    Why: Whoever reads the responsibilities to find out whether the document concerns them must
    find every role that has something to do.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Team lead

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
    """
    entries = case.document.responsibilities
    if not entries or not all(entry.name for entry in entries):
        return
    listed_roles = {_role_key(case, entry.name) for entry in entries}
    for step in case.document.steps:
        role = step.value("role") or ""
        # A role that the vocabulary does not know is reported as that.
        if case.vocabulary.named("roles", role) and _role_key(case, role) not in listed_roles:
            names = listed(entry.name for entry in entries)
            message = f'Step {step.number}: "{role}" is not among the responsibilities.'
            hint = f"Listed are {names}. Name one of them, or list the role with its duties."
            yield message, (*_route(case, step), "role"), hint


def _role_key(case: Case, name: str) -> str:
    entry = case.vocabulary.named("roles", name)
    return entry.key if entry else fold(name)


def _route(case: Case, step: Step) -> Route:
    section = step_section(case)
    return (section.property if section and section.property else "steps", step.number - 1)


@rule("SOP319", "step-number")
def step_number(case: Case) -> Found:
    """The number in a step's heading is not its place in the order.

    Why: On the phone people say "go to step 4": everybody must mean the same step.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        ### 3. Close the task

        - Role: Frontline agent

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        ### 2. Close the task

        - Role: Frontline agent
    """
    numbered = [step for step in case.document.steps if step.heading]
    counts = [step.written_number is not None or _glued(step) for step in numbered]
    for step in numbered if any(counts) else ():
        glued = _glued(step)
        if step.written_number != step.number or (glued and "." in glued):
            written = f"the number {glued or step.written_number}"
            if step.written_number is None:
                written = "a number without a dot" if glued else "no number"
            message = f"This is step {step.number}, but its heading has {written}."
            title = _GLUED.sub("", step.title, count=1) if glued else step.title
            yield message, step.title_span, f'Write "### {step.number}. {title}".'


def _glued(step: Step) -> str:
    """A number that is written like no other: without a dot ("2 Close"), or with a part ("1.2")."""
    text = step.heading.text if step.heading else ""
    match = _GLUED.match(text)
    if match is None or _NUMBERED.match(text):
        return ""
    number = match.group().strip().removesuffix(".")
    return number if "." in number or number == str(step.number) else ""


@rule("SOP335", "step-heading-level")
def step_heading_level(case: Case) -> Found:
    """A numbered heading beside the steps has another level, so it is no step.

    Why: The step is missing from the checklist, the flowchart and the numbering.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        #### 2. Close the task

        Write down what you promised.

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        ### 2. Close the task

        Write down what you promised.
    """
    steps = {step.heading.span for step in case.document.steps if step.heading}
    number = len(steps)
    for heading in _below_procedure(case):
        match = _NUMBERED.match(heading.text)
        if match is None or heading.level == 3 or heading.span in steps:
            continue
        # A numbered section is a step only where it goes on with the numbers of the steps.
        if heading.level < 3 and int(match.group(1)) != number + 1:
            continue
        number += heading.level < 3
        message = f'"{heading.text}" looks like a step, but its heading has level {heading.level}.'
        yield message, heading.span, "Begin it with ###."


def _below_procedure(case: Case) -> Iterator[Heading]:
    """The headings below the one of the steps, whatever its level, down to the next section."""
    inside = False
    for heading in case.document.headings:
        known = case.template.layout.by_heading.get(fold(re.sub(r"^\d+[.)]\s*", "", heading.text)))
        if known is not None:
            inside = known.content is Content.STEPS and not _NUMBERED.match(heading.text)
        elif inside:
            yield heading
