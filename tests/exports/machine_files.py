"""What the exports make of a real repository: the files of a site that other programs read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sopgen.edition.news import all_news
from sopgen.edition.records import Records
from sopgen.exports.calendars import calendar_files
from sopgen.exports.feeds import feed_files
from sopgen.settings import Settings
from tests.site.archives import edition_of
from tests.site.libraries import SETTINGS, TODAY


def files_of(folder: Path, today: date = TODAY, base: Settings = SETTINGS) -> dict[str, bytes]:
    """The feeds and calendars, by path."""
    edition = edition_of(folder, today, base=base)
    records = Records(edition)
    feeds = feed_files(edition, records, all_news(edition, records))
    return dict((*feeds, *calendar_files(edition, records)))
