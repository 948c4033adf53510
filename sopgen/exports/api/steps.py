"""The steps of a document as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sopgen.edition.plain import plain, value_text
from sopgen.edition.timeline import Entry
from sopgen.exports.api.context import Context, Data
from sopgen.exports.texts.links import lead_from
from sopgen.exports.texts.source import Lead, markdown
from sopgen.library import Leads
from sopgen.model.document import Branch, Document, Step
from sopgen.model.time_limit import parse_time_limit

_TOLD_APART: Final = frozenset({"role", "time_limit", "outcome", "confirmations", "branches"})


@dataclass(frozen=True)
class Text:
    """The text of one version, and where it stands.

    `document` is the text, `of` the document of the library that it is a version of. `entry` is
    None without a history. `base` is the address of its page.
    """

    of: Document
    document: Document
    entry: Entry | None
    base: str

    def lead(self, context: Context) -> Lead:
        """Where its links lead."""
        return lead_from(context.edition, self.document, self.base)


def steps_as_json(context: Context, text: Text) -> list[Data]:
    """Every step in its order."""
    lead = text.lead(context)
    return [step_as_json(context, text, step, lead) for step in text.document.steps]


def step_as_json(context: Context, text: Text, step: Step, lead: Lead) -> Data:
    """One step."""
    addresses = context.addresses
    permanent = addresses.permanent(text.of, text.entry)
    is_shown = text.entry is None or text.entry.is_on_page
    return {
        "number": step.number,
        "anchor": step.anchor,
        "title": step.title,
        "roles": [context.role_named(name) for name in step.values("role")],
        "time_limit": _limit(step),
        "outcomes": _values(step, "outcome"),
        "confirmations": _values(step, "confirmations"),
        "branches": [_branch(context, text, item) for item in step.branches],
        "attributes": [
            {"property": item.property, "label": item.label, "text": value_text(item)}
            for item in step.attributes
            if item.property not in _TOLD_APART
        ],
        "markdown": markdown(text.document, step.blocks, lead),
        "text": plain(step.blocks),
        "page": context.link(text.base, step.anchor),
        "permanent": context.link(permanent, step.anchor),
        "json": context.link(addresses.step_json(text.of, step)) if is_shown else None,
    }


def _values(step: Step, name: str) -> list[str]:
    return [value_text(item) for item in step.attributes if item.property == name]


def _limit(step: Step) -> Data | None:
    limit = parse_time_limit(step.value("time_limit") or "")
    if limit is None:
        return None
    return {
        "text": limit.text,
        "iso8601": limit.iso8601,
        "seconds": limit.seconds,
        "in_working_days": limit.in_working_days,
    }


def _branch(context: Context, text: Text, branch: Branch) -> Data:
    """Where a branch leads: to a step of this text, to another document, out, or nowhere."""
    where: Data = {"step": None, "document": None, "document_step": None, "page": None, "url": None}
    if branch.target is not None:
        where |= _target(context, text, branch.target)
    return {"condition": branch.condition, "text": branch.text, **where}


def _target(context: Context, text: Text, link: str) -> Data:
    edition = context.edition
    target = edition.target(text.document, link)
    other = target.document
    if target.leads is Leads.OUT:
        return {"url": target.path}
    if target.leads is Leads.ANCHOR or other is text.document:
        step = text.document.step_at(target.anchor)
        here = context.link(text.base, step.anchor) if step else None
        return {"step": step.number if step else None, "page": here}
    if other is None or not edition.is_published(other):
        return {}
    step = edition.shown(other).step_at(target.anchor)
    there = context.link(context.addresses.page(other), step.anchor if step else "")
    name = context.addresses.name(other)
    return {"document": name, "document_step": step.number if step else None, "page": there}
