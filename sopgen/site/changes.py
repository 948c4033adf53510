"""What changed: every version that was issued, by date, with whom it concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, NamedTuple

from sopgen.edition.dates import utc_day
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.news import News
from sopgen.edition.records import Records, history_address
from sopgen.edition.subscriptions import CHANGES_FEED, VERSIONS_CALENDAR
from sopgen.edition.tree import Page
from sopgen.site.alternates import of_list
from sopgen.site.following import announced, following
from sopgen.site.page_templates import ARCHIVE_SHEET, LIST_SHEET, PageTemplates, front_matter
from sopgen.site.paging import ListPage, pages_of

ADDRESS: Final = "changes/"
_ON_A_PAGE: Final = 300
_IN_A_YEAR: Final = 1_000


class ShownNews(NamedTuple):
    """A version that was issued, as a page lists it; `href` and `redline` lead on from there."""

    news: News
    day: date
    role_keys: str
    title: str
    href: str
    redline: str
    reason: str | None
    effective: date | None


def changes_pages(
    edition: Edition, templates: PageTemplates, records: Records, news: list[News]
) -> Iterator[tuple[str, Page]]:
    """The page at `changes/`, and one for each year or month where it cannot hold them all."""
    periods = _periods(news) if len(news) > _ON_A_PAGE else {}
    first = ListPage(ADDRESS, 1, 1, _ON_A_PAGE)
    yield f"{ADDRESS}index.md", _page(edition, templates, records, news, first, periods=periods)
    for name, items in periods.items():
        for page in pages_of(f"{ADDRESS}{name}/", len(items), _ON_A_PAGE):
            made = _page(edition, templates, records, items, page, periods=periods, period=name)
            yield page.path, made


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
    page: ListPage,
    *,
    periods: Collection[str],
    period: str = "",
) -> Page:
    title = page.title(f"What changed in {period}" if period else "What changed")
    base = page.address
    more: dict[str, object] = {"robots": "noindex"} if period else {}
    more["alternates"] = [] if period else of_list(edition, base, "changes")
    content = templates.render(
        "changes.md.j2",
        front_matter=front_matter(
            title=title,
            hide=["navigation", "toc"],
            sheets=[ARCHIVE_SHEET, LIST_SHEET],
            feed=announced("Changes", CHANGES_FEED),
            **more,
        ),
        follow=following(base, CHANGES_FEED, VERSIONS_CALENDAR),
        title=title,
        news=[shown_news(edition, records, item, base) for item in page.cut(news)],
        count=len(news),
        page=page,
        periods={name: relative_address(f"{ADDRESS}{name}/", base) for name in periods},
        period=period,
        latest=relative_address(ADDRESS, base) if period else "",
        today=edition.today,
        notice=edition.notice,
    )
    return Page(content=content, title=title, is_listed=not period)


def shown_news(edition: Edition, records: Records, item: News, base: str) -> ShownNews:
    """What the page at `base` says of a version that was issued."""
    address = records.address(item.document, item.entry)
    history = relative_address(history_address(edition, item.document), base)
    revision = item.entry.issued.revision
    return ShownNews(
        news=item,
        day=utc_day(item.moment),
        role_keys=" ".join([key for key, _ in item.roles]),
        title=edition.shown(item.document).title,
        href=relative_address(address, base),
        redline=f"{history}#{item.entry.segment}",
        reason=revision.change_summary if revision else None,
        effective=item.entry.issued.effective_date,
    )
