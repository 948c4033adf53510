"""What changed, as data: every version that was issued, the latest ones and year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import groupby
from typing import Final

from sopgen.edition.addresses import API_V1
from sopgen.edition.dates import utc_day
from sopgen.edition.news import News
from sopgen.edition.validity import version_validity
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.validity import iso
from sopgen.exports.api.versions import change_as_json

_LATEST: Final = 100


def changes_files(context: Context, path: str) -> Iterator[tuple[str, bytes]]:
    """The latest changes in the file at `path`, and all of them in a file for each year."""
    news = context.news
    by_year = groupby(news, key=lambda item: str(utc_day(item.moment).year))
    years = {year: list(items) for year, items in by_year}
    ways = {
        "latest": context.link(path),
        "years": [{"year": year, "json": context.link(_year(year))} for year in years],
    }
    yield _file(context, path, ways, None, news[:_LATEST])
    for year, items in years.items():
        yield _file(context, _year(year), ways, year, items)


def _year(year: str) -> str:
    return f"{API_V1}changes/{year}.json"


def _file(
    context: Context, path: str, ways: Data, year: str | None, news: Sequence[News]
) -> tuple[str, bytes]:
    told = [_news(context, item) for item in news]
    return context.file(path, "changes", {**ways, "year": year, "changes": told})


def _news(context: Context, item: News) -> Data:
    document, entry, addresses = item.document, item.entry, context.addresses
    held = version_validity(context.edition, document, entry)
    revision = entry.issued.revision
    return {
        "issued_at": item.moment.astimezone(UTC).isoformat(),
        "document": context.reference(document),
        "version": entry.version,
        "phase": held.key,
        "in_force_from": iso(held.in_force_from),
        "in_force_until": iso(held.in_force_until),
        "is_again": item.is_again,
        "change_summary": revision.change_summary if revision else None,
        "roles": [{"key": key, "name": name} for key, name in item.roles],
        "changes": [change_as_json(change) for change in item.changes],
        "permanent": context.link(addresses.permanent(document, entry)),
        "page": context.link(addresses.page(document, entry)),
        "json": context.link(addresses.version_json(document, entry)),
    }
