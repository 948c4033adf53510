"""The page of one document: what to do first and large, what proves it below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.records import Records
from sopgen.edition.standing import PageStanding
from sopgen.edition.tree import Page
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.alternates import Alternate, of_document
from sopgen.site.arrangement import (
    ASKS,
    CONTROL,
    FLOWCHART,
    HISTORY,
    RELATED,
    Arrangement,
    arrange,
    expected_headings,
    own_anchor,
    title_heading,
)
from sopgen.site.banners import Banner, banner_of
from sopgen.site.bodies import Bodies
from sopgen.site.card_sheet import CARD
from sopgen.site.control import Reference, control_of, referrers, related
from sopgen.site.feedback import NO_FEEDBACK, Feedback, feedback_of
from sopgen.site.flowchart import Chart, Stage, draw, is_worth_drawing
from sopgen.site.how_to import how_to
from sopgen.site.page_templates import PageTemplates, front_matter
from sopgen.site.paper import foot_of
from sopgen.site.revisions import RevisionRow, revision_rows
from sopgen.site.run import run_block
from sopgen.site.sections import sections_of
from sopgen.site.since import Since, since_of
from sopgen.site.steps import Alike, StepView, stages_of, step_views
from sopgen.site.summary import summary_of
from sopgen.site.terms import Terms

_DESCRIPTION: Final = 200
_REVISIONS: Final = 5
_OWN_SECTIONS: Final = (CONTROL, HISTORY, RELATED, ASKS, FLOWCHART)


class Showing(NamedTuple):
    """One version of a document on one page.

    `crumbs` lead up, by title; `history` leads to the document's history, where there is one,
    `next_link` to the version that comes. `referrers` are the documents that point to this one
    now; `feedback` holds the ways to answer it, `since` tells what changed lately. `is_archived`
    tells an earlier or later version than the one that readers follow: that one is `in_force`
    then, and `alike` that of all such versions. `commit` issued the version shown. `alternates` are
    the same for machines, `how_to` is the page's block for search engines.
    """

    document: Document
    base: str
    department: str
    title: str
    crumbs: tuple[tuple[str, str], ...]
    standing: PageStanding
    banner: Banner | None
    history: str | None
    next_link: str = ""
    revisions: tuple[RevisionRow, ...] = ()
    referrers: tuple[Reference, ...] = ()
    feedback: Feedback = NO_FEEDBACK
    since: Since | None = None
    is_archived: bool = False
    commit: str | None = None
    in_force: Document | None = None
    alike: Alike | None = None
    alternates: tuple[Alternate, ...] = ()
    how_to: Markup | None = None


def sop_page(
    edition: Edition, document: Document, templates: PageTemplates, records: Records
) -> Page:
    """The page of a published document: of the version that is in force."""
    standing = edition.standing(document)
    shown = standing.document
    arrangement = arrange(shown, edition.templates.layout_of(shown.text("type")))
    is_current = not standing.is_retired
    return Page(
        content=show(edition, _showing(edition, document, records), arrangement, templates),
        title=shown.title,
        source=document.path.removeprefix(edition.library.folder),
        headings=expected_headings(shown, arrangement),
        anchors=tuple(step.anchor for step in shown.steps),
        is_listed=is_current,
        modified=_modified(edition, document),
    )


def purpose_sentence(document: Document) -> str:
    """The first sentence of the purpose, as plain text."""
    text = document.value("purpose")
    words = " ".join(text.split()) if isinstance(text, str) else ""
    end = words.find(". ")
    return words if end < 0 else words[: end + 1]


def described(document: Document, standing: PageStanding) -> str:
    """What programs show of a link to the page: its purpose, and that it is not in force."""
    purpose = purpose_sentence(document)
    return purpose if standing.phase is Phase.IN_FORCE else f"{standing.name}. {purpose}".strip()


def _modified(edition: Edition, document: Document) -> date | None:
    revisions = edition.revisions(document)
    return revisions[0].issued_at.date() if revisions else None


def show(
    edition: Edition, showing: Showing, arrangement: Arrangement, templates: PageTemplates
) -> str:
    """The page's Markdown."""
    return templates.render("sop.md.j2", **_values(edition, showing, arrangement))


def _showing(edition: Edition, document: Document, records: Records) -> Showing:
    base = edition.address(document)
    department = edition.name("departments", edition.department(document))
    return Showing(
        document=edition.shown(document),
        base=base,
        department=department,
        title=edition.shown(document).title,
        crumbs=((department, "../"),),
        standing=edition.standing(document),
        banner=banner_of(edition, document, base, records),
        history="history/" if records.timeline(document) else None,
        next_link=next_link_of(edition, document, records, base),
        revisions=revision_rows(edition, document, records),
        referrers=referrers(edition, document, base),
        feedback=feedback_of(edition, document),
        since=since_of(edition, document, records),
        commit=shown_commit(edition, document),
        alternates=tuple(of_document(edition, records, document)),
        how_to=how_to(edition, document, records),
    )


def shown_commit(edition: Edition, document: Document) -> str | None:
    """The commit that issued the version which the document's page shows."""
    version = edition.shown(document).text("version")
    revisions = (item for item in edition.revisions(document) if item.version == version)
    return next((item.commit for item in revisions), None)


def next_link_of(edition: Edition, document: Document, records: Records, base: str) -> str:
    """The way from the page at `base` to the version that comes; empty where none does."""
    upcoming = edition.standing(document).upcoming
    for entry in records.timeline(document):
        if upcoming is not None and entry.version == upcoming.version:
            return relative_address(records.address(document, entry), base)
    return ""


def _values(edition: Edition, showing: Showing, arrangement: Arrangement) -> dict[str, Any]:
    shown, base, standing = showing.document, showing.base, showing.standing
    title = title_heading(shown)
    body = body_values(
        edition,
        shown,
        base,
        arrangement,
        is_archived=showing.is_archived,
        is_helped=not showing.is_archived,  # an old version is a record: nothing is added
        alike=showing.alike,
    )
    return {
        **body,
        "front_matter": _front_matter(showing),
        "title": shown.title,
        "title_anchor": title.anchor if title else own_anchor(shown, "title"),
        "crumbs": showing.crumbs,
        "standing": standing,
        "banner": showing.banner,
        "summary": summary_of(edition, shown),
        "control": control_of(edition, shown, base, showing.department),
        "related": related(edition, shown, base),
        "referrers": showing.referrers,
        "feedback": showing.feedback,
        "card": "" if showing.is_archived else CARD,
        "since": showing.since,
        "revisions": showing.revisions[:_REVISIONS],
        "more_revisions": len(showing.revisions) > _REVISIONS,
        "history_link": showing.history,
        "next_link": showing.next_link,
        "is_archived": showing.is_archived,
        "today": edition.today,
        "notice": edition.notice,
        "asks": shown.texts("asks"),
        "run": run_block(
            edition,
            shown,
            body["steps"],
            base,
            standing=standing,
            commit=showing.commit,
            next_link=showing.next_link,
            in_force=showing.in_force,
        ),
        "how_to": showing.how_to,
        "foot": foot_of(edition, shown, standing),
        "anchors": {name: own_anchor(shown, name) for name in _OWN_SECTIONS},
    }


def body_values(
    edition: Edition,
    document: Document,
    base: str,
    arrangement: Arrangement,
    *,
    is_archived: bool = False,
    is_helped: bool = False,
    alike: Alike | None = None,
) -> dict[str, Any]:
    """What the document itself says, rendered for the page at `base`, by its place there.

    `is_helped` marks its terms and draws its flowchart: help that the text itself does not hold.
    `alike` is that of the other versions, if any.
    """
    bodies = Bodies(edition, document, base, is_archived=is_archived)
    terms = Terms(edition, document, base) if is_helped else None
    steps = step_views(edition, document, bodies, base, terms=terms, alike=alike)
    return {
        **sections_of(document, arrangement, bodies, terms),
        "lang": _foreign_language(document),
        "steps": steps,
        "flowchart": _flowchart(edition, document, steps) if is_helped else None,
    }


class _Flowchart(NamedTuple):
    """The steps drawn and told."""

    chart: Chart
    stages: tuple[Stage, ...]


def _flowchart(
    edition: Edition, document: Document, steps: Sequence[StepView]
) -> _Flowchart | None:
    stages = stages_of(edition, document, steps)
    return _Flowchart(draw(stages), stages) if is_worth_drawing(stages) else None


def _foreign_language(document: Document) -> str | None:
    """The document's language where it is another than the page's own words are in."""
    language = document.language
    is_tag = re.fullmatch(r"[A-Za-z0-9-]{2,35}", language) is not None
    return language if is_tag and language.split("-")[0].lower() != "en" else None


def _front_matter(showing: Showing) -> str:
    fields: dict[str, Any] = {
        "title": showing.title,
        "description": described(showing.document, showing.standing)[:_DESCRIPTION],
        "preview": "article",
        "hide": ["navigation"],
        "alternates": list(showing.alternates),
    }
    if showing.is_archived or showing.standing.is_retired:
        fields |= {"robots": "noindex"}
    return front_matter(**fields)
