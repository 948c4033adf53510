"""Names and titles are text on every page that the theme makes, whatever stands in them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.engines.projects import CONFIG, build_project, make_project
from tests.site.libraries import ROOT, sop

TITLE = "</title><b data-no=x>Tom</b> & 'Kim' `x` [x](no) 步"
HOSTILE = f"{TITLE} \\ud83d 🙂 \u2028\x85"


class Markup(HTMLParser):
    """What of a page is markup that only a name can have brought."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _ in attrs if name == "data-no"]
        self.found += [
            f"{tag} {value}" for name, value in attrs if name == "href" and value == "no"
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "schema").mkdir()
    for file in (ROOT / "schema").iterdir():
        (folder / "schema" / file.name).write_bytes(file.read_bytes())
    words = yaml.safe_load((ROOT / "schema/vocabulary.yml").read_text("utf-8"))
    words["departments"]["customer-service"]["name"] = HOSTILE
    vocabulary = yaml.safe_dump(words, allow_unicode=True)
    (folder / "schema/vocabulary.yml").write_text(vocabulary, "utf-8")
    name = yaml.safe_dump({"site_name": HOSTILE, "site_description": HOSTILE}, allow_unicode=True)
    config = CONFIG.replace("site_name: Example Care\n", name)
    config = config.replace(str(ROOT / "schema"), str(folder / "schema"))
    build_project(make_project(folder, {"a.md": sop(title=TITLE)}, config))
    return folder / "site"


@pytest.mark.parametrize("page", ["index.html", "customer-service/index.html", "404.html"])
def test_no_name_becomes_markup(site: Path, page: str) -> None:
    found = Markup((site / page).read_text("utf-8"))
    assert found.found == []
    assert "</title><b data-no=x>Tom</b>" in found.text


def test_neither_does_a_title(site: Path) -> None:
    found = Markup((site / "customer-service/a/index.html").read_text("utf-8"))
    assert found.found == []
    assert TITLE in found.text


def test_the_fields_of_a_page_never_show(site: Path) -> None:
    shown = [file for file in site.rglob("*.html") if "robots: " in file.read_text("utf-8")]
    assert shown == []
