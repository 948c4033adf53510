"""What a build takes from an earlier one is what it would make itself, whatever was changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sopgen.caching import NO_STORE, Store, part_store_for
from sopgen.engines.building import build
from sopgen.engines.kept_parts import KeptParts
from sopgen.engines.preparing import Sources, git_archive, prepare_tree
from sopgen.engines.result import BuildResult
from sopgen.workspace import open_workspace
from tests.engines.projects import CONFIG, files_of, make_project
from tests.engines.test_same_bytes import git
from tests.site.libraries import BODY, ROOT, TODAY, sop

A, B, C, D, E, F = (f"sops/{name}.md" for name in "abcdef")
ALL = frozenset({A, B, C, D, E, F})
TEXTS = {
    "a.md": sop(
        BODY.replace("Write down", "As [the card](b.md#step-2) says, write down"),
        id="SOP-CS-001",
        title="Take a complaint",
        tags=["phone", "letters"],
    ),
    "b.md": sop(
        BODY,
        id="SOP-FR-001",
        title="Block a card",
        department="fraud",
        related_docs=["SOP-BI-001"],
    ),
    "c.md": sop(BODY, id="SOP-CS-002", title="Call back", tags=["phone"]),
    "d.md": sop(BODY, id="SOP-BI-001", title="Send a bill", department="billing", tags=["letters"]),
    "e.md": sop(
        BODY,
        id="SOP-FR-002",
        title="Old way to block",
        department="fraud",
        status="retired",
        superseded_by="SOP-CS-002",
    ),
    "f.md": sop(
        BODY.replace("Write down", "[One day](later.md), ![drawn](plan.png), write down"),
        id="SOP-CS-003",
        title="Look ahead",
        related_docs=["SOP-CS-009"],
    ),
    "about/team.md": "# Our team\n",
}
OWN = CONFIG.replace("name: material", "name: material\n  custom_dir: overrides").replace(
    f"schema: {ROOT / 'schema'}", "schema: schema"
)
SOURCES = Sources(git_archive, lambda _, __: ())  # the rules would not let some of this pass


class Library:
    """A library in git with what its last build has kept; `taken` are the parts used again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.day = TODAY
        self.taken: Collection[str] = ()

    def file(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text("utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new), "utf-8")

    def commit(self, message: str = "Change") -> None:
        git(self.folder, "add", ".")
        git(self.folder, "commit", "--quiet", "--message", message)

    def build(self, to: Path, store: Store) -> dict[str, bytes]:
        self._result(to, store)
        return files_of(to)

    def warnings(self, to: Path) -> tuple[str, ...]:
        return self._result(to, self.store).warnings

    def _result(self, to: Path, store: Store) -> BuildResult:
        config = self.folder / "mkdocs.yml"
        tree = prepare_tree(open_workspace(self.folder, config), self.day, SOURCES)
        return build(config, replace(tree, store=store), site_dir=to)

    @property
    def store(self) -> Store:
        return part_store_for(self.folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "library"
    make_project(folder, TEXTS, OWN)
    shutil.copytree(ROOT / "schema", folder / "schema")
    (folder / "overrides").mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    library = Library(folder)
    library.commit("Begin")
    for path in (B, D):
        library.change(path, "Write down what", "Write down exactly what")
        library.change(path, '"1.0.0"', '"1.1.0"')
    library.change(D, '["letters"]', "[]")
    library.commit("Be exact")
    library.build(folder / "site", library.store)
    return folder


@pytest.fixture
def library(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    shutil.copytree(built, tmp_path / "library")
    copied = Library(tmp_path / "library")
    look_up = KeptParts.look_up

    def listening(self: KeptParts[object], documents: Collection[str]) -> None:
        look_up(self, documents)
        copied.taken = set(self.documents)

    monkeypatch.setattr(KeptParts, "look_up", listening)
    return copied


def nothing(_: Library) -> None:
    pass


def reword(library: Library) -> None:
    library.change(D, "exactly", "roughly")
    library.commit()


def issue(library: Library) -> None:
    library.change(C, '"1.0.0"', '"1.1.0"')
    library.commit()


def leave_uncommitted(library: Library) -> None:
    library.change(A, "write down", "note")


def rename_a_step(library: Library) -> None:
    library.change(B, "### 2. Close", "### 2. Close the case")
    library.commit()


def add_what_a_link_leads_to(library: Library) -> None:
    library.file("sops/later.md").write_text(sop(BODY, id="SOP-CS-004", title="Later"), "utf-8")
    library.commit()


def add_the_picture(library: Library) -> None:
    shutil.copy(ROOT / "templates/site/assets/favicon.svg", library.file("sops/plan.png"))


def add_what_an_id_names(library: Library) -> None:
    library.file("sops/0.md").write_text(sop(BODY, id="SOP-CS-009", title="Ninth"), "utf-8")


def claim_an_id(library: Library) -> None:
    text = sop(BODY, id="SOP-BI-001", title="Another bill", department="billing")
    library.file("sops/0.md").write_text(text, "utf-8")


def delete(library: Library) -> None:
    library.file(C).unlink()
    library.commit()


def move(library: Library) -> None:
    git(library.folder, "mv", B, "sops/block.md")
    library.commit("Move")


def take_a_tag_away(library: Library) -> None:
    library.change(C, '["phone"]', '["calls"]')


def take_the_last_tag_away(library: Library) -> None:
    library.change(A, '["phone", "letters"]', '["phone"]')


def point(library: Library) -> None:
    library.change(E, "Write down", "See [the bill](d.md), write down")


def empty_a_department(library: Library) -> None:
    library.change(D, '"billing"', '"fraud"')


def name_an_author(library: Library) -> None:
    library.file(".mailmap").write_text("Ann Lee <a@example.org>\n", "utf-8")
    library.commit()


def name_the_site(library: Library) -> None:
    library.change("mkdocs.yml", "Example Care", "Example Bank")


def explain_a_term(library: Library) -> None:
    term = "  close:\n    name: Close\n    meaning: To end a case."
    library.change("schema/vocabulary.yml", "terms:", f"terms:\n{term}")


def add_an_own_page(library: Library) -> None:
    library.file("sops/about/us.md").write_text("# About us\n", "utf-8")


def override_the_theme(library: Library) -> None:
    text = '{% extends "base.html" %}{% block footer %}<footer>Ours</footer>{% endblock %}'
    library.file("overrides/main.html").write_text(text, "utf-8")


def wait_a_day(library: Library) -> None:
    library.day = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("edit", "made_anew"),
    [
        (nothing, set[str]()),
        (reword, {B, D}),  # the other one names it
        (issue, {C, E}),
        (leave_uncommitted, {A, B}),  # it points to the other one, which says so
        (rename_a_step, {A, B, D}),
        (add_what_a_link_leads_to, {F}),
        (add_the_picture, {F}),
        (add_what_an_id_names, {F}),
        (claim_an_id, {B, D}),
        (delete, {E}),
        (move, {A, D}),
        (take_a_tag_away, {C, E}),
        (take_the_last_tag_away, {A, B, D}),  # an old version of one has it, too
        (point, {C, D, E}),
        (empty_a_department, ALL),
        (name_an_author, ALL),
        (name_the_site, ALL),
        (explain_a_term, ALL),
        (add_an_own_page, ALL),
        (override_the_theme, ALL),
        (wait_a_day, ALL),
    ],
)
def test_after_a_change_the_same_bytes_as_made_anew(
    library: Library, tmp_path: Path, edit: Callable[[Library], None], made_anew: Collection[str]
) -> None:
    edit(library)
    kept = library.build(tmp_path / "kept", library.store)
    there = {path for path in ALL if library.file(path).exists()}
    assert there - set(library.taken) == set(made_anew)
    anew = library.build(tmp_path / "anew", NO_STORE)
    assert [name for name in anew if anew[name] != kept.get(name)] == []
    assert kept.keys() == anew.keys()


def test_the_next_build_takes_what_this_one_has_made(library: Library, tmp_path: Path) -> None:
    wait_a_day(library)
    first = library.build(tmp_path / "first", library.store)
    assert library.taken == set()
    assert library.build(tmp_path / "second", library.store) == first
    assert library.taken == ALL
    library.day = TODAY  # what the day before has left is still there
    library.build(tmp_path / "third", library.store)
    assert library.taken == ALL


def test_a_warning_is_told_once_and_by_the_next_build_too(library: Library, tmp_path: Path) -> None:
    script = "<script>let length = {{ page.title | length if page else 0 }}</script>"
    text = '{% extends "base.html" %}{% block libs %}' + script + "{% endblock %}"
    library.file("overrides/main.html").write_text(text, "utf-8")
    enforced = "schema: schema\n      content_security: {enforce: true}"
    library.change("mkdocs.yml", "schema: schema", enforced)
    first = library.warnings(tmp_path / "first")
    assert first
    assert len(first) == len(set(first))
    assert set(library.warnings(tmp_path / "second")) == set(first)
    assert library.taken == ALL


def test_what_was_forged_or_torn_is_made_anew(library: Library, tmp_path: Path) -> None:
    anew = library.build(tmp_path / "anew", NO_STORE)
    file = library.folder / ".git/sopgen/parts-1.sqlite"
    content = bytearray(file.read_bytes())
    for at in range(8192, len(content), 997):
        content[at] ^= 0xFF
    file.write_bytes(content)
    assert library.build(tmp_path / "kept", library.store) == anew
    file.write_bytes(b"SQLite format 3\0 and nothing of the kind")
    assert library.build(tmp_path / "kept", library.store) == anew
