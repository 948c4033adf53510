"""Rules on steps and their attributes (SOP310-SOP319, SOP335)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from sopgen.model.document import Step
from sopgen.model.finding import Route
from sopgen.model.layout import fold
from sopgen.model.source import Span
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.rules.registry import Case, reported, rule
from sopgen.rules.structure import step_section

Found = Iterator[tuple[str, Route | Span, str]]
_NUMBERED: Final = re.compile(r"(step\s+)?\d{1,3}[.):]\s+\S", re.IGNORECASE)


@reported("SOP310", "no-steps")
def no_steps() -> None:
    """The procedure has no steps."""


@rule("SOP311", "empty-step")
def empty_step(case: Case) -> Found:
    """A step has a title and nothing else."""
    for step in case.document.steps:
        if step.heading and not step.attributes and not step.blocks:
            hint = "Say who does what, and what is true when it is done."
            yield (
                f"Step {step.number} has neither attributes nor an instruction.",
                step.title_span,
                hint,
            )


@reported("SOP312", "missing-step-attribute")
def missing_step_attribute() -> None:
    """A step lacks an attribute that the template requires."""


@rule("SOP313", "role-without-responsibility")
def role_without_responsibility(case: Case) -> Found:
    """A step's role is not one of those under Responsibilities."""
    listed_roles = {_role_key(case, entry.name) for entry in case.document.responsibilities}
    if not listed_roles:
        return
    for step in case.document.steps:
        role = step.value("role") or ""
        # A role that the vocabulary does not know is reported as that.
        if case.vocabulary.named("roles", role) and _role_key(case, role) not in listed_roles:
            names = listed(entry.name for entry in case.document.responsibilities)
            message = f'Step {step.number}: "{role}" is not among the responsibilities.'
            hint = f"Listed are {names}. Name one of them, or list the role with its duties."
            yield message, (*_route(case, step), "role"), hint


def _role_key(case: Case, name: str) -> str:
    entry = case.vocabulary.named("roles", name)
    return entry.key if entry else fold(name)


def _route(case: Case, step: Step) -> Route:
    section = step_section(case)
    return (section.property if section and section.property else "steps", step.number - 1)


@reported("SOP314", "unknown-role")
def unknown_role() -> None:
    """A role in the text is not in the vocabulary."""


@reported("SOP315", "unreadable-time-limit")
def unreadable_time_limit() -> None:
    """A time limit is not a number with a unit."""


@rule("SOP316", "branch-without-target")
def branch_without_target(case: Case) -> Found:
    """A branch ("If") does not say where to go on."""
    for step in case.document.steps:
        for branch in step.branches:
            if not branch.text:
                message = f"Step {step.number}: this condition has no arrow and no target."
                yield message, branch.span, _BRANCH
            elif not branch.target:
                message = f'Step {step.number}: "{branch.text}" is no link.'
                yield message, branch.span, _BRANCH
            elif not branch.condition:
                yield f"Step {step.number}: the branch has no condition.", branch.span, _BRANCH


_BRANCH: Final = 'Write "- If: the condition → [step 4](#4-title-of-the-step)".'


@rule("SOP317", "unknown-step-label")
def unknown_step_label(case: Case) -> Found:
    """An item among a step's attributes has a label that the template does not know."""
    labels = [names[0] for names in case.template.layout.labels.values()]
    for step in case.document.steps:
        for item in step.attributes:
            if item.property is None:
                close = did_you_mean(item.label, labels) if item.label else None
                known = f"Known are {listed(labels)}. Put other text below the list."
                hint = f'Did you mean "{close}"?' if close else known
                what = (
                    f'the label "{item.label}" is not known' if item.label else "this has no label"
                )
                yield f"Step {step.number}: {what}.", item.span, hint


@rule("SOP318", "repeated-step-attribute")
def repeated_step_attribute(case: Case) -> Found:
    """A step has an attribute twice that it may have only once."""
    for step in case.document.steps:
        counts: Counter[str] = Counter()
        for item in step.attributes:
            name = item.property
            if name is None or name in case.template.layout.repeatable:
                continue
            counts[name] += 1
            if counts[name] > 1:
                message = f'Step {step.number} has "{item.label}" a second time.'
                yield message, item.span, "Keep one, or make two steps of it."


@rule("SOP319", "step-number")
def step_number(case: Case) -> Found:
    """The number in a step's heading is not its place in the order."""
    numbered = [step for step in case.document.steps if step.heading]
    if not any(step.written_number is not None for step in numbered):
        return
    for step in numbered:
        if step.written_number != step.number:
            written = (
                "no number" if step.written_number is None else f"the number {step.written_number}"
            )
            message = f"This is step {step.number}, but its heading has {written}."
            yield message, step.title_span, f'Write "### {step.number}. {step.title}".'


@rule("SOP335", "step-heading-level")
def step_heading_level(case: Case) -> Found:
    """A numbered heading beside the steps has another level, so it is no step."""
    section = step_section(case)
    if section is None:
        return
    steps = {step.heading.span for step in case.document.steps if step.heading}
    after = [h for h in case.document.headings if h.span.start > section.heading.span.start]
    for heading in after:
        if heading.level == 2 and not _NUMBERED.match(heading.text):
            return
        known = case.template.layout.by_heading.get(fold(re.sub(r"^\d+[.)]\s*", "", heading.text)))
        if heading.level == 2 and known:
            return
        if heading.span not in steps and _NUMBERED.match(heading.text) and heading.level != 3:
            message = (
                f'"{heading.text}" looks like a step, but its heading has level {heading.level}.'
            )
            yield message, heading.span, "Begin it with ###."
