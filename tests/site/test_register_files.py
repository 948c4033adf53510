"""The register as files: CSV for spreadsheets, JSON for programs, with the same columns."""

from __future__ import annotations

import csv
import io
import json

from tests.site.libraries import sop, tree

TEXTS = {
    "customer-service/it.md": sop(title='Say \\"no\\" <kindly>'),
    "fraud/old.md": sop(id="SOP-FR-002", title="Old way", department="fraud", status="retired"),
}


def test_json_and_csv_say_the_same() -> None:
    pages = tree(TEXTS).pages
    content = pages["register/register.csv"].content
    assert isinstance(content, bytes)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    register = json.loads(pages["register/register.json"].content)
    assert register["version"] == 1
    assert register["as_of"] == "2026-11-22"
    assert register["documents"] == rows
    assert rows[0]["title"] == 'Say "no" <kindly>'
    assert [row["status"] for row in rows] == ["In force", "Retired"]
