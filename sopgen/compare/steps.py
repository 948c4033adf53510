"""What changed in the steps of the procedure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sopgen.compare import saying
from sopgen.compare.attributes import attribute_changes
from sopgen.compare.branches import branch_changes
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.links import link_changes, links_in
from sopgen.compare.matching import Matching, Titled, match
from sopgen.compare.pointers import Pointers, read_alike
from sopgen.compare.visible import pieces_of, split_item, spoken
from sopgen.compare.wording import Wording, compare_wording
from sopgen.model.document import Document, Link, Step


@dataclass(frozen=True, slots=True)
class StepSide:
    """One version of a step, with what is needed to compare it."""

    step: Step
    text: str
    links: tuple[Link, ...]
    pointers: Pointers


def match_steps(old: Document, new: Document) -> Matching:
    """Which steps of two versions are the same, whatever their numbers."""
    return match(
        [titled(old, step) for step in old.steps], [titled(new, step) for step in new.steps]
    )


def titled(document: Document, step: Step) -> Titled:
    """A step as it is matched: by title, instruction and attributes."""
    facts = " ".join(item.value for item in step.attributes)
    return Titled(step.title, lambda: instruction(document, step), facts)


def step_changes(
    old: Document, new: Document, matching: Matching, both: tuple[Pointers, Pointers]
) -> list[Change]:
    """The changes of steps, in the order of the steps."""
    changes: list[Change] = []
    is_alike = read_alike(both)
    for a, b in matching.pairs:
        before, after = old.steps[a], new.steps[b]
        if is_alike and old.source.slice(before.span) == new.source.slice(after.span):
            continue
        sides = _side(old, before, both[0]), _side(new, after, both[1])
        changes += _within(*sides, is_moved=(a, b) in matching.moved)
    stayed_old, stayed_new = {a for a, _ in matching.pairs}, {b for _, b in matching.pairs}
    changes += [_removed(old, s) for i, s in enumerate(old.steps) if i not in stayed_old]
    changes += [_added(new, s) for i, s in enumerate(new.steps) if i not in stayed_new]
    return sorted(changes, key=lambda change: change.where.after or change.where.before or 0)


def instruction(document: Document, step: Step) -> str:
    """What a step says besides its title and attributes; what hangs under an attribute counts."""
    below = [block for item in step.attributes for block in split_item(item.node)[1]]
    return spoken(pieces_of(document.source, (*below, *step.blocks)))


def _side(document: Document, step: Step, pointers: Pointers) -> StepSide:
    in_branches = [item.node.span for item in step.attributes if item.property == "branches"]
    links = tuple(
        link
        for link in links_in(document, step.span)
        if not any(span.start <= link.span.start < span.end for span in in_branches)
    )
    return StepSide(step, instruction(document, step), links, pointers)


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


def _added(document: Document, step: Step) -> Change:
    where = Where("steps", step.title, None, step.number)
    sentence = f"Step {step.number} is new: {step.title}"
    return Change(ChangeKind.STEP_ADDED, where, None, _whole(document, step), sentence)


def _removed(document: Document, step: Step) -> Change:
    where = Where("steps", step.title, step.number, None)
    sentence = f"Step {step.number} was removed: {step.title}"
    return Change(ChangeKind.STEP_REMOVED, where, _whole(document, step), None, sentence)


def _whole(document: Document, step: Step) -> str:
    facts = [f"{item.label}: {item.value}" for item in step.attributes]
    return "\n".join(filter(None, (step.title, *facts, instruction(document, step))))
