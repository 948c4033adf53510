"""The quick card: one sheet of paper whatever the document, and nothing cut from it unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import A4, LETTER, printed, standing_alone
from tests.site.libraries import BODY, sop

# The width and height of each paper's text, in CSS pixels: what the print style lays out.
PAPERS = {A4: (718, 1047), LETTER: (740, 980)}
HEAD, TAIL = BODY.split("### 1. Record the complaint")[0], "\n"
CUT = """() => {
  const list = document.querySelector(".steps");
  const sheet = document.querySelector(".card").getBoundingClientRect();
  const foot = document.querySelector("footer").getBoundingClientRect();
  const shown = list.getBoundingClientRect();
  const inside = [...list.children].every((item) => {
    const box = item.getBoundingClientRect();
    return box.bottom <= shown.bottom + 1 && box.right <= shown.right + 1;
  });
  return inside && foot.bottom <= sheet.bottom + 1 ? "" : "cut";
}"""


def steps(count: int, title: str = "Do what comes next", more: str = "") -> str:
    """A body with as many steps."""
    each = (
        f"### {number}. {title}\n\n- Role: Frontline agent\n- Time limit: 5 minutes\n{more}\nDo.\n"
        for number in range(1, count + 1)
    )
    return HEAD + "\n".join(each) + TAIL


GATES = (
    "- Confirm: I read the whole number back to the customer and wrote down what was said\n"
    "- If: the customer is at risk of harm now → [step 1](#step-1)\n"
)
LIBRARY = {
    "one": steps(1),
    "eight": steps(8, more=GATES),
    "twenty": steps(20, more=GATES),
    "sixty": steps(60, more=GATES),
    "many": steps(300, "A title that is rather long and goes on for a while " * 2, GATES),
    "long-words": steps(12, "Donaudampfschifffahrt" * 8, GATES),
    "chinese": steps(25, "记录客户的投诉并立即确认收到投诉编号" * 2, GATES),
    "arabic": steps(25, "سجل الشكوى وأكد استلامها على الفور للعميل", GATES),
    "emoji": steps(10, "🔥👩‍🚒 " * 20),
    "wide": steps(15, "W" * 150 + " M" * 40, GATES),
}


def check(page: Page) -> None:
    """One sheet on either paper, and all of it within the sheet."""
    for paper, (width, height) in PAPERS.items():
        page.emulate_media(media="print")
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CUT) == "", f"{page.url} on {paper}"
        page.emulate_media(media="null")
        sheets = printed(page, paper)
        assert len(sheets) == 1, f"{page.url} on {paper}"
        assert "Uncontrolled when printed" in sheets[0]


def test_every_sample_has_a_card_of_one_sheet(page: Page, address: str, site: Path) -> None:
    cards = sorted(site.rglob("card/index.html"))
    assert len(cards) > 20
    for card in cards:
        page.goto(f"{address}{card.parent.relative_to(site).as_posix()}/")
        check(page)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cards of documents as they should not be."""
    texts = {
        f"customer-service/{name}.md": sop(body, id=f"SOP-CS-{at:03}", title=f"{name} " * 3)
        for at, (name, body) in enumerate(LIBRARY.items(), 100)
    }
    return standing_alone(tmp_path_factory.mktemp("odd"), texts)


@pytest.mark.parametrize("name", LIBRARY)
def test_an_odd_document_has_a_card_of_one_sheet(browser: Browser, odd: Path, name: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((odd / f"customer-service/{name}/card/index.html").as_uri())
        check(page)
        if name == "many":
            expect(page.get_by_text("more steps: the full text has more")).to_be_visible()


def test_a_card_prints_by_its_button_and_leads_back(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(f"{address}fraud/card-or-account-compromised/")
    page.get_by_role("link", name="Quick card").first.click()
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
    page.get_by_role("link", name="The full text").click()
    expect(page.get_by_role("heading", name="Card or account compromised")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_card_is_readable_on_a_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}customer-service/restore-home-internet/card/")
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
