"""What changed in the front matter, and a field's value as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sopgen.compare import saying
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.wording import Wording, compare_wording
from sopgen.model.document import Data, Document

FRONT_MATTER: Final = "front_matter"
_LONG: Final = frozenset({"title", "change_summary"})
# The day a source was last compared says nothing of what the document asks.
_DAY_CHECKED: Final = "checked_on"


def field_changes(old: Document, new: Document) -> Iterator[Change]:
    """The fields whose values differ, in the newer document's order; removed ones come last."""
    before, after = old.front_matter, new.front_matter
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            yield _change(name, before.get(name), after.get(name))


def shown(value: Any) -> str:  # noqa: ANN401 any JSON value
    """A field's value on one line; a list with commas, a table as "name: value"."""
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {shown(item)}" for name, item in value.items())
    if value is None or value == "":
        return ""
    return " ".join(str(value).split())


def _change(name: str, old: Any, new: Any) -> Change:  # noqa: ANN401 any JSON values
    before, after = (None if value is None else shown(value) for value in (old, new))
    subject = name.replace("_", " ").capitalize()
    if isinstance(old, list) and isinstance(new, list):
        sentence = _list_sentence(subject, list(map(shown, old)), list(map(shown, new)))
    else:
        texts = (_quoted(name, value) for value in (before, after))
        sentence = _value_sentence(subject, *texts)
    wording = _wording(old, new)
    where = Where(FRONT_MATTER, name)
    return Change(ChangeKind.FIELD_CHANGED, where, before, after, sentence, wording)


def _quoted(name: str, value: str | None) -> str | None:
    return saying.quoted(value) if value is not None and name in _LONG else value


def _value_sentence(subject: str, before: str | None, after: str | None) -> str:
    if before is None or after is None:
        return saying.changed(subject, before, after)
    return f"{subject}: {before} → {after}"


def _list_sentence(subject: str, old: list[str], new: list[str]) -> str:
    added = [item for item in new if item not in old]
    removed = [item for item in old if item not in new]
    said = [f"added {', '.join(added)}"] * bool(added)
    said += [f"removed {', '.join(removed)}"] * bool(removed)
    return f"{subject}: {'; '.join(said) or 'another order'}"


def _wording(old: Any, new: Any) -> Wording:  # noqa: ANN401 any JSON values
    before, after = (_without_day_checked(value) for value in (old, new))
    if _as_set(before) == _as_set(after):
        return Wording.EDITORIAL
    wording = compare_wording(shown(before), shown(after))
    return Wording.EDITORIAL if wording is Wording.SAME else wording


def _as_set(value: Any) -> Any:  # noqa: ANN401 any JSON value
    """A list in no order; anything else as it is."""
    return sorted(map(shown, value)) if isinstance(value, list) else value


def _without_day_checked(value: Any) -> Any:  # noqa: ANN401 any JSON value
    if not isinstance(value, list):
        return value
    return [_without_key(item) if isinstance(item, dict) else item for item in value]


def _without_key(item: Data) -> Data:
    return {name: value for name, value in item.items() if name != _DAY_CHECKED}
