"""The steps of a document as its page shows them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from markupsafe import Markup

from sopgen.edition.edition import Edition
from sopgen.model.document import Attribute, Branch, Document, Step
from sopgen.site.bodies import Bodies
from sopgen.site.flowchart import Exit, Stage
from sopgen.site.terms import Mark, Terms
from sopgen.site.words import Words

_SHOWN_APART: Final = frozenset({"role", "time_limit", "outcome", "confirmations", "branches"})


class BranchView(NamedTuple):
    """A branch: under the condition, on to `target`; `title` is what a step there is called.

    `step` is the number of a step of the same document, None where it leads elsewhere.
    """

    condition: str
    href: str | None
    target: str
    title: str
    step: int | None = None


class StepView(NamedTuple):
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


class Alike:
    """Steps that versions of one document say alike, for their pages, which stand equally deep.

    It lives as long as these pages are made.
    """

    def __init__(self) -> None:
        self._views: dict[Hashable, StepView] = {}

    def once(self, key: Hashable, make: Callable[[], StepView]) -> StepView:
        """What was made for this key; the same key must always mean the same."""
        if key not in self._views:
            self._views[key] = make()
        return self._views[key]


def step_views(
    edition: Edition,
    document: Document,
    bodies: Bodies,
    base: str,
    *,
    terms: Terms | None = None,
    alike: Alike | None = None,
) -> tuple[StepView, ...]:
    """The steps of a document for the page at `base`, their terms marked where they are given.

    `alike` is that of the other versions, if any.
    """
    page = _Page(edition, document, bodies, base)
    views = [page.view_once(step, alike) if alike else page.view(step) for step in document.steps]
    return tuple(_explained(view, terms.scope()) for view in views) if terms else tuple(views)


def _explained(view: StepView, mark: Mark) -> StepView:
    return view._replace(
        instruction=mark(view.instruction),
        facts=tuple((label, mark(value)) for label, value in view.facts),
        confirmations=tuple(map(mark, view.confirmations)),
        outcomes=tuple(map(mark, view.outcomes)),
    )


class _Page:
    """The page of one document that shows its steps."""

    def __init__(self, edition: Edition, document: Document, bodies: Bodies, base: str) -> None:
        self._edition = edition
        self._document = document
        self._bodies = bodies
        self._base = base
        self._words = Words(edition, base)
        self._taken = {heading.anchor for heading in document.headings}

    def view_once(self, step: Step, alike: Alike) -> StepView:
        """The step; where no link stands in it, each version with the same words shows the same."""
        text = self._bodies.text(step.span)
        if step.heading is None or "[" in text or "<" in text:
            return self.view(step)
        anchor, is_free = step.heading.anchor, self._is_free(step)
        key = self._document.text("type"), step.number, anchor, is_free, text
        return alike.once(key, lambda: self.view(step))

    def view(self, step: Step) -> StepView:
        said: dict[str | None, list[Attribute]] = {}
        for item in step.attributes:
            said.setdefault(item.property if item.property in _SHOWN_APART else None, []).append(
                item
            )
        return StepView(
            number=step.number,
            title=step.title,
            anchor=step.heading.anchor if step.heading else step.anchor,
            own_anchor=step.anchor if self._is_free(step) else None,
            roles=tuple(map(self._role, said.get("role", ()))),
            limits=self._values(said.get("time_limit", ())),
            instruction=self._bodies.html(step.blocks),
            facts=tuple((item.label, self._value(item)) for item in said.get(None, ())),
            confirmations=self._values(said.get("confirmations", ())),
            outcomes=self._values(said.get("outcome", ())),
            branches=tuple(map(self._branch, step.branches)),
        )

    def _is_free(self, step: Step) -> bool:
        """Whether the permanent anchor is still to be given: a heading may be called just that."""
        return step.heading is not None and step.anchor not in self._taken

    def _values(self, items: Iterable[Attribute]) -> tuple[Markup, ...]:
        return tuple(map(self._value, items))

    def _value(self, item: Attribute) -> Markup:
        """The text after the label, and whatever else the list item holds."""
        line = self._bodies.inline(item.value_span)
        below = [node for node in item.node.children if node.start >= item.span.end]
        return line + self._bodies.html(below) if below else line

    def _role(self, item: Attribute) -> Markup:
        """Who does the step, with the way to the role's page; a link of the writer's own stays."""
        shown, word = self._value(item), self._words.role_named(item.value)
        return shown if word is None or "<" in shown else _link(word.href, shown)

    def _branch(self, branch: Branch) -> BranchView:
        if branch.target is None:
            return BranchView(branch.condition, None, branch.text, "")
        target = self._edition.target(self._document, branch.target)
        href = self._edition.href(target, self._base)
        is_own = target.document is self._document
        step = self._document.step_at(target.anchor) if is_own else None
        if step is None:
            return BranchView(branch.condition, href, branch.text, "")
        name = f"step {step.number}"
        return BranchView(branch.condition, f"#{step.anchor}", name, step.title, step.number)


@lru_cache(maxsize=1024)  # few roles do many steps
def _link(href: str, shown: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, shown)


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
