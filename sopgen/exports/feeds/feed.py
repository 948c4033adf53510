"""A feed as a value, before it is written in one format or another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sopgen.exports.feeds.told import Told

NEWEST: Final = 100  # entries; what is older stands on the pages of changes
_NOTHING_YET: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest versions first. `address` is without its ending; `page` shows the same to people.

    `identity` is for ever, in whichever format the feed is read.
    """

    identity: UUID
    title: str
    address: str
    page: str
    entries: tuple[Told, ...]

    @property
    def updated(self) -> datetime:
        """When the latest version was issued: a feed that a clock dates would differ each day."""
        return max((item.news.moment for item in self.entries), default=_NOTHING_YET)
