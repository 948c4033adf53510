"""A page as a reader has it: its scripts have started."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from playwright.sync_api import BrowserContext, Page

P = ParamSpec("P")
T = TypeVar("T")

_STARTED: Final = """
() => !document.querySelector('script[src*="assets/sopgen/site.js"]') ||
  document.documentElement.hasAttribute("data-sop-ready")
"""


def reader_page(context: BrowserContext) -> Page:
    """A new page whose `goto` and `reload` wait until the site's scripts have started.

    They start after the browser has told that the page is loaded. A person is slower than that; a
    test that taps at once would try the page without its scripts.
    """
    page = context.new_page()
    page.goto = _then_started(page, page.goto)  # type: ignore[method-assign]
    page.reload = _then_started(page, page.reload)  # type: ignore[method-assign]
    return page


def _then_started(page: Page, go: Callable[P, T]) -> Callable[P, T]:
    def going(*args: P.args, **kwargs: P.kwargs) -> T:
        response = go(*args, **kwargs)
        page.wait_for_function(_STARTED)
        return response

    return going
