"""The hand-out of a department: its documents in force in one file, for a day without network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from sopgen.edition.dates import utc_day
from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.arrangement import arrange
from sopgen.site.assets import ASSETS, asset_content, asset_files
from sopgen.site.offprint import Offprint, prefixes
from sopgen.site.page_templates import PageTemplates
from sopgen.site.paper import edition_sheet, foot_of, sheet
from sopgen.site.sop import body_values
from sopgen.site.summary import summary_of

FILE: Final = "handout.html"


def handout_pages(edition: Edition, templates: PageTemplates) -> Iterator[tuple[str, Page]]:
    """The file of each department that has a document in force, with its path."""
    bound = {key: documents for key in edition.departments if (documents := in_force(edition, key))}
    offprint = _offprint(edition, [item for items in bound.values() for item in items])
    style = asset_content(asset_files(edition.settings)[f"{ASSETS}sheets/handout.css"])
    for key, documents in bound.items():
        name = edition.name("departments", key)
        content = templates.render(
            "handout.html.j2",
            style=Markup(style.decode("utf-8")),  # noqa: S704 ours
            sheets=Markup("").join(_sheets(offprint, documents)),
            name=name,
            site_name=edition.settings.site_name,
            site_url=edition.settings.site_url,
            today=edition.today,
            change=_last_change(edition, documents),
            left_out=len(edition.departments[key]) - len(documents),
            entries=[_entry(offprint, item) for item in documents],
            texts=(_text(offprint, item, f"{key}/", templates) for item in documents),
        )
        yield f"{key}/{FILE}", Page(content=content, title=f"{name}, hand-out")


def in_force(edition: Edition, department: str) -> list[Document]:
    """The documents of a department whose shown version is in force."""
    documents = edition.departments.get(department, ())
    return [item for item in documents if edition.standing(item).phase is Phase.IN_FORCE]


def _offprint(edition: Edition, documents: list[Document]) -> Offprint:
    values = {item.name: getattr(edition, item.name) for item in fields(Edition)}
    made = Offprint(**values, bound=prefixes(documents))
    # Only links differ: what was worked out of the edition so far holds for the offprint, too.
    vars(made).update({**vars(edition), **vars(made)})
    return made


def _entry(offprint: Offprint, document: Document) -> dict[str, Any]:
    shown = offprint.shown(document)
    return {
        "anchor": offprint.bound[document.path],
        "title": shown.title,
        "id": document.id or "",
        "version": shown.text("version") or "",
    }


def _text(offprint: Offprint, document: Document, base: str, templates: PageTemplates) -> Markup:
    """One document of the file, ready to stand among the others."""
    shown = offprint.shown(document)
    arrangement = arrange(shown, offprint.templates.layout_of(shown.text("type")))
    rendered = templates.render(
        "handout_document.html.j2",
        **body_values(offprint, shown, base, arrangement),
        **_entry(offprint, document),
        standing=offprint.standing(document),
        summary=summary_of(offprint, shown),
        owner=offprint.name("roles", shown.text("owner")),
        approver=offprint.name("roles", shown.text("approver")),
    )
    return Markup(offprint.bind(document, rendered, base))  # noqa: S704 of a template, links replaced


def _sheets(offprint: Offprint, documents: list[Document]) -> Iterator[Markup]:
    """What stands in the margins of the cover and of each document when the file is printed."""
    yield Markup(edition_sheet(offprint).content)  # noqa: S704 strings of CSS are encoded
    for number, document in enumerate(documents, 1):
        foot = foot_of(offprint, offprint.shown(document), offprint.standing(document))
        rules = f".document:nth-of-type({number}) {{ page: d{number} }}\n"
        yield Markup(rules + sheet(foot, f"@page d{number}"))  # noqa: S704 as above


def _last_change(edition: Edition, documents: list[Document]) -> tuple[str, date] | None:
    """The latest commit to one of the documents, and its day."""
    histories = (edition.histories.get(item.path) for item in documents)
    commits = [item for history in histories if history for item in history.commits]
    if not commits:
        return None
    last = max(commits, key=lambda item: (item.committed_at, item.commit))
    return last.commit[:8], utc_day(last.committed_at)
