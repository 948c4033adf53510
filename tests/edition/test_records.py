"""What is worked out of a version serves every comparison that it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from sopgen.compare import comparand, sheets
from sopgen.compare.matching import Titled
from sopgen.compare.sheets import Sheet
from sopgen.edition.records import Records
from sopgen.model.document import Document
from tests.site.archives import IT, at, edition_of, repository
from tests.site.libraries import BODY, sop


def test_neighbours_share_what_was_cut_of_a_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with repository(tmp_path) as made:
        for number in (1, 2, 3):
            text = sop(BODY.replace("5 minutes", f"{number} minutes"), version=f"{number}.0.0")
            made.commit(f"Issue {number}", {IT: text}, at=at(number, 1))
    edition = edition_of(tmp_path)
    records, cut = Records(edition), Counter[str | None]()
    sheets_of = sheets.sheets_of

    def count(document: Document, steps: Sequence[Titled]) -> tuple[Sheet, ...]:
        cut[document.text("version")] += 1
        return sheets_of(document, steps)

    monkeypatch.setattr(comparand, "sheets_of", count)
    for entry in records.timeline(edition.published[0]):
        records.changes(edition.published[0], entry)
        records.redline(entry)

    assert cut == {"1.0.0": 1, "2.0.0": 1, "3.0.0": 1}
