"""What a document and each of its versions have in common as data: fields, text and proof."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.plain import plain
from sopgen.edition.proof import exact_bytes
from sopgen.edition.validity import Validity
from sopgen.exports.api.context import Context, Data
from sopgen.exports.api.passages import Text
from sopgen.exports.api.validity import validity_as_json
from sopgen.exports.api.written import Written, as_list, as_object
from sopgen.in_force import Issued
from sopgen.model.document import Document, Section
from sopgen.model.markdown import Node
from sopgen.model.revision import Approval, Revision
from sopgen.reading.steps import heading_places

# What a text is called, and how it holds: the first that anybody should read of it.
NAMED: Final = ("name", "id", "title", "validity", "citation", "type", "department", "language")


def text_as_json(context: Context, text: Text, held: Validity, steps: Iterable[Written]) -> Data:
    """All that is told of a text, whichever version it is, with its steps."""
    document = text.document
    item = text.entry.issued if text.entry else None
    return {
        **named_as_json(context, text, held),
        **fields_as_json(context, document),
        "purpose": purpose_of(document),
        "sections": as_list(_section(context, text, section) for section in document.sections),
        "steps": as_list(steps),
        "reply_templates": [
            {"title": item.title, "text": item.text, "placeholders": list(item.placeholders)}
            for item in document.replies
        ],
        "responsibilities": [
            {"role": context.role_named(item.name), "text": item.text}
            for item in document.responsibilities
        ],
        "definitions": [{"term": item.name, "meaning": item.text} for item in document.definitions],
        "source": None,
        "content": content_as_json(document, item),
        "issue": issue_as_json(context.edition, item.revision if item else None),
    }


def named_as_json(context: Context, text: Text, held: Validity) -> Data:
    """What a text is called, and how it holds: the first that anybody should read of it."""
    return {
        "name": context.addresses.name(text.of),
        "id": text.of.id,
        "title": text.document.title,
        "validity": as_object(validity_as_json(held)),
        "citation": citation(context, text, held),
        "type": context.type_of(text.document),
        "department": context.department(text.of),
        "language": text.document.language,
    }


def citation(context: Context, text: Text, held: Validity, step: int | None = None) -> str:
    """How to name a text, or one of its steps, so that anybody finds the very same again."""
    title = text.document.title
    name = f"{text.of.id} {title}" if text.of.id else title
    anchor = f"step-{step}" if step else ""
    part = f", step {step}" if step else ""
    address = context.addresses.permanent(text.of, text.entry)
    there = context.addresses.url(address, anchor) or context.link(address, anchor)["path"]
    stands = held.key.replace("_", " ")
    return f"{name}, version {held.version}{part} ({stands} on {held.as_of}): {there}"


def fields_as_json(context: Context, document: Document) -> Data:
    """The front matter, with the organisation's names for its keys."""
    steps = (name for step in document.steps for name in step.values("role"))
    return {
        "owner": context.word("roles", document.text("owner")),
        "approver": context.word("roles", document.text("approver")),
        "deputy": context.word("roles", document.text("deputy")),
        "audience": context.words("roles", document.texts("audience")),
        "roles": [context.role_named(name) for name in dict.fromkeys(steps)],
        "tags": list(document.texts("tags")),
        "kpis": context.words("kpis", document.texts("kpis")),
        "channels": context.words("channels", document.texts("channels")),
        "asks": list(document.texts("asks")),
        "regulations": _regulations(document),
        "fields": document.front_matter,
    }


def purpose_of(document: Document) -> str:
    """What a document is for, as plain text; empty where it does not say."""
    section = document.section("purpose")
    return plain(section.blocks) if section else ""


def content_as_json(document: Document | None, item: Issued | None) -> Data:
    """What a text was made from, to be checked against git; a version where one is given."""
    content = exact_bytes(document, item)
    revision = item.revision if item else None
    return {
        "path": revision.path if revision else document.path if document else "",
        "sha256": None if content is None else hashlib.sha256(content).hexdigest(),
        "bytes": None if content is None else len(content),
        "blob": revision.blob if revision else None,
    }


def issue_as_json(edition: Edition, revision: Revision | None) -> Data | None:
    """How a version was issued, as git shows it; None where git does not know of it."""
    if revision is None:
        return None
    repository = edition.settings.repo_url
    return {
        "commit": revision.commit,
        "issued_at": revision.issued_at.astimezone(UTC).isoformat(),
        "authors": list(revision.authors),
        "approval": _approval(revision.approval),
        "change_summary": revision.change_summary,
        "url": f"{repository}/commit/{revision.commit}" if repository else None,
    }


def _approval(approval: Approval | None) -> Data | None:
    if approval is None:
        return None
    return {"by": approval.by, "evidence": approval.evidence, "commit": approval.commit}


def _section(context: Context, text: Text, section: Section) -> Written:
    named = {
        "property": section.property,
        "title": section.title,
        "anchor": section.heading.anchor,
    }
    return text.passage(context.edition, _own_blocks(text.document, section), named)


def _own_blocks(document: Document, section: Section) -> tuple[Node, ...]:
    """What a section says that is not told as steps or as replies."""
    start, end = section.body
    first_step = next(iter(document.steps), None)
    has_steps = first_step is not None and start <= first_step.span.start < end
    if first_step is not None and has_steps and first_step.heading is None:
        return tuple(node for node in section.blocks if node.kind != "list" or not node.text)
    if has_steps or any(start <= reply.heading.span.start < end for reply in document.replies):
        first = heading_places(section.blocks, 3)[0]
        return section.blocks[:first]
    return section.blocks


def _regulations(document: Document) -> list[Data]:
    entries = document.front_matter.get("regulations")
    found = (
        (item for item in entries if isinstance(item, dict)) if isinstance(entries, list) else ()
    )
    names = ("title", "url", "jurisdiction", "checked_on")
    return [{name: str(item.get(name) or "") for name in names} for item in found]
