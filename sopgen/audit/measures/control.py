"""Measures of document control: identification, review, the register, and what documents say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from sopgen.audit.margins import margins
from sopgen.audit.measures.counting import Claim, Measure
from sopgen.audit.places import file_of, text_file
from sopgen.audit.scope import Scope, Version
from sopgen.edition.dates import spoken_day
from sopgen.edition.plain import plain
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.model.finding import Severity
from sopgen.site.register import register_cells

_IDENTITY: Final = ("id", "title", "version", "effective_date", "owner")
_HEAD: Final = ("id", "version", "effective_date")
_REGISTER: Final = (
    "id", "title", "version", "status", "in_force_since", "owner", "approver",
)  # fmt: skip
_FRONT: Final = "front matter of the version that the document's page shows"
_REGULATION: Final = ("title", "url", "checked_on")


def _of_documents(
    scope: Scope, have: str, has: str, basis: str, fault: Callable[[Document], str | None]
) -> Claim[Document]:
    return Claim(
        things="documents",
        one="document",
        have=have,
        has=has,
        basis=basis,
        fault=fault,
        named=lambda item: (item.id or item.path, file_of(scope, item)),
    )


def _of_those_in_force(
    scope: Scope, have: str, has: str, basis: str, fault: Callable[[Document], str | None]
) -> Claim[Document]:
    return Claim(
        things="documents in force",
        one="document in force",
        have=have,
        has=has,
        basis=basis,
        fault=fault,
        named=lambda item: (item.id or item.path, file_of(scope, item)),
    )


def _lacking(scope: Scope, fields: tuple[str, ...], document: Document) -> str | None:
    shown = scope.edition.shown(document)
    lacks = [name.replace("_", " ") for name in fields if not shown.text(name)]
    return f"no {', no '.join(lacks)}" if lacks else None


def identified(scope: Scope) -> Measure:
    """Documents that say what they are."""
    what = "a number, a title, a version, an effective date and an owner"
    fault = partial(_lacking, scope, _IDENTITY)
    claim = _of_documents(scope, f"have {what}", f"has {what}", _FRONT, fault)
    return claim.measure("identified", scope.documents)


def headed(scope: Scope) -> Measure:
    """Documents, each printed page of which says which one it is."""
    what = "in the margin of each printed page their number, version, date and page of how many"
    fault = partial(_lacking, scope, _HEAD)
    basis = f"{_FRONT}; the page's own style sheet in this package counts the pages"
    claim = _of_documents(scope, f"state {what}", f"states {what}", basis, fault)
    return claim.measure("headed", scope.documents)


def valid(scope: Scope) -> Measure:
    """Documents that keep to the rules of their template."""
    errors: dict[str, str] = {}
    for item in scope.findings:
        if item.severity is Severity.ERROR:
            errors.setdefault(item.path, f"{item.code}: {item.message}")
    return _of_documents(
        scope,
        "keep to the rules of their template",
        "keeps to the rules of its template",
        "sopgen validate, on the files of the commit",
        lambda item: errors.get(item.path),
    ).measure("valid", scope.documents)


def registered(scope: Scope) -> Measure:
    """Documents that the register of this package names, with version, status and owner."""
    what = "in the register with number, title, version, status, date, owner and approver"

    def fault(document: Document) -> str | None:
        cells = register_cells(scope.edition, document)
        lacks = [name.replace("_", " ") for name in _REGISTER if not cells[name]]
        return f"the register has no {', no '.join(lacks)}" if lacks else None

    basis = "register.csv and register.json of this package"
    claim = _of_documents(scope, f"stand {what}", f"stands {what}", basis, fault)
    return claim.measure("registered", scope.documents)


def reviewed(scope: Scope) -> Measure:
    """Documents in force, the next review of which is not late."""

    def fault(document: Document) -> str | None:
        standing = scope.edition.standing(document)
        if standing.review_due is None:
            return "no day of review can be worked out"
        late = (scope.edition.today - standing.review_due).days
        day = spoken_day(standing.review_due)
        return f"review due on {day}, {late} days late" if standing.is_overdue else None

    return _of_those_in_force(
        scope,
        "are within their interval of review",
        "is within its interval of review",
        "effective date, last review and review interval of the front matter",
        fault,
    ).measure("reviewed", scope.in_force)


def audience(scope: Scope) -> Measure:
    """Documents in force that say for whom they are."""
    return _of_those_in_force(
        scope,
        "name the roles that must know them",
        "names the roles that must know it",
        "audience in the front matter",
        lambda item: None if scope.edition.shown(item).texts("audience") else "no audience",
    ).measure("audience", scope.in_force)


def stepped(scope: Scope) -> Measure:
    """Documents in force that number their steps."""
    return _of_those_in_force(
        scope,
        "tell their work in numbered steps",
        "tells its work in numbered steps",
        "the steps as read from the text",
        lambda item: None if scope.edition.shown(item).steps else "no numbered step",
    ).measure("stepped", scope.in_force)


def records(scope: Scope) -> Measure:
    """Documents in force that say which records to make."""

    def fault(document: Document) -> str | None:
        shown = scope.edition.shown(document)
        told = shown.section("records") or any(step.values("record") for step in shown.steps)
        return None if told else "neither a section on records nor a step that makes one"

    return _of_those_in_force(
        scope,
        "say which records to make",
        "says which records to make",
        "the section on records, and the steps that make one",
        fault,
    ).measure("records", scope.in_force)


def section(name: str, words: str, scope: Scope) -> Measure:
    """Documents in force that have a section which says something."""

    def fault(document: Document) -> str | None:
        found = scope.edition.shown(document).section(name)
        return None if found and plain(found.blocks).strip() else f"no section on {words}"

    return _of_those_in_force(
        scope,
        f"have a section on {words}",
        f"has a section on {words}",
        "the sections as read from the text",
        fault,
    ).measure(name, scope.in_force)


def references(scope: Scope) -> Measure:
    """Documents in force that name what they rest on."""

    def fault(document: Document) -> str | None:
        shown = scope.edition.shown(document)
        named = shown.front_matter.get("regulations") or shown.front_matter.get("related_docs")
        return None if named or shown.section("references") else "names nothing"

    return _of_those_in_force(
        scope,
        "name a law, a standard or another document",
        "names a law, a standard or another document",
        "laws, standards and related documents in the front matter, and the section on references",
        fault,
    ).measure("references", scope.in_force)


def external(scope: Scope) -> Measure:
    """Laws and standards that documents in force name, each with its source."""
    entries = [
        (document, entry)
        for document in scope.in_force
        for entry in _regulations(scope.edition.shown(document))
    ]

    def fault(pair: tuple[Document, Mapping[str, Any]]) -> str | None:
        lacks = [name.replace("_", " ") for name in _REGULATION if not pair[1].get(name)]
        return f"no {', no '.join(lacks)}" if lacks else None

    claim: Claim[tuple[Document, Mapping[str, Any]]] = Claim(
        things="laws and standards that documents in force name",
        one="law or standard that a document in force names",
        have="have the address of their source and the day on which it was last looked at",
        has="has the address of its source and the day on which it was last looked at",
        basis="regulations in the front matter",
        fault=fault,
        named=lambda pair: (
            f"{pair[0].id or pair[0].path}: {pair[1].get('title') or 'without a title'}",
            file_of(scope, pair[0]),
        ),
    )
    return claim.measure("external", entries)


def marked(scope: Scope) -> Measure:
    """Versions that nobody is to work by, each of which says so."""
    ended = [
        item for item in scope.versions if item.entry.phase in {Phase.SUPERSEDED, Phase.RETIRED}
    ]
    claim: Claim[Version] = Claim(
        things="superseded or retired versions",
        one="superseded or retired version",
        have="are marked as such at their head and in the margin of each printed page",
        has="is marked as such at its head and in the margin of each printed page",
        basis="their files in this package",
        fault=lambda item: None if margins(scope, item).mark else "its margins say nothing",
        named=lambda item: (item.name, text_file(scope, item)),
    )
    return claim.measure("marked", ended)


def _regulations(document: Document) -> list[Mapping[str, Any]]:
    entries = document.front_matter.get("regulations")
    return (
        [item for item in entries if isinstance(item, Mapping)] if isinstance(entries, list) else []
    )
