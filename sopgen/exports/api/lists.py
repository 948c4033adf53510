"""The lists of documents as data: all of them in short, and the register of document control."""

from __future__ import annotations

from sopgen.edition.validity import document_validity
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.texts import content_as_json, issue_as_json, purpose_of
from sopgen.exports.api.validity import iso, validity_as_json
from sopgen.model.document import Document


def documents_file(context: Context, path: str) -> tuple[str, bytes]:
    """Every published document with its validity, by id."""
    return context.file(
        path, "documents", {"documents": [_summary(context, item) for item in by_id(context)]}
    )


def register_file(context: Context, path: str) -> tuple[str, bytes]:
    """The register: every published document with its dates and its proof."""
    rows = [_row(context, item) for item in by_id(context)]
    data = {"documents": rows, "notice": context.edition.notice}
    return context.file(path, "register", data)


def by_id(context: Context) -> list[Document]:
    """The published documents in the order of their ids."""
    return sorted(context.edition.published, key=lambda item: (item.id or "", item.path))


def _told(context: Context, document: Document) -> Data:
    shown = context.edition.shown(document)
    return {
        "name": context.addresses.name(document),
        "id": document.id,
        "title": shown.title,
        "type": context.type_of(shown),
        "department": context.department(document),
        "validity": validity_as_json(document_validity(context.edition, document)),
        "owner": context.word("roles", shown.text("owner")),
        "approver": context.word("roles", shown.text("approver")),
    }


def _summary(context: Context, document: Document) -> Data:
    shown, addresses = context.edition.shown(document), context.addresses
    return {
        **_told(context, document),
        "language": shown.language,
        "purpose": purpose_of(shown),
        "tags": list(shown.texts("tags")),
        "asks": list(shown.texts("asks")),
        "steps": len(shown.steps),
        "links": {
            "json": context.link(addresses.json(document)),
            "page": context.link(addresses.page(document)),
            "markdown": context.link(addresses.markdown(document)),
            "permanent": context.link(addresses.permanent(document)),
        },
    }


def _row(context: Context, document: Document) -> Data:
    shown, entry = context.edition.shown(document), context.addresses.shown(document)
    item = entry.issued if entry else None
    return {
        **_told(context, document),
        "last_reviewed": iso(shown.day("last_reviewed")),
        "issue": issue_as_json(context.edition, item.revision if item else None),
        "content": content_as_json(shown, item),
        "page": context.link(context.addresses.page(document)),
        "json": context.link(context.addresses.json(document)),
    }
