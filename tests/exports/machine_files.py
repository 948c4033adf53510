"""What the exports make of a real repository: the files of a site that other programs read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sopgen.archive import open_archive
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.exports.calendars import calendar_files
from sopgen.exports.feeds import feed_files
from sopgen.library import read_library
from sopgen.settings import Settings
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, VOCABULARY


def edition_of(folder: Path, today: date = TODAY, base: Settings = SETTINGS) -> Edition:
    """The edition of the library in a repository's work tree; `base` is what else is set."""
    settings = replace(base, root=folder, docs_dir=folder / "sops")
    library = read_library(settings, TEMPLATES.layout_of, VOCABULARY)
    archive = open_archive(library, TEMPLATES.layout_of, folder, exact=True)
    return Edition(
        library,
        settings,
        TEMPLATES,
        today,
        archive.histories,
        {item.path: archive.standing(item, today) for item in library.documents},
        {item.path: archive.versions(item) for item in library.documents},
        first_commit=archive.first_commit,
    )


def files_of(folder: Path, today: date = TODAY, base: Settings = SETTINGS) -> dict[str, bytes]:
    """The feeds and calendars, by path."""
    edition = edition_of(folder, today, base)
    records = Records(edition)
    return dict((*feed_files(edition, records), *calendar_files(edition, records)))
