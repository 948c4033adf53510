"""Holds every document that differs from the base against the rules of change control."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sopgen.archive import open_repository
from sopgen.gate.alteration import Alteration, alteration
from sopgen.gate.approval import approval_problems
from sopgen.gate.authority import Authority
from sopgen.gate.dates import date_problems
from sopgen.gate.difference import Difference, read_difference
from sopgen.gate.evidence import Evidence
from sopgen.gate.identity import deletion_problems, id_problems, is_same_document, reuse_problems
from sopgen.gate.moves import as_moved
from sopgen.gate.pairing import pair
from sopgen.gate.past import Past, is_issued
from sopgen.gate.status import status_problems
from sopgen.gate.versions import version_problems
from sopgen.model.document import Document
from sopgen.model.errors import OperatorError
from sopgen.model.finding import Problem
from sopgen.model.vocabulary import Vocabulary
from sopgen.template import VOCABULARY, parse_vocabulary
from sopgen.workspace import Workspace


class Violation(NamedTuple):
    """A problem with a document and its path; one that is gone has its old path."""

    path: str
    document: Document
    problem: Problem


def check_changes(
    workspace: Workspace, revision: str, today: date, evidence: Evidence | None = None
) -> list[Violation]:
    """Every way in which the work tree breaks change control (SOP601 to SOP616).

    It is held against the commit where it left `revision` (a commit, branch or tag). `today` is
    the day of what is not committed. With the forge's `evidence` the approver's role must have
    approved. Raises `HistoryUnavailableError` where git cannot answer.
    """
    return list(_gate(workspace, revision, today, evidence).violations())


def alterations(workspace: Workspace, revision: str, today: date) -> tuple[Alteration, ...]:
    """Every document that differs from the commit where the work tree left `revision`, by path.

    What changed counts from the version that was issued before. A document whose front matter
    cannot be read is left out: its findings say why. Raises `HistoryUnavailableError` where git
    cannot answer.
    """
    found = _gate(workspace, revision, today).alterations()
    return tuple(sorted(found, key=lambda item: item.path))


def _gate(
    workspace: Workspace, revision: str, today: date, evidence: Evidence | None = None
) -> _Gate:
    head = open_repository(workspace.settings.root)
    base = head.as_of(head.merge_base(revision))
    difference = read_difference(workspace, base)
    past = Past(base, head, difference, workspace.templates.layout_of, today)
    authority = evidence and Authority(evidence, _words_at_base(workspace, past))
    return _Gate(workspace, difference, past, authority or None)


def _words_at_base(workspace: Workspace, past: Past) -> Vocabulary:
    """The vocabulary of the base; one that lies outside the repository no change can touch."""
    folder = workspace.settings.schema_dir
    try:
        content = past.at_base(folder / VOCABULARY)
    except OperatorError:
        return workspace.vocabulary
    return parse_vocabulary(content, folder) if content is not None else Vocabulary()


class _Gate:
    def __init__(
        self,
        workspace: Workspace,
        difference: Difference,
        past: Past,
        authority: Authority | None,
    ) -> None:
        self._authority = authority
        self._layout_of = workspace.templates.layout_of
        self._four_eyes = workspace.settings.four_eyes
        self._difference = difference
        self._past = past
        self._pairs = pair(difference)
        self._owners = dict(self._earlier_owners())
        self._pairs |= self._put_back()
        self._moved = {old.path: path for path, old in self._pairs.items() if old.path != path}

    def violations(self) -> Iterator[Violation]:
        """Each problem, first of documents that are gone."""
        for path, old in self._gone():
            yield from (Violation(path, old, p) for p in deletion_problems(old, self._past))
        for path, document in self._difference.documents.items():
            yield from (Violation(path, document, p) for p in self._problems(document))

    def alterations(self) -> Iterator[Alteration]:
        """What became of each document that differs; first of those that are gone."""
        yield from (Alteration(path, old, None) for path, old in self._gone())
        yield from map(self._alteration, self._difference.documents.values())

    def _alteration(self, new: Document) -> Alteration:
        old = self._pairs.get(new.path)
        if old is None:
            return Alteration(new.path, None, new)
        issued = self._past.issued(old) if is_issued(new) else None
        before = as_moved(issued or old, new.path, self._moved, self._layout_of)
        return alteration(new.path, before, new, old.path if old.path != new.path else None)

    def _gone(self) -> Iterator[tuple[str, Document]]:
        kept = {old.path for old in self._pairs.values()} | self._difference.now.keys()
        return ((path, old) for path, old in self._difference.before.items() if path not in kept)

    def _problems(self, new: Document) -> Iterator[Problem]:
        old, owner = self._pairs.get(new.path), self._owners.get(new.path)
        if old is not None:
            yield from self._changed(old, new)
        elif owner is not None and self._difference.blobs:
            yield from reuse_problems(owner, new)
        if self._authority is not None:
            yield from self._authority.problems(old, new, self._past)
        elif self._four_eyes and self._difference.blobs:
            yield from approval_problems(old, new, self._past)

    def _changed(self, old: Document, new: Document) -> Iterator[Problem]:
        before = as_moved(old, new.path, self._moved, self._layout_of)
        yield from id_problems(old, new)
        yield from version_problems(before, new, self._past)
        yield from status_problems(old, new)
        yield from date_problems(old, new, self._past)

    def _put_back(self) -> dict[str, Document]:
        """New documents that are deleted ones come back; or that were outside the library."""
        documents = self._difference.documents
        return {
            path: owner
            for path, owner in self._owners.items()
            if is_same_document(owner, documents[path])
        }

    def _earlier_owners(self) -> Iterator[tuple[str, Document]]:
        """The document that had a new document's id and is gone; by the new one's path."""
        for path, new in self._difference.documents.items():
            if path not in self._pairs and new.id is not None:
                owner = self._past.owner(new.id)
                if owner is not None and not self._past.stands(owner.path, new.id):
                    yield path, owner
