"""The register as CSV, the reviews that are due, and what the browser needs to know the day."""

from __future__ import annotations

import csv
import io
import re

from sopgen.site.register_csv import as_csv
from tests.site.libraries import ROOT, page, sop, text_of, tree

TEXTS = {
    "customer-service/it.md": sop(title='A \\"quoted\\", title'),
    "fraud/late.md": sop(id="SOP-FR-001", title="=1+1", department="fraud", review_interval="P1M"),
    "fraud/far.md": sop(id="SOP-FR-002", title="Far", department="fraud", review_interval="P2Y"),
    "fraud/soon.md": sop(id="SOP-FR-003", title="Soon", department="fraud", review_interval="P3M"),
    "fraud/old.md": sop(id="SOP-FR-004", title="Old", department="fraud", status="retired"),
}


def rows() -> list[dict[str, str]]:
    made = tree(TEXTS).pages["register/register.csv"].content
    assert isinstance(made, bytes)
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_the_csv_has_every_document_by_id() -> None:
    assert [row["id"] for row in rows()] == [
        "SOP-CS-001", "SOP-FR-001", "SOP-FR-002", "SOP-FR-003", "SOP-FR-004",
    ]  # fmt: skip
    first = rows()[0]
    assert first["title"] == 'A "quoted", title'
    assert first["in_force_since"] == "2026-09-01"
    assert first["as_of"] == "2026-11-22"
    assert first["status"] == "In force"


def test_a_cell_is_never_a_formula() -> None:
    assert rows()[1]["title"] == "'=1+1"
    made = as_csv(["a"], [{"a": begin + "x"} for begin in ("=", "+", "-", "@", "\t", "\r", "x")])
    cells = [row[0] for row in csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))][1:]
    assert [cell[0] for cell in cells] == ["'"] * 6 + ["x"]


def test_lines_of_the_csv_end_as_the_rfc_says() -> None:
    made = tree(TEXTS).pages["register/register.csv"].content
    assert isinstance(made, bytes)
    assert made.count(b"\r\n") == made.count(b"\n") == 6


def test_the_register_offers_it() -> None:
    assert 'href="register.csv" download' in text_of(tree(TEXTS).pages["register/index.md"])


def test_reviews_due_are_late_ones_first_then_the_next_ninety_days() -> None:
    text = text_of(tree(TEXTS).pages["reviews/index.md"])
    assert text.index("SOP-FR-001") < text.index("SOP-FR-003")
    assert "SOP-FR-002" not in text
    assert "SOP-FR-004" not in text
    assert text.count("overdue</strong>") == 1


def test_days_are_there_for_the_browser_to_compare() -> None:
    register = text_of(tree(TEXTS).pages["register/index.md"])
    assert len(re.findall(r'<tr[^>]* data-sop-due="\d{4}-\d\d-\d\d"', register)) == 4
    assert 'data-sop-built="2026-11-22" data-sop-due="2027-03-01"' in text_of(page(sop()))
    coming = text_of(page(sop(effective_date="2026-12-01")))
    assert 'data-sop-next="2026-12-01" data-sop-next-version="1.0.0"' in coming
    home = text_of(tree({"a/b.md": sop(effective_date="2026-12-01")}).pages["index.md"])
    assert 'data-sop-next="2026-12-01"' in home


def test_the_script_for_it_is_loaded_where_it_is_needed() -> None:
    assets = ROOT / "templates/site/assets"
    modules = re.findall(r'"\./([\w.]+)"', (assets / "site.js").read_text("utf-8"))
    assert {"today.js", "changes.js", "redline.js"} <= set(modules)
    assert all((assets / name).is_file() for name in modules)


def test_insertions_and_deletions_are_told_to_those_who_listen() -> None:
    styles = (ROOT / "templates/site/sheets/archive.css").read_text("utf-8")
    assert 'ins::before { content: " [inserted: "' in styles
    assert 'del::before { content: " [deleted: "' in styles
