"""The site follows what is on disk, and only what changed is made anew."""

from __future__ import annotations

import gc
import os
import weakref
from pathlib import Path

import pytest
from mkdocs.structure.files import File

from sopgen.engines.engine import Engine
from sopgen.library import read_file
from sopgen.preview import reading
from sopgen.reading.reader import Reading
from tests.history.repository import Repository
from tests.preview.libraries import BILL, CARD, LATE, PAGE, PLAIN, TEXTS, Library
from tests.site.libraries import ROOT, sop


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def changed(words: str) -> str:
    return TEXTS[CARD].replace("Say goodbye.", words)


def test_after_an_edit_one_document_is_read_and_one_page_rendered(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        name = f"orders/order-{number}.md"
        library.write(name, sop(id=f"SOP-OR-{number:03}", title=f"Order {number}"))
    library.page(PAGE)
    read: list[str] = []
    rendered: list[str] = []

    def counted(file: Path, path: str, *more: object) -> Reading:
        read.append(path)
        return read_file(file, path, *more)  # type: ignore[arg-type]

    def render(self: Engine, file: File) -> str:
        rendered.append(file.dest_uri)
        return whole(self, file)

    whole = Engine.render
    monkeypatch.setattr(reading, "read_file", counted)
    monkeypatch.setattr(Engine, "render", render)
    monkeypatch.setattr("sopgen.preview.stamps.Stamp.is_certain", True)
    library.site()  # those written a moment ago are read once more
    read.clear()
    library.write(CARD, changed("Say farewell."))
    assert "Say farewell." in library.page(PAGE)
    assert "Say farewell." in library.page(PAGE)
    assert read == [f"sops/{CARD}"]
    assert rendered == [f"{PAGE}index.html"]


def test_where_nothing_changed_it_is_the_same_site(library: Library) -> None:
    site = library.site()
    assert library.site() is site
    library.write(CARD, TEXTS[CARD])
    assert library.site() is site


def test_a_second_edit_in_the_same_tick_of_the_clock_is_seen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, now = library.root / "sops" / CARD, 1_800_000_000 * 10**9
    monkeypatch.setattr("sopgen.preview.stamps.time_ns", lambda: now + 1_000_000)
    for words in ("Say goodbyf.", "Say goodbyg."):
        library.write(CARD, changed(words))
        os.utime(file, ns=(now, now))
        assert words in library.page(PAGE)


def test_documents_come_and_go(library: Library) -> None:
    assert library.site().answer("orders/new/") is None
    library.write("orders/new.md", sop(id="SOP-OR-001", title="New here", department="orders"))
    assert "New here" in library.page("orders/new/")
    assert "New here" in library.page("orders/")
    (library.root / "sops/orders/new.md").unlink()
    assert library.site().answer("orders/new/") is None
    library.write("about/faq.md", "# Asked often\n")
    library.write("about/picture.svg", "<svg/>")
    assert library.site().renderer.render("about/faq/") is not None
    assert library.answer("about/picture.svg").type == "image/svg+xml"
    (library.root / "sops/about/picture.svg").unlink()
    assert library.site().answer("about/picture.svg") is None


def test_drafts_are_there(library: Library) -> None:
    assert "Explain a bill" in library.page("billing/explain-a-bill/")


def test_a_document_that_moved_is_found_where_it_was_read(library: Library) -> None:
    library.page(PAGE)
    library.write(CARD, TEXTS[CARD].replace('"fraud"', '"billing"'))
    assert library.answer(PAGE).leads_to == "/billing/block-a-card/"
    library.write(CARD, TEXTS[CARD])
    assert library.answer(PAGE).code == 200
    assert library.answer("billing/block-a-card/").leads_to == f"/{PAGE}"


def test_a_page_is_another_one_when_its_findings_are(library: Library) -> None:
    state = library.answer(PAGE).state
    assert library.answer(PAGE).state == state
    library.write(CARD, sop(LATE, id="SOP-FR-001", title="Block a card", department="fraud"))
    assert library.answer(PAGE).state != state
    state = library.answer("").state
    library.write(BILL, TEXTS[BILL] + "\nMore.\n")
    assert library.answer("").state == state


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("mkdocs.yml", "plugins: [\n"),
        ("mkdocs.yml", PLAIN.replace("pages:", "page:")),
        ("mkdocs.yml", PLAIN.replace("name: material", "name: nonesuch")),
        ("schema/vocabulary.yml", "roles: [\n"),
    ],
)
def test_what_cannot_be_used_is_told_until_it_is_mended(
    tmp_path: Path, file: str, text: str
) -> None:
    (tmp_path / "schema").mkdir()
    for source in (ROOT / "schema").iterdir():
        (tmp_path / "schema" / source.name).write_bytes(source.read_bytes())
    config = PLAIN.replace(str(ROOT / "schema"), str(tmp_path / "schema"))
    library = Library(tmp_path, config)
    before = library.page(PAGE)
    whole = (tmp_path / file).read_text("utf-8")
    (tmp_path / file).write_text(text, "utf-8")
    assert library.stopped().message
    assert library.keeper.look() == library.stopped()
    (tmp_path / file).write_text(whole, "utf-8")
    assert library.page(PAGE).count("\n") == before.count("\n")
    assert library.warnings == []


def test_another_commit_is_another_history(tmp_path: Path) -> None:
    with Repository(tmp_path) as repository:
        repository.commit("First", {f"sops/{CARD}": TEXTS[CARD]})
        repository.check_out()
        library = Library(tmp_path)
        assert "Second reason" not in library.page(f"{PAGE}history/")
        fields = {"version": "1.1.0", "change_summary": "Second reason"}
        text = sop(id="SOP-FR-001", title="Block a card", department="fraud", **fields)
        repository.commit("Second", {f"sops/{CARD}": text})
        repository.check_out()
        assert "Second reason" in library.page(f"{PAGE}history/")


def test_nothing_is_kept_of_what_an_edit_made_old(library: Library) -> None:
    library.page(PAGE)
    old = weakref.ref(library.site().edition)
    library.write(CARD, changed("Say farewell."))
    library.page(PAGE)
    gc.collect()
    assert old() is None


def test_a_mistake_in_sopgen_stops_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.site()
    with monkeypatch.context() as broken:
        broken.setattr(reading, "find_files", None)
        assert "mistake in sopgen" in library.stopped().message
    assert "TypeError" in library.warnings[0]
    assert "Block a card" in library.page(PAGE)
