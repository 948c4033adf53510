"""What changed in a step's attributes: role, time limit, outcome, confirmations and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sopgen.compare import saying
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.matching import Titled, match
from sopgen.compare.wording import Wording, compare_wording
from sopgen.model.document import Attribute, Step
from sopgen.model.layout import fold
from sopgen.model.time_limit import parse_time_limit

_KINDS: Final = {
    "role": ChangeKind.ROLE_CHANGED,
    "time_limit": ChangeKind.TIME_LIMIT_CHANGED,
    "outcome": ChangeKind.OUTCOME_CHANGED,
    "record": ChangeKind.RECORD_CHANGED,
    "tool": ChangeKind.TOOL_CHANGED,
}
_IN_MARKS: Final = frozenset({"outcome", "record"})
Value = str | None


class _Named(NamedTuple):
    name: str
    label: str


def attribute_changes(old: Step, new: Step, where: Where) -> Iterator[Change]:
    """The changes of all attributes but branches, in the order in which the new step has them."""
    olds, news = _by_name(old), _by_name(new)
    for name in {**news, **olds}:
        before, after = olds.get(name, []), news.get(name, [])
        if [item.value for item in before] != [item.value for item in after]:
            yield from _changes(_Named(name, (before or after)[-1].label), before, after, where)


def paired(old: Sequence[Titled], new: Sequence[Titled]) -> Iterator[tuple[int | None, int | None]]:
    """Positions of what belongs together, what came and what went."""
    pairs = match(old, new).pairs
    partner = {b: a for a, b in pairs}
    yield from ((partner.get(b), b) for b in range(len(new)))
    matched = set(partner.values())
    yield from ((a, None) for a in range(len(old)) if a not in matched)


def _by_name(step: Step) -> dict[str, list[Attribute]]:
    found: dict[str, list[Attribute]] = {}
    for item in step.attributes:
        if item.property != "branches":
            found.setdefault(item.property or fold(item.label), []).append(item)
    return found


def _changes(
    what: _Named, old: Sequence[Attribute], new: Sequence[Attribute], where: Where
) -> Iterator[Change]:
    for before, after in _paired([item.value for item in old], [item.value for item in new]):
        change = _change(what, before, after, where)
        if change.wording is not Wording.SAME:
            yield change


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Value, Value]]:
    if len(old) <= 1 >= len(new):
        yield (old[0] if old else None), (new[0] if new else None)
        return
    for a, b in paired([Titled(text, "") for text in old], [Titled(text, "") for text in new]):
        yield (None if a is None else old[a]), (None if b is None else new[b])


def _change(what: _Named, before: Value, after: Value, where: Where) -> Change:
    wording = _wording(what.name, before, after)
    subject = saying.step(where)
    if what.name == "confirmations":
        kind, said = _confirmation(before, after)
    else:
        kind = _KINDS.get(what.name, ChangeKind.ATTRIBUTE_CHANGED)
        said = _said(what, before, after)
    return Change(kind, where, before, after, f"{subject}: {said}", wording)


def _wording(name: str, before: Value, after: Value) -> Wording:
    if before is None or after is None:
        return Wording.SUBSTANTIAL
    wording = compare_wording(before, after)
    if name != "time_limit" or wording is Wording.SAME:
        return wording
    limits = parse_time_limit(before), parse_time_limit(after)
    lengths = [(limit.seconds, limit.in_working_days) for limit in limits if limit]
    if len(lengths) < 2:
        return wording
    return Wording.EDITORIAL if lengths[0] == lengths[1] else Wording.SUBSTANTIAL


def _said(what: _Named, before: Value, after: Value) -> str:
    subject = what.name.replace("_", " ") if what.name in _KINDS else what.label.lower()
    if what.name in _IN_MARKS:
        before, after = (value and saying.quoted(value) for value in (before, after))
    return saying.changed(subject, before, after)


def _confirmation(before: Value, after: Value) -> tuple[ChangeKind, str]:
    if before is None:
        return ChangeKind.CONFIRMATION_ADDED, f"new confirmation: {saying.quoted(after or '')}"
    if after is None:
        said = f"no longer to be confirmed: {saying.quoted(before)}"
        return ChangeKind.CONFIRMATION_REMOVED, said
    said = f"confirmation {saying.quoted(before)} → {saying.quoted(after)}"
    return ChangeKind.CONFIRMATION_CHANGED, said
