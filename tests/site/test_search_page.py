"""The page of all results: what it gives to who cannot search, and who must not find it."""

from __future__ import annotations

import pytest

from sopgen.site import PageTree, search_page
from tests.site.libraries import sop, text_of, tree
from tests.site.rendering import Outline, render

TEXTS = {
    "customer-service/it.md": sop(title="Say <b>no</b> & go"),
    "fraud/card.md": sop(id="SOP-FR-001", title="Block a card", department="fraud", status="pilot"),
    "fraud/old.md": sop(id="SOP-FR-002", title="Old way", department="fraud", status="retired"),
    "fraud/new.md": sop(id="SOP-FR-003", title="New way", department="fraud", status="draft"),
}


def content(made: PageTree) -> str:
    return text_of(made.pages["search/index.md"])


def test_every_listed_document_stands_there_by_department() -> None:
    outline = Outline(render(content(tree(TEXTS))))
    assert [text for tag, _, text in outline.headings if tag == "h2"] == [
        "Customer service",
        "Fraud and security",
    ]
    assert outline.values("href")[1:] == [
        "../customer-service/", "../customer-service/it/", "../fraud/", "../fraud/card/",
    ]  # fmt: skip
    assert "Say <b>no</b> & go" in outline.text
    assert "Pilot" in outline.text


def test_it_leads_to_the_register_and_searches_with_the_page_itself() -> None:
    outline = Outline(render(content(tree(TEXTS))))
    assert outline.values("href")[0] == "../register/"
    assert outline.values("action") == ["./"]


def test_search_engines_and_lists_leave_it_out() -> None:
    made = tree(TEXTS)
    page = made.pages["search/index.md"]
    assert 'robots: "noindex"' in content(made)
    assert not page.is_listed
    assert "search/index.md" not in [item.path for item in made.navigation]


def test_a_library_without_documents_has_one_too() -> None:
    made = tree({})
    assert "such as" not in content(made)
    assert "such as" not in text_of(made.pages["index.md"])


def test_of_a_large_library_only_the_departments_stand_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_page, "MOST_NAMED", 1)
    outline = Outline(render(content(tree(TEXTS))))
    assert outline.values("href") == ["../register/", "../customer-service/", "../fraud/"]
    assert "Fraud and security 1 document" in outline.text
