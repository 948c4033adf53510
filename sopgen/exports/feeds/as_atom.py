"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from feedgenerator import Atom1Feed

from sopgen.edition.edition import Edition
from sopgen.edition.lasting import lasting_link
from sopgen.edition.subscriptions import ATOM
from sopgen.exports.characters import plain
from sopgen.exports.feeds.feed import Feed
from sopgen.exports.feeds.told import Told


class _Atom(Atom1Feed):  # type: ignore[misc] # it brings no types
    """The library's writer, which would date an empty feed by the clock, and knows one author."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["updated"]
        return moment

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:  # noqa: ANN401 as above
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["redline"]:
            handler.addQuickElement("link", "", {"rel": "related", "href": item["redline"]})


def as_atom(edition: Edition, feed: Feed) -> bytes:
    """The feed's file, in UTF-8.

    Where the settings do not say where the site stands, links are relative to the file's own
    address, as RFC 4287 (section 2) allows.
    """
    base = f"{feed.address.rpartition('/')[0]}/"
    made = _Atom(
        title=feed.title,
        link=lasting_link(edition, feed.page, base),
        description="Every version that was issued, with its reason and what it changed.",
        language="en",
        author_name=plain(edition.settings.site_name),
        feed_url=lasting_link(edition, f"{feed.address}{ATOM}", base),
        feed_guid=feed.identity.urn,
        updated=feed.updated.astimezone(UTC),
    )
    for entry in feed.entries:
        _add(edition, made, entry, base)
    text = io.StringIO()
    made.write(text, "utf-8")
    return f"{text.getvalue()}\n".encode()


def _add(edition: Edition, made: _Atom, entry: Told, base: str) -> None:
    moment = entry.news.moment.astimezone(UTC)
    made.add_item(
        title=entry.title,
        link=lasting_link(edition, entry.address, base),
        description=None,
        content=entry.html,
        unique_id=entry.identity.urn,
        authors=entry.authors,
        redline=entry.redline and lasting_link(edition, entry.redline, base),
        pubdate=moment,
        updateddate=moment,
        categories=[entry.news.department[1], *(name for _, name in entry.news.roles)],
    )
