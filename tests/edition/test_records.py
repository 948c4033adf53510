"""What is worked out of a version serves every comparison that it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from sopgen.compare import comparand, cuttings, sheets
from sopgen.compare.cuttings import Cutter
from sopgen.compare.instructions import titled
from sopgen.compare.matching import Titled
from sopgen.compare.sheets import Sheet
from sopgen.compare.visible import Piece, pieces_of
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.model.document import Document, Step
from sopgen.model.markdown import Node
from sopgen.model.source import Source
from tests.site.archives import IT, at, edition_of, repository
from tests.site.libraries import BODY, sop


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """A document of three versions."""
    with repository(tmp_path) as made:
        for number in (1, 2, 3):
            text = sop(BODY.replace("5 minutes", f"{number} minutes"), version=f"{number}.0.0")
            made.commit(f"Issue {number}", {IT: text}, at=at(number, 1))
    return edition_of(tmp_path)


def test_neighbours_share_what_was_made_of_a_version(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, made = Records(edition), Counter[str | None]()
    sheets_of = sheets.sheets_of

    def count(document: Document, steps: Sequence[Titled], cut: Cutter) -> tuple[Sheet, ...]:
        made[document.text("version")] += 1
        return sheets_of(document, steps, cut)

    monkeypatch.setattr(comparand, "sheets_of", count)
    for entry in records.timeline(edition.published[0]):
        records.changes(edition.published[0], entry)
        records.redline(edition.published[0], entry)

    assert made == {"1.0.0": 1, "2.0.0": 1, "3.0.0": 1}


def test_a_version_is_taken_apart_once_for_its_changes_and_its_redline(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, made = Records(edition), Counter[str | None]()

    def count(document: Document, step: Step, cut: Cutter) -> Titled:
        made[document.text("version")] += 1
        return titled(document, step, cut)

    monkeypatch.setattr(comparand, "titled", count)
    for entry in records.timeline(edition.published[0]):
        records.changes(edition.published[0], entry)
    for entry in records.timeline(edition.published[0]):
        records.redline(edition.published[0], entry)

    steps = len(edition.published[0].steps)
    assert made == {"1.0.0": steps, "2.0.0": steps, "3.0.0": steps}


def test_what_was_cut_for_the_changes_serves_the_redlines(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, seen = Records(edition), list[str]()
    (document,) = edition.published

    def count(source: Source, blocks: Sequence[Node]) -> tuple[Piece, ...]:
        seen.extend(source.slice(block.span) for block in blocks)
        return pieces_of(source, blocks)

    def tell() -> None:
        for entry in records.timeline(document):
            records.changes(document, entry)
        for entry in records.timeline(document):
            records.redline(document, entry)

    monkeypatch.setattr(cuttings, "pieces_of", count)
    tell()
    first = list(seen)
    assert len(first) == len(set(first)) > 0

    records.forget(document)
    tell()
    assert seen == [*first, *first]
