"""The search field in the frame of each page, whatever an organisation says of its theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.engines.projects import CONFIG, build_project, make_project
from tests.site.libraries import sop

TEXTS = {"customer-service/it.md": sop(), "about/team.md": "# Our team\n"}
SEARCHED = CONFIG.replace("plugins:\n", "plugins:\n  - search\n")
DRESSED = CONFIG.replace(
    "navigation.tabs]",
    "navigation.tabs, navigation.tabs.sticky]\n  palette: [{primary: indigo, accent: pink}]",
)
FORM = re.compile(r'<form class="sop-search[^>]*action="([^"]*)"')


@pytest.mark.parametrize("config", [CONFIG, DRESSED, SEARCHED])
def test_every_page_has_one_field_that_leads_to_the_results(tmp_path: Path, config: str) -> None:
    build_project(make_project(tmp_path, TEXTS, config))
    pages = {
        "index.html": "search/",
        "search/index.html": "./",
        "customer-service/index.html": "../search/",
        "customer-service/it/index.html": "../../search/",
        "about/team/index.html": "../../search/",
        "404.html": "/care/search/",
    }
    found = {name: FORM.findall((tmp_path / "site" / name).read_text("utf-8")) for name in pages}
    assert found == {name: [action] for name, action in pages.items()}


def test_search_engines_are_told_to_leave_the_results_out(tmp_path: Path) -> None:
    build_project(make_project(tmp_path, TEXTS))
    page = (tmp_path / "site/search/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "/search/" not in (tmp_path / "site/sitemap.xml").read_text("utf-8")


def test_an_own_home_page_has_the_field_in_its_header(tmp_path: Path) -> None:
    build_project(make_project(tmp_path, {**TEXTS, "index.md": "# Welcome\n"}))
    assert FORM.findall((tmp_path / "site/index.html").read_text("utf-8")) == ["search/"]
