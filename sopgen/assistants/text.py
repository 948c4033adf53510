"""The text of one version by its parts, as a reader of its page has it: without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.answering.published import Attribute, Branch, Reply, Section, Step
from sopgen.edition.edition import Edition
from sopgen.edition.timeline import Entry
from sopgen.model.document import Branch as DocumentBranch
from sopgen.model.document import Document
from sopgen.model.document import Section as DocumentSection
from sopgen.model.document import Step as DocumentStep
from sopgen.model.source import Span

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_APART: Final = frozenset({"role", "time_limit", "outcome", "confirmations", "branches"})


class TextOf:
    """The parts of one version's text; there are none where it cannot be read as a document."""

    def __init__(self, edition: Edition, entry: Entry) -> None:
        self._edition = edition
        self._document = entry.document
        self.title = self._document.title if self._document else None
        self.source = None if self._document else entry.issued.text

    def sections(self) -> Iterator[Section]:
        """The sections in their order."""
        document = self._document
        for item in document.sections if document else ():
            end = _first_within(document, item) if document else item.body.end
            text = self._read(Span(item.body.start, end))
            yield Section(item.property, item.title, text)

    def steps(self) -> Iterator[Step]:
        """The steps in their order."""
        for item in self._document.steps if self._document else ():
            yield Step(
                number=item.number,
                title=item.title,
                roles=tuple(self._role(name) for name in item.values("role")),
                time_limit=item.value("time_limit"),
                outcomes=item.values("outcome"),
                confirmations=item.values("confirmations"),
                branches=tuple(self._branch(branch) for branch in item.branches),
                attributes=tuple(
                    Attribute(attribute.label, attribute.value)
                    for attribute in item.attributes
                    if attribute.property not in _APART
                ),
                markdown=self._instruction(item),
            )

    def replies(self) -> Iterator[Reply]:
        """The reply templates in their order."""
        for item in self._document.replies if self._document else ():
            yield Reply(item.title, item.text)

    def _role(self, name: str) -> str:
        entry = self._edition.vocabulary.named("roles", name)
        return entry.name if entry else name

    def _branch(self, branch: DocumentBranch) -> Branch:
        document = self._document
        if branch.target is None or document is None:
            return Branch(branch.condition, branch.text, None, None)
        target = self._edition.target(document, branch.target)
        other = target.document
        if other is None or other.path == document.path:
            step = document.step_at(target.anchor) if other else None
            return Branch(branch.condition, branch.text, None, step.number if step else None)
        if not self._edition.is_published(other):
            return Branch(branch.condition, branch.text, None, None)
        step = self._edition.shown(other).step_at(target.anchor)
        return Branch(branch.condition, branch.text, other.id, step.number if step else None)

    def _instruction(self, step: DocumentStep) -> str:
        return "\n\n".join(filter(None, (self._read(block.span) for block in step.blocks)))

    def _read(self, span: Span) -> str:
        """The text of a part without comments, which no reader of the page sees."""
        document = self._document
        if document is None:
            return ""
        parts, at = [], span.start
        nodes = document.nodes("html", "html_text", within=span)
        for node in sorted(nodes, key=lambda item: item.start):
            if node.start >= at:
                parts.append(document.source.text[at : node.start])
                parts.append(_COMMENT.sub("", document.source.slice(node.span)))
                at = node.end
        return "".join([*parts, document.source.text[at : span.end]]).strip()


def _first_within(document: Document, section: DocumentSection) -> int:
    """Where the first step or reply of a section begins, else where the section ends."""
    starts = [step.span.start for step in document.steps]
    starts += [reply.heading.span.start for reply in document.replies]
    within = (at for at in starts if section.body.start <= at < section.body.end)
    return min(within, default=section.body.end)
