"""Inspects the library of a folder: anew only that of which nothing is known from earlier."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sopgen.caching import Store
from sopgen.inspection.inspector import Found, Inspection, Levels
from sopgen.inspection.kept import Kept
from sopgen.inspection.parts import Task, how_many, work_through
from sopgen.inspection.question import Question, Readings
from sopgen.library import find_files
from sopgen.model.source import Source
from sopgen.model.vocabulary import Vocabulary
from sopgen.reading.cards import card_of
from sopgen.reading.decoding import decode
from sopgen.settings import Settings
from sopgen.template import Templates


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
    findings.sort(key=lambda finding: finding.sort_key)
    return Inspection(tuple(wanted), tuple(findings), dict(_sources(question, found)))


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
