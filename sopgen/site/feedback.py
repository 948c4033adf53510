"""How a reader answers a document: edits it, says what is wrong with it, points others to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from sopgen.edition.edition import Edition, relative_address
from sopgen.model.document import Document
from sopgen.site.permanent import permanent_address
from sopgen.site.reports import Reported, report_address


@dataclass(frozen=True)
class Feedback:
    """Addresses; each is empty where there is no such place.

    `permanent` leads from the document's page to its permanent address; `steps` has the report of
    each step by its number.
    """

    edit: str = ""
    permanent: str = ""
    report: str = ""
    steps: Mapping[int, str] = field(default_factory=dict)


NO_FEEDBACK: Final = Feedback()


def feedback_of(edition: Edition, document: Document) -> Feedback:
    """The addresses for the page of a document; they tell of the version that it shows."""
    shown = edition.shown(document)
    return Feedback(
        edit=_edit(edition, document),
        permanent=_permanent(edition, document),
        report=_report(edition, document, None, shown.title),
        steps={
            step.number: address
            for step in shown.steps
            if (address := _report(edition, document, step.number, step.title))
        },
    )


def _edit(edition: Edition, document: Document) -> str:
    """The file as it lies in the library now, whichever version the page shows."""
    uri = edition.settings.edit_uri
    if not uri.startswith(("https://", "http://")):
        return ""
    return f"{uri.rstrip('/')}/{quote(document.path.removeprefix(edition.library.folder))}"


def _permanent(edition: Edition, document: Document) -> str:
    if not edition.is_permanent(document):
        return ""
    return relative_address(permanent_address(document), edition.address(document))


def _report(edition: Edition, document: Document, step: int | None, title: str) -> str:
    shown = edition.shown(document)
    about = Reported(
        id=document.id or document.slug,
        version=shown.text("version") or "",
        step=step,
        title=title,
        address=_address(edition, document, step),
        commit=_commit(edition, document, shown),
    )
    return report_address(edition.settings, about) or ""


def _address(edition: Edition, document: Document, step: int | None) -> str:
    """The whole address where the settings say where the site stands, else its path there."""
    permanent = edition.is_permanent(document)
    path = permanent_address(document) if permanent else edition.address(document)
    site = edition.settings.site_url.rstrip("/")
    anchor = f"#step-{step}" if step else ""
    return f"{site}/{quote(path)}{anchor}"


def _commit(edition: Edition, document: Document, shown: Document) -> str:
    version = shown.text("version")
    found = (item.commit for item in edition.revisions(document) if item.version == version)
    return next(found, "")[:12]
