"""The bare view in a frame of another page: its height, its run mode, its links, its weight."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.browser.axe import violations
from tests.browser.measures import overflow

VIEW = "billing/refund-an-online-order/embed/"
COMING = "fraud/card-or-account-compromised/embed/"
_PARENT = """<!doctype html><title>Ticket</title><p>A ticket</p>
<iframe id="procedure" title="Procedure" src="{src}" allow="clipboard-write"
  style="width: 360px; height: 400px; border: 0"></iframe>
<script>
const frame = document.querySelector("#procedure");
addEventListener("message", ({{ source, data }}) => {{
  if (source === frame.contentWindow && data?.type === "sopgen:height") {{
    window.said = data;
    frame.style.height = `${{data.height}}px`;
  }}
}});
</script>"""
Framed = Callable[[str], FrameLocator]


@pytest.fixture
def framed(page: Page, address: str) -> Framed:
    """Shows an address of the site in a frame of another system's page."""

    def show(path: str) -> FrameLocator:
        page.route(
            f"{address}ticket.html",
            lambda route: route.fulfill(
                body=_PARENT.format(src=f"{address}{path}"), content_type="text/html"
            ),
        )
        page.goto(f"{address}ticket.html")
        frame = page.frame_locator("#procedure")
        expect(frame.locator("html[data-sop-ready]")).to_be_attached()
        return frame

    return show


def is_fitting(page: Page, frame: FrameLocator, scrolls: str) -> bool:
    """Whether the frame is as high as it was told, and nothing is left to scroll in it."""
    whole, seen = frame.locator(scrolls).evaluate("(one) => [one.scrollHeight, one.clientHeight]")
    inner = frame.locator("html").evaluate("() => innerHeight")
    return bool(whole <= seen and page.evaluate("said.height") == inner)


def test_the_frame_can_be_as_high_as_the_document(page: Page, framed: Framed) -> None:
    frame = framed(VIEW)
    page.wait_for_function("() => window.said?.height > 2000")
    assert page.evaluate("said") == {
        "type": "sopgen:height",
        "height": page.evaluate("said.height"),
    }
    assert is_fitting(page, frame, "html")


def test_a_run_goes_from_step_to_step_in_the_frame(page: Page, framed: Framed) -> None:
    frame = framed(VIEW)
    page.wait_for_function("() => window.said?.height > 2000")
    frame.get_by_role("button", name="Run this procedure").click()
    expect(frame.locator(".sop-run__where")).to_contain_text("Step 1 of 7")
    page.wait_for_function("() => window.said?.height < 1500")
    assert is_fitting(page, frame, ".sop-run__scroll")
    expect(frame.locator(".embed__head .sop-state")).to_be_visible()
    frame.get_by_role("checkbox").check()
    frame.get_by_role("button", name="Next").click()
    expect(frame.locator(".sop-run__where")).to_contain_text("Step 2 of 7")
    frame.get_by_role("button", name="Leave").click()
    page.wait_for_function("() => window.said?.height > 2000")


def test_a_branch_of_a_run_goes_on_to_the_same_view(page: Page, framed: Framed) -> None:
    frame = framed(f"{VIEW}#run-5")
    frame.get_by_role("button", name="Escalate an issue").click()
    expect(frame.locator(".sop-run__what")).to_contain_text("Escalate an issue")
    assert "/escalate-an-issue/embed/#run" in page.frames[1].url
    frame.get_by_role("link", name="Back to SOP-BI-001").click()
    expect(frame.locator(".sop-run__where")).to_contain_text("Step 5 of 7")
    assert page.frames[1].url.endswith(f"{VIEW}#run")


def test_links_open_beside_the_frame(context: BrowserContext, page: Page, framed: Framed) -> None:
    frame = framed(COMING)
    with context.expect_page() as opened:
        frame.get_by_role("link", name="Open the page").click()
    assert opened.value.url.endswith("/fraud/card-or-account-compromised/")
    opened.value.close()
    assert len(context.pages) == 1
    assert "embed" in page.frames[1].url


def test_it_says_by_the_reader_s_day_what_came_into_force(page: Page, framed: Framed) -> None:
    page.clock.set_fixed_time("2026-12-02T09:00:00Z")
    frame = framed(COMING)
    expect(frame.locator(".sop-banner")).to_contain_text("A newer version came into force")
    expect(frame.locator(".sop-banner a")).to_have_attribute("href", "../v2.0.0/")


def test_a_reply_is_copied(context: BrowserContext, framed: Framed) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = framed(VIEW)
    frame.get_by_role("button", name="Copy: Refusal").click()
    expect(frame.locator(".sop-reply__said").filter(has_text="Copied.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 480])
def test_it_is_readable_and_open_to_everybody(
    page: Page, address: str, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{address}{COMING}")
    expect(page.locator("html[data-sop-ready]")).to_be_attached()
    assert overflow(page) == ""
    assert violations(page) == []
    page.get_by_role("button", name="Run this procedure").click()
    expect(page.locator(".sop-run__where")).to_be_visible()
    assert overflow(page) == ""
    assert violations(page) == []


def test_it_is_light(page: Page, address: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(gzip.compress(response.body()))))
    page.goto(f"{address}{VIEW}")
    expect(page.locator("html[data-sop-ready]")).to_be_attached()
    assert sum(sizes) < 20_000
    page.get_by_role("button", name="Run this procedure").click()
    expect(page.locator(".sop-run__where")).to_be_visible()
    assert sum(sizes) < 45_000


def test_without_javascript_it_is_a_text(context: BrowserContext, address: str) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}{VIEW}")
    expect(
        page.get_by_role("heading", name="Take the withdrawal and note its date")
    ).to_be_visible()
    expect(page.locator(".embed__head")).to_contain_text("In force")
    plain.close()
