"""An engine that fails, is missing or finds something wrong leaves the earlier site as it was."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from sopgen.engines.choosing import build_with
from sopgen.model.errors import OperatorError, SettingsError
from sopgen.site import PageHeading
from tests.commandline import run_here
from tests.engines.projects import CONFIG, files_of, make_project, tree_of
from tests.site.libraries import sop

TEXTS = {"fraud/card.md": sop(id="SOP-FR-001", title="Block a card", department="fraud")}
zensical = build_with("zensical")


def project(folder: Path, texts: dict[str, str] = TEXTS, config: str = CONFIG) -> Path:
    """A project with an earlier site."""
    (folder / "site").mkdir()
    (folder / "site/kept").write_text("x")
    (folder / "site/404.html").write_text("x")
    return make_project(folder, texts, config)


def assert_untouched(folder: Path, *beside: str) -> None:
    assert files_of(folder / "site") == {"404.html": b"x", "kept": b"x"}
    assert sorted(path.name for path in folder.iterdir()) == ["mkdocs.yml", "site", "sops", *beside]


def test_a_failing_engine_changes_nothing(tmp_path: Path) -> None:
    own = CONFIG.replace("  name: material\n", "  name: material\n  custom_dir: theme\n")
    config = project(tmp_path, config=own)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("{% nothing of the kind %}")
    with pytest.raises(OperatorError, match=r"Zensical cannot make the site: .*main\.html"):
        zensical(config, tree_of(config))
    assert_untouched(tmp_path, "theme")


def test_a_site_that_is_not_what_was_checked_changes_nothing(tmp_path: Path) -> None:
    config = project(tmp_path)
    tree = tree_of(config)
    page = tree.pages["fraud/card.md"]
    wrong = page._replace(headings=(*page.headings, PageHeading(3, "gone", "Gone")))
    pages = {**tree.pages, "fraud/card.md": wrong}
    with pytest.raises(OperatorError, match=r"not what was checked:\n.*Gone"):
        zensical(config, dataclasses.replace(tree, pages=pages))
    assert_untouched(tmp_path)


def test_a_strict_build_with_a_warning_changes_nothing(tmp_path: Path) -> None:
    config = project(
        tmp_path,
        {**TEXTS, "about/team.md": "# Our team\n\n[gone](gone.md)\n"},
        CONFIG + "hooks: [own.py]\n",
    )
    with pytest.raises(OperatorError, match=r"about/team\.md: the link .* leads nowhere"):
        zensical(config, tree_of(config), strict=True)
    assert_untouched(tmp_path)
    result = zensical(config, tree_of(config))
    assert "hooks" in result.warnings[0]
    assert len(result.warnings) == 2
    assert not (tmp_path / "site/kept").exists()


def test_zensical_knows_one_theme(tmp_path: Path) -> None:
    config = project(tmp_path)
    tree = tree_of(config)
    config.write_text(CONFIG.replace("name: material", "name: readthedocs"))
    with pytest.raises(SettingsError, match='not with "readthedocs"'):
        zensical(config, tree)
    assert_untouched(tmp_path)


def test_properdocs_needs_a_process_of_its_own(tmp_path: Path) -> None:
    config = project(tmp_path)
    with pytest.raises(OperatorError, match="MkDocs runs already"):
        build_with("properdocs")(config, tree_of(config))


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_an_engine_that_is_not_there_is_said_in_one_line(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sopgen.engines.choosing.find_spec", lambda _: None)
    done = run_here("build", "--engine", engine)
    assert done.code == 2
    assert done.out == ""
    assert done.err == (
        f"sopgen: The engine {engine} is not installed."
        f' Install it: pip install "sopgen[{engine}]".\n'
    )
    assert_untouched(tmp_path)
