"""What changed, in every document, by date."""

from __future__ import annotations

from pathlib import Path

import pytest

import sopgen.compare
from sopgen.compare import Change, Comparand
from sopgen.edition import records
from sopgen.site import NavigationItem, changes
from tests.site.archives import IT, at, content, outline, repository, site_of
from tests.site.libraries import BODY, sop

CARD = "sops/fraud/card.md"


def build(folder: Path) -> None:
    """Two documents with three issued versions and a draft."""
    card = sop(
        BODY.replace("- Role: Frontline agent", "- Role: Fraud specialist", 1),
        id="SOP-FR-001",
        title="Block a card",
        department="fraud",
    )
    with repository(folder) as made:
        made.commit("One", {IT: sop(audience=["team-lead"])}, at=at(1, 1))
        made.commit("Card", {CARD: card}, at=at(2, 1))
        two = sop(BODY.replace("5 minutes", "3 minutes"), version="2.0.0", change_summary="Why.")
        made.commit("Two", {IT: two}, at=at(3, 1))
        made.commit("Draft", {CARD: card.replace("1.0.0", "1.1.0").replace("approved", "draft")})


def test_every_issued_version_stands_there_newest_first(tmp_path: Path) -> None:
    build(tmp_path)
    found = outline(site_of(tmp_path), "changes/index.md")
    assert found.values("data-day") == ["2026-03-01", "2026-02-01", "2026-01-01"]
    assert found.values("data-department") == ["customer-service", "fraud", "customer-service"]
    assert "Step 1: time limit 5 minutes → 3 minutes" in found.text
    assert "1.1.0" not in found.text


def test_roles_concerned_are_audience_and_those_of_changed_steps(tmp_path: Path) -> None:
    build(tmp_path)
    roles = outline(site_of(tmp_path), "changes/index.md").values("data-roles")
    assert roles == [
        "frontline-agent",
        "fraud-specialist frontline-agent",
        "team-lead frontline-agent",
    ]


def test_whoever_does_an_unchanged_step_is_not_concerned(tmp_path: Path) -> None:
    body = BODY.replace(
        "### 2. Close\n\n- Role: Frontline agent", "### 2. Close\n\n- Role: Team lead"
    )
    later = body.replace("5 minutes", "3 minutes")
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(body)}, at=at(1, 1))
        made.commit("Two", {IT: sop(later, version="2.0.0")}, at=at(2, 1))
    roles = outline(site_of(tmp_path), "changes/index.md").values("data-roles")
    assert roles == ["frontline-agent", "frontline-agent team-lead"]


def test_each_leads_to_its_text_and_redline(tmp_path: Path) -> None:
    build(tmp_path)
    links = outline(site_of(tmp_path), "changes/index.md").values("href")
    assert "../customer-service/it/" in links
    assert "../customer-service/it/v1.0.0/" in links
    assert "../customer-service/it/history/#v2.0.0" in links


def test_it_stands_in_the_navigation_and_home_leads_to_it(tmp_path: Path) -> None:
    build(tmp_path)
    tree = site_of(tmp_path)
    assert NavigationItem("Changes", "changes/index.md") in tree.navigation
    assert 'href="changes/"' in content(tree, "index.md")


def test_many_versions_are_cut_into_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_ON_A_PAGE", 2)
    build(tmp_path)
    tree = site_of(tmp_path)
    assert len(outline(tree, "changes/index.md").values("data-day")) == 2
    assert len(outline(tree, "changes/2026.md").values("data-day")) == 2
    assert "2026/" in outline(tree, "changes/index.md").values("href")
    assert "../../customer-service/it/" in outline(tree, "changes/2026.md").values("href")


def test_a_year_with_many_versions_is_cut_into_months(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "_ON_A_PAGE", 2)
    monkeypatch.setattr(changes, "_IN_A_YEAR", 2)
    build(tmp_path)
    pages = site_of(tmp_path).pages
    months = {f"changes/2026-0{month}.md" for month in (1, 2, 3)}
    assert months == {path for path in pages if path.startswith("changes/2")}


def test_a_month_with_many_versions_takes_several_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "_ON_A_PAGE", 2)
    build(tmp_path)
    tree = site_of(tmp_path)
    first, second = outline(tree, "changes/2026.md"), outline(tree, "changes/2026/page-2.md")
    assert first.values("data-day") == ["2026-03-01", "2026-02-01"]
    assert second.values("data-day") == ["2026-01-01"]
    assert "the latest first: 3. This page: versions 3 to 3." in second.text
    assert "page-2/" in first.values("href")
    assert {"../", "../../", "../../../customer-service/it/v1.0.0/"} <= set(second.values("href"))
    assert "What changed in 2026, page 2" in [text for _, _, text in second.headings]


def test_neighbours_are_compared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compare = sopgen.compare.changes_between

    def count(old: Comparand, new: Comparand) -> tuple[Change, ...]:
        asked.append(new.document.text("version") or "")
        return compare(old, new)

    monkeypatch.setattr(records, "changes_between", count)
    build(tmp_path)
    site_of(tmp_path)
    assert asked == ["2.0.0"]


def test_the_same_repository_gives_the_same_pages(tmp_path: Path) -> None:
    build(tmp_path)
    assert site_of(tmp_path).pages == site_of(tmp_path).pages
