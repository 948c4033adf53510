"""What a preview adds to a page: where it stands, what it says, and that it is all there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape

from sopgen.preview.keeping import Keeper
from sopgen.preview.site import Site
from tests.preview.libraries import CARD, LATE, PAGE, Library
from tests.site.libraries import BODY, ROOT, TODAY, sop
from tests.site.rendering import Outline

ADDED = [
    re.compile(r"\n<aside class=\"sop-preview.*?</aside>\n", re.DOTALL),
    re.compile(r"\n(?:<div class=\"sop-preview-note.*?</div>\n)+", re.DOTALL),
    re.compile(r'<meta name="sopgen-preview".*?</script>\n', re.DOTALL),
]
HOSTILE = "<script>window.hacked=1</script><img src=x onerror=alert(1)>\"'"


def card(body: str = BODY, **fields: str) -> str:
    return sop(body, **{"id": "SOP-FR-001", "title": "Block", "department": "fraud", **fields})


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def without_additions(page: str) -> str:
    for added in ADDED:
        page = added.sub("", page)
    return page


def test_nothing_but_the_additions_is_added() -> None:
    site = Keeper(ROOT / "mkdocs.yml", lambda: TODAY).look()
    assert isinstance(site, Site)
    paths = [*site.tree.pages_of.values(), "index.md", "register/index.md", "rules/SOP101.md"]
    for path in paths:
        address = f"{path.removesuffix('.md')}/".removesuffix("index/")
        shown, made = site.answer(address), site.renderer.render(address)
        assert shown is not None
        assert made is not None
        assert shown.content != made.content
        assert without_additions(shown.content.decode()) == made.content.decode()


def test_a_note_stands_first_in_its_step(library: Library) -> None:
    library.write(CARD, card(LATE))
    page = library.page(PAGE)
    step = page[page.index('data-sop-step="1"') :]
    note = step[step.index("<div") : step.index("</div>")]
    assert 'class="sop-preview-note sop-preview-note--error" id="preview-1" role="note"' in note
    assert "The time limit" in note
    assert "SOP315" in note
    assert 'href="/rules/SOP315/"' in note
    (found,) = library.site().findings.of(f"sops/{CARD}")
    assert found.hint
    assert escape(found.hint) in note
    assert escape(found.message) in note
    assert '<a href="#preview-1">Step 1: Record the complaint</a>' in page
    made = library.site().renderer.render(PAGE)
    assert made is not None
    assert without_additions(page) == made.content.decode()


def test_a_note_stands_under_the_heading_of_its_section(library: Library) -> None:
    library.write(CARD, card(BODY.replace("on phone and chat", "on [phone](gone.md) and chat")))
    page = library.page(PAGE)
    heading = page[page.index('id="scope"') :]
    heading = heading[heading.index("</h2>") :]
    assert re.match(r"</h2>\s*<div class=\"sop-preview-note", heading)


def test_what_concerns_the_front_matter_stands_at_the_top_with_its_hint(library: Library) -> None:
    library.write(CARD, card(approver="nobody"))
    page = library.page(PAGE)
    top = page[page.index('<aside class="sop-preview') : page.index("</aside>")]
    assert re.search(r'<li id="preview-1">.*Front matter.*nobody', top)
    assert "sop-preview-note" not in page
    assert page.index("</aside>") < page.index("<h1")


def test_a_document_without_findings_says_so(library: Library) -> None:
    library.write(CARD, card())
    assert "nothing to mend" in library.page(PAGE)


def test_no_message_becomes_markup(library: Library) -> None:
    name = HOSTILE.replace('"', '\\"')
    library.write(CARD, card(LATE.replace("soon", HOSTILE), approver=name, type=name, title=name))
    for address in (PAGE, ".preview/"):
        outline = Outline(library.page(address))
        assert HOSTILE in outline.text
        assert not [text for text in outline.scripts if text.strip().startswith("window.hacked")]
        assert not [tag for tag, fields in outline.tags if tag == "img" and "onerror" in fields]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00x", "<b>&amp;".encode("utf-16")])
def test_a_file_that_is_no_document_shows_its_text_and_findings(
    library: Library, content: bytes
) -> None:
    assert "Block a card" in library.page(PAGE)
    library.write(CARD, content)
    page = library.page(PAGE)
    assert "This file is no document." in page
    assert "SOP1" in page
    assert f'<a href="/{PAGE}">block-a-card.md</a>' in library.page(".preview/")


def test_a_file_that_never_was_a_document_stands_where_its_name_says(library: Library) -> None:
    library.write("orders/odd.md", b"\xff\xfe<script>\x00")
    page = library.page("orders/odd/")
    assert "&lt;script&gt;" in page
    assert "\ufffd<script>" not in page


def test_a_document_without_front_matter_leads_to_where_it_stands(library: Library) -> None:
    library.page(PAGE)
    library.write(CARD, "# Nothing above\n")
    assert library.answer(PAGE).leads_to == "/other/block-a-card/"
    assert "SOP103" in library.page("other/block-a-card/")
    library.write(CARD, card())
    assert library.answer("other/block-a-card/").leads_to == f"/{PAGE}"


def test_a_second_document_of_one_address_is_shown_elsewhere(library: Library) -> None:
    library.write("orders/block-a-card.md", card(title="The other card"))
    page = library.page("orders/block-a-card/")
    assert "Another document has this one" in page
    assert "The other card" in page
    assert 'href="/orders/block-a-card/"' in library.page(".preview/")
    library.write("orders/it.md", sop(department="orders"))
    library.write("orders/moved/it.md", sop(department="orders"))
    library.write("orders/moved.md", card(title="Moved"))
    assert "Another document" in library.page("orders/moved/it/")


def test_a_link_out_of_the_library_is_not_followed(library: Library, tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-secret.md"
    secret.write_text("a secret", "utf-8")
    (library.root / "sops/orders").mkdir()
    (library.root / "sops/orders/link.md").symlink_to(secret)
    page = library.page("orders/link/")
    assert "SOP101" in page
    assert "a secret" not in page


def test_all_findings_are_listed(library: Library) -> None:
    library.write(CARD, card(LATE))
    page = library.page(".preview/")
    assert "1 error in 1 of 2 documents." in page
    assert f'<a href="/{PAGE}">Block</a>' in page
    library.write(CARD, card())
    assert "Nothing to mend" in library.page(".preview/")
