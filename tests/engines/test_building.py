"""Real builds with MkDocs: whole, reproducible, and never half."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopgen.engines.building import build
from sopgen.engines.mkdocs_plugin import SiteCheckError
from sopgen.engines.preparing import LibraryHasErrorsError, Sources, prepare_tree, rule_findings
from sopgen.model.errors import OperatorError, SettingsError
from sopgen.search import open_search
from sopgen.site import PageHeading
from sopgen.workspace import open_workspace
from tests.engines.projects import (
    CONFIG,
    NOTICE,
    build_project,
    files_of,
    make_project,
    tree_of,
    without_history,
)
from tests.site.libraries import BODY, ROOT, TODAY, sop
from tests.site.rendering import Outline

TEXTS = {
    "customer-service/it.md": sop(
        BODY.replace("Write down what happened.", "See [the card](../moved/card.md#step-2).")
    ),
    "moved/card.md": sop(id="SOP-FR-001", title="Block a card", department="fraud"),
    "fraud/secret.md": sop(id="SOP-FR-002", title="Secret", department="fraud", status="draft"),
    "about/team.md": "# Our team\n\nRead [how to block](../moved/card.md#step-1).\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    build_project(make_project(folder, TEXTS))
    return folder


def test_documents_stand_at_their_addresses(built: Path) -> None:
    page = (built / "site/fraud/card/index.html").read_text("utf-8")
    assert '<h3 class="sop-step-title" id="1-record-the-complaint">' in page
    assert NOTICE in page
    assert "https://example.org/care/sops/edit/main/sops/moved/card.md" in page
    assert not (built / "site/moved").exists()


def test_both_edit_links_lead_to_the_file_where_no_address_is_set(tmp_path: Path) -> None:
    config = CONFIG.replace("edit_uri: edit/main/sops/\n", "")
    config = config.replace("https://example.org/care/sops", "https://gitlab.example.org/care")
    build_project(make_project(tmp_path, {"moved/card.md": TEXTS["moved/card.md"]}, config))
    page = (tmp_path / "site/fraud/card/index.html").read_text("utf-8")
    assert page.count('href="https://gitlab.example.org/care/edit/main/sops/moved/card.md"') == 2


def test_links_from_documents_and_ordinary_pages_reach_the_address(built: Path) -> None:
    document = (built / "site/customer-service/it/index.html").read_text("utf-8")
    assert 'href="../../fraud/card/#step-2"' in document
    ordinary = (built / "site/about/team/index.html").read_text("utf-8")
    assert 'href="../../fraud/card/#step-1"' in ordinary


def test_drafts_are_nowhere_in_the_site(built: Path) -> None:
    assert not any(b"Secret" in content for content in files_of(built / "site").values())


def test_the_search_knows_steps_and_leaves_out_what_is_not_listed(built: Path) -> None:
    folder = built / "site/search"
    search = open_search(lambda name: (folder / name).read_bytes())
    best = search.find("record the complaint").results[0]
    assert "step-1" in [step.anchor for step in best.steps]
    assert not search.find("secret").results


def test_a_title_and_a_purpose_are_text_in_the_frame_of_every_page_too(tmp_path: Path) -> None:
    title = """A </title><script>'x'</script> & "b" """.strip()
    body = BODY.replace("Resolve complaints", 'Say "no" <script>x</script> & resolve complaints')
    texts = {"customer-service/it.md": sop(body, title=title.replace('"', '\\"'))}
    build_project(make_project(tmp_path, texts))
    page = Outline((tmp_path / "site/customer-service/it/index.html").read_text("utf-8"))
    assert title in page.text[: page.text.index("Skip to content")]
    metas = {attrs.get("name"): attrs.get("content") for tag, attrs in page.tags if tag == "meta"}
    assert str(metas["description"]).startswith('Say "no" <script>x</script> & resolve')
    assert not [text for text in page.scripts if text.strip("'") == "x"]


def test_the_department_is_lit_up_on_its_documents(built: Path) -> None:
    page = (built / "site/fraud/card/index.html").read_text("utf-8")
    lit = page[page.index("md-tabs__item--active") :]
    assert lit[: lit.index("</li>")].split()[-2:][0] == "security"


def test_nothing_is_asked_of_another_origin(built: Path) -> None:
    for name, content in files_of(built / "site").items():
        if name.endswith(".html"):
            text = content.decode("utf-8")
            assert "fonts.googleapis" not in text
            assert 'src="http' not in text
            assert 'rel="stylesheet" href="http' not in text


def test_nothing_is_left_beside_the_site(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == ["mkdocs.yml", "site", "sops"]


def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build_project(make_project(tmp_path, TEXTS))
    assert files_of(tmp_path / "site") == files_of(built / "site")


def test_a_failed_build_leaves_the_earlier_site(tmp_path: Path) -> None:
    config = make_project(tmp_path, TEXTS)
    build_project(config)
    before = files_of(tmp_path / "site")
    tree = tree_of(config)
    page = tree.pages["fraud/card.md"]
    wrong = page._replace(headings=(*page.headings, PageHeading(3, "gone", "Gone")))
    pages = {**tree.pages, "fraud/card.md": wrong}
    with pytest.raises(SiteCheckError, match="Gone"):
        build(config, dataclasses.replace(tree, pages=pages))
    assert files_of(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mkdocs.yml", "site", "sops"]


def test_a_name_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    config = make_project(tmp_path, TEXTS)
    Path(os.fsdecode(os.fsencode(tmp_path / "sops") + b"/\xfe.png")).write_bytes(b"x")
    with pytest.raises(OperatorError, match=r"\\xfe\.png is no UTF-8"):
        build_project(config)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mkdocs.yml", "sops"]


def test_a_library_with_errors_is_not_published(tmp_path: Path) -> None:
    config = make_project(tmp_path, {"fraud/card.md": "no front matter"})
    sources = Sources(without_history, rule_findings)
    with pytest.raises(LibraryHasErrorsError) as raised:
        prepare_tree(open_workspace(tmp_path, config), TODAY, sources)
    assert raised.value.findings[0].code == "SOP103"


def test_a_configuration_without_the_plugin_is_said(tmp_path: Path) -> None:
    config = make_project(tmp_path, TEXTS)
    tree = tree_of(config)
    config.write_text("site_name: x\ndocs_dir: sops\ntheme: {name: material}\nplugins: [search]\n")
    with pytest.raises(SettingsError, match="plugin sopgen"):
        build(config, tree)


def test_a_strict_build_with_a_warning_changes_nothing(tmp_path: Path) -> None:
    texts = {**TEXTS, "about/team.md": "# Our team\n\n[gone](gone.md)\n"}
    config = make_project(tmp_path, texts)
    result = build_project(config)
    assert "gone.md" in result.warnings[0]
    before = files_of(tmp_path / "site")
    with pytest.raises(OperatorError, match=r"gone\.md"):
        build(config, tree_of(config), strict=True)
    assert files_of(tmp_path / "site") == before


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "CI": ""}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_plain_mkdocs_build_works(tmp_path: Path) -> None:
    make_project(tmp_path, TEXTS | {"about/team.md": "# Our team\n"})
    done = mkdocs(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/fraud/card/index.html").read_text("utf-8")
    assert "is not in a git repository" in page or "no repository" in page or "git" in page


def test_plain_mkdocs_build_stops_at_errors_and_shows_them(tmp_path: Path) -> None:
    make_project(tmp_path, {"fraud/card.md": sop(id="wrong")})
    (tmp_path / "site").mkdir()
    (tmp_path / "site/kept").write_text("x")
    done = mkdocs(tmp_path, "build")
    assert done.returncode == 1
    assert "sops/fraud/card.md:2:5: SOP2" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "site/kept").exists()


def test_wrong_settings_are_one_clear_line(tmp_path: Path) -> None:
    make_project(tmp_path, TEXTS, CONFIG.replace("pages:", "page:"))
    done = mkdocs(tmp_path, "build")
    assert done.returncode == 1
    assert 'sopgen has no setting "page"' in done.stderr
    assert "Traceback" not in done.stderr
