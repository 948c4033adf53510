"""Mends the documents of a library, and keeps only what its own rules then find better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from sopgen.editing import Edit, edited
from sopgen.fixing.corrections import Place, correction
from sopgen.inspection import inspect, levels_of
from sopgen.model.document import Document
from sopgen.model.finding import Finding
from sopgen.reading.reader import Reading, read_document
from sopgen.workspace import Workspace

_MOST_ROUNDS: Final = 20
_NOT_UTF8: Final = "SOP102"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document before and after, and the findings that are mended."""

    old: Document
    new: Document
    findings: tuple[Finding, ...]


def fix_documents(
    workspace: Workspace, findings: Iterable[Finding], today: date
) -> tuple[Fixed, ...]:
    """Mend what these findings of the library name; nothing is written yet.

    A correction counts only if its finding is gone afterwards and no other came; where a document
    could not be read before, what was hidden may come to light.
    """
    paths = dict.fromkeys(finding.path for finding in findings)
    made = (_fixed(workspace, path, today) for path in paths)
    return tuple(item for item in made if item is not None)


class _State(NamedTuple):
    """A document as it is at some point, and what the rules find in it."""

    document: Document
    findings: tuple[Finding, ...]


def _fixed(workspace: Workspace, path: str, today: date) -> Fixed | None:
    reading = workspace.library.readings.get(path)
    state = _state(workspace, reading, today) if reading else None
    if state is None:
        return None
    old, mended = state.document, []
    for _ in range(_MOST_ROUNDS):
        step = next(_steps(workspace, state, today), None)
        if step is None:
            break
        state, done = step
        mended += done
    return Fixed(old, state.document, tuple(mended)) if mended else None


def _steps(
    workspace: Workspace, state: _State, today: date
) -> Iterator[tuple[_State, list[Finding]]]:
    """What proves right: all corrections at once, or else each of them alone."""
    pairs = list(_corrections(workspace, state))
    for attempt in (pairs, *([pair] for pair in pairs)) if pairs else ():
        reading = _edited(workspace, state.document, [edit for _, edit in attempt])
        after = _state(workspace, reading, today)
        mended = [finding for finding, _ in attempt]
        if after is not None and _is_better(state.findings, after.findings, mended):
            yield after, mended


def _corrections(workspace: Workspace, state: _State) -> Iterator[tuple[Finding, Edit]]:
    template = workspace.templates.of(state.document.text("type"))
    for finding in state.findings:
        edit = correction(Place(finding, state.document, template, workspace.vocabulary))
        if edit is not None:
            yield finding, edit


def _is_better(
    before: Sequence[Finding], after: Sequence[Finding], mended: Sequence[Finding]
) -> bool:
    was, now = _kinds(before), _kinds(after)
    codes, gone = Counter(item.code for item in before), Counter(item.code for item in mended)
    still = Counter(item.code for item in after)
    was_hidden = any(item.code.startswith("SOP1") for item in mended)
    return all(still[code] <= codes[code] - number for code, number in gone.items()) and (
        was_hidden or now <= was
    )


def _kinds(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter((item.code, item.message) for item in findings)


def _edited(workspace: Workspace, document: Document, edits: Sequence[Edit]) -> Reading:
    text = edited(document.source.text, edits)
    mark = b"\xef\xbb\xbf" if document.source.has_bom else b""
    return read_document(document.path, mark + text.encode(), workspace.templates.layout_of)


def _state(workspace: Workspace, reading: Reading, today: date) -> _State | None:
    document = reading.document
    if document is None or any(item.code == _NOT_UTF8 for item in reading.problems):
        return None  # its bytes are not those of its text, and would be lost
    library = workspace.library
    library = replace(library, readings={**library.readings, document.path: reading})
    levels = levels_of(workspace.settings.rules)
    found = inspect(library, workspace.templates, levels, today, [document.path])
    return _State(document, found.findings)
