"""What changed in the steps of the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sopgen.compare import saying
from sopgen.compare.attributes import attribute_changes
from sopgen.compare.branches import branch_changes
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.comparand import Comparand
from sopgen.compare.links import link_changes, links_in
from sopgen.compare.matching import Matching
from sopgen.compare.pointers import Pointers, read_alike
from sopgen.compare.wording import Wording, compare_wording
from sopgen.model.document import Document, Link, Step


class StepSide(NamedTuple):
    """One version of a step, with what is needed to compare it."""

    step: Step
    text: str
    links: tuple[Link, ...]
    pointers: Pointers


def step_changes(
    old: Comparand, new: Comparand, matching: Matching, both: tuple[Pointers, Pointers]
) -> list[Change]:
    """The changes of steps, in the order of the steps."""
    changes: list[Change] = []
    is_alike = read_alike(both)
    for a, b in matching.pairs:
        if is_alike and _source(old.document, a) == _source(new.document, b):
            continue
        sides = _side(old, a, both[0]), _side(new, b, both[1])
        changes += _within(*sides, is_moved=(a, b) in matching.moved)
    stayed_old, stayed_new = {a for a, _ in matching.pairs}, {b for _, b in matching.pairs}
    changes += [_removed(old, i) for i in range(len(old.steps)) if i not in stayed_old]
    changes += [_added(new, i) for i in range(len(new.steps)) if i not in stayed_new]
    return sorted(changes, key=lambda change: change.where.after or change.where.before or 0)


def _source(document: Document, at: int) -> str:
    return document.source.slice(document.steps[at].span)


def _side(version: Comparand, at: int, pointers: Pointers) -> StepSide:
    document, step = version.document, version.document.steps[at]
    links = links_in(document, step.span)
    if links:
        in_branches = [item.node.span for item in step.attributes if item.property == "branches"]
        links = tuple(
            link
            for link in links
            if not any(span.start <= link.span.start < span.end for span in in_branches)
        )
    return StepSide(step, version.steps[at].text, links, pointers)


def _within(old: StepSide, new: StepSide, is_moved: bool) -> Iterator[Change]:
    where = Where("steps", new.step.title, old.step.number, new.step.number)
    if is_moved:
        yield _moved(old.step, where)
    yield from _retitled(old, new, where)
    yield from attribute_changes(old.step, new.step, where)
    yield from branch_changes(old.step, new.step, (old.pointers, new.pointers), where)
    yield from _reworded(old, new, where)
    yield from link_changes(
        old.links, new.links, (old.pointers, new.pointers), where, saying.step(where)
    )


def _moved(old: Step, where: Where) -> Change:
    title = f"{where.before}. {old.title}", f"{where.after}. {where.name}"
    sentence = f"Step {where.before} moved to position {where.after}: {where.name}"
    return Change(ChangeKind.STEP_MOVED, where, *title, sentence)


def _retitled(old: StepSide, new: StepSide, where: Where) -> Iterator[Change]:
    before, after = old.step.title, new.step.title
    wording = compare_wording(old.pointers.text(before), new.pointers.text(after))
    if wording is not Wording.SAME:
        sentence = f"{saying.step(where)}: title {saying.quoted(before)} → {saying.quoted(after)}"
        yield Change(ChangeKind.STEP_RETITLED, where, before, after, sentence, wording)


def _reworded(old: StepSide, new: StepSide, where: Where) -> Iterator[Change]:
    before, after = old.pointers.text(old.text), new.pointers.text(new.text)
    wording = compare_wording(before, after)
    if wording is Wording.SAME:
        return
    how = {
        Wording.EDITORIAL: "instruction corrected",
        Wording.REWORDED: "instruction reworded",
        Wording.SUBSTANTIAL: "instruction changed",
    }[wording]
    sentence = f"{saying.step(where)}: {how}{saying.reworded(old.text, new.text)}"
    yield Change(ChangeKind.STEP_REWORDED, where, old.text, new.text, sentence, wording)


def _added(version: Comparand, at: int) -> Change:
    step = version.document.steps[at]
    where = Where("steps", step.title, None, step.number)
    sentence = f"Step {step.number} is new: {step.title}"
    return Change(ChangeKind.STEP_ADDED, where, None, _whole(version, at), sentence)


def _removed(version: Comparand, at: int) -> Change:
    step = version.document.steps[at]
    where = Where("steps", step.title, step.number, None)
    sentence = f"Step {step.number} was removed: {step.title}"
    return Change(ChangeKind.STEP_REMOVED, where, _whole(version, at), None, sentence)


def _whole(version: Comparand, at: int) -> str:
    step, text = version.document.steps[at], version.steps[at].text
    facts = [f"{item.label}: {item.value}" for item in step.attributes]
    return "\n".join(filter(None, (step.title, *facts, text)))
