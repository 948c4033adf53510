"""A preview in a browser: what is saved is seen, in its place, with what there is to mend."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.preview.libraries import CARD, LATE, PAGE, PLAIN, TEXTS, Library, serving
from tests.site.libraries import BODY, sop

PALETTE = PLAIN.replace(
    "  font: false\n",
    "  font: false\n  palette:\n"
    '    - {media: "(prefers-color-scheme: light)", scheme: default}\n'
    '    - {media: "(prefers-color-scheme: dark)", scheme: slate}\n',
)
LONG = BODY.replace("Say goodbye.", "\n\n".join(f"Paragraph {number}." for number in range(60)))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("seen"), PALETTE)


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(library) as address:
        yield address


def card(body: str, **fields: str) -> str:
    return sop(
        body, **{"id": "SOP-FR-001", "title": "Block a card", "department": "fraud", **fields}
    )


def test_a_save_is_seen_with_what_is_to_mend_and_that_it_is_mended(
    page: Page, address: str, library: Library
) -> None:
    library.write(CARD, TEXTS[CARD])
    page.goto(address + PAGE)
    expect(page.locator(".sop-preview")).to_contain_text("nothing to mend")
    library.write(CARD, card(LATE, approver="nobody"))
    note = page.locator("[data-sop-step='1'] .sop-preview-note")
    expect(note).to_contain_text("soon")
    expect(page.locator(".sop-preview__list li")).to_have_count(2)
    page.get_by_role("link", name="Step 1: Record the complaint", exact=True).click()
    expect(note).to_be_in_viewport()
    note.get_by_role("link", name="SOP315").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("SOP315")
    page.go_back()
    library.write(CARD, TEXTS[CARD])
    expect(note).to_have_count(0)


def test_the_reader_stays_where_they_were(page: Page, address: str, library: Library) -> None:
    library.write(CARD, card(LONG))
    page.goto(address + PAGE)
    responsibilities = page.get_by_role("button", name="Responsibilities")
    responsibilities.click()
    there = page.get_by_text("Paragraph 40.", exact=True)
    there.evaluate("item => item.scrollIntoView({block: 'center'})")
    before = there.bounding_box()
    longer = LONG.replace("Open the complaint form.", "Open the complaint form.\n- Breathe.")
    library.write(CARD, card(longer))
    expect(page.get_by_text("Breathe.")).to_have_count(1)
    expect(responsibilities).to_have_attribute("aria-expanded", "true")
    expect(there).to_be_in_viewport()
    assert before == pytest.approx(there.bounding_box(), abs=4)


def test_a_page_that_a_save_does_not_change_is_left_alone(
    page: Page, address: str, library: Library
) -> None:
    library.write(CARD, card(LONG))
    page.goto(f"{address}rules/SOP101/")
    page.evaluate("window.isTheSame = true")
    with page.expect_response(lambda answer: answer.url.endswith("/rules/SOP101/")):
        library.write(CARD, TEXTS[CARD])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.isTheSame")


def test_broken_settings_are_shown_until_they_are_mended(
    page: Page, address: str, library: Library
) -> None:
    whole = library.config.read_text("utf-8")
    page.goto(address + PAGE, wait_until="networkidle")
    library.config.write_text(whole + "\nplugins: [\n", "utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_text("This has to be mended first")
    expect(page.locator("main")).to_contain_text("no valid YAML")
    library.config.write_text(whole, "utf-8")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Block a card")


def test_the_search_finds_what_was_saved(page: Page, address: str, library: Library) -> None:
    library.write(CARD, card(BODY.replace("Say goodbye.", "Mention the xylophone.")))
    page.goto(f"{address}search/?q=xylophone")
    expect(page.get_by_role("main")).to_contain_text("Block a card")
    library.write(CARD, TEXTS[CARD])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_of_it_stands_in_anybodys_way(
    browser: Browser, address: str, library: Library, scheme: str
) -> None:
    library.write(CARD, card(LATE, approver="nobody", title="W" * 100))
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in (PAGE, ".preview/"):
        page.goto(address + path)
        expect(page.locator(".sop-preview")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert [item for item in violations(page) if "sop-preview" in item] == []
    page.goto(address + PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".sop-preview")).to_be_hidden()
    expect(page.locator(".sop-preview-note")).to_be_hidden()
    context.close()
