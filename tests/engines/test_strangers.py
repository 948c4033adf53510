"""What anybody may lay beside the documents reaches the site only where nothing would run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.engines.own_html import clean
from sopgen.engines.own_pages import meta_of
from sopgen.engines.vector_pictures import may_run_code
from tests.engines.projects import CONFIG, build_project, make_project
from tests.site.libraries import sop

THEIRS = """\
---
title: "</title><b> & ours"
---
<p onclick="go()">Theirs</p>
"""
DRAWING = b"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1">
<style>.a { fill: url(#g); stroke: red }</style>
<defs><linearGradient id="g"/><path id="p" d="M0 0h9"/></defs>
<a href="https://example.org"><use xlink:href="#p" class="a" style="fill:url(#g)"/></a>
<image href="data:image/png;base64,AAAA"/><image href="photo.png"/>
<circle r="3"><animate attributeName="r" from="1" to="3" dur="1s"/></circle>
<text>Press &amp; hold</text></svg>
"""


def test_a_drawing_as_programs_make_it_is_a_picture() -> None:
    assert may_run_code(DRAWING) == ""


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ('<use href="https://evil.example/x.svg#a"/>', "a link to elsewhere"),
        ('<use href="data:image/svg+xml,x#a"/>', "a link to elsewhere"),
        ('<a href="&#9;javascript:x"/>', "a link to elsewhere"),
        ('<image href="//evil.example/x.png"/>', "a link to elsewhere"),
        ('<rect fill="url(https://evil.example/x)"/>', "a style that loads something"),
        ("<style>a{b:u\\72l(x)}</style>", "a style that loads something"),
        ('<style>@im<![CDATA[port "x"]]></style>', "a style that loads something"),
        ('<animate attributeName="onclick"/>', "a change of onclick"),
        ('<animate attributeName="xlink:href"/>', "a change of xlink:href"),
        ("<b", "what is no XML"),
    ],
)
def test_a_drawing_that_runs_or_loads_is_none(inside: str, reason: str) -> None:
    xmlns = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    assert may_run_code(f"<svg {xmlns}>{inside}</svg>".encode()) == reason


@pytest.mark.parametrize(
    "html",
    [
        '<div class="admonition note"><p class="admonition-title">Note</p></div>',
        '<h2 id="a">A<a class="headerlink" href="#a" title="x">¶</a></h2>',
        '<div class="tabbed-set" data-tabs="1:1"><label for="__tabbed_1_1">A</label></div>',
        '<input name="__tabbed_1" id="__tabbed_1_1" type="radio">',
        '<span class="twemoji"><svg viewBox="0 0 24 24"><path d="M0 0h9"></path></svg></span>',
        '<div class="highlight"><pre><code><span class="k">if</span></code></pre></div>',
        '<a class="md-button" href="../fraud/">Go</a>',
        '<img src="../assets/a.png" alt="A">',
    ],
)
def test_what_a_writer_of_pages_needs_stays(html: str) -> None:
    kept = clean(html)
    assert sorted(kept.replace(">", " ").split()) == sorted(html.replace(">", " ").split())


def test_a_page_names_no_template_and_no_address_to_lead_on_to() -> None:
    meta = {"template": "redirect.html", "location": "x", "title": "<b>", "hide": ["toc"], "x": 1}
    assert meta_of(meta) == {"title": "&lt;b&gt;", "hide": ["toc"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose settings trust a page and a script, and whose theme loads a style of theirs."""
    folder = tmp_path_factory.mktemp("trusted")
    config = CONFIG.replace(
        'pages: ["about/*"]', 'pages: ["about/*"]\n      trusted: ["widgets/*", about/ours.md]'
    ).replace("theme:\n", "extra_css: [ours.css]\nextra_javascript: [ours.js]\ntheme:\n")
    texts = {
        "customer-service/it.md": sop(),
        "widgets/a.html": "<script>1</script>",
        "ours.js": "1",
        "ours.css": "a{}",
        "other.js": "1",
        "about/ours.md": '<p onclick="go()">Ours & theirs</p>',
        "about/theirs.md": THEIRS,
    }
    return build_project(make_project(folder, texts, config)).site_dir


def test_what_mkdocs_yml_names_or_trusts_is_published_as_it_stands(site: Path) -> None:
    for name in ("widgets/a.html", "ours.js", "ours.css"):
        assert (site / name).is_file()
    assert not (site / "other.js").exists()
    assert 'onclick="go()"' in (site / "about/ours/index.html").read_text("utf-8")
    theirs = (site / "about/theirs/index.html").read_text("utf-8")
    assert "onclick" not in theirs
    assert "<title>&lt;/title&gt;&lt;b&gt; &amp; ours - Example Care</title>" in theirs


def test_scripts_of_theirs_may_load_what_they_like(site: Path) -> None:
    page = (site / "customer-service/it/index.html").read_text("utf-8")
    assert "Content-Security-Policy" not in page
    assert not (site / "_headers").exists()
