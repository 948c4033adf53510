"""The site's search: what each listed document is found by, in the version that its page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.library import Library
from sopgen.model.document import Document, Step
from sopgen.model.markdown import plain_text
from sopgen.search import DocumentEntry, Facet, StepEntry, make_index
from sopgen.site.sop import purpose_sentence

FOLDER: Final = "search/"
_PURPOSE: Final = 200


def search_pages(edition: Edition) -> Iterator[tuple[str, Page]]:
    """The files of the index."""
    entries = [_entry(edition, document) for document in edition.listed]
    files = make_index(entries, _synonyms(edition), source=source_of(edition.library))
    for path, content in files.items():
        yield f"{FOLDER}{path}", Page(content=content)


def source_of(library: Library) -> str:
    """What tells one library from another: a digest of every document's text."""
    whole = sha256()
    for document in library.documents:
        text = document.source.text.encode("utf-8", "surrogatepass")
        whole.update(f"{document.path}\n{len(text)}\n".encode("utf-8", "surrogatepass"))
        whole.update(text)
    return whole.hexdigest()


def _entry(edition: Edition, document: Document) -> DocumentEntry:
    standing = edition.standing(document)
    shown = standing.document
    department, type_ = edition.department(document), shown.text("type") or ""
    purpose, roles = purpose_sentence(shown), tuple(_roles(edition, shown))
    return DocumentEntry(
        id=shown.id or "",
        title=shown.title,
        href=edition.address(document),
        department=Facet(department, edition.name("departments", department)),
        type=Facet(type_, edition.templates.of(type_).title),
        roles=roles,
        version=shown.text("version") or "",
        state=standing.state,
        state_name=standing.name,
        purpose=purpose if len(purpose) <= _PURPOSE else f"{purpose[:_PURPOSE].rstrip()}…",
        asks=shown.texts("asks"),
        tags=shown.texts("tags"),
        names=tuple(_names(edition, shown, department, roles)),
        steps=tuple(StepEntry(step.number, step.title, _text(step)) for step in shown.steps),
        body=_body(shown),
    )


def _roles(edition: Edition, document: Document) -> Iterator[Facet]:
    """Who does the work or must know it, each role once."""
    named = [item.name for item in document.responsibilities]
    named += [name for step in document.steps for name in step.values("role")]
    for name in dict.fromkeys((*document.texts("audience"), *named)):
        role = edition.vocabulary.named("roles", name)
        if role is not None:
            yield Facet(role.key, role.name)


def _names(
    edition: Edition, document: Document, department: str, roles: Iterable[Facet]
) -> Iterator[str]:
    """The words around a document: its department, type, roles and KPIs, as readers know them."""
    yield edition.name("departments", department)
    yield edition.templates.of(document.text("type")).title
    for role in dict.fromkeys(roles):
        entry = edition.vocabulary.entry("roles", role.key)
        yield from (role.name, *(entry.aliases if entry else ()))
    for key in document.texts("kpis"):
        yield from (key, edition.name("kpis", key))


def _text(step: Step) -> str:
    """All text of a step but its title."""
    values = [item.value for item in step.attributes if item.property != "branches"]
    conditions = [branch.condition for branch in step.branches]
    return "\n".join([plain_text(*step.blocks), *values, *conditions])


def _body(document: Document) -> str:
    """The text of the sections that are not made of steps."""
    pieces = (
        plain_text(*(node for node in section.blocks if not _is_of_steps(node.start, document)))
        for section in document.sections
    )
    return "\n".join(filter(None, pieces))


def _is_of_steps(start: int, document: Document) -> bool:
    steps = document.steps
    return bool(steps) and steps[0].span.start <= start < steps[-1].body.end


def _synonyms(edition: Edition) -> Iterator[tuple[str, ...]]:
    """What means the same: the vocabulary's synonyms, and every short form with its long one."""
    yield from edition.vocabulary.synonyms
    for kind in ("terms", "kpis", "roles"):
        for entry in edition.vocabulary.entries(kind).values():
            yield (entry.key.replace("-", " "), entry.name, *entry.aliases)
