"""The steps of a document as data."""

from __future__ import annotations

from typing import Final

from sopgen.edition.plain import value_text
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.passages import Text
from sopgen.exports.api.written import Written, as_object
from sopgen.exports.texts.source import stands_alone
from sopgen.library import Leads
from sopgen.model.document import Branch, Step
from sopgen.model.time_limit import parse_time_limit

_TOLD_APART: Final = frozenset({"role", "time_limit", "outcome", "confirmations", "branches"})


def steps_as_json(context: Context, text: Text) -> list[Written]:
    """Every step in its order."""
    permanent = context.addresses.permanent(text.of, text.entry)
    return [
        as_object(_said(context, text, step), _places(context, text, step, permanent))
        for step in text.document.steps
    ]


def _places(context: Context, text: Text, step: Step, permanent: str) -> Data:
    is_shown = text.entry is None or text.entry.is_on_page
    own = context.addresses.step_json(text.of, step) if is_shown else None
    return {
        "page": context.link(text.base, step.anchor),
        "permanent": context.link(permanent, step.anchor),
        "json": context.link(own) if own else None,
    }


def _said(context: Context, text: Text, step: Step) -> Written:
    """What a step says; where no link stands in it, each version with the same words says so."""
    whole = text.document.source.slice(step.span)
    if step.heading is None or not stands_alone(whole):
        return _told(context, text, step)
    key = text.document.text("type"), step.number, whole
    return text.alike.once(key, lambda: _told(context, text, step))


def _told(context: Context, text: Text, step: Step) -> Written:
    facts = {
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
    }
    return as_object(facts, text.passage(context.edition, step.blocks, {}))


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
