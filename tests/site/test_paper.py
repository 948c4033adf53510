"""The words in the margins of printed pages: true, short, and harmless whatever a title holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.archives import IT, PAGE, at, content, repository, site_of
from tests.site.libraries import sop, text_of, tree


def sheet(**fields: str) -> str:
    """The style sheet beside the page of one document."""
    return text_of(tree({"customer-service/it.md": sop(**fields)}).pages[f"{PAGE}/print.css"])


def test_a_sheet_says_what_it_is_a_copy_of() -> None:
    text = sheet()
    assert '@top-left { content: "SOP-CS-001 · Handle a complaint" }' in text
    assert "Version 1.0.0 · In force since 1 Sep 2026" in text
    assert "Uncontrolled when printed · built 22 Nov 2026" in text
    assert "@top-right" not in text


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({"status": "retired", "superseded_by": "none"}, "RETIRED"),
        ({"status": "pilot"}, "PILOT"),
        ({"effective_date": "2026-12-01"}, "NOT YET IN FORCE"),
    ],
)
def test_what_is_not_in_force_says_so_on_every_sheet(fields: dict[str, str], mark: str) -> None:
    assert f'@top-right {{ content: "{mark}" }}' in sheet(**fields)


def test_a_draft_is_marked_in_a_preview() -> None:
    made = tree({"customer-service/it.md": sop(status="draft")}, drafts=True)
    assert 'content: "DRAFT"' in text_of(made.pages[f"{PAGE}/print.css"])


def test_an_earlier_version_is_superseded_on_every_sheet(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
        made.commit("Two", {IT: sop(version="2.0.0", change_summary="Why.")}, at=at(3, 1))
    made_tree = site_of(tmp_path)
    text = content(made_tree, f"{PAGE}/v1.0.0/print.css")
    assert 'content: "SUPERSEDED"' in text
    assert "Version 1.0.0" in text
    assert 'href="print.css"' in content(made_tree, f"{PAGE}/v1.0.0.md")
    assert "History of Handle" in content(made_tree, f"{PAGE}/history/print.css")


@pytest.mark.parametrize(
    "title", ['"} * { display: none', "a\\", "</style><script>", "a\nb", "\u202eabc", "x" * 400]
)
def test_no_title_breaks_out_of_its_string(title: str) -> None:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    text = sheet(title=quoted)
    assert len(re.findall(r'(?<!\\)"', text)) == 4
    assert "<" not in text
    assert "\u202e" not in text
    assert len(text.splitlines()) == 1
    assert len(text) < 400


def test_pages_that_are_no_documents_name_the_site_and_the_day() -> None:
    text = text_of(tree({"customer-service/it.md": sop()}).pages["assets/sopgen/edition.css"])
    assert '"Example Care · Uncontrolled when printed · built 22 Nov 2026"' in text
