"""The page of a role: its steps, its documents, what it must read, and what changed for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sopgen.site import roles
from tests.site.archives import IT, at, outline, repository, site_of
from tests.site.libraries import BODY, sop, text_of, tree

TEXTS = {
    "customer-service/it.md": sop(),
    "customer-service/know.md": sop(
        BODY.replace("Role: Frontline agent", "Role: Team lead").replace(
            "- **Frontline agent:**", "- **Team lead:**"
        ),
        id="SOP-CS-002",
        title="Only to know",
        audience=["frontline-agent"],
        owner="team-lead",
        deputy="complaints-lead",
    ),
    "operations/start.md": sop(
        id="SOP-OP-001", title="Begin here", type="training", department="operations"
    ),
}
AGENT = "roles/frontline-agent.md"


def order(text: str, *names: str) -> bool:
    """Whether the names stand in the text in this order."""
    places = [text.index(name) for name in names]
    return places == sorted(places)


def test_a_role_has_its_steps_with_links_and_limits() -> None:
    text = text_of(tree(TEXTS).pages[AGENT])
    work = text[text.index("What I do") : text.index("Reading list")]
    assert '<a href="../../customer-service/it/#step-1">' in work
    assert "5 minutes" in work
    assert "Only to know" not in work
    assert "4 steps in 2 documents" in work


def test_a_reading_list_begins_with_training_and_ends_with_what_is_only_to_know() -> None:
    text = text_of(tree(TEXTS).pages[AGENT])
    reading = text[text.index("Reading list") : text.index("What changed")]
    assert order(reading, "Begin here", "Handle a complaint", "Only to know")
    assert 'data-document="SOP-CS-001" data-version="1.0.0"' in reading


def test_a_role_answers_for_documents_and_has_duties() -> None:
    text = text_of(tree(TEXTS).pages["roles/complaints-lead.md"])
    answers = text[text.index("Answers for") :]
    assert re.search(r"Handle a complaint.*?<span>owner</span>", answers)
    assert re.search(r"Only to know.*?<span>deputy</span>", answers)
    duties = text_of(tree(TEXTS).pages[AGENT])
    duties = duties[duties.index("# Duties") :]
    assert '<a href="../../customer-service/it/#responsibilities">' in duties
    assert "records the complaint" in duties


def test_reporting_lines_lead_both_ways() -> None:
    pages = tree(TEXTS).pages
    assert '<dt>Reports to</dt> <dd><a href="../team-lead/">' in text_of(pages[AGENT])
    lead = text_of(pages["roles/team-lead.md"])
    assert 'Who reports to it</dt> <dd><a href="../frontline-agent/">' in lead


def test_the_index_counts_by_department() -> None:
    text = text_of(tree(TEXTS).pages["roles/index.md"])
    row = next(line for line in text.splitlines() if 'href="frontline-agent/"' in line)
    assert "4 steps in 2 documents" in row
    assert "3 to read" in row
    assert order(text, "<h2>Customer service", "<h2>Fraud and security")


def test_a_role_that_nothing_names_says_so() -> None:
    text = text_of(tree(TEXTS).pages["roles/privacy-officer.md"])
    assert "No document names this role yet." in text


def test_what_changed_for_a_role_is_what_concerns_it(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(audience=["team-lead"])}, at=at(1, 1))
        two = sop(BODY.replace("5 minutes", "3 minutes"), version="2.0.0", change_summary="Why.")
        made.commit("Two", {IT: two}, at=at(3, 1))
    found = outline(site_of(tmp_path), AGENT)
    assert found.values("data-sop-changes") == ["since"]
    assert found.values("data-day") == ["2026-03-01", "2026-01-01"]
    assert outline(site_of(tmp_path), "roles/team-lead.md").values("data-day") == ["2026-01-01"]


def test_retired_documents_are_nobodys_work() -> None:
    retired = {"customer-service/it.md": sop(status="retired", superseded_by="none")}
    assert "No document names this role yet." in text_of(tree(retired).pages[AGENT])


def test_a_step_leads_to_its_role_and_the_control_block_to_all_words() -> None:
    text = text_of(
        tree({"customer-service/it.md": sop(tags=["Lost card"], kpis=["fcr"])}).pages[
            "customer-service/it.md"
        ]
    )
    assert '<a href="../../roles/frontline-agent/">Frontline agent</a></li>' in text
    for href in ("roles/complaints-lead", "types/procedure", "tags/lost-card", "kpis/fcr"):
        assert f'<a href="../../{href}/">' in text
    assert '<dt>Department</dt><dd><a href="../">' in text


def test_a_role_with_much_to_do_has_it_on_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_ON_A_PAGE", 2)
    made = tree(TEXTS)
    first, second = outline(made, AGENT), outline(made, "roles/frontline-agent/page-2.md")
    assert first.values("data-sop-reading") == second.values("data-sop-reading") == ["part"]
    assert first.values("data-document") == ["SOP-OP-001", "SOP-CS-001"]
    assert second.values("data-document") == ["SOP-CS-002"]
    assert second.values("start") == ["3"]
    assert "../../../customer-service/know/" in second.values("href")
    assert [page.text.count("3 documents: training") for page in (first, second)] == [1, 1]
    assert "This page: documents 1 to 2." in first.text
    assert "This page: documents 3 to 3." in second.text
    assert "page-2/" in first.values("href")
    assert {"../", "../../"} <= set(second.values("href"))
    titles = [[text for _, _, text in page.headings] for page in (first, second)]
    assert "What changed" in titles[0]
    assert titles[1] == ["Frontline agent, page 2", "Reading list"]
    assert not [path for path in made.pages if path.startswith("roles/team-lead/")]


def test_every_document_of_a_role_is_on_one_of_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = outline(tree(TEXTS), AGENT)
    monkeypatch.setattr(roles, "_ON_A_PAGE", 1)
    made = tree(TEXTS)
    pages = [outline(made, path) for path in made.pages if path.startswith(AGENT[:-3])]
    assert len(pages) == 3
    for name in ("data-document", "data-version"):
        assert [value for page in pages for value in page.values(name)] == whole.values(name)
    steps = [[href for href in page.values("href") if "#step-" in href] for page in (whole, *pages)]
    assert [href.rpartition("../")[2] for href in steps[0]] == [
        href.rpartition("../")[2] for some in steps[1:] for href in some
    ]
