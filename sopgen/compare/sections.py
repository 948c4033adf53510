"""What changed in the sections: their order, headings and prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.compare import saying
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.links import link_changes
from sopgen.compare.matching import match
from sopgen.compare.parts import Part
from sopgen.compare.pointers import Pointers, read_alike
from sopgen.compare.wording import Wording, compare_wording

Both = tuple[Pointers, Pointers]


def section_changes(old: Sequence[Part], new: Sequence[Part], both: Both | None) -> list[Change]:
    """The changes of sections, in the order of the sections.

    `both` reads links and mentions of steps; None where the texts are no documents.
    """
    matching = match([part.titled for part in old], [part.titled for part in new])
    changes: list[Change] = []
    is_alike = both is None or read_alike(both)
    for pair in matching.pairs:
        before, after = old[pair[0]], new[pair[1]]
        is_same = is_alike and before.source == after.source
        is_moved = pair in matching.moved
        if is_moved or before.title != after.title:
            changes += _headed(before, after, is_moved)
        changes += () if is_same else _within(before, after, both)
    stayed_old, stayed_new = {a for a, _ in matching.pairs}, {b for _, b in matching.pairs}
    changes += [_removed(part) for i, part in enumerate(old) if i not in stayed_old]
    changes += [_added(part) for i, part in enumerate(new) if i not in stayed_new]
    return sorted(changes, key=lambda change: change.where.after or change.where.before or 0)


def _headed(old: Part, new: Part, is_moved: bool) -> Iterator[Change]:
    """What changed of the section's place and heading."""
    where = Where(new.name, new.title, old.number, new.number)
    if is_moved:
        sentence = (
            f"Section {saying.quoted(new.title)} moved from place {old.number} to {new.number}"
        )
        moved = str(old.number), str(new.number)
        yield Change(ChangeKind.SECTION_MOVED, where, *moved, sentence, Wording.EDITORIAL)
    wording = compare_wording(old.title, new.title)
    if wording is not Wording.SAME:
        sentence = f"Section {saying.quoted(old.title)} is now called {saying.quoted(new.title)}"
        # An alias of the same heading is no other name.
        known = Wording.EDITORIAL if old.name == new.name else wording
        yield Change(ChangeKind.SECTION_RENAMED, where, old.title, new.title, sentence, known)


def _within(old: Part, new: Part, both: Both | None) -> Iterator[Change]:
    where = Where(new.name, new.title, old.number, new.number)
    yield from _prose(old, new, both, where)
    if both:
        subject = f"Section {saying.quoted(new.title)}"
        yield from link_changes(old.links, new.links, both, where, subject)


def _prose(old: Part, new: Part, both: Both | None, where: Where) -> Iterator[Change]:
    before, after = old.text, new.text
    if both:
        before, after = both[0].text(before), both[1].text(after)
    wording = compare_wording(before, after)
    if wording is Wording.SAME:
        return
    how = "corrected" if wording is Wording.EDITORIAL else "changed"
    sentence = f"Section {saying.quoted(new.title)} {how}{saying.reworded(old.text, new.text)}"
    yield Change(ChangeKind.SECTION_CHANGED, where, old.text, new.text, sentence, wording)


def _added(part: Part) -> Change:
    where = Where(part.name, part.title, None, part.number)
    sentence = f"Section {saying.quoted(part.title)} is new"
    wording = compare_wording("", f"{part.title}\n{part.text}")
    return Change(ChangeKind.SECTION_ADDED, where, None, part.text, sentence, wording)


def _removed(part: Part) -> Change:
    where = Where(part.name, part.title, part.number, None)
    sentence = f"Section {saying.quoted(part.title)} was removed"
    wording = compare_wording("", f"{part.title}\n{part.text}")
    return Change(ChangeKind.SECTION_REMOVED, where, part.text, None, sentence, wording)
