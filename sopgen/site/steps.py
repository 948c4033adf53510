"""The steps of a document as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from sopgen.edition.edition import Edition
from sopgen.model.document import Attribute, Branch, Document, Step
from sopgen.site.bodies import Bodies
from sopgen.site.flowchart import Exit, Stage
from sopgen.site.terms import Mark, Terms
from sopgen.site.words import Words

_SHOWN_APART: Final = frozenset({"role", "time_limit", "outcome", "confirmations", "branches"})


@dataclass(frozen=True, slots=True)
class BranchView:
    """A branch: under the condition, on to `target`; `title` is what a step there is called.

    `step` is the number of a step of the same document, None where it leads elsewhere.
    """

    condition: str
    href: str | None
    target: str
    title: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, ready to be shown; `facts` are its other attributes by their label."""

    number: int
    title: str
    anchor: str
    own_anchor: str | None
    roles: tuple[Markup, ...]
    limits: tuple[Markup, ...]
    instruction: Markup
    facts: tuple[tuple[str, Markup], ...]
    confirmations: tuple[Markup, ...]
    outcomes: tuple[Markup, ...]
    branches: tuple[BranchView, ...]


def step_views(
    edition: Edition, document: Document, bodies: Bodies, base: str, terms: Terms | None = None
) -> tuple[StepView, ...]:
    """The steps of a document for the page at `base`, their terms marked where they are given."""
    views = (_view(edition, document, bodies, base, step) for step in document.steps)
    return tuple(_explained(view, terms.scope()) if terms else view for view in views)


def _explained(view: StepView, mark: Mark) -> StepView:
    return replace(
        view,
        instruction=mark(view.instruction),
        facts=tuple((label, mark(value)) for label, value in view.facts),
        confirmations=tuple(map(mark, view.confirmations)),
        outcomes=tuple(map(mark, view.outcomes)),
    )


def _view(edition: Edition, document: Document, bodies: Bodies, base: str, step: Step) -> StepView:
    anchor = step.heading.anchor if step.heading else step.anchor
    return StepView(
        number=step.number,
        title=step.title,
        anchor=anchor,
        own_anchor=step.anchor if _is_free(document, step) else None,
        roles=tuple(_roles(bodies, step, Words(edition, base))),
        limits=_values(bodies, step, "time_limit"),
        instruction=bodies.html(step.blocks),
        facts=tuple(_facts(bodies, step)),
        confirmations=_values(bodies, step, "confirmations"),
        outcomes=_values(bodies, step, "outcome"),
        branches=tuple(_branch(edition, document, base, item) for item in step.branches),
    )


def _is_free(document: Document, step: Step) -> bool:
    """Whether the permanent anchor is still to be given: a heading may be called just that."""
    taken = {heading.anchor for heading in document.headings}
    return step.heading is not None and step.anchor not in taken


def _values(bodies: Bodies, step: Step, name: str) -> tuple[Markup, ...]:
    return tuple(_value(bodies, item) for item in step.attributes if item.property == name)


def _roles(bodies: Bodies, step: Step, words: Words) -> Iterator[Markup]:
    """Who does the step, with the way to the role's page; a link of the writer's own stays."""
    for item in step.attributes:
        if item.property == "role":
            shown, word = _value(bodies, item), words.role_named(item.value)
            if word is not None and "<" not in shown:
                shown = _link(word.href, shown)
            yield shown


@lru_cache(maxsize=1024)  # few roles do many steps
def _link(href: str, shown: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, shown)


def _value(bodies: Bodies, attribute: Attribute) -> Markup:
    """The text after the label, and whatever else the list item holds."""
    below = [node for node in attribute.node.children if node.start >= attribute.span.end]
    line = bodies.inline(attribute.value_span)
    return line + bodies.html(below) if below else line


def _facts(bodies: Bodies, step: Step) -> Iterator[tuple[str, Markup]]:
    for item in step.attributes:
        if item.property not in _SHOWN_APART:
            yield item.label, _value(bodies, item)


def _branch(edition: Edition, document: Document, base: str, branch: Branch) -> BranchView:
    if branch.target is None:
        return BranchView(branch.condition, None, branch.text, "")
    target = edition.target(document, branch.target)
    href = edition.href(target, base)
    step = document.step_at(target.anchor) if target.document is document else None
    if step is None:
        return BranchView(branch.condition, href, branch.text, "")
    name = f"step {step.number}"
    return BranchView(branch.condition, f"#{step.anchor}", name, step.title, step.number)


def stages_of(edition: Edition, document: Document, views: Sequence[StepView]) -> tuple[Stage, ...]:
    """The steps as a flowchart takes them."""
    return tuple(
        Stage(
            number=step.number,
            title=step.title,
            who=", ".join(_names(edition, step)),
            exits=tuple(_exit(branch) for branch in view.branches),
        )
        for step, view in zip(document.steps, views, strict=True)
    )


def _names(edition: Edition, step: Step) -> Iterator[str]:
    for name in step.values("role"):
        role = edition.vocabulary.named("roles", name)
        yield role.name if role else name


def _exit(branch: BranchView) -> Exit:
    return Exit(branch.condition, branch.step, branch.target, branch.href)
