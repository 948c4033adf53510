"""The history page: every version, who says so, and what it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.site import PageTree
from tests.history.repository import BOB, EVE, FORGE, Who
from tests.site.archives import IT, PAGE, at, content, outline, repository, site_of
from tests.site.libraries import BODY, sop
from tests.site.rendering import DATA_BLOCKS, RUN_BLOCK

SHORTER = BODY.replace("5 minutes", "3 minutes")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> PageTree:
    folder = tmp_path_factory.mktemp("library")
    with repository(folder) as made:
        made.commit("First", {IT: sop(effective_date="2026-01-10")}, at=at(1, 9))
        first = made.commit("Draft", {IT: sop(version="1.0.1", status="draft")}, at=at(1, 20))
        second = sop(SHORTER, version="1.1.0", change_summary="Customers waited.")
        side = made.commit("Shorter", {IT: second}, branch="b", start=first, author=BOB)
        made.commit(
            "Merge", {IT: second}, merge=[side], author=EVE, committer=FORGE, at=at(2, 22, 10)
        )
        broken = f"---\nid: SOP-CS-001\nversion: 1.2.0\ntitle: [\n---\n# {HOSTILE}\n\n&amp;\n"
        made.commit("Broken", {IT: broken}, at=at(3, 1))
        third = sop(SHORTER, version="2.0.0", effective_date="2026-09-01", change_summary="Why.")
        trailer = "Third\n\nApproved-by: Ann Lee <ann@example.org>"
        made.commit(trailer, {IT: third}, at=at(8, 30))
    return site_of(folder)


def test_versions_stand_newest_first(tree: PageTree) -> None:
    found = [text for tag, _, text in outline(tree, f"{PAGE}/history.md").headings if tag == "h2"]
    assert found == [
        f"Version {number}" for number in ("2.0.0", "1.2.0", "1.1.0", "1.0.1", "1.0.0")
    ]


def test_each_version_can_be_linked(tree: PageTree) -> None:
    anchors = {anchor for _, anchor, _ in outline(tree, f"{PAGE}/history.md").headings}
    assert {"v2.0.0", "v1.1.0", "v1.0.0"} <= anchors


def test_issue_is_the_time_of_the_mainline_commit(tree: PageTree) -> None:
    assert "22 Feb 2026, 10:00 UTC" in part(tree, "1.1.0")


def test_approval_is_told_with_its_evidence_and_no_more(tree: PageTree) -> None:
    assert "Ann Lee, named in the commit" in part(tree, "2.0.0")
    assert "merged by Eve Sun" in part(tree, "1.1.0")
    said = "Head of customer service, as the document says; git holds no proof"
    assert said in part(tree, "1.0.0")


def test_authors_reason_and_commit_are_told(tree: PageTree) -> None:
    text = part(tree, "1.1.0")
    assert "Bob Ray" in text
    assert "Customers waited." in text
    assert 'href="https://example.org/care/sops/commit/' in text


def test_changes_are_said_in_words_and_without_what_stands_beside_them(tree: PageTree) -> None:
    text = part(tree, "1.1.0")
    assert "Step 1: time limit 5 minutes → 3 minutes" in text
    assert "<li>Version" not in text
    assert "<li>Change summary" not in text


def test_the_redline_marks_words_and_is_folded(tree: PageTree) -> None:
    text = part(tree, "1.1.0")
    assert "<details" in text
    assert "open>" not in text
    assert "<del>5</del><ins>3</ins> minutes" in text
    assert "unchanged part" in text
    assert "Say goodbye." not in text


def test_a_draft_is_named_and_neither_shown_nor_compared_with(tree: PageTree) -> None:
    text = part(tree, "1.0.1")
    assert "its text was never issued" in text
    assert "<details" not in text
    assert "What changed from version 1.0.0" in part(tree, "1.1.0")


def test_a_version_that_cannot_be_read_is_compared_as_text(tree: PageTree) -> None:
    text = part(tree, "1.2.0")
    assert "compared as text" in text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text


def test_the_page_is_out_of_search_and_navigation(tree: PageTree) -> None:
    text = content(tree, f"{PAGE}/history.md")
    assert 'robots: "noindex"' in text
    assert not tree.pages[f"{PAGE}/history.md"].is_listed


def test_the_page_of_the_document_links_to_texts_and_redlines(tree: PageTree) -> None:
    links = outline(tree, f"{PAGE}.md").values("href")
    assert {"history/", "history/#v2.0.0", "history/#v1.1.0", "v1.1.0/", "v1.2.0/"} <= set(links)
    assert "v1.0.1/" not in links
    assert "v2.0.0/" not in links


def test_nothing_that_people_write_becomes_markup(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("First", {IT: sop(BODY.replace("Say goodbye.", HOSTILE))}, at=at(1, 9))
        second = sop(
            BODY.replace("Say goodbye.", '<img src=x onerror="alert(2)">'),
            version="2.0.0",
            title=f"{HOSTILE} title",
            change_summary=f"{HOSTILE} {{{{ 7 * 7 }}}}",
        )
        made.commit(
            HOSTILE,
            {IT: second},
            author=Who('&lt;b&gt; "q" [x](y) {{ 7 * 7 }}', "x@example.org"),
            at=at(2, 9),
        )
    tree = site_of(tmp_path)
    for path in (f"{PAGE}/history.md", "changes/index.md", f"{PAGE}/v1.0.0.md", f"{PAGE}.md"):
        found = outline(tree, path)
        assert found.tags.count(RUN_BLOCK) <= 1, path
        assert "script" not in {item[0] for item in found.tags if item not in DATA_BLOCKS}, path
        assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on")]
    text = outline(tree, f"{PAGE}/history.md").text
    assert '&lt;b&gt; "q" [x](y) {{ 7 * 7 }}' in text
    assert f"{HOSTILE} {{{{ 7 * 7 }}}}" in text


def test_a_version_taken_up_again_says_so_and_keeps_its_place(tmp_path: Path) -> None:
    one, two = sop(), sop(SHORTER, version="2.0.0", effective_date="2026-02-01")
    with repository(tmp_path) as made:
        made.commit("One", {IT: one}, at=at(1, 1))
        made.commit("Two", {IT: two}, at=at(2, 1))
        made.commit("Back to one", {IT: one}, at=at(3, 1))
    tree = site_of(tmp_path)
    assert "Taken up again" in part(tree, "1.0.0")
    assert "What changed from version 1.0.0" in part(tree, "2.0.0")
    assert "taken up again: a later one was taken back" in content(tree, "changes/index.md")


def test_an_uncommitted_version_is_no_news(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
    (tmp_path / IT).write_text(sop(SHORTER, version="1.0.1"), "utf-8")
    tree = site_of(tmp_path)
    assert "not committed yet" in part(tree, "1.0.1")
    assert "version 1.0.1" not in content(tree, "changes/index.md")


def test_without_history_there_is_no_history_page(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("Other", {"README.md": "x"})
    (tmp_path / "sops/customer-service").mkdir(parents=True)
    (tmp_path / IT).write_text(sop(), "utf-8")
    tree = site_of(tmp_path)
    assert f"{PAGE}/history.md" not in tree.pages
    assert "history/" not in outline(tree, f"{PAGE}.md").values("href")


def part(tree: PageTree, version: str) -> str:
    """What the history page says of one version."""
    text = content(tree, f"{PAGE}/history.md")
    start = text.index(f"{{ #v{version} ")
    end = text.find("\n## ", start)
    return text[start : end if end > 0 else None]
