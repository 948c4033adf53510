"""What the pages and files about one document follow from, told so that two builds can compare it.

Pages about a document are made from its own texts and past, from what stands everywhere (settings,
words, templates, the day), and from what they ask of other documents. Whatever comes of the same
three is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from functools import cached_property
from pathlib import Path

from sopgen.bundled import bundled
from sopgen.caching import key_of
from sopgen.edition.asked import About, Question
from sopgen.edition.edition import Edition
from sopgen.model.document import Document
from sopgen.settings import Settings


class Dependencies:
    """What things made of one edition follow from, as keys of 20 bytes."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._own: dict[str, bytes] = {}

    def noting(self) -> AbstractContextManager[set[Question]]:
        """Gather what is asked of other documents within."""
        return self._edition.asked.noting()

    @cached_property
    def everywhere(self) -> bytes:
        """Of what everything follows from: settings, words, templates, the day.

        Raises `OSError` where a template cannot be read.
        """
        edition, settings = self._edition, self._edition.settings
        brought = (bundled(name) for name in ("schema", "templates"))
        folders = dict.fromkeys((settings.schema_dir, settings.templates_dir, *brought))
        return key_of(
            *_set(settings),
            repr(edition.vocabulary),
            edition.today.isoformat(),
            repr((edition.drafts, edition.notice, edition.first_commit)),
            *(part for folder in folders for part in contents(folder)),
        )

    def own(self, path: str) -> bytes:
        """Of a document itself: its text, its past, and what its pages and files are called."""
        if path not in self._own:
            document = self._edition.library.readings[path].document
            self._own[path] = key_of(path, *self._parts(document) if document else ())
        return self._own[path]

    def _parts(self, document: Document) -> Iterator[str]:
        edition = self._edition
        is_published = edition.is_published(document)
        yield document.source.text
        # Both are plain values, which show whatever they hold.
        yield repr(edition.histories.get(document.path))
        yield edition.address(document)
        yield edition.names[document.path] if is_published else ""
        yield repr((is_published, edition.is_permanent(document)))

    def answers(self, questions: Iterable[Question]) -> bytes:
        """Of what the edition answers, and of every document that the answers name."""
        told: list[str] = []
        named: dict[str, None] = {}
        for question in sorted(questions):
            answer, documents = self._answer(question)
            told += [question.about, question.subject, answer, *documents]
            named |= dict.fromkeys(documents)
        return key_of(*told, *(self.own(path) for path in named))

    def _answer(self, question: Question) -> tuple[str, tuple[str, ...]]:
        edition, (about, subject) = self._edition, question
        match about:
            case About.ID:
                return "", self._paths(edition.with_id(subject))
            case About.PATH:
                kind, document = edition.at(subject)
                return kind, self._paths(document)
            case About.REFERRERS:
                _, document = edition.at(subject)
                found = edition.pointing_to(document) if document else ()
                return "", self._paths(*(item for item, _ in found))
            case About.DEPARTMENT:
                return str(edition.has_department(subject)), ()
            case About.TAG:
                return str(edition.has_tag(subject)), ()

    def _paths(self, *documents: Document | None) -> tuple[str, ...]:
        known = self._edition.library.readings
        return tuple(item.path for item in documents if item is not None and item.path in known)


def _set(settings: Settings) -> Iterator[str]:
    """What is set but the folders: pages show what these hold, and not where they are."""
    for item in fields(settings):
        value = getattr(settings, item.name)
        if not isinstance(value, Path):
            yield f"{item.name}: {value!r}"


def contents(folder: Path) -> Iterator[bytes | str]:
    """Every file below a folder with its path there, in order, as parts of a key."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix()
            yield file.read_bytes()
