"""From the files under `api/v1/` to values; only fields that the schemas promise are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sopgen.answering.published import (
    Attribute,
    Branch,
    Issue,
    Listed,
    Named,
    PublishedDocument,
    PublishedVersion,
    Reply,
    Section,
    Step,
    TypedChange,
    VersionEntry,
)
from sopgen.edition.validity import Validity
from sopgen.in_force import Phase

Data = Mapping[str, Any]


def listed(data: Data) -> Listed:
    """A document in the list of all."""
    return Listed(
        id=data["id"],
        title=data["title"],
        department=_named(data["department"]),
        purpose=data["purpose"],
        validity=validity(data["validity"]),
    )


def document(data: Data, ids: Mapping[str, str]) -> PublishedDocument:
    """A document; `ids` are by the names that the interface gives documents."""
    held = validity(data["validity"])
    entries = [VersionEntry(item["version"], _phase(item["phase"])) for item in data["versions"]]
    related = [item["document"]["name"] for item in data["related"] if item["document"]]
    referring = [item["name"] for item in data["referred_to_by"]]
    replaced_by = data["replaced_by"]
    return PublishedDocument(
        id=data["id"],
        title=data["title"],
        department=_named(data["department"]),
        type=_named(data["type"]),
        owner=data["owner"]["name"] if data["owner"] else "",
        purpose=data["purpose"],
        shown=held.version,
        in_force=data["in_force"]["version"] if data["in_force"] else None,
        replaced_by=ids.get(replaced_by["name"]) if replaced_by else None,
        versions=tuple(entries or [VersionEntry(held.version, held.phase)]),
        leads_to=tuple(ids[name] for name in related if name in ids),
        led_from=tuple(ids[name] for name in referring if name in ids),
    )


def version(data: Data, permanent: Data, ids: Mapping[str, str]) -> PublishedVersion:
    """One version of a document, out of its own file or the document's."""
    issue = data["issue"]
    return PublishedVersion(
        title=data["title"],
        validity=validity(data["validity"]),
        effective_date=_day(data["fields"].get("effective_date")),
        issued_at=datetime.fromisoformat(issue["issued_at"]) if issue else None,
        commit=issue["commit"] if issue else None,
        permanent=permanent["path"],
        page=data["links"]["page"]["path"],
        sections=tuple(
            Section(item["property"], item["title"], item["markdown"]) for item in data["sections"]
        ),
        steps=tuple(_step(item, ids) for item in data["steps"]),
        replies=tuple(Reply(item["title"], item["text"]) for item in data["reply_templates"]),
        source=data["source"],
    )


def issues(data: Data, ids: Mapping[str, str]) -> Iterator[Issue]:
    """The versions that a file of changes tells of."""
    for item in data["changes"]:
        name = item["document"]["name"]
        if name in ids:
            yield Issue(
                id=ids[name],
                version=item["version"],
                issued_at=datetime.fromisoformat(item["issued_at"]),
                is_again=item["is_again"],
                in_force_from=_day(item["in_force_from"]),
                reason=item["change_summary"] or "",
                roles=tuple(role["key"] for role in item["roles"] if role["key"]),
                changes=tuple(_change(change) for change in item["changes"]),
            )


def validity(data: Data) -> Validity:
    """How a version holds; what follows from it is worked out here as anywhere."""
    return Validity(
        as_of=date.fromisoformat(data["as_of"]),
        version=data["version"],
        status=data["status"],
        phase=_phase(data["phase"]),
        in_force_from=_day(data["in_force_from"]),
        in_force_until=_day(data["in_force_until"]),
        reinstated_on=_day(data["reinstated_on"]),
        retired_on=_day(data["retired_on"]),
        next_version=data["next_version"],
        next_from=_day(data["next_from"]),
        next_retires=data["next_retires"],
        superseded_by=data["superseded_by"],
        superseded_on=_day(data["superseded_on"]),
        review_due=_day(data["review_due"]),
    )


def _step(data: Data, ids: Mapping[str, str]) -> Step:
    return Step(
        number=data["number"],
        title=data["title"],
        roles=tuple(role["name"] for role in data["roles"]),
        time_limit=data["time_limit"]["text"] if data["time_limit"] else None,
        outcomes=tuple(data["outcomes"]),
        confirmations=tuple(data["confirmations"]),
        branches=tuple(_branch(item, ids) for item in data["branches"]),
        attributes=tuple(Attribute(item["label"], item["text"]) for item in data["attributes"]),
        markdown=data["markdown"],
    )


def _branch(data: Data, ids: Mapping[str, str]) -> Branch:
    other = data["document"]
    return Branch(
        condition=data["condition"],
        text=data["text"],
        document=ids.get(other) if other else None,
        step=data["document_step"] if other else data["step"],
    )


def _change(data: Data) -> TypedChange:
    step = data["after"] if data["part"] == "steps" else None
    return TypedChange(kind=data["kind"], part=data["part"], step=step, sentence=data["sentence"])


def _named(data: Data) -> Named:
    return Named(data["key"] or "", data["name"])


def _phase(key: str) -> Phase:
    return Phase[key.upper()]


def _day(value: object) -> date | None:
    """A day; None for none, and for what a writer may have put in its place."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
