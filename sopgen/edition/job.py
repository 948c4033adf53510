"""What the documents say of each role: its steps, its duties, its documents, what it must read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from sopgen.edition.edition import Edition
from sopgen.edition.reading_order import reading_order
from sopgen.model.document import Document, Step

# What explains the work comes before the work itself.
_FIRST: Final = frozenset({"training", "policy"})
_ANSWERS: Final = ("owner", "approver", "deputy")


@dataclass(slots=True)
class Job:
    """One role's part in the listed documents, each by its path, in the order of departments.

    `steps` are those that it does, `duties` what stands under Responsibilities, `answers` as what
    it answers for a document (owner, approver, deputy). `audience` are the paths of the documents
    that name it as one who must know them.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    duties: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    audience: set[str] = field(default_factory=set)

    @property
    def step_count(self) -> int:
        """How many steps it does in all."""
        return sum(map(len, self.steps.values()))

    @property
    def to_read(self) -> list[str]:
        """The paths of what it must read: what names it as audience, and what it does steps in."""
        return [path for path in self.documents if path in self.audience or path in self.steps]


class Jobs:
    """The jobs of every role that the vocabulary knows."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def by_role(self) -> Mapping[str, Job]:
        """Each role's job by its key, in the vocabulary's order."""
        jobs = {key: Job() for key in self._edition.vocabulary.entries("roles")}
        for documents in self._edition.departments.values():
            for document in documents:
                for job in self._note(document, jobs):
                    job.documents[document.path] = document
        return jobs

    def _note(self, document: Document, jobs: Mapping[str, Job]) -> Iterator[Job]:
        """Note each role's part in one document; gives the jobs that have one."""
        shown, path = self._edition.shown(document), document.path
        for step in shown.steps:
            for key in dict.fromkeys(self._key(name) for name in step.values("role")):
                if key is not None:
                    jobs[key].steps.setdefault(path, []).append(step)
                    yield jobs[key]
        for entry in shown.responsibilities:
            key = self._key(entry.name)
            if key is not None:
                jobs[key].duties.setdefault(path, []).append(entry.text)
                yield jobs[key]
        for name in _ANSWERS:
            job = jobs.get(shown.text(name) or "")
            if job is not None:
                job.answers.setdefault(path, []).append(name)
                yield job
        for key in shown.texts("audience"):
            if key in jobs:
                jobs[key].audience.add(path)
                yield jobs[key]

    def _key(self, name: str) -> str | None:
        entry = self._edition.vocabulary.named("roles", name)
        return entry.key if entry else None

    @cached_property
    def _needs(self) -> Mapping[str, Collection[str]]:
        library = self._edition.library
        return {
            item.path: {other.path for other in library.references(item)}
            for item in self._edition.listed
        }

    def reading_list(self, job: Job) -> list[Document]:
        """What a role must read, in an order that makes sense.

        Training and policies come first, then the documents in which it does steps, then those
        that it only must know; within each, a document that others refer to stands before them.
        """
        groups: tuple[list[str], ...] = ([], [], [])
        for path in job.to_read:
            type_ = self._edition.shown(job.documents[path]).text("type")
            groups[0 if type_ in _FIRST else 1 if path in job.steps else 2].append(path)
        return [
            job.documents[path] for group in groups for path in reading_order(group, self._needs)
        ]
