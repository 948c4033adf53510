"""A document as Markdown: a short block that says how it holds, then its text."""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.edition.addresses import Addresses, written
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.timeline import Entry
from sopgen.edition.validity import Validity, document_validity, version_validity
from sopgen.exports.texts.links import lead_from
from sopgen.exports.texts.source import markdown
from sopgen.exports.texts.words import link, literal, yaml
from sopgen.model.document import Document
from sopgen.model.layout import fold
from sopgen.model.markdown import Node

# A title, and how its text holds.
Told = tuple[str, Validity]


def document_markdown(edition: Edition, addresses: Addresses, document: Document) -> str:
    """The version that a document's page shows, as a file of its own."""
    fields = _fields(addresses, document, addresses.shown(document), _shown(edition, document))
    text = _text(edition, addresses, document, addresses.page(document))
    return _joined([f"---\n{yaml(fields)}\n---", *text])


def document_among_others(
    edition: Edition, addresses: Addresses, document: Document, base: str
) -> str:
    """The same within a file that holds more; its links lead on from the address `base`."""
    fields = _fields(addresses, document, addresses.shown(document), _shown(edition, document))
    return _joined([f"```yaml\n{yaml(fields)}\n```", *_text(edition, addresses, document, base)])


def version_markdown(
    edition: Edition, addresses: Addresses, document: Document, entry: Entry
) -> str:
    """One version; only as it was written, where it cannot be read as a document."""
    held = version_validity(edition, document, entry)
    shown = entry.document
    title = (shown or edition.shown(document)).title
    base = addresses.page(document, entry)
    text = _body(edition, shown, base) if shown else _fenced(entry.issued.text)
    fields = _fields(addresses, document, entry, (title, held))
    return _joined([f"---\n{yaml(fields)}\n---", *_head(title, held), text])


def _shown(edition: Edition, document: Document) -> Told:
    return edition.shown(document).title, document_validity(edition, document)


def _text(edition: Edition, addresses: Addresses, document: Document, base: str) -> list[str]:
    title, held = _shown(edition, document)
    body = _body(edition, edition.shown(document), base)
    return [*_head(title, held), body, *_related(edition, addresses, document, base)]


def _fields(
    addresses: Addresses, document: Document, entry: Entry | None, told: Told
) -> dict[str, object]:
    title, held = told

    def whole(address: str) -> str:
        return addresses.url(address) or written(address)

    data = addresses.version_json(document, entry) if entry else addresses.json(document)
    return {
        "id": document.id,
        "title": title,
        "version": held.version,
        "phase": held.key,
        "is_in_force": held.is_in_force,
        "as_of": held.as_of,
        "in_force_from": held.in_force_from,
        "in_force_until": held.in_force_until,
        "retired_on": held.retired_on,
        "next_version": held.next_version,
        "next_from": held.next_from,
        "superseded_by": held.superseded_by,
        "review_due": held.review_due,
        "permanent": whole(addresses.permanent(document, entry)),
        "page": whole(addresses.page(document, entry)),
        "json": whole(data),
    }


def _head(title: str, held: Validity) -> list[str]:
    """The title, and the validity once more in words: a piece that is cut out must say it too."""
    stands = f"> {literal(held.sentence)}"
    return [
        f"# {literal(title)}",
        f"{stands} **{literal(held.warning)}**" if held.warning else stands,
    ]


def _body(edition: Edition, document: Document, base: str) -> str:
    return markdown(document, _without_title(document), lead_from(edition, document, base))


def _without_title(document: Document) -> Sequence[Node]:
    first = next(iter(document.headings), None)
    if first is None or first.level != 1 or fold(first.text) != fold(document.title):
        return document.blocks
    return [block for block in document.blocks if block is not first.node]


def _related(edition: Edition, addresses: Addresses, document: Document, base: str) -> list[str]:
    known = (edition.with_id(name) for name in edition.shown(document).texts("related_docs"))
    published = [item for item in known if item is not None and edition.is_published(item)]
    if not published:
        return []
    lines = (
        f"- {link(edition.shown(item).title, relative_address(addresses.markdown(item), base))}"
        for item in published
    )
    return ["## Related documents", "\n".join(lines)]


def _fenced(text: str) -> str:
    fence = "`" * (1 + max((len(run) for run in _runs(text)), default=2))
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def _runs(text: str) -> list[str]:
    """The runs of backticks of three or more, which would end a shorter fence."""
    return [run for run in "".join(c if c == "`" else " " for c in text).split() if len(run) > 2]


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"
