"""Known attacks by whoever may write a text or open a pull request: none runs, loads or leaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.attacks.library import LEFT_OUT, SECRET, families, write_attacks
from tests.browser.arriving import reader_page
from tests.browser.sites import HERE, built, one_of_each_kind, serving

# Parses each page as a browser does, without running it, and names what could run or load.
_ACTIVE: Final = """pages => {
  const address = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster",
    "srcset", "ping", "background", "cite", "content", "longdesc"]);
  const runs = /^[\\u0000- ]*(javascript|vbscript|data)[\\t\\n\\r]*:/i;
  const loads = "img[src*='//'], video[src*='//'], audio[src*='//'], source[src*='//']," +
    "script[src*='//'], link[rel*=stylesheet][href*='//'], link[rel*=icon][href*='//']," +
    "[srcset], [poster], [ping], [background], [formaction], [srcdoc], [autofocus], base[href]," +
    "iframe, frame, object, embed, portal, applet, template, math, foreignObject, annotation-xml," +
    "plaintext, noscript style, form[action*='//'], meta[http-equiv=refresh][content*='//']," +
    "svg script, svg set, svg animate, body style," +
    "body link:not([media=print])";
  const isData = (one) => /json/.test(one.type);
  return pages.flatMap(([path, text]) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const wrong = [...page.querySelectorAll(loads)].map((one) => one.outerHTML);
    for (const one of page.querySelectorAll("*")) {
      for (const { name, value } of one.attributes) {
        const isBad = name.startsWith("on") || (address.has(name) && runs.test(value)) ||
          (name === "style" && !/^text-align: (left|center|right);?$/.test(value));
        const isTheme = value === "javascript:void(0)";
        if (isBad && !isTheme) wrong.push(`${one.localName} ${name}=${value}`);
      }
    }
    for (const one of page.scripts) {
      if (isData(one)) JSON.parse(one.textContent);
      else if (/hacked|evil/.test(one.outerHTML)) wrong.push(one.outerHTML);
    }
    const configured = page.getElementById("__config");
    if (configured && configured.localName !== "script") wrong.push(configured.outerHTML);
    return wrong.map((what) => `${path}: ${what.slice(0, 200)}`);
  });
}"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the library of attacks."""
    return built(tmp_path_factory, "attacks", write_attacks)


@pytest.fixture(scope="module")
def attacked_address(attacked: Path) -> Iterator[str]:
    """The address of a server for that site."""
    with serving(attacked) as address:
        yield address


@pytest.fixture
def defenceless(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that heeds no policy of pages, for a test that nothing ever gets as far as that."""
    made = browser.new_context(bypass_csp=True)
    wrong: list[str] = []
    made.on("request", lambda request: wrong.append(request.url))
    made.on("dialog", lambda dialog: wrong.append(f"a dialog: {dialog.message}"))
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    yield made
    made.close()
    assert [item for item in wrong if not item.startswith((HERE, "data:image", "blob:"))] == []


def hacked(page: Page) -> bool:
    """Whether a script of an attack ran, in the page or in one within it."""
    return bool(page.evaluate("() => window.hacked !== undefined"))


def test_no_page_holds_anything_that_runs_or_loads(page: Page, attacked: Path) -> None:
    pages = [
        (str(file.relative_to(attacked)), file.read_text("utf-8"))
        for file in sorted(attacked.rglob("*.html"))
    ]
    assert len(pages) > 200
    assert page.evaluate(_ACTIVE, pages) == []


def test_no_script_runs_on_any_kind_of_page(
    defenceless: BrowserContext, attacked: Path, attacked_address: str
) -> None:
    page = reader_page(defenceless)
    paths = dict.fromkeys([*one_of_each_kind(attacked), "about/", "about/us/", "about/template/"])
    ran = []
    for path in paths:
        page.goto(attacked_address + path)
        if hacked(page):
            ran.append(path)
    assert ran == []


@pytest.mark.parametrize("name", ["script-elements", "event-handlers"])
def test_no_script_runs_in_run_mode(
    defenceless: BrowserContext, attacked_address: str, name: str
) -> None:
    page = reader_page(defenceless)
    page.goto(f"{attacked_address}customer-service/{name}/#run")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("script" if name == "script-elements" else "onerror")
    assert not hacked(page)


def test_no_script_runs_where_titles_are_searched(
    defenceless: BrowserContext, attacked_address: str
) -> None:
    page = reader_page(defenceless)
    page.goto(attacked_address)
    field = page.get_by_role("searchbox")
    for attacks in families().values():
        field.fill(attacks[0].split("\n")[0])
        expect(page.locator(".sop-found__title").first).to_be_visible()
        assert not hacked(page)


def test_every_file_for_machines_can_be_read(attacked: Path) -> None:
    for file in attacked.rglob("*.json"):
        json.loads(file.read_text("utf-8"))
    for file in [*attacked.rglob("*.xml"), *attacked.rglob("*.atom"), *attacked.rglob("*.svg")]:
        expat.ParserCreate().Parse(file.read_bytes(), True)
    calendars = [*attacked.rglob("*.ics")]
    assert calendars
    for file in calendars:
        lines = file.read_bytes().split(b"\r\n")
        assert not [line for line in lines if b"\n" in line or len(line) > 75]
        begun = [line for line in lines if line.startswith((b"BEGIN:", b"END:"))]
        assert begun[0] == b"BEGIN:VCALENDAR"
        assert len(begun) % 2 == 0


def test_no_feed_hands_on_anything_that_runs_or_loads(page: Page, attacked: Path) -> None:
    json_feeds = [json.loads(file.read_text("utf-8")) for file in attacked.glob("feeds/**/*.json")]
    atom_feeds = [ElementTree.parse(file) for file in attacked.glob("feeds/**/*.xml")]
    markup = [
        ("a JSON feed", item["content_html"]) for feed in json_feeds for item in feed["items"]
    ]
    for feed in atom_feeds:
        texts = feed.iterfind(".//*[@type='html']")
        markup += [("an Atom feed", text.text or "") for text in texts]
    assert {name for name, _ in markup} == {"a JSON feed", "an Atom feed"}
    assert page.evaluate(_ACTIVE, markup) == []


@pytest.mark.parametrize("name", [name for name in LEFT_OUT if name != "_headers"])
def test_what_a_browser_or_a_server_would_run_is_not_published(attacked: Path, name: str) -> None:
    assert not (attacked / name).exists()


def test_the_theme_s_scripts_and_the_headers_are_the_build_s_own(attacked: Path) -> None:
    bundle = next(attacked.glob("assets/javascripts/bundle.*.min.js"))
    assert "hacked" not in bundle.read_text("utf-8")
    assert "default-src 'none'" in (attacked / "_headers").read_text("utf-8")


def test_nothing_of_the_machine_is_published(attacked: Path) -> None:
    files = [file for file in attacked.rglob("*") if file.is_file()]
    assert not [file for file in files if file.is_symlink()]
    leaked = (SECRET.encode(), b"[core]", b"root:x:0:0")
    texts = ((file, file.read_bytes()) for file in files)
    assert [file.name for file, text in texts if any(item in text for item in leaked)] == []
    assert not Path("pwned").exists()
