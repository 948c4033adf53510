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
# One after the other on one page, as a reader sets them: the width, and a style of their own.
SIZES: Final = {
    "zoom of 400 %": (320, ""),
    "spacing on a phone": (320, SPACING),
    "spacing": (1280, SPACING),
    "text of 200 %": (1280, LARGE),
}

# Looks at each element as the focus reaches it, until it comes round.
WATCH: Final = """() => {
  const isSeen = (one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  let first;
  window.walk = {hidden: [], isOver: false};
  addEventListener("focusin", ({target}) => {
    window.walk.isOver ||= target === first;
    if (window.walk.isOver) return;
    first ??= target;
    target.dataset.reached = "yes";
    const shows = [target, target.closest("form"), target.nextElementSibling];
    if (!shows.filter(Boolean).some(isSeen)) {
      window.walk.hidden.push("focus is not seen: " + target.outerHTML.slice(0, 120));
    }
  });
}"""
AT_ONCE: Final = 10  # presses between two looks at whether the walk is over
# As a browser's own settings do it, past the policy of the page.
ADOPT: Final = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
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


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_runs_over_at_the_reader_s_own_size(
    page: Page, address: str, kinds: list[str], part: int
) -> None:
    wide = {}
    for path in kinds[part::PARTS]:
        page.set_viewport_size({"width": 320, "height": 256})
        page.goto(address + path)
        for name, (width, css) in SIZES.items():
            page.set_viewport_size({"width": width, "height": 256})
            page.evaluate(ADOPT, css)
            wide[path, name] = overflow(page)
    assert {where: what for where, what in wide.items() if what} == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, address: str, kinds: list[str], part: int
) -> None:
    wrong = {}
    for path in kinds[part::PARTS]:
        page.goto(address + path)
        wrong[path] = _walk(page)
    assert {path: items for path, items in wrong.items() if items} == {}


def _walk(page: Page) -> list[str]:
    """Press Tab until the page is through; what was in the way."""
    page.evaluate(WATCH)
    for _ in range(600 // AT_ONCE):
        for _ in range(AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate("window.walk.isOver"):
            break
    else:
        return ["there is no end"]
    hidden = page.evaluate("window.walk.hidden")
    return [*hidden, *(f"not reached: {name}" for name in page.evaluate(UNREACHED))]


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
