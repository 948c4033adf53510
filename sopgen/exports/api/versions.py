"""Each published version of a document as data, whatever became of it."""

from __future__ import annotations

from dataclasses import replace

from sopgen.compare import Change
from sopgen.edition.timeline import Entry
from sopgen.edition.validity import version_validity
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.passages import Alike, Text
from sopgen.exports.api.steps import steps_as_json
from sopgen.exports.api.texts import content_as_json, text_as_json
from sopgen.exports.api.written import Written, as_object
from sopgen.model.document import Document


def version_file(
    context: Context, document: Document, entry: Entry, told: Written
) -> tuple[str, bytes]:
    """The file of one version, with its path; `told` is its text as data."""
    addresses = context.addresses
    base = addresses.page(document, entry)
    found = context.records.changes(document, entry)
    path = addresses.version_json(document, entry)
    links = {
        "self": context.link(path),
        "page": context.link(base),
        "markdown": context.link(addresses.markdown(document, entry)),
        "permanent": context.link(addresses.permanent(document, entry)),
        "document": context.link(addresses.json(document)),
    }
    return context.file(
        path,
        "version",
        told,
        {
            "before": entry.before.version if entry.before else None,
            "changes": [change_as_json(item) for item in found],
            "links": links,
        },
    )


def version_as_json(context: Context, document: Document, entry: Entry, alike: Alike) -> Written:
    """What a version says; only as it was written, where it cannot be read as a document."""
    shown, base = entry.document, context.addresses.page(document, entry)
    text = Text(document, shown or _empty(document), entry, base, alike)
    held = version_validity(context.edition, document, entry)
    whole = text_as_json(context, text, held, steps_as_json(context, text))
    if shown is None:
        content = content_as_json(entry.issued.document, entry.issued)
        return as_object({**whole, "source": entry.issued.text, "content": content})
    return as_object(whole)


def change_as_json(change: Change) -> Data:
    """One thing that a version changed."""
    return {
        "kind": change.kind.value,
        "part": change.where.part,
        "name": change.where.name,
        "before": change.where.before,
        "after": change.where.after,
        "old_text": change.before,
        "new_text": change.after,
        "sentence": change.sentence,
    }


def _empty(document: Document) -> Document:
    """A document of which nothing can be told but its title: an old text may be anything."""
    fields = {"title": document.title}
    return replace(document.card(), front_matter=fields, headings=(), steps=())
