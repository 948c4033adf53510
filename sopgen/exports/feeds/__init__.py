"""Feeds of what changed, for readers of feeds and for other programs: Atom and JSON Feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sopgen.edition.edition import Edition
from sopgen.edition.lasting import lasting_id
from sopgen.edition.news import News
from sopgen.edition.records import Records
from sopgen.edition.subscriptions import (
    ATOM,
    CHANGES_FEED,
    JSON,
    department_feed,
    role_feed,
)
from sopgen.exports.characters import plain
from sopgen.exports.feeds.as_atom import as_atom
from sopgen.exports.feeds.as_json import as_json
from sopgen.exports.feeds.feed import NEWEST, Feed
from sopgen.exports.feeds.told import Teller

__all__ = ["feed_files"]


def feed_files(
    edition: Edition, records: Records, news: Sequence[News]
) -> Iterator[tuple[str, bytes]]:
    """Two files for each feed, with their paths: of the library, its departments and its roles.

    Departments and roles have theirs from the day they are in the vocabulary, be it empty: a
    program that keeps the address must find it.
    """
    teller = Teller(edition, records)
    for address, title, page, items in _feeds(edition, news):
        entries = tuple(teller.told(item) for item in items[:NEWEST])
        feed = Feed(lasting_id(edition, "feed", address), plain(title), address, page, entries)
        yield f"{address}{ATOM}", as_atom(edition, feed)
        yield f"{address}{JSON}", as_json(edition, feed)


def _feeds(
    edition: Edition, news: Sequence[News]
) -> Iterator[tuple[str, str, str, Sequence[News]]]:
    """The address of each feed without its ending, its title, the page that shows the same."""
    title, words = f"{edition.settings.site_name}: what changed", edition.vocabulary
    departments, roles = defaultdict[str, list[News]](list), defaultdict[str, list[News]](list)
    for item in news:
        departments[item.department[0]].append(item)
        for key, _ in item.roles:
            roles[key].append(item)
    yield CHANGES_FEED, title, "changes/", news
    for key, entry in words.entries("departments").items():
        page = f"{key}/" if key in edition.departments else ""
        yield department_feed(key), f"{title} in {entry.name}", page, departments[key]
    for key, entry in words.entries("roles").items():
        yield role_feed(key), f"{title} for {entry.name}", f"roles/{key}/", roles[key]
