"""Citation, validity and warnings of a version: what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, TypedDict

from sopgen.answering.answers import Citation, Cited, Holding
from sopgen.answering.published import Published, PublishedDocument, PublishedVersion
from sopgen.edition.validity import Validity
from sopgen.in_force import Phase
from sopgen.model.spoken import spoken_day

SOON: Final = timedelta(days=30)


class Beside(TypedDict):
    """The fields of `Cited`, to make any answer that is one."""

    citation: Citation
    validity: Holding
    warnings: tuple[str, ...]


def beside(
    published: Published, document: PublishedDocument, version: str, step: int | None = None
) -> Beside:
    """What stands beside an answer out of a published version, or out of one step of it."""
    of = published.version(document.id, version)
    return {
        "citation": _citation(published, document, of, step),
        "validity": _holding(document, of.validity),
        "warnings": tuple(_warnings(published, document, of.validity)),
    }


def cited(published: Published, document: PublishedDocument, version: str) -> Cited:
    """The same by itself."""
    return Cited(**beside(published, document, version))


def site_address(published: Published, path: str) -> str:
    """An address of the site; within it where nobody knows where it is."""
    return f"{published.site_url.rstrip('/')}/{path}"


def _citation(
    published: Published, document: PublishedDocument, of: PublishedVersion, step: int | None
) -> Citation:
    place, fragment = ("", "") if step is None else (f", step {step}", f"#step-{step}")
    return Citation(
        words=f"{document.id} {of.title}, version {of.version}{place}",
        id=document.id,
        title=of.title,
        version=of.version,
        step=step,
        address=site_address(published, of.permanent) + fragment,
        commit=of.commit,
    )


def _holding(document: PublishedDocument, validity: Validity) -> Holding:
    return Holding(
        as_of=validity.as_of,
        sentence=validity.sentence,
        phase=validity.key,
        is_in_force=validity.is_in_force,
        in_force_from=validity.in_force_from,
        in_force_until=validity.in_force_until,
        next_version=validity.next_version,
        next_from=validity.next_from,
        review_due=validity.review_due,
        version_to_follow=document.in_force,
    )


def _warnings(
    published: Published, document: PublishedDocument, validity: Validity
) -> Iterator[str]:
    if validity.warning is not None:
        yield validity.warning
    successor = published.documents.get(document.replaced_by or "")
    if validity.phase is Phase.RETIRED and successor is not None:
        yield f"Use {successor.id} {successor.title} instead."
    if document.in_force is not None and not validity.is_in_force:
        yield f"Version {document.in_force} is in force: follow that one."
    if document.in_force is None:
        yield f"No version of {document.id} is in force."
    yield from _coming(published, validity)
    yield from _on_trial(document, validity)
    yield from _since(published, validity)


def _coming(published: Published, validity: Validity) -> Iterator[str]:
    """What takes the version's place within the next days."""
    day = validity.next_from
    if (
        validity.next_version is None
        or day is None
        or not published.today < day <= published.today + SOON
    ):
        return
    if validity.next_retires:
        yield f"The document is retired from {spoken_day(day)} on."
    else:
        yield f"Version {validity.next_version} takes effect on {spoken_day(day)}."


def _on_trial(document: PublishedDocument, validity: Validity) -> Iterator[str]:
    for other in document.versions:
        if validity.is_in_force and other.phase is Phase.PILOT:
            yield f"Version {other.version} is on trial in some teams."


def _since(published: Published, validity: Validity) -> Iterator[str]:
    """What may have become of a version since the library was published."""
    if published.today <= published.day:
        return
    if validity.next_from is not None and validity.next_from <= published.today:
        yield f"Another version has taken effect since, on {spoken_day(validity.next_from)}."
    due = validity.review_due
    if due is not None and published.day <= due < published.today:
        yield f"Its review has become late since: it was due by {spoken_day(due)}."
    yield from age_warnings(published)


def age_warnings(published: Published) -> tuple[str, ...]:
    """That a library was published before today: what came later is not in it."""
    if published.today <= published.day:
        return ()
    day = spoken_day(published.day)
    return (f"The site was built for {day}: what changed after that day is not in it.",)
