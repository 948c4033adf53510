"""The pages of versions that are not followed: marked, apart, and whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from sopgen.edition.timeline import Entry
from sopgen.in_force import Content, Issued, Phase
from sopgen.site import Page, PageTree
from sopgen.site.check import check_site
from tests.site.archives import IT, PAGE, at, content, outline, repository, site_of
from tests.site.libraries import BODY, library, sop
from tests.site.libraries import tree as tree_of

CARD = "sops/fraud/card.md"
LINKS = (
    "[a](../fraud/card.md#2-close) [*b* & c](../fraud/gone.md) ![The form](../pictures/form.png)"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    card = sop(id="SOP-FR-001", title="Block a card", department="fraud")
    first = sop(BODY.replace("Write down what happened.", LINKS), effective_date="2026-01-10")
    with repository(folder) as made:
        made.commit("First", {IT: first, CARD: card}, at=at(1, 9))
        made.commit("Second", {IT: sop(version="2.0.0")}, at=at(8, 30))
        made.commit("Move", rename={CARD: "sops/fraud/block.md"}, at=at(9, 1))
        made.commit("Retire", {"sops/fraud/block.md": _retired()}, at=at(9, 2))
        third = sop(version="3.0.0", effective_date="2026-12-01", change_summary="Later.")
        made.commit("Third", {IT: third}, at=at(10, 1))
        pilot = sop(version="3.1.0", status="pilot", effective_date="2026-11-01")
        made.commit("Pilot", {IT: pilot}, at=at(10, 2))
    return folder


@pytest.fixture(scope="module")
def tree(folder: Path) -> PageTree:
    return site_of(folder)


def _retired() -> str:
    return sop(
        id="SOP-FR-001",
        title="Block a card",
        department="fraud",
        version="2.0.0",
        status="retired",
        effective_date="2026-10-01",
    )


def test_every_version_but_the_one_followed_has_a_page(tree: PageTree) -> None:
    found = {path for path in tree.pages if path.startswith(f"{PAGE}/v") and path.endswith(".md")}
    assert found == {f"{PAGE}/v{number}.md" for number in ("1.0.0", "3.0.0", "3.1.0")}


@pytest.mark.parametrize(
    ("version", "kind", "sentence"),
    [
        ("1.0.0", "superseded", "version 1.0.0, superseded on 1 Sep 2026 by version 2.0.0; <a"),
        ("3.0.0", "coming", "Version 3.0.0 takes effect on 1 Dec 2026. Until then, <a"),
        ("3.1.0", "pilot", "Version 3.1.0 is on trial. If your team does not take part, <a"),
    ],
)
def test_a_banner_leads_to_the_version_in_force(
    tree: PageTree, version: str, kind: str, sentence: str
) -> None:
    text = content(tree, f"{PAGE}/v{version}.md")
    assert f"sop-banner--{kind}" in text
    assert sentence in text
    assert '<a href="../">follow the version in force</a>' in text
    assert text.count('role="note"') == 1


def test_such_pages_are_out_of_search_and_navigation(tree: PageTree) -> None:
    for path, page in tree.pages.items():
        if path.startswith(f"{PAGE}/v") and path.endswith(".md"):
            assert 'robots: "noindex"' in content(tree, path)
            assert not page.is_listed
            assert page.source is None
            assert page.is_archived


def test_the_text_is_that_of_the_version(tree: PageTree) -> None:
    anchors = [anchor for _, anchor, _ in outline(tree, f"{PAGE}/v1.0.0.md").headings]
    assert "1-record-the-complaint" in anchors
    assert "step-1" in outline(tree, f"{PAGE}/v1.0.0.md").values("id")
    assert "../history/#v1.0.0" in outline(tree, f"{PAGE}/v1.0.0.md").values("href")


def test_old_links_lead_to_where_documents_are_now(tree: PageTree) -> None:
    assert "../../../fraud/block/#2-close" in outline(tree, f"{PAGE}/v1.0.0.md").values("href")


def test_dead_links_and_pictures_say_so(tree: PageTree) -> None:
    text = content(tree, f"{PAGE}/v1.0.0.md")
    assert (
        '<em>b</em> &amp; c <small class="sop-gone">(what this led to is no longer here)</small>'
        in text
    )
    assert "[Picture that is no longer here: The form]" in text
    assert "<img" not in text


def test_on_its_day_a_version_takes_over(folder: Path) -> None:
    tree = site_of(folder, date(2026, 12, 1))
    assert f"{PAGE}/v3.0.0.md" not in tree.pages
    assert 'url=../"' in content(tree, f"{PAGE}/v3.0.0/index.html")
    assert "superseded on 1 Dec 2026 by version 3.0.0" in content(tree, f"{PAGE}/v2.0.0.md")


def test_a_trial_in_between_supersedes_nothing(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(effective_date="2026-01-01")}, at=at(1, 1))
        trial = sop(version="1.1.0", status="pilot", effective_date="2026-02-01")
        made.commit("Trial", {IT: trial}, at=at(2, 1))
        made.commit("Two", {IT: sop(version="2.0.0", effective_date="2026-03-01")}, at=at(3, 1))
    tree = site_of(tmp_path)
    said = "superseded on 1 Mar 2026 by version 2.0.0"
    assert f"version 1.0.0, {said}" in content(tree, f"{PAGE}/v1.0.0.md")
    assert f"version 1.1.0, which was on trial, {said}" in content(tree, f"{PAGE}/v1.1.0.md")


def test_versions_of_a_retired_document_say_that_it_is(tree: PageTree) -> None:
    assert "see why the document is retired" in content(tree, "fraud/block/v1.0.0.md")
    assert 'robots: "noindex"' in content(tree, "fraud/block.md")


@pytest.mark.parametrize("text", ["title: [\n", "", "version: 1.0.0\n...\n"])
def test_a_text_that_is_no_document_is_shown_as_it_is(tmp_path: Path, text: str) -> None:
    front = f"id: SOP-CS-001\nversion: 1.0.0\nstatus: approved\n{text}"
    old = f"---\n{front}---\n</pre><script>x</script>"
    with repository(tmp_path) as made:
        made.commit("Old", {IT: old.encode() + b"\xff\n"}, at=at(1, 1))
        made.commit("New", {IT: sop(version="2.0.0")}, at=at(2, 1))
    tree = site_of(tmp_path)
    paths = [path for path in tree.pages if path.startswith(f"{PAGE}/v1")]
    for path in paths:
        assert "script" not in {tag for tag, _ in outline(tree, path).tags}
    assert content(tree, f"{PAGE}/history.md")


def test_an_unreadable_version_is_shown_as_text_with_a_note(tmp_path: Path) -> None:
    old = "---\nid: SOP-CS-001\nversion: 1.0.0\ntitle: [\n---\n\n# Hello\n\n\n</pre>&amp; end\n"
    with repository(tmp_path) as made:
        made.commit("Old", {IT: old}, at=at(1, 1))
        made.commit("New", {IT: sop(version="2.0.0")}, at=at(2, 1))
    found = outline(site_of(tmp_path), f"{PAGE}/v1.0.0.md")
    assert "cannot be read as a document any more" in found.text
    assert "# Hello\n\n\n</pre>&amp; end" in found.text


def test_a_page_never_takes_another_text_for_an_unreadable_version_in_force(
    tmp_path: Path,
) -> None:
    front = "id: SOP-CS-001\nversion: 1.0.0\nstatus: approved\neffective_date: 2026-01-01\n"
    old = f"---\n{front}title: [\n---\n\n# Hello\n"
    with repository(tmp_path) as made:
        made.commit("Old", {IT: old}, at=at(1, 1))
        made.commit("New", {IT: sop(version="2.0.0", effective_date="2099-01-01")}, at=at(2, 1))
    tree = site_of(tmp_path)
    page = outline(tree, f"{PAGE}.md").text
    assert "This is version 2.0.0, which is not in force. Version 1.0.0 is" in page
    assert "Not yet in force" in page
    assert "This is version 1.0.0, which is in force" in outline(tree, f"{PAGE}/v1.0.0.md").text


def test_a_version_that_no_address_can_hold_goes_by_its_commit(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        commit = made.commit("Old", {IT: sop(version="../../x y")}, at=at(1, 1))
        made.commit("New", {IT: sop(version="2.0.0")}, at=at(2, 1))
    assert f"{PAGE}/v-{commit[:12]}.md" in site_of(tmp_path).pages


def test_drafts_have_a_page_in_a_preview_only(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("Old", {IT: sop(version="0.1.0", status="draft")}, at=at(1, 1))
        made.commit("New", {IT: sop(version="1.0.0")}, at=at(2, 1))
    assert f"{PAGE}/v0.1.0.md" not in site_of(tmp_path).pages
    assert "is a draft" in content(site_of(tmp_path, drafts=True), f"{PAGE}/v0.1.0.md")


def test_a_body_that_the_parser_refused_is_no_document_for_a_reader() -> None:
    document = next(iter(library({"a/b.md": sop()}).documents))
    refused = replace(document, blocks=())
    made = [
        Issued(None, partial(Content, item, ""), "1.0.0", "approved", None)
        for item in (document, refused)
    ]
    entries = [Entry(item, None, Phase.SUPERSEDED, "v1.0.0", False, True) for item in made]
    assert [entry.document for entry in entries] == [document, None]


def test_an_old_link_to_an_anchor_that_is_gone_does_not_stop_the_build(tmp_path: Path) -> None:
    page = '<article><a href="#gone">x</a></article>'
    for name in ("old", "now"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page)
    pages = {"old.md": Page(content="", is_archived=True), "now.md": Page(content="")}
    made = replace(tree_of({}), pages=pages)
    assert [text.split(":")[0] for text in check_site(tmp_path, made)] == ["now.md"]
