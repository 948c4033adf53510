"""Who does the work of a document, and how long it takes in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sopgen.edition.edition import Edition
from sopgen.model.document import Document
from sopgen.model.time_limit import TimeLimit, parse_time_limit


@dataclass(frozen=True, slots=True)
class Summary:
    """The work at a glance.

    `time` adds up the limits that run while the customer waits, `longest` is the longest other
    limit; both are empty where no step states one.
    """

    roles: tuple[str, ...]
    channels: tuple[str, ...]
    time: str
    longest: str


def summary_of(edition: Edition, document: Document) -> Summary:
    """Roles in the order in which they come in, channels, and times in words."""
    limits = [
        (step.number, limit)
        for step in document.steps
        if (limit := parse_time_limit(step.value("time_limit") or ""))
    ]
    live = [(number, limit) for number, limit in limits if limit.is_live]
    others = [limit for _, limit in limits if not limit.is_live]
    return Summary(
        roles=_roles(edition, document),
        channels=tuple(edition.name("channels", key) for key in document.texts("channels")),
        time=_time(live, whole=len(live) == len(document.steps)),
        longest=max(others, key=lambda limit: limit.seconds).text if others else "",
    )


def _roles(edition: Edition, document: Document) -> tuple[str, ...]:
    names = (name for step in document.steps for name in step.values("role"))
    known = (edition.vocabulary.named("roles", name) for name in names)
    return tuple(dict.fromkeys(role.name for role in known if role))


def _time(live: Sequence[tuple[int, TimeLimit]], *, whole: bool) -> str:
    if not live:
        return ""
    total = in_words(sum(limit.seconds for _, limit in live))
    where = "in all" if whole else f"for {_steps([number for number, _ in live])}"
    return f"about {total} {where}"


def _steps(numbers: Sequence[int]) -> str:
    parts = [part for run in _runs(numbers) for part in _spoken(run)]
    if len(numbers) == 1:
        return f"step {parts[0]}"
    return f"steps {' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}"


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """The numbers cut wherever one is left out."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _spoken(run: Sequence[int]) -> tuple[str, ...]:
    return (f"{run[0]}–{run[-1]}",) if len(run) > 2 else tuple(map(str, run))


def in_words(seconds: int) -> str:
    """A time as people say it: 30 s, 25 min, 1 h 20 min."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")
    return " ".join(filter(None, parts))
