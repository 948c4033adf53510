"""Rules on the attributes of steps: role, time limit, branches (SOP314-SOP318, SOP339, SOP340)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from sopgen.model.document import Step
from sopgen.model.finding import Route
from sopgen.model.layout import Layout, fold
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Source, Span
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.rules.registry import Case, reported, rule

Found = Iterator[tuple[str, Route | Span, str]]
_LABEL: Final = re.compile(r"([^\W\d][\w '’/-]{0,30}?)\s*[:\uff1a]")
_DASHED: Final = re.compile(r"([^\W\d][\w ]{0,30}?)\s*(?:\s[-–—]|=|→)\s")
_BRANCH: Final = 'Write "- If: the condition → [step 4](#4-title-of-the-step)".'


@reported("SOP314", "unknown-role")
def unknown_role() -> None:
    """A role in the text is not in the vocabulary.

    Why: Reading lists are made from roles: a step for a role that does not exist reaches nobody.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agnet

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
    """


@reported("SOP315", "unreadable-time-limit")
def unreadable_time_limit() -> None:
    """A time limit is not one number with a unit.

    Why: "Soon" means something else to everybody; only a number can be promised and measured.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Time limit: soon

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Time limit: 1 working day
    """


@rule("SOP316", "branch-without-target")
def branch_without_target(case: Case) -> Found:
    """A branch ("If") does not say where to go on.

    Why: The reader stands at a fork and has to guess; the flowchart cannot draw the way.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - If: nobody answers → try again

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - If: nobody answers → [step 1](#1-call-the-customer)
    """
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


@rule("SOP317", "unknown-step-label")
def unknown_step_label(case: Case) -> Found:
    """An item among a step's attributes has a label that the template does not know.

    Why: Nothing reads such an item: a misspelt time limit is no time limit.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Timelimit: 1 working day

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Time limit: 1 working day
    """
    layout = case.template.layout
    labels = [names[0] for names in layout.labels.values()]
    for step in case.document.steps:
        unknown = [(item.label, item.span) for item in step.attributes if item.property is None]
        for label, span in [*unknown, *_almost_attributes(step, layout)]:
            close = did_you_mean(label, labels) if label else None
            hint = f'Did you mean "{close}"?' if close else _KNOWN.format(listed(labels))
            what = f'the label "{label}" is not known' if label else "this item has no label"
            yield f"Step {step.number}: {what}.", span, hint
        for label, span in _without_colon(step, layout):
            message = f'Step {step.number}: the colon after "{label}" is missing.'
            yield message, span, f'Write "- {label}: …".'


def _without_colon(step: Step, layout: Layout) -> Iterator[tuple[str, Span]]:
    """The items of a list that would be the attributes, were there a colon after each label."""
    first = step.blocks[0] if step.blocks and not step.attributes else None
    if first is None or first.kind != "list" or first.text:
        return
    labels = [_DASHED.match(plain_text(item)[:40]) for item in first.children[:10]]
    if all(label and fold(label.group(1)) in layout.by_label for label in labels):
        for label, item in zip(labels, first.children, strict=False):
            yield (label.group(1) if label else ""), item.span


_KNOWN: Final = "Known are {}. A list of the instruction needs a line of text above it."


def _almost_attributes(step: Step, layout: Layout) -> Iterator[tuple[str, Span]]:
    """The items of a list that would be the attributes, were its labels not all misspelt."""
    first = step.blocks[0] if step.blocks and not step.attributes else None
    if first is None or first.kind != "list" or first.text:
        return
    labels = [_LABEL.match(plain_text(item)[:40]) for item in first.children[:10]]
    if not all(labels):
        return
    for label, item in zip(labels, first.children, strict=False):
        if label and get_close_matches(fold(label.group(1)), layout.by_label, 1, 0.75):
            yield label.group(1), item.span


@rule("SOP318", "repeated-step-attribute")
def repeated_step_attribute(case: Case) -> Found:
    """A step has an attribute twice that it may have only once.

    Why: Two roles or two limits leave open which one holds.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Time limit: 1 working day
        - Time limit: 2 hours

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Time limit: 1 working day
    """
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


@rule("SOP339", "empty-step-attribute")
def empty_step_attribute(case: Case) -> Found:
    """An attribute of a step has a label and nothing after it.

    Why: The label promises an answer, and the reader does not get it.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Outcome:

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
        - Outcome: The customer has an answer
    """
    for step in case.document.steps:
        for item in step.attributes:
            if item.property not in {None, "branches"} and not item.value:
                message = f'Step {step.number}: "{item.label}" is empty.'
                yield message, item.span, "Write it after the colon, or delete the line."


@rule("SOP340", "misplaced-step-attribute")
def misplaced_step_attribute(case: Case) -> Found:
    """A step's attribute stands where nothing reads it: below the text, or not in a list.

    Why: It looks right in the text, but the step then has no role or limit for the checklist, the
    reading lists and the programs.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        Role: Frontline agent

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent
    """
    layout, source = case.template.layout, case.document.source
    for step in case.document.steps:
        for index, block in enumerate(step.blocks):
            if block.kind == "heading":
                break
            if _holds_attributes(block, layout, source):
                below = "" if index == 0 and not step.attributes else " above"
                at = Span(block.start, source.line_span(source.place(block.span).line).end)
                yield f"Step {step.number}: {_UNREAD}", at, _DIRECTLY.format(below)


_UNREAD: Final = "this label counts only in the list of hyphens right under the heading."
_DIRECTLY: Final = 'Write it in the list{} that directly follows the heading: "- Role: …".'


def _holds_attributes(block: Node, layout: Layout, source: Source) -> bool:
    if block.kind == "list":
        labels = [_LABEL.match(plain_text(item)[:40]) for item in block.children]
        return all(label and fold(label.group(1)) in layout.by_label for label in labels)
    if block.kind == "table":
        cells = [plain_text(cell) for cell in block.children[0].children]
        return sum(fold(cell) in layout.by_label for cell in cells) > 1
    if block.kind == "paragraph":
        label = _LABEL.match(source.text[block.start : block.start + 40].lstrip("*_"))
        return label is not None and fold(label.group(1)) in layout.by_label
    return False
