"""The mainline: the commits that first parents lead to, which is where versions are issued.

Where somebody merges the mainline into a branch and then moves the mainline forward to that
branch, first parents lead through the branch: git keeps no record that it was another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sopgen.history.log import Change, LoggedCommit, moment


class Mainline:
    """The mainline's commits, newest first, and what each of them changed there."""

    def __init__(
        self, logged: Sequence[LoggedCommit], merges: Mapping[str, tuple[Change, ...]]
    ) -> None:
        by_id = {each.commit: each for each in logged}
        self.commits = _first_parents(logged[0], by_id)
        self.changes = [merges.get(each.commit, each.changes) for each in self.commits]
        self._brought_at = _brought_at(self.commits, by_id)

    def brought_at(self, commit: str) -> int:
        """Give the place of the mainline commit that brought `commit` (0 is the newest)."""
        return self._brought_at[commit]

    def on(self, day: date) -> LoggedCommit | None:
        """Give the newest commit that was on the mainline at the end of the day, UTC."""
        end = datetime.combine(day, time(), UTC) + timedelta(days=1)
        made = (each for each in self.commits if moment(each.commit, each.committed) < end)
        return next(made, None)


def _first_parents(
    newest: LoggedCommit, by_id: Mapping[str, LoggedCommit]
) -> tuple[LoggedCommit, ...]:
    found = [newest]
    while found[-1].parents:
        found.append(by_id[found[-1].parents[0]])
    return tuple(found)


def _brought_at(
    mainline: Sequence[LoggedCommit], by_id: Mapping[str, LoggedCommit]
) -> dict[str, int]:
    """Walk from each mainline commit, oldest first, to all that no earlier one had."""
    places: dict[str, int] = {}
    for place in range(len(mainline) - 1, -1, -1):
        waiting = [mainline[place].commit]
        while waiting:
            commit = waiting.pop()
            if commit not in places:
                places[commit] = place
                waiting.extend(by_id[commit].parents)
    return places
