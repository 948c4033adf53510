"""Where the links of a document lead in texts for machines: to such texts, where there are any."""

from __future__ import annotations

from sopgen.edition.addresses import MARKDOWN, written
from sopgen.edition.edition import Edition
from sopgen.exports.texts.source import Lead
from sopgen.library import Leads
from sopgen.model.document import Document


def lead_from(edition: Edition, document: Document, base: str) -> Lead:
    """Gives the way from the page at `base`, which shows the document, to a link's target.

    Documents are led to as Markdown; what no page may link to has no address. An anchor is that of
    a heading: a text has no other.
    """

    def lead(link: str) -> str | None:
        target = edition.target(document, link)
        other = target.document
        if other is None:
            return edition.href(target, base)
        if target.leads is Leads.ANCHOR:
            return _fragment(document, target.anchor) or None
        if not edition.is_published(other):
            return None
        there = edition.shown(other)
        return edition.link(other, base) + MARKDOWN + _fragment(there, target.anchor)

    return lead


def _fragment(document: Document, anchor: str) -> str:
    step = document.step_at(anchor)
    if step is not None and step.heading is not None:
        return written("", step.heading.anchor)
    known = {heading.anchor for heading in document.headings}
    return written("", anchor) if anchor in known else ""
