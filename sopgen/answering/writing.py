"""The text of a version and of its steps as Markdown, made of its parts in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sopgen.answering.published import Branch, PublishedVersion, Step

_STEPS: Final = "steps"
_REPLIES: Final = "reply_templates"


def document_markdown(version: PublishedVersion) -> str:
    """The whole text: its sections in their order, with the steps and the replies in theirs."""
    if version.source is not None:
        return version.source
    return "\n\n".join(part.strip() for part in _parts(version))


def _parts(version: PublishedVersion) -> Iterator[str]:
    waiting = {_STEPS: list(_steps(version)), _REPLIES: list(_replies(version))}
    for section in version.sections:
        yield f"## {section.title}\n\n{section.markdown}"
        yield from waiting.pop(section.property or "", ())
    for parts in waiting.values():
        yield from parts


def _steps(version: PublishedVersion) -> Iterator[str]:
    for step in version.steps:
        yield f"### {step.number}. {step.title}\n\n{step_markdown(step)}"


def _replies(version: PublishedVersion) -> Iterator[str]:
    for reply in version.replies:
        yield f"### {reply.title}\n\n{reply.text}"


def step_markdown(step: Step) -> str:
    """All of a step but its title: who, by when, to what end, where to go on, then how."""
    items = "\n".join(f"- {line}" for line in _lines(step))
    return "\n\n".join(part for part in (items, step.markdown) if part)


def _lines(step: Step) -> Iterator[str]:
    if step.roles:
        yield f"Role: {', '.join(step.roles)}"
    if step.time_limit is not None:
        yield f"Time limit: {step.time_limit}"
    yield from (f"Outcome: {text}" for text in step.outcomes)
    yield from (f"Confirm: {text}" for text in step.confirmations)
    yield from (f"If: {_branch(item)}" for item in step.branches)
    yield from (f"{item.label}: {item.text}" for item in step.attributes)


def _branch(branch: Branch) -> str:
    where = [branch.document] if branch.document else []
    where += [f"step {branch.step}"] if branch.step else []
    known = f" ({', '.join(where)})" if branch.document else ""
    return f"{branch.condition} → {branch.text}{known}"
