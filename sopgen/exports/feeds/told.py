"""One entry of a feed: a version that was issued, told once for every feed that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopgen.bundled import bundled
from sopgen.edition.dates import spoken_day
from sopgen.edition.edition import Edition
from sopgen.edition.lasting import document_names, lasting_id, lasting_version_address
from sopgen.edition.news import News
from sopgen.edition.records import Records, history_address
from sopgen.edition.words import approval_words, silence, since_words
from sopgen.exports.characters import plain

_TEMPLATE: Final = "entry.html.j2"
_BEFORE: Final = {"retired": "Retired: ", "pilot": "On trial: "}


@dataclass(frozen=True, slots=True)
class Told:
    """A version in words. `identity` is for ever; `address` and `redline` are within the site."""

    news: News
    identity: UUID
    title: str
    reason: str
    html: str
    address: str
    redline: str | None

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote the version, by the names that git and `.mailmap` give."""
        revision = self.news.entry.issued.revision
        return tuple(map(plain, revision.authors)) if revision else ()


class Teller:
    """Tells each version once, in however many feeds it stands."""

    def __init__(self, edition: Edition, records: Records) -> None:
        self._edition = edition
        self._records = records
        self._told: dict[tuple[str, str, bool], Told] = {}

    def told(self, news: News) -> Told:
        """The entry for a version that was issued, or taken up again."""
        key = news.document.path, news.entry.version, news.is_again
        if key not in self._told:
            self._told[key] = _told(self._edition, self._records, news)
        return self._told[key]


def _told(edition: Edition, records: Records, news: News) -> Told:
    document, entry = news.document, news.entry
    redline = f"{history_address(edition, document)}#{entry.segment}" if entry.before else None
    return Told(
        news=news,
        identity=_identity(edition, news),
        title=plain(_title(records, news)),
        reason=plain(_reason(news)),
        html=plain(_html(edition, news)),
        address=lasting_version_address(edition, document, entry, records),
        redline=redline,
    )


def _identity(edition: Edition, news: News) -> UUID:
    names = document_names(edition, news.document)
    revision = news.entry.issued.revision
    again = (revision.reinstated_by or "",) if news.is_again and revision else ()
    return lasting_id(edition, "version", *names, news.entry.version, *again)


def _title(records: Records, news: News) -> str:
    title = records.title(news.document, news.entry)
    before = _BEFORE.get(news.entry.issued.status, "" if news.entry.before else "New: ")
    again = "Taken up again: " if news.is_again else before
    return f"{again}{title}, version {news.entry.version}"


def _reason(news: News) -> str:
    if news.is_again:
        return "This version was taken up again: a later one was taken back."
    revision = news.entry.issued.revision
    said = revision.change_summary if revision else None
    return said or silence(is_first=news.entry.before is None)


def _html(edition: Edition, news: News) -> str:
    issued = news.entry.issued
    revision, day = issued.revision, issued.effective_date
    return _templates().get_template(_TEMPLATE).render(
        news=news,
        id=news.document.id or "",
        reason=_reason(news),
        since=f"{since_words(issued.status)} {spoken_day(day)}" if day else "",
        authors=revision.authors if revision else (),
        approval=approval_words(edition, revision.approval if revision else None),
    )  # fmt: skip


@cache  # compiling it takes longer than all entries of a small library
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(bundled("templates") / "feeds"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
