"""What an organisation sets in `mkdocs.yml` does what MkDocs users expect; nothing loads more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.sites import serving
from tests.engines.projects import CONFIG, build_project, make_project
from tests.site.libraries import sop

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'
OWN = (
    CONFIG.replace("repo_url: https://example.org/care/sops", "repo_url: https://github.com/a/b")
    .replace("site_name: Example Care", "site_name: 'Tom & \"Ann\" <Care>'")
    .replace("  font: false\n", "  logo: ours/logo.svg\n  favicon: ours/icon.svg\n")
    .replace("theme:\n", "extra_css: [ours/own.css]\ntheme:\n")
    .replace("navigation.tabs]", "navigation.tabs]\n  palette: {primary: indigo, accent: pink}")
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an organisation's own settings."""
    texts = {
        "customer-service/it.md": sop(),
        "ours/logo.svg": PICTURE,
        "ours/icon.svg": PICTURE,
        "ours/own.css": ".sop-lead { letter-spacing: 3px; }",
    }
    folder: Path = tmp_path_factory.mktemp("own")
    with serving(build_project(make_project(folder, texts, OWN)).site_dir) as address:
        yield address


def test_name_logo_icon_colours_and_styles_are_theirs(page: Page, own: str) -> None:
    page.goto(f"{own}customer-service/it/")
    name = 'Tom & "Ann" <Care>'
    expect(page).to_have_title(f"Handle a complaint - {name}")
    expect(page.locator("a.md-header__button.md-logo")).to_have_attribute("aria-label", name)
    assert page.locator(".md-header .md-logo img").get_attribute("src") == "../../ours/logo.svg"
    assert page.locator("link[rel=icon]").get_attribute("href") == "../../ours/icon.svg"
    expect(page.locator(".md-header")).to_have_css("background-color", "rgb(64, 81, 181)")
    expect(page.locator(".sop-lead").first).to_have_css("letter-spacing", "3px")


def test_a_repository_and_the_theme_s_font_load_nothing_from_elsewhere(
    context: BrowserContext, own: str
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{own}customer-service/it/")
    expect(page.locator(".md-header .md-source")).to_have_attribute(
        "href", "https://github.com/a/b"
    )
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
