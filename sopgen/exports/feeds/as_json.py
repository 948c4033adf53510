"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any, Final

from sopgen.edition.addresses import schema_address
from sopgen.edition.edition import Edition
from sopgen.edition.lasting import lasting_link
from sopgen.edition.subscriptions import JSON
from sopgen.exports.feeds.feed import Feed
from sopgen.exports.feeds.told import Told

_VERSION: Final = "https://jsonfeed.org/version/1.1"


def as_json(edition: Edition, feed: Feed) -> bytes:
    """The feed's file.

    JSON Feed does not say what a relative address is relative to: where the settings do not say
    where the site stands, an entry has its address within the site only, in `_sopgen`.
    """
    made = {
        "version": _VERSION,
        "title": feed.title,
        **_addresses(edition, home_page_url=feed.page, feed_url=f"{feed.address}{JSON}"),
        "description": "Every version that was issued, with its reason and what it changed.",
        "language": "en",
        "authors": [{"name": edition.settings.site_name}],
        "_sopgen": {"schema": schema_address("feed")},
        "items": [_item(edition, item) for item in feed.entries],
    }
    return f"{json.dumps(made, ensure_ascii=False, indent=1)}\n".encode(errors="replace")


def _item(edition: Edition, entry: Told) -> dict[str, Any]:
    moment = entry.news.moment.astimezone(UTC).isoformat()
    return {
        "id": entry.identity.urn,
        **_addresses(edition, url=entry.address),
        "title": entry.title,
        "summary": entry.reason,
        "content_html": entry.html,
        "date_published": moment,
        "date_modified": moment,
        "authors": [{"name": name} for name in entry.authors],
        "tags": [entry.news.department[1], *(name for _, name in entry.news.roles)],
        "_sopgen": _facts(entry),
    }


def _facts(entry: Told) -> dict[str, Any]:
    """What programs may go by: additions only."""
    news, issued = entry.news, entry.news.entry.issued
    return {
        "document": news.document.id,
        "version": issued.version,
        "status": issued.status,
        "effective_date": issued.effective_date.isoformat() if issued.effective_date else None,
        "taken_up_again": news.is_again,
        "department": news.department[0],
        "roles": [key for key, _ in news.roles],
        "changes": list(news.sentences),
        "more_changes": news.more,
        "commit": issued.revision.commit if issued.revision else None,
        "address": entry.address,
        "redline": entry.redline,
    }


def _addresses(edition: Edition, **addresses: str) -> dict[str, str]:
    if not edition.settings.site_url:
        return {}
    return {name: lasting_link(edition, address, "") for name, address in addresses.items()}
