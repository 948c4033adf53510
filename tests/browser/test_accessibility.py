"""Every kind of page, for everyone: what axe finds, zoom, spacing, keyboard.

With SOPGEN_EVERY_PAGE=1 the tests look at every page, not only at those that have between them
everything that any page has.
"""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.measures import overflow
from tests.browser.sites import one_of_each_kind, paths_of

# WCAG 1.4.12: what a reader may set without loss.
SPACING: Final = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
LARGE: Final = "html { font-size: 250% !important; }"  # twice the theme's own

FOCUSED: Final = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const shows = [one, one.closest("form"), one.nextElementSibling].filter(Boolean).some((each) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
  if (one === window.firstReached) return null;
  window.firstReached ??= one;
  one.dataset.reached = "yes";
  return {name: one.outerHTML.slice(0, 120), shows};
}"""
# As a browser's own settings do it, past the policy of the page.
ADOPT: Final = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
PARTS: Final = 4  # of the long walks, so that two workers share them
LEVELS: Final = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")]
  .map((heading) => Number(heading.localName[1]))"""
UNREACHED: Final = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
    one.tabIndex >= 0 && !one.disabled && !one.dataset.reached && !one.closest("[inert]") &&
    one.getBoundingClientRect().width > 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def kinds(site: Path) -> list[str]:
    """The paths that are looked at."""
    return paths_of(site) if os.environ.get("SOPGEN_EVERY_PAGE") else one_of_each_kind(site)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("look", [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(
    page: Page,
    address: str,
    kinds: list[str],
    look: tuple[int, Literal["light", "dark"]],
    part: int,
) -> None:
    width, scheme = look
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in kinds[part::PARTS]:
        page.goto(address + path)
        found[path] = violations(page)
    assert {path: items for path, items in found.items() if items} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_what_opens_over_a_page(
    page: Page, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}fraud/card-or-account-compromised/#run")
    expect(page.get_by_role("dialog").get_by_role("heading", name="Block at once")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{address}register/")
    page.keyboard.press("/")
    page.keyboard.type("card stolen")
    expect(page.get_by_role("link", name="Card or account compromised").first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("path", ["", "long-words", "right-to-left", "emoji", "huge-table"])
def test_axe_finds_nothing_on_what_is_hard_to_show(
    page: Page, worst_address: str, path: str
) -> None:
    page.goto(f"{worst_address}customer-service/{path and path + '/'}")
    assert violations(page) == []


@pytest.mark.parametrize(
    ("width", "css"),
    [(320, ""), (320, SPACING), (1280, SPACING), (1280, LARGE)],
    ids=["zoom of 400 %", "spacing on a phone", "spacing", "text of 200 %"],
)
def test_nothing_runs_over_at_the_reader_s_own_size(
    page: Page, address: str, kinds: list[str], width: int, css: str
) -> None:
    page.set_viewport_size({"width": width, "height": 256})
    wide = {}
    for path in kinds:
        page.goto(address + path)
        page.evaluate(ADOPT, css)
        wide[path] = overflow(page)
    assert {path: what for path, what in wide.items() if what} == {}


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, address: str, kinds: list[str]
) -> None:
    wrong = {}
    for path in kinds:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        wrong[path] = _walk(page)
    assert {path: items for path, items in wrong.items() if items} == {}


def _walk(page: Page) -> list[str]:
    """Press Tab until the page is through; what was in the way."""
    hidden = []
    for _ in range(600):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        if one is None:
            break
        if not one["shows"]:
            hidden.append(f"focus is not seen: {one['name']}")
    else:
        hidden.append("there is no end")
    return hidden + [f"not reached: {name}" for name in page.evaluate(UNREACHED)]


def test_the_first_key_leads_past_the_header(page: Page, address: str, kinds: list[str]) -> None:
    # The bare view has no header to skip.
    page.goto(address + max((path for path in kinds if "embed/" not in path), key=len))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_page_has_one_title_and_its_headings_leave_out_no_level(
    page: Page, address: str, kinds: list[str]
) -> None:
    wrong = []
    for path in kinds:
        page.goto(address + path)
        found = page.evaluate(LEVELS)
        jumps = [one for before, one in pairwise(found) if one > before + 1]
        if found[:1] != [1] or found.count(1) != 1 or jumps:
            wrong.append((path, found))
    assert wrong == []
