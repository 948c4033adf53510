"""A procedure as search engines know it: schema.org's HowTo, as a block of data in its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from sopgen.edition.addresses import Addresses, written
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.plain import plain, value_text
from sopgen.edition.records import Records
from sopgen.edition.validity import Validity, document_validity
from sopgen.model.document import Document, Step
from sopgen.model.time_limit import duration, parse_time_limit

_TOOLS: Final = "prerequisites"


def how_to(edition: Edition, document: Document, records: Records) -> Markup | None:
    """The block of a document's page; None where it has no steps, or is not in force.

    Whoever reads it knows no more of validity than two days: nothing else may be told as a way to
    work.
    """
    shown, held = edition.shown(document), document_validity(edition, document)
    if not shown.steps or not held.is_in_force or edition.drafts:
        return None
    addresses = Addresses(edition, records)
    data = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": shown.title,
        "description": _description(shown),
        "identifier": document.id,
        "version": held.version,
        "inLanguage": shown.language,
        "creativeWorkStatus": "In force",
        "url": _way(edition, addresses, addresses.permanent(document), document),
        "temporalCoverage": _days(held),
        "expires": held.in_force_until.isoformat() if held.in_force_until else None,
        "totalTime": _total(shown.steps),
        "tool": [{"@type": "HowToTool", "name": name} for name in _tools(shown)],
        "step": [_step(edition, addresses, document, step) for step in shown.steps],
    }
    told = {name: value for name, value in data.items() if value}
    return htmlsafe_json_dumps(told, ensure_ascii=False, separators=(",", ":"))


def _description(document: Document) -> str:
    section = document.section("purpose")
    return plain(section.blocks) if section else ""


def _days(held: Validity) -> str:
    """The days on which it is in force as an ISO 8601 interval; ".." where no day bounds it."""
    days = (held.in_force_from, held.in_force_until)
    return "/".join(day.isoformat() if day else ".." for day in days)


def _total(steps: tuple[Step, ...]) -> str | None:
    """The steps' limits in all; None where a step has none, or one that is no plain time."""
    limits = [parse_time_limit(step.value("time_limit") or "") for step in steps]
    known = [limit for limit in limits if limit is not None and limit.is_live]
    return duration(sum(limit.seconds for limit in known)) if len(known) == len(steps) else None


def _tools(document: Document) -> Iterator[str]:
    """What to have at hand, and the tools that steps name, each once."""
    listed = document.value(_TOOLS)
    names = [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
    for step in document.steps:
        names += [value_text(item) for item in step.attributes if item.property == "tool"]
    yield from dict.fromkeys(filter(None, names))


def _step(edition: Edition, addresses: Addresses, document: Document, step: Step) -> dict[str, Any]:
    return {
        "@type": "HowToStep",
        "position": step.number,
        "name": step.title,
        "url": _way(edition, addresses, edition.address(document), document, step.anchor),
        "text": plain(step.blocks) or step.title,
    }


def _way(
    edition: Edition, addresses: Addresses, address: str, document: Document, anchor: str = ""
) -> str:
    """A whole address, where the site's own is known; else the way from the document's page."""
    base = edition.address(document)
    here = "" if anchor and address == base else relative_address(address, base)
    return addresses.url(address, anchor) or here + written("", anchor)
