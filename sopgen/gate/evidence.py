"""What a forge says of a change: who approved it, at which commit, who wrote it, who is in a team.

Known shapes, as the forges' own interfaces give them:

- GitHub's list of reviews, `GET /repos/{owner}/{repo}/pulls/{number}/reviews`;
- GitLab's approvals, `GET /projects/{id}/merge_requests/{iid}/approvals`;
- an object that holds one of them as `reviews` or `approvals`, with any of `commits` (GitHub's
  `…/pulls/{number}/commits`), `author` (a name, or a request with its `user` or `author`), and
  `teams` (each team's members, by the team's name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sopgen.model.errors import OperatorError

_DECISIONS: Final = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})
_COMMIT: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Given:
    """One approval that stands.

    `by` is a name on the forge. `commit` is what was looked at and `at` when, None where the forge
    does not say.
    """

    by: str
    commit: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a forge says; names and teams are in lower case, teams without the @."""

    approvals: tuple[Given, ...]
    author: str | None = None
    authors: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_evidence(data: object) -> Evidence:
    """The evidence in a forge's JSON. Raises `OperatorError` where its shape is not known."""
    try:
        return _evidence(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise OperatorError(
            "The approvals are in no form that is known.",
            "Give the forge's list of reviews or its approvals, as it gives them.",
        ) from error


def _evidence(data: Any) -> Evidence:  # noqa: ANN401 any JSON value
    if isinstance(data, list):
        return Evidence(tuple(_github(data)))
    if "approved_by" in data:
        return Evidence(tuple(_gitlab(data)))
    given = _github(data["reviews"]) if "reviews" in data else _gitlab(data["approvals"])
    commits = {
        item["sha"]: _name(item["author"])
        for item in _items(data.get("commits", []))
        if item.get("author")
    }
    teams = {
        _folded(team): frozenset(map(_name, _items(people)))
        for team, people in data.get("teams", {}).items()
    }
    return Evidence(tuple(given), _author(data.get("author")), commits, teams)


def _github(reviews: Any) -> Iterator[Given]:  # noqa: ANN401 any JSON value
    """The last decision of each person counts; a comment alone decides nothing."""
    last: dict[str, Any] = {}
    for review in _items(reviews):
        if review["state"] in _DECISIONS and review["user"]:
            last[_name(review["user"])] = review
    for name, review in last.items():
        if review["state"] == "APPROVED":
            yield Given(name, _commit(review["commit_id"]), _moment(review.get("submitted_at")))


def _gitlab(approvals: Any) -> Iterator[Given]:  # noqa: ANN401 any JSON value
    for one in approvals["approved_by"]:
        yield Given(_name(one["user"]), None, _moment(one.get("approved_at")))


def _items(data: Any) -> Iterator[Any]:  # noqa: ANN401 any JSON value
    """The items of a list, or of several pages of one."""
    if not isinstance(data, list):
        raise TypeError("not a list")
    pages: Iterable[Any] = data
    for item in pages:
        if isinstance(item, list):
            yield from item
        else:
            yield item


def _author(data: Any) -> str | None:  # noqa: ANN401 any JSON value
    if isinstance(data, dict):
        return _name(data.get("user") or data.get("author") or data)
    return None if data is None else _name(data)


def _name(person: Any) -> str:  # noqa: ANN401 any JSON value
    name = person if isinstance(person, str) else person.get("login") or person["username"]
    return _folded(name)


def _folded(name: str) -> str:
    return name.strip().removeprefix("@").casefold()


def _commit(value: Any) -> str:  # noqa: ANN401 any JSON value
    """The commit that was looked at; nothing else may reach git as a name."""
    return value if isinstance(value, str) and _COMMIT.fullmatch(value) else ""


def _moment(value: Any) -> datetime | None:  # noqa: ANN401 any JSON value
    moment = datetime.fromisoformat(value) if value else None
    return moment if moment and moment.tzinfo else None
