"""Documents that nobody would wish for still give pages that hold together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.arriving import reader_page
from tests.browser.sites import serving
from tests.engines.projects import build_project, make_project
from tests.site.libraries import BODY, sop

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 4
HARD = {
    "one": ("One step", ["Only"]),
    "sixty": ("Sixty steps", [f"Do thing {number} as the customer wishes" for number in range(60)]),
    "arabic": ("مرحبا \U0001f600 <i>", ["تحقق من هوية العميل قبل أي خطوة", "أغلق"]),
    "chinese": ("处理客户投诉", ["记录客户的投诉内容并确认" * 6, "👩\u200d👩\u200d👧 关闭"]),
    "long": (LONG[:120], [LONG, "<b>&amp;</b> \"quoted\" 'text'"]),
}
OUTSIDE = """(boxes) => boxes.filter((box) => {
    const edge = box.querySelector('rect, path').getBoundingClientRect();
    return [...box.querySelectorAll('text')].some((text) => {
        const at = text.getBoundingClientRect();
        return at.left < edge.left || at.right > edge.right || at.bottom > edge.bottom + 1;
    });
}).map((box) => box.textContent)"""


def document(number: int, title: str, steps: list[str]) -> str:
    start, end = BODY.index("### 1."), BODY.index("## Reply")
    last = len(steps)
    written = "".join(
        f"### {n}. {step}\n\n- Role: Frontline agent\n- Confirm: {step}\n"
        f"- If: {step} → [step 1](#step-1)\n- If: {step} → [step {last}](#step-{last})\n"
        f"\n{step}\n\n"
        for n, step in enumerate(steps, 1)
    )
    return sop(BODY[:start] + written + BODY[end:], id=f"SOP-CS-{number:03}", title=title)


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server for a site of hard documents."""
    texts = {
        f"customer-service/{name}.md": document(number, *content)
        for number, (name, content) in enumerate(HARD.items(), 1)
    }
    folder: Path = build_project(make_project(tmp_path_factory.mktemp("hard"), texts)).site_dir
    with serving(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own."""
    with browser.new_context() as context:
        yield reader_page(context)


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_holds_together(page: Page, hard: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{hard}customer-service/{name}/#flowchart")
    title, steps = HARD[name]
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("h3.sop-step-title")).to_have_count(len(steps))
    expect(page.locator(".sop-flow__chart a.step")).to_have_count(len(steps))
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0


@pytest.mark.parametrize("name", HARD)
def test_no_letter_of_the_flowchart_leaves_its_box(page: Page, hard: str, name: str) -> None:
    page.goto(f"{hard}customer-service/{name}/#flowchart")
    expect(page.locator(".sop-flow__chart")).to_be_visible()
    boxes = page.locator(".sop-flow__chart :is(.step, .exit, .decision)")
    assert boxes.evaluate_all(OUTSIDE) == []
