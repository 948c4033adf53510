"""Which version was in force on a day, and what changed since one.

A day's version is found among what the mainline held then: a version counts from the day on which
it was issued, and one that was taken up again from that day too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from sopgen.answering.answers import ChangesAnswer, InForceAnswer, IssueAnswer
from sopgen.answering.arguments import Arguments
from sopgen.answering.citing import age_warnings, beside, cited
from sopgen.answering.lookup import document_of, key_of
from sopgen.answering.published import Issue, Published, PublishedDocument, PublishedVersion
from sopgen.answering.refusals import RefusalKind, RefusedError
from sopgen.edition.dates import utc_day
from sopgen.in_force import Content, Issued, Phase, Standing, standing_on
from sopgen.model.spoken import spoken_day

_ISSUES: Final = 20
_CHANGES: Final = 20


class Held(NamedTuple):
    """The version that was in force on a day, None where none was, and why."""

    version: str | None
    why: str


def version_on(published: Published, document: PublishedDocument, day: date) -> Held:
    """Which version of a document was in force on a day, as far as it is known today.

    Raises `RefusedError` where nothing is known but the present.
    """
    _need_history(published)
    versions = [published.version(document.id, item.version) for item in document.versions]
    known = _known_on(versions, day)
    if not known:
        return Held(None, f"{document.id} had not been issued by {spoken_day(day)}.")
    standing = standing_on([_issued(item) for item in known], day)
    shown = next(item for item in known if item.version == standing.shown.version)
    so_far = f" (as decided by {spoken_day(published.day)})" if day > published.day else ""
    why = f"On {spoken_day(day)}{so_far}, {_why(document, standing, shown, day)}"
    return Held(shown.version if standing.phase is Phase.IN_FORCE else None, why)


def version_in_force(published: Published, arguments: Arguments) -> InForceAnswer:
    """Which version was in force on a day, and why."""
    document = document_of(published, arguments["id"])
    day = date.fromisoformat(arguments["day"])
    held = version_on(published, document, day)
    return InForceAnswer(
        id=document.id,
        title=document.title,
        day=day,
        version=held.version,
        why=held.why,
        warnings=age_warnings(published),
        in_force=cited(published, document, held.version) if held.version else None,
    )


def changes_since(published: Published, arguments: Arguments) -> ChangesAnswer:
    """What was issued, or took effect, from a day on until today; the latest first.

    Raises `RefusedError` where nothing is known but the present.
    """
    _need_history(published)
    since, limit = date.fromisoformat(arguments["day"]), int(arguments.get("limit", _ISSUES))
    found = list(_concerned(published, arguments, since))
    return ChangesAnswer(
        since=since,
        as_of=published.day,
        warnings=age_warnings(published),
        issues=tuple(_issue(published, item) for item in found[:limit]),
        more=max(0, len(found) - limit),
    )


def _need_history(published: Published) -> None:
    if published.notice is not None:
        message = f"Nothing is known of the past: {published.notice}"
        raise RefusedError(RefusalKind.UNKNOWN_HISTORY, message)


def _known_on(versions: Sequence[PublishedVersion], day: date) -> list[PublishedVersion]:
    """The versions that the mainline held by the end of a day, the one that came last first."""
    came = [(_came_last(item, day), item) for item in versions]
    known = [(last, item) for last, item in came if last is not None]
    return [item for _, item in sorted(known, key=lambda pair: pair[0], reverse=True)]


def _came_last(version: PublishedVersion, day: date) -> date | None:
    """When the version last came, by the end of the day; None where it had not come."""
    issued = utc_day(version.issued_at) if version.issued_at else None
    days = (issued, version.validity.reinstated_on)
    return max((item for item in days if item and item <= day), default=None)


def _issued(version: PublishedVersion) -> Issued:
    return Issued(
        revision=None,
        read=lambda: Content(None, ""),
        version=version.version,
        status=version.validity.status,
        effective_date=version.effective_date,
    )


def _why(
    document: PublishedDocument, standing: Standing, shown: PublishedVersion, day: date
) -> str:
    number = shown.version
    if standing.phase is Phase.RETIRED:
        return f"{document.id} was retired, by version {number}: nothing was in force."
    if standing.phase is Phase.PILOT:
        return f"version {number} of {document.id} was on trial only: nothing was in force."
    if standing.phase is Phase.UPCOMING:
        begins = spoken_day(shown.effective_date) if shown.effective_date else "a later day"
        return f"nothing was in force: {document.id} begins with version {number}, on {begins}."
    reasons = ", ".join(_reasons(shown, day))
    return f"version {number} of {document.id} was in force: {reasons}, and {_after(standing)}."


def _reasons(shown: PublishedVersion, day: date) -> Iterator[str]:
    issued = utc_day(shown.issued_at) if shown.issued_at else day
    yield f"it was issued on {spoken_day(issued)}"
    if shown.effective_date is not None:
        yield f"its effective date is {spoken_day(shown.effective_date)}"
    again = shown.validity.reinstated_on
    if again is not None and again <= day:
        yield f"it was taken up again on {spoken_day(again)}"


def _after(standing: Standing) -> str:
    coming = next(iter(standing.upcoming), None)
    if coming is None or coming.effective_date is None:
        return "no later version had taken its place"
    day = spoken_day(coming.effective_date)
    return f"version {coming.version}, issued already, takes effect only on {day}"


def _concerned(published: Published, arguments: Arguments, since: date) -> Iterator[Issue]:
    """The issues since a day that fit what else is asked for."""
    id_, department, role = (arguments.get(name) for name in ("id", "department", "role"))
    document = document_of(published, id_).id if id_ else None
    place = key_of(published, "departments", department) if department else None
    concerned = key_of(published, "roles", role) if role else None
    for issue in published.issues():
        item = published.documents.get(issue.id)
        if (
            item is not None
            and _made_a_difference(issue, since, published.day)
            and document in {None, issue.id}
            and place in {None, item.department.key}
            and (concerned is None or concerned in issue.roles)
        ):
            yield issue


def _made_a_difference(issue: Issue, since: date, today: date) -> bool:
    """Whether a version was issued, or took effect, within these days."""
    days = (utc_day(issue.issued_at), issue.in_force_from)
    return any(day is not None and since <= day <= today for day in days)


def _issue(published: Published, issue: Issue) -> IssueAnswer:
    return IssueAnswer(
        **beside(published, published.document(issue.id), issue.version),
        issued_on=utc_day(issue.issued_at),
        is_again=issue.is_again,
        reason=issue.reason,
        changes=issue.changes[:_CHANGES],
        more_changes=max(0, len(issue.changes) - _CHANGES),
    )
