"""Inspects the library of a folder: anew only that of which nothing is known from earlier."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Final

from sopgen.caching import Store
from sopgen.crew import meanwhile
from sopgen.inspection.inspector import Found, Inspection, Levels
from sopgen.inspection.kept import Kept
from sopgen.inspection.parts import Task, how_many, shares_of, work_through
from sopgen.inspection.question import Question, Readings
from sopgen.library import Library, LibraryFiles, find_files
from sopgen.model.source import Source
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.cards import card_of
from sopgen.reading.decoding import decode
from sopgen.settings import Settings
from sopgen.template import Templates

# What a decoder puts in place of bytes that are no UTF-8.
_REPLACED: Final = "\ufffd"
_sort_key = attrgetter("sort_key")


def inspect_folder(
    settings: Settings,
    templates: Templates,
    vocabulary: Vocabulary,
    store: Store,
    *,
    levels: Levels,
    today: date,
    only: Collection[str] | None = None,
) -> Inspection:
    """Read and inspect the library of some settings, in several processes where that is faster.

    `only` are the paths to report on, None for all. What the store knows is not worked out again.
    Raises `SettingsError` where the library's folder is not there.
    """
    files = find_files(settings)
    contents = files.contents(settings)
    question = Question(settings, templates, vocabulary, files, contents, levels, today)
    wanted = [path for path in files.documents if only is None or path in only]
    found = _answers(question, Kept(store, question), wanted)
    findings = [finding for path in wanted for finding in found[path]]
    findings.sort(key=_sort_key)
    return Inspection(tuple(wanted), tuple(findings), dict(_sources(question, found)))


@contextmanager
def inspecting(
    library: Library,
    settings: Settings,
    templates: Templates,
    store: Store,
    *,
    levels: Levels,
    today: date,
) -> Iterator[Callable[[], Inspection]]:
    """Have other processes inspect a library that was read from its folder.

    Asked, it waits for the outcome, the same as of `inspect`, which comes once. What the store
    knows of the very texts that were read is not worked out again, whatever the folder holds by
    now.
    """
    readings = dict(library.readings)
    places = {path: settings.root / path for path in readings}
    files = LibraryFiles(library.folder, places, library.files)
    contents = dict(_exact(library))
    question = Question(settings, templates, library.vocabulary, files, contents, levels, today)
    with _answering(question, Kept(store, question), readings) as answers:
        yield lambda: _inspection(readings, answers())


def _inspection(readings: Readings, found: Mapping[str, Found]) -> Inspection:
    findings = sorted((item for path in readings for item in found[path]), key=_sort_key)
    documents = ((path, readings[path].document) for path in readings if found[path])
    sources = {path: document.source for path, document in documents if document is not None}
    return Inspection(tuple(readings), tuple(findings), sources)


def _exact(library: Library) -> Iterator[tuple[str, bytes]]:
    """The bytes of the documents that were UTF-8: of others the text does not tell them."""
    for document in library.documents:
        if _REPLACED not in document.source.text:
            yield document.path, document.source.encoded()


@contextmanager
def _answering(
    question: Question, kept: Kept, readings: Readings
) -> Iterator[Callable[[], Mapping[str, Found]]]:
    """Have other processes find what there is to say about each document that was read."""
    known = kept.cards()
    new = {path: card_of(item) for path, item in readings.items() if path not in known}
    surroundings = question.surroundings(known | new)
    found = kept.findings(readings, surroundings)
    left = [path for path in readings if path not in found]

    def outcome() -> Mapping[str, Found]:
        more = {path: item for share in shares for path, item in share().items()}
        if new or more:
            kept.keep(new, more, surroundings)
        return found | more

    with ExitStack() as stack:
        shares = [
            stack.enter_context(meanwhile(partial(question.findings, readings, {}, share)))
            for share in shares_of(left)
        ]
        yield outcome


def _answers(question: Question, kept: Kept, wanted: Collection[str]) -> Mapping[str, Found]:
    """What there is to say about each of some documents."""
    known = kept.cards()
    unread = [path for path in question.files.documents if path not in known]
    readings: Readings = {}
    found: dict[str, Found] = {}
    if how_many(unread) == 1:
        readings = question.read(unread)
        cards = known | {path: card_of(reading) for path, reading in readings.items()}
        found = kept.findings(wanted, question.surroundings(cards))
    left = frozenset(wanted).difference(found)
    cards, more = work_through(Task(question, known, readings, left))
    new = {path: cards[path] for path in unread}
    if new or more:
        kept.keep(new, more, question.surroundings(cards))
    return found | more


def _sources(question: Question, found: Mapping[str, Found]) -> Iterator[tuple[str, Source]]:
    """The texts of the documents in which something was found, and which are texts."""
    for path, findings in found.items():
        content = question.contents.get(path, b"")
        if findings and len(content) <= question.settings.largest_file:
            source, _ = decode(path, content)
            if source is not None and path in question.contents:
                yield path, source
