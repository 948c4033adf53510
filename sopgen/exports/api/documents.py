"""Each document as data: the version that its page shows, its steps one by one, its versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC

from sopgen.edition.pointers import pointers
from sopgen.edition.records import history_address
from sopgen.edition.timeline import Entry
from sopgen.edition.validity import Validity, document_validity, version_validity
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.passages import Alike, Text
from sopgen.exports.api.steps import steps_as_json
from sopgen.exports.api.texts import NAMED, citation, text_as_json
from sopgen.exports.api.validity import iso
from sopgen.exports.api.versions import version_as_json, version_file
from sopgen.exports.api.written import Written, as_object
from sopgen.in_force import Phase
from sopgen.library import ids
from sopgen.model.document import Document


def document_files(context: Context, document: Document) -> Iterator[tuple[str, bytes]]:
    """The files of one published document, with their paths."""
    entry = context.addresses.shown(document)
    shown = context.edition.shown(document)
    text = Text(document, shown, entry, context.addresses.page(document), Alike())
    held = document_validity(context.edition, document)
    steps = steps_as_json(context, text)
    told = text_as_json(context, text, held, steps)
    whole = as_object(told)
    yield context.file(context.addresses.json(document), "document", whole, _around(context, text))
    yield from _steps(context, text, held, told, steps)
    for other in open_entries(context, document):
        is_shown = other is entry
        written = whole if is_shown else version_as_json(context, document, other, text.alike)
        yield version_file(context, document, other, written)


def open_entries(context: Context, document: Document) -> list[Entry]:
    """The published versions of a document, the latest issued first; drafts are none."""
    return [item for item in context.records.timeline(document) if item.phase is not Phase.DRAFT]


def _steps(
    context: Context, text: Text, held: Validity, whole: Data, told: Sequence[Written]
) -> Iterator[tuple[str, bytes]]:
    """The files of the steps; `whole` is all that is told of their text."""
    addresses, steps = context.addresses, text.document.steps
    version = addresses.version_json(text.of, text.entry) if text.entry else None
    item = text.entry.issued if text.entry else None
    named = {name: whole[name] for name in NAMED}
    above = {
        "document": context.link(addresses.json(text.of)),
        "version": context.link(version) if version else None,
    }
    links = {step.number: context.link(addresses.step_json(text.of, step)) for step in steps}
    for step, data in zip(steps, told, strict=True):
        yield context.file(
            addresses.step_json(text.of, step),
            "step",
            {
                **named,
                "citation": citation(context, text, held, step.number),
                "step": data,
                "of": len(steps),
                "sha256": whole["content"]["sha256"],
                "commit": item.revision.commit if item and item.revision else None,
                "previous": links.get(step.number - 1),
                "next": links.get(step.number + 1),
                "links": {"self": links[step.number], **above},
            },
        )


def _around(context: Context, text: Text) -> Data:
    """What is told of a document and of none of its versions."""
    edition, document = context.edition, text.of
    return {
        "in_force": _in_force(context, document),
        "related": list(_related(context, text.document)),
        "referred_to_by": [context.reference(item) for item, _ in edition.pointing_to(document)],
        "supersedes": list(_known(context, ids(text.document, "supersedes"))),
        "replaced_by": next(_known(context, ids(text.document, "superseded_by")), None),
        "versions": [_version(context, document, item) for item in open_entries(context, document)],
        "notice": edition.notice,
        "links": links_as_json(context, text),
    }


def links_as_json(context: Context, text: Text) -> Data:
    """Where a document stands."""
    addresses, document = context.addresses, text.of
    history = history_address(context.edition, document) if text.entry else None
    return {
        "self": context.link(addresses.json(document)),
        "page": context.link(text.base),
        "markdown": context.link(addresses.markdown(document)),
        "permanent": context.link(addresses.permanent(document)),
        "permanent_version": context.link(addresses.permanent(document, text.entry)),
        "history": context.link(history) if history else None,
    }


def _in_force(context: Context, document: Document) -> Data | None:
    """The version in force; not always the one that the page shows, for it may be unreadable."""
    addresses = context.addresses
    for entry in open_entries(context, document):
        if entry.phase is Phase.IN_FORCE:
            page, there = addresses.page(document, entry), addresses.version_json(document, entry)
            return {
                "version": entry.version,
                "page": context.link(page),
                "json": context.link(there),
            }
    held = document_validity(context.edition, document)
    if not held.is_in_force:
        return None
    here = context.link(addresses.page(document))
    return {"version": held.version, "page": here, "json": None}


def _version(context: Context, document: Document, entry: Entry) -> Data:
    held = version_validity(context.edition, document, entry)
    revision = entry.issued.revision
    return {
        "version": held.version,
        "status": held.status,
        "phase": held.key,
        "is_in_force": held.is_in_force,
        "in_force_from": iso(held.in_force_from),
        "in_force_until": iso(held.in_force_until),
        "issued_at": revision.issued_at.astimezone(UTC).isoformat() if revision else None,
        "change_summary": revision.change_summary if revision else None,
        "page": context.link(context.addresses.page(document, entry)),
        "json": context.link(context.addresses.version_json(document, entry)),
    }


def _related(context: Context, document: Document) -> Iterator[Data]:
    """What the front matter names, in its order, then where else the steps lead."""
    edition, told = context.edition, set[str]()
    entries = document.front_matter.get("related_docs")
    for entry in entries if isinstance(entries, list) else ():
        other = edition.with_id(entry) if isinstance(entry, str) else None
        if other is not None and edition.is_published(other):
            told.add(other.path)
            yield _named(context, other)
        elif isinstance(entry, Mapping) and isinstance(entry.get("url"), str):
            title = str(entry.get("title") or entry["url"])
            yield {"title": title, "document": None, "url": entry["url"]}
    for pointer in pointers(document, edition.target):
        if pointer.document.path not in told and edition.is_published(pointer.document):
            yield _named(context, pointer.document)


def _named(context: Context, document: Document) -> Data:
    title = context.edition.shown(document).title
    return {"title": title, "document": context.reference(document), "url": None}


def _known(context: Context, names: tuple[str, ...]) -> Iterator[Data]:
    for name in names:
        document = context.edition.with_id(name)
        if document is not None and context.edition.is_published(document):
            yield context.reference(document)
