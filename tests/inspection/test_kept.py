"""What is kept of an earlier inspection never changes what is found, only how soon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopgen.bundled import bundled
from sopgen.caching import Store
from sopgen.inspection import (
    Inspection,
    inspect,
    inspect_folder,
    inspecting,
    levels_of,
)
from sopgen.inspection.inspector import Found, findings_in
from sopgen.inspection.question import Question
from sopgen.workspace import open_workspace
from tests.examples.checking import TODAY
from tests.sample import BODY, SampleLibrary

LINKS: Final = ["[x](b.md#step-2)", "[x](b.md#step-9)", "[x](gone.md)", "[x](deep/c.md#scope)"]
TEXTS: Final = ["Visits are in SOP-CS-999.", "Limits: TBD.", "", "<!-- guidance: say what -->"]


@pytest.fixture
def store(tmp_path: Path, library: SampleLibrary) -> Store:
    (library.root / ".git").mkdir()  # so that the schemas are checked once
    return Store(tmp_path / "cache.sqlite")


def fresh(library: SampleLibrary, day: date = TODAY) -> Inspection:
    workspace = open_workspace(library.root)
    levels = levels_of(workspace.settings.rules)
    return inspect(workspace.library, workspace.templates, levels, day)


def found(
    library: SampleLibrary, store: Store, day: date = TODAY, only: set[str] | None = None
) -> Inspection:
    it = open_workspace(library.root)
    levels = levels_of(it.settings.rules)
    return inspect_folder(
        it.settings, it.templates, it.vocabulary, store, levels=levels, today=day, only=only
    )


def read_first(library: SampleLibrary, store: Store, day: date = TODAY) -> Inspection:
    """What is found in documents that were read before anything was asked of them."""
    it = open_workspace(library.root)
    levels = levels_of(it.settings.rules)
    with inspecting(
        it.library, it.settings, it.templates, store, levels=levels, today=day
    ) as outcome:
        return outcome()


def fill(library: SampleLibrary) -> None:
    library.add(
        "a.md",
        f"{BODY}\nSee {LINKS[0]}, {LINKS[1]}, [a form](form.pdf).\n",
        related_docs="[SOP-CS-002]",
    )
    library.add("b.md", id="SOP-CS-002", title="Answer a letter", status="retired")
    library.add("deep/c.md", id="SOP-CS-002", title="Answer a call", version="1.0")
    library.file("sops/broken.md", b"\xff\xfe\x00")
    library.file("sops/latin.md", "---\ntitle: Café\n---\n".encode("latin-1"))
    library.file("sops/large.md", b"x" * 2000)
    library.settings("largest_file: 1536")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that are read."""
    names: list[str] = []
    original = Question._read

    def counted(self: Question, path: str) -> object:
        names.append(path)
        return original(self, path)

    monkeypatch.setattr(Question, "_read", counted)
    return names


def test_what_did_not_change_is_not_read_again(
    library: SampleLibrary, store: Store, read: list[str]
) -> None:
    fill(library)
    first = found(library, store)
    assert first == fresh(library)
    assert first.findings
    read.clear()
    assert found(library, store) == first
    assert found(library, store, only={"sops/b.md"}).paths == ("sops/b.md",)
    assert read == []


def test_of_one_changed_document_only_that_one_is_read(
    library: SampleLibrary, store: Store, read: list[str]
) -> None:
    fill(library)
    found(library, store)
    read.clear()
    library.add("a.md", f"{BODY}\nSee {LINKS[0]}. {TEXTS[1]}\n", related_docs="[SOP-CS-002]")
    assert found(library, store) == fresh(library)
    assert read == ["sops/a.md"]


EDITS: Final[Mapping[str, Callable[[SampleLibrary], object]]] = {
    "a heading": lambda it: it.add("b.md", BODY.replace("### 2.", "### 3."), id="SOP-CS-002"),
    "a status": lambda it: it.add("b.md", id="SOP-CS-002", title="Answer a letter"),
    "a title": lambda it: it.add("b.md", id="SOP-CS-002", title="Answer a call"),
    "another file": lambda it: it.file("sops/form.pdf"),
    "another document": lambda it: it.file("sops/gone.md", "# A page\n"),
    "a page": lambda it: it.settings('largest_file: 1536\npages: ["b.md"]'),
    "a level": lambda it: it.settings("largest_file: 1536\nrules: {SOP403: warning}"),
    "the limit": lambda it: it.settings("largest_file: 4096"),
    "a lost document": lambda it: (it.sops / "b.md").unlink(),
    "a moved document": lambda it: (it.sops / "b.md").rename(it.sops / "deep" / "b.md"),
    "a schema": lambda it: copy_schema(it, "sop.schema.json", '"Scope"', '"Range"'),
    "a word": lambda it: copy_schema(it, "vocabulary.yml", "  team-lead:", "  unit-lead:"),
}


def copy_schema(library: SampleLibrary, name: str, old: str, new: str) -> None:
    for file in bundled("schema").iterdir():
        text = file.read_text("utf-8")
        assert file.name != name or old in text
        library.file(f"schema/{file.name}", text.replace(old, new) if file.name == name else text)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_any_change_around_it_a_document_is_judged_anew(
    library: SampleLibrary, store: Store, edit: Callable[[SampleLibrary], object]
) -> None:
    fill(library)
    before = found(library, store)
    edit(library)
    after = fresh(library)
    assert after != before
    assert read_first(library, store) == after
    assert found(library, store) == after


def test_on_another_day_other_reviews_are_due(library: SampleLibrary, store: Store) -> None:
    library.add()
    assert found(library, store).findings == ()
    later = TODAY + timedelta(days=365)
    assert found(library, store, later) == fresh(library, later)
    assert found(library, store, later).findings


@st.composite
def edits(draw: st.DrawFn) -> Mapping[str, str]:
    """A body, or nothing, for some documents."""
    line = st.builds("{}\n{} {}\n".format, st.just(BODY), *2 * [st.sampled_from(LINKS + TEXTS)])
    return draw(st.dictionaries(st.sampled_from(["a.md", "b.md", "deep/c.md"]), line, min_size=1))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits(), min_size=1, max_size=4), st.sampled_from(["approved", "retired"]))
def test_through_any_edits_the_findings_are_the_same_with_and_without(
    library: SampleLibrary, store: Store, rounds: list[Mapping[str, str]], status: str
) -> None:
    for edited in rounds:
        for number, (name, body) in enumerate(edited.items()):
            library.add(name, body, id=f"SOP-CS-00{number}", status=status)
        assert found(library, store) == fresh(library) == read_first(library, store)


def test_what_was_found_in_a_folder_is_known_of_the_library_that_was_read(
    library: SampleLibrary, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library)
    looked_at: list[str] = []
    monkeypatch.setattr("sopgen.crew._processors", lambda: 1)  # what another one does is not seen
    monkeypatch.setattr("sopgen.inspection.question.findings_in", counting(looked_at))
    assert read_first(library, store) == fresh(library)
    assert len(looked_at) == 6
    looked_at.clear()
    assert read_first(library, store) == found(library, store) == fresh(library)
    assert set(looked_at) == {"sops/broken.md", "sops/large.md", "sops/latin.md"}


def counting(paths: list[str]) -> Callable[..., dict[str, Found]]:
    def counted(*given: Iterable[str]) -> dict[str, Found]:
        paths.extend(given[-1])
        return findings_in(*given)  # type: ignore[arg-type] # whatever they are

    return counted


def test_a_text_that_says_what_a_broken_one_shows_is_not_taken_for_it(
    library: SampleLibrary, store: Store
) -> None:
    text = (library.add().read_text("utf-8") + "\nCafé\n").encode("latin-1")
    library.file("sops/a.md", text)
    broken = read_first(library, store)
    assert broken.findings
    library.file("sops/a.md", text.decode("utf-8", errors="replace").encode())
    assert read_first(library, store) == fresh(library) != broken


@pytest.mark.parametrize("junk", [b"", b"null", b"[1]", b"{", b"[[1]]", b'[[],[],"x"]', b"\xff"])
def test_what_is_kept_in_a_wrong_form_is_missing(
    library: SampleLibrary, store: Store, junk: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library)
    keep = Store.put
    monkeypatch.setattr(Store, "put", lambda self, it: keep(self, dict.fromkeys(it, junk)))
    found(library, store)
    monkeypatch.undo()
    assert found(library, store) == fresh(library)


def test_a_document_that_cannot_be_opened_is_not_kept(library: SampleLibrary, store: Store) -> None:
    library.add()
    (library.sops / "linked.md").symlink_to("/etc/hostname")
    assert [item.code for item in found(library, store).findings] == ["SOP101"]
    assert found(library, store) == fresh(library)
