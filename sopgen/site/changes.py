"""What changed: every version that was issued, by date, with whom it concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopgen.compare import Change
from sopgen.edition.dates import utc_day
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records, telling
from sopgen.edition.timeline import Entry
from sopgen.edition.tree import Page
from sopgen.model.document import Document
from sopgen.model.vocabulary import Entry as Word
from sopgen.site.page_templates import ARCHIVE_SHEET, LIST_SHEET, PageTemplates, front_matter

ADDRESS: Final = "changes/"
_ON_FIRST_PAGE: Final = 300
_IN_A_YEAR: Final = 1_000
_SENTENCES: Final = 12


@dataclass(frozen=True, slots=True)
class News:
    """A version that was issued; `moment` is when. `is_again` where it was taken up again.

    `roles` are those concerned, as keys with names. Of the changes only the first are said;
    `more` counts the rest.
    """

    moment: datetime
    document: Document
    entry: Entry
    department: tuple[str, str]
    roles: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    is_again: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """The first changes in plain words."""
        return tuple(change.sentence for change in self.changes[:_SENTENCES])

    @property
    def more(self) -> int:
        """How many changes are left out."""
        return max(0, len(self.changes) - _SENTENCES)


def all_news(edition: Edition, records: Records) -> list[News]:
    """Every version that was issued, the latest first."""
    return sorted(_news(edition, records), key=_newest_first)


def changes_pages(
    edition: Edition, templates: PageTemplates, records: Records, news: list[News]
) -> Iterator[tuple[str, Page]]:
    """The page at `changes/`, and one for each year or month where it cannot hold them all."""
    periods = _periods(news) if len(news) > _ON_FIRST_PAGE else {}
    links = {name: f"{name}/" for name in periods}
    first = news[:_ON_FIRST_PAGE]
    yield f"{ADDRESS}index.md", _page(edition, templates, records, first, periods=links)
    for name, items in periods.items():
        beside = {other: f"../{link}" for other, link in links.items()}
        page = _page(edition, templates, records, items, periods=beside, period=name)
        yield f"{ADDRESS}{name}.md", page


def _periods(news: list[News]) -> dict[str, list[News]]:
    """The news by year; a year with too many for one page by month."""
    in_year = Counter(utc_day(item.moment).year for item in news)
    found: dict[str, list[News]] = {}
    for item in news:
        day = utc_day(item.moment)
        is_long = in_year[day.year] > _IN_A_YEAR
        found.setdefault(f"{day:%Y-%m}" if is_long else f"{day:%Y}", []).append(item)
    return found


def _page(
    edition: Edition,
    templates: PageTemplates,
    records: Records,
    news: list[News],
    *,
    periods: Mapping[str, str],
    period: str = "",
) -> Page:
    title = f"What changed in {period}" if period else "What changed"
    base = f"{ADDRESS}{period}/" if period else ADDRESS
    more = {} if not period else {"robots": "noindex"}
    content = templates.render(
        "changes.md.j2",
        front_matter=front_matter(
            title=title, hide=["navigation", "toc"], sheets=[ARCHIVE_SHEET, LIST_SHEET], **more
        ),
        title=title,
        news=[shown_news(edition, records, item, base) for item in news],
        periods=periods,
        period=period,
        latest="../" if period else "",
        today=edition.today,
        notice=edition.notice,
    )
    return Page(content=content, title=title, is_listed=not period)


def shown_news(edition: Edition, records: Records, item: News, base: str) -> dict[str, object]:
    """What the page at `base` says of a version that was issued."""
    address = records.address(item.document, item.entry)
    revision = item.entry.issued.revision
    return {
        "news": item,
        "day": utc_day(item.moment),
        "title": edition.shown(item.document).title,
        "href": relative_address(address, base),
        "redline": records.redline_link(item.document, item.entry.version, base),
        "reason": revision.change_summary if revision else None,
        "effective": item.entry.issued.effective_date,
    }


def _news(edition: Edition, records: Records) -> Iterator[News]:
    for document in edition.published:
        key = edition.department(document)
        department = (key, edition.name("departments", key))
        for entry in records.timeline(document):
            revision = entry.issued.revision
            if revision is None or not entry.is_open:
                continue
            changes = records.changes(document, entry)
            roles = roles_concerned(edition, entry, changes)
            yield News(revision.issued_at, document, entry, department, roles, telling(changes))
            if revision.reinstated_at is not None:
                yield News(revision.reinstated_at, document, entry, department, roles, (), True)


def roles_concerned(
    edition: Edition, entry: Entry, changes: tuple[Change, ...]
) -> tuple[tuple[str, str], ...]:
    """Who must know of a version: its audience, and whoever does a step that changed.

    Of a first version, whoever does any of its steps.
    """
    document = entry.document
    if document is None:
        return ()
    audience = (edition.vocabulary.entry("roles", key) for key in document.texts("audience"))
    before = entry.before.document if entry.before else None
    if entry.before is None:
        names = [name for step in document.steps for name in step.values("role")]
    else:
        now = {item.where.after for item in changes if item.where.part == "steps"}
        was = {item.where.before for item in changes if item.where.part == "steps"}
        names = [*_doers(document, now), *_doers(before, was)]
    doers = (edition.vocabulary.named("roles", name) for name in names)
    return _known(*audience, *doers)


def _doers(document: Document | None, numbers: set[int | None]) -> list[str]:
    steps = document.steps if document else ()
    return [name for step in steps if step.number in numbers for name in step.values("role")]


def _known(*roles: Word | None) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((role.key, role.name) for role in roles if role is not None))


def _newest_first(item: News) -> tuple[float, str, str]:
    return (-item.moment.timestamp(), item.document.path, item.entry.version)
