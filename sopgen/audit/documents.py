"""The files of one document: its record, and each published version as page and as git holds it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from sopgen.audit.links import alone
from sopgen.audit.margins import margins, page_margins
from sopgen.audit.places import file_of, source_file, text_file
from sopgen.audit.scope import Scope, Version
from sopgen.audit.sheets import Sheets
from sopgen.edition.records import telling
from sopgen.edition.standing import phase_name, phase_state
from sopgen.edition.validity import Validity, version_validity
from sopgen.edition.words import silence
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.arrangement import arrange
from sopgen.site.sop import body_values


def document_files(scope: Scope, sheets: Sheets, document: Document) -> Iterator[tuple[str, bytes]]:
    """Every file of a document, with its path."""
    yield file_of(scope, document), _record(scope, sheets, document)
    for version in scope.versions_of(document):
        yield text_file(scope, version), _text(scope, sheets, version)
        yield source_file(scope, version), scope.texts[version.revision.blob]


def version_values(scope: Scope, version: Version) -> dict[str, Any]:
    """What every page says of a version: how it holds, and what git shows of it."""
    entry, revision = version.entry, version.revision
    held = version_validity(scope.edition, version.document, entry)
    return {
        "name": version.name,
        "id": version.document.id or "",
        "title": (entry.document or scope.edition.shown(version.document)).title,
        "version": entry.version,
        "anchor": entry.segment,
        "held": held,
        "state": phase_state(entry.phase),
        "state_name": phase_name(entry.phase),
        "until": _until(held),
        "revision": revision,
        "sha256": hashlib.sha256(scope.texts[revision.blob]).hexdigest(),
        "approver": scope.edition.name("roles", _field(version, "approver")),
        "owner": scope.edition.name("roles", _field(version, "owner")),
        "evidence": evidence(scope, version),
        "summary": revision.change_summary or silence(is_first=entry.before is None),
        "text": text_file(scope, version),
        "source": source_file(scope, version),
        "record": f"{file_of(scope, version.document)}#{entry.segment}",
    }


def evidence(scope: Scope, version: Version) -> dict[str, str]:
    """Who approved a version and what shows it: no more than git holds."""
    approval = version.revision.approval
    if approval is None:
        return {"kind": "none", "by": "Not shown", "shown": "Git records none.", "commit": ""}
    if approval.evidence == "front-matter":
        role = scope.edition.name("roles", approval.by)
        shown = f"The front matter names the role {role} as approver: git holds no proof."
        return {"kind": "front-matter", "by": "Not shown", "shown": shown, "commit": ""}
    how = {
        "trailer": "A trailer of the commit names the approver.",
        "merge": "This person merged the version into the main line.",
    }[approval.evidence]
    by, kind = approval.by, approval.evidence
    return {"kind": kind, "by": by, "shown": how, "commit": approval.commit}


def _record(scope: Scope, sheets: Sheets, document: Document) -> bytes:
    path = file_of(scope, document)
    title = scope.edition.shown(document).title
    history = scope.edition.histories.get(document.path)
    name = f"{document.id} {title}" if document.id else title
    return sheets.page(
        "audit_document.html.j2",
        path,
        name,
        page_margins(scope, f"Record of {name}"),
        document=title,
        id=document.id or "no number",
        file=document.path,
        standing=scope.edition.standing(document),
        department=scope.edition.name("departments", scope.edition.department(document)),
        versions=[_version(scope, item) for item in scope.versions_of(document)],
        commits=history.commits if history else (),
    )


def _version(scope: Scope, version: Version) -> dict[str, Any]:
    entry = version.entry
    return {
        **version_values(scope, version),
        "before": entry.before.version if entry.before else None,
        "is_text": entry.document is None,
        "changes": telling(scope.records.changes(version.document, entry)),
        "redline": scope.redline(version),
    }


def _text(scope: Scope, sheets: Sheets, version: Version) -> bytes:
    values = version_values(scope, version)
    return sheets.page(
        "audit_version.html.j2",
        values["text"],
        f"{values['title']}, version {values['version']}",
        margins(scope, version),
        item=values,
        body=_body(scope, sheets, version),
        lang=version.entry.document.language if version.entry.document else None,
        bare="" if version.entry.document else version.entry.issued.text,
    )


def _body(scope: Scope, sheets: Sheets, version: Version) -> Markup:
    document = version.entry.document
    if document is None:
        return Markup("")
    layout = scope.edition.templates.layout_of(document.text("type"))
    base = text_file(scope, version)
    values = body_values(scope.edition, document, base, arrange(document, layout))
    rendered = sheets.part("paper_body.html.j2", **values)
    return alone(scope.edition, rendered)


def _field(version: Version, name: str) -> str | None:
    return version.entry.document.text(name) if version.entry.document else None


def _until(held: Validity) -> str:
    """The version's end in a word, where it has one."""
    if held.phase is Phase.SUPERSEDED and held.superseded_by:
        return f"by version {held.superseded_by}"
    return ""
