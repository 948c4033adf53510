"""Home, departments, register and permanent addresses."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from sopgen.site import NavigationItem, write_pages
from tests.site.libraries import ROOT, sop, text_of, tree

TEXTS = {
    "customer-service/it.md": sop(),
    "fraud/card.md": sop(
        id="SOP-FR-001", title="Block a card", department="fraud", effective_date="2026-12-01"
    ),
    "fraud/old.md": sop(id="SOP-FR-002", title="Old way", department="fraud", status="retired"),
}


def test_home_shows_departments_and_what_comes() -> None:
    text = text_of(tree(TEXTS).pages["index.md"])
    assert 'data-sop-search="home"' in text
    assert text.index("Customer service") < text.index("Fraud and security")
    assert "Block a card" in text[text.index("Takes effect soon") :]
    assert "Old way" not in text


def test_home_without_history_says_so() -> None:
    text = text_of(tree(TEXTS, notice="No history here.").pages["index.md"])
    assert "No history here." in text


def test_a_page_of_the_library_stands_in_place_of_a_made_one() -> None:
    made = tree(TEXTS, ("index.md", "about/team.md"))
    assert "index.md" not in made.pages
    assert made.own_pages == ("about/team.md", "index.md")
    assert NavigationItem("Team", "about/team.md") in made.navigation


def test_a_department_lists_its_documents_without_retired_ones() -> None:
    text = text_of(tree(TEXTS).pages["fraud/index.md"])
    assert "Block a card" in text
    assert "Old way" not in text
    assert "Fraud specialist" in text


def test_the_register_has_every_document_with_late_ones_first() -> None:
    late = sop(id="SOP-OR-001", title="Late one", department="orders", review_interval="P1M")
    text = text_of(tree({**TEXTS, "orders/late.md": late}).pages["register/index.md"])
    assert text.count("<tr") == 5
    assert text.index("Late one") < text.index("Handle a complaint") < text.index("Old way")
    assert '">1</span> overdue for review' in text


def test_navigation_names_departments_with_their_documents() -> None:
    names = [item.title for item in tree(TEXTS).navigation]
    assert names[:3] == ["Home", "Customer service", "Fraud and security"]
    assert names[3:] == ["Roles", "Register", "Changes"]
    fraud = tree(TEXTS).navigation[2]
    assert fraud.children == (NavigationItem("Block a card", "fraud/card.md"),)


def test_a_permanent_address_leads_to_the_page() -> None:
    text = text_of(tree(TEXTS).pages["id/SOP-FR-001/index.html"])
    assert 'content="0; url=../../fraud/card/"' in text
    assert '<script src="../../assets/sopgen/permanent.js">' in text
    assert 'href="../../fraud/card/"' in text


def test_front_matter_of_every_page_is_json_in_yaml() -> None:
    for path, page in tree(TEXTS).pages.items():
        if path.endswith(".md"):
            head = text_of(page).split("---\n")[1]
            assert all(json.loads(line.split(": ", 1)[1]) for line in head.splitlines())


def test_two_trees_of_one_library_are_the_same() -> None:
    assert tree(TEXTS) == tree(TEXTS)


def test_the_day_decides_what_is_in_force() -> None:
    before = text_of(tree(TEXTS).pages["fraud/card.md"])
    after = text_of(tree(TEXTS, today=date(2026, 12, 1)).pages["fraud/card.md"])
    assert "Not yet in force" in before
    assert "In force</span>" in after


def test_writing_pages_replaces_the_folder_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "stale").mkdir(parents=True)
    (folder / "index.md").touch()  # by which an earlier tree is known
    made = tree(TEXTS)
    assert write_pages(made, folder) == len(made.pages)
    assert not (folder / "stale").exists()
    assert (folder / "fraud/card.md").read_text("utf-8") == made.pages["fraud/card.md"].content
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_no_page_or_asset_names_another_origin() -> None:
    for path, page in tree(TEXTS).pages.items():
        content = (
            page.content if isinstance(page.content, str) else page.content.decode(errors="replace")
        )
        assert not re.search(
            r"""(?:[\w-]=["']?|url\(["']?|@import ["']?|from ["'])https?://""",
            content.replace('xmlns="http://www.w3.org/2000/svg"', ""),
        ), path


def test_templates_are_part_of_the_checkout() -> None:
    assert (ROOT / "templates/site/pages/sop.md.j2").is_file()
