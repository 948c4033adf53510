"""Addresses that stay: by id, by version, and from where a document stood before."""

from __future__ import annotations

from pathlib import Path

from tests.site.archives import IT, PAGE, at, content, repository, site_of
from tests.site.libraries import sop

NOW = "sops/billing/now.md"


def test_each_version_has_a_permanent_address(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
        made.commit("Two", {IT: sop(version="2.0.0")}, at=at(2, 1))
    tree = site_of(tmp_path)
    assert f'url=../../../{PAGE}/v1.0.0/"' in content(tree, "id/SOP-CS-001/v1.0.0/index.html")
    assert f'url=../../../{PAGE}/"' in content(tree, "id/SOP-CS-001/v2.0.0/index.html")
    assert "permanent.js" in content(tree, "id/SOP-CS-001/v1.0.0/index.html")


def test_an_address_that_a_document_left_leads_on(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
        moved = sop(version="2.0.0", department="billing")
        made.commit("Two", {NOW: moved}, rename={IT: NOW}, at=at(2, 1))
    tree = site_of(tmp_path)
    assert 'url=../../billing/now/"' in content(tree, f"{PAGE}/index.html")
    assert 'url=../../../billing/now/history/"' in content(tree, f"{PAGE}/history/index.html")
    assert 'url=../../../billing/now/v1.0.0/"' in content(tree, f"{PAGE}/v1.0.0/index.html")


def test_an_address_that_another_document_has_now_is_its_own(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
        moved = sop(version="2.0.0", department="billing")
        made.commit("Two", {NOW: moved}, rename={IT: NOW}, at=at(2, 1))
        made.commit("Other", {IT: sop(id="SOP-CS-002", title="Another")}, at=at(3, 1))
    tree = site_of(tmp_path)
    assert f"{PAGE}/index.html" not in tree.pages
    assert "Another" in content(tree, f"{PAGE}.md")


def test_an_address_that_a_page_of_the_library_has_is_its_own(tmp_path: Path) -> None:
    page = "sops/customer-service/it/index.md"
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
        moved = sop(version="2.0.0", department="billing")
        made.commit("Two", {NOW: moved, page: "# Ours\n"}, rename={IT: NOW}, at=at(2, 1))
    tree = site_of(tmp_path)
    assert f"{PAGE}/index.html" not in tree.pages
    assert f"{PAGE}/history/index.html" in tree.pages


def test_a_draft_never_had_an_address(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(version="0.1.0", status="draft")}, at=at(1, 1))
        made.commit("Two", {NOW: sop(department="billing")}, rename={IT: NOW}, at=at(2, 1))
    assert f"{PAGE}/index.html" not in site_of(tmp_path).pages
