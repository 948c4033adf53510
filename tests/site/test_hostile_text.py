"""Whatever a document holds, its page keeps its frame, and text never becomes markup."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.site.page_templates import front_matter
from tests.site.libraries import BODY, page, sop, text_of
from tests.site.rendering import DATA_BLOCKS, RUN_BLOCK, Outline, render

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<iframe src='https://example.org'></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    '<div class="sop-banner" style="position:fixed">x</div>',
    "</div></div></article><h1 id='procedure'>x</h1>",
    "<style>*{display:none}</style>",
    '<svg onload="alert(1)"><title>x</title></svg>',
    "<math><mtext></mtext></math><!-- <b> -->",
    "![x](https://example.org/spy.png)",
    "<form action='https://example.org'><input name=a type=text></form>",
    "<base href='https://example.org/'>",
    '<meta http-equiv="refresh" content="0">',
    "{{ 7 * 7 }} {% raw %}",
    "<div markdown='1'>\n\n# x\n\n</div>",
]
NO_TAGS = {"script", "iframe", "style", "form", "base", "meta", "object", "embed", "title"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_markup_survives(text: str) -> None:
    body = BODY.replace("Write down what happened.", f"Before.\n\n{text}\n\nAfter.")
    content = text_of(page(sop(body)))
    found = Outline(render(content))
    assert found.tags.count(RUN_BLOCK) == 1
    assert not NO_TAGS & {tag for tag, attrs in found.tags if (tag, attrs) not in DATA_BLOCKS}
    drawings = [attrs.get("class") for tag, attrs in found.tags if tag == "svg"]
    assert drawings == ["sop-flow__chart"]
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on")]
    assert "javascript:" not in " ".join(found.values("href"))
    assert "https://example.org/spy.png" not in found.values("src")
    assert "After." in found.text
    assert "49" not in found.text


@pytest.mark.parametrize("text", HOSTILE)
def test_the_frame_stays_whole(text: str) -> None:
    body = BODY.replace("Write down what happened.", text)
    found = Outline(render(text_of(page(sop(body)))))
    anchors = [anchor for _, anchor, _ in found.headings]
    assert anchors.count("procedure") == 1
    assert anchors[-2:] == ["document-control", "history"]


@pytest.mark.parametrize(
    "title",
    [
        '<b>Bold</b> & "quoted"',
        "# * _ ` [x](y) ![z](w) {#id .class}",
        "1\\. a | b ~~c~~ <!-- d -->",
        "处理客户投诉 — Beschwerde über Größe",
        "&lt;script&gt; &#60;",
    ],
)
def test_a_title_is_shown_as_it_is_written(title: str) -> None:
    text = sop(title=title.replace("\\", "\\\\").replace('"', '\\"'))
    found = Outline(render(text_of(page(text))))
    assert found.headings[0][2] == title


@pytest.mark.parametrize(
    "title",
    ["Grüße \U0001f600 <i>", '"quoted" \\\\ud83d\\\\ude00', "--- # a: {b}", "x\u2028y\x85z"],
)
def test_the_front_matter_is_yaml_whatever_the_title(title: str) -> None:
    block = front_matter(title=title).split("---\n")[1]
    assert yaml.safe_load(block) == {"title": title}


@pytest.mark.parametrize(
    "heading", ["`code` & more", "50 % off?", "A \\<b\\> c", "Über *uns*", "{#id}", "C#", "a_b_c"]
)
def test_a_heading_is_shown_with_its_own_anchor(heading: str) -> None:
    made = page(sop(BODY + f"\n## {heading}\n\nText.\n"))
    known = {item.anchor for item in page(sop()).headings}
    wanted = next(item for item in made.headings if item.anchor not in known)
    found = Outline(render(text_of(made)))
    assert ("h2", wanted.anchor, wanted.text) in found.headings


@pytest.mark.parametrize(
    "block",
    [
        "```html\n<div>\n\n\n</div>\n\n</div>\n```",
        "    indented code\n\n    </div>\n",
        "- a\n\n  ```\n\n  x\n  ```\n- b",
        "<details><summary>More</summary>\n\nInside *this*.\n\n</details>",
        "<p>never closed <b>and <i>wrong</b> order",
        "| a | b |\n|---|--:|\n| `|` | </div> |",
        "> quote\n> ### not a heading of the page\n> more",
        "a &amp; b &lt;div&gt; &copy; &nbsp;",
        "*[HTML]: never an abbreviation\n\n[^1]: nor a footnote",
    ],
)
def test_nasty_blocks_come_through_whole(block: str) -> None:
    body = BODY.replace("Write down what happened.", f"Before.\n\n{block}\n\nAfter.")
    made = page(sop(body))
    found = Outline(render(text_of(made)))
    expected = [(f"h{item.level}", item.anchor, item.text) for item in made.headings]
    shown = [item for item in found.headings if item[1] in {anchor for _, anchor, _ in expected}]
    assert shown == expected
    assert found.text.index("Before.") < found.text.index("After.") < found.text.index("2 Close")


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/divpreh3# \n\"'`*_[]()&;{}|-!x=~\\\t"), max_size=120))
def test_any_text_leaves_the_headings_of_the_page_in_order(text: str) -> None:
    body = BODY.replace("Write down what happened.", text)
    made = page(sop(body))
    found = Outline(render(text_of(made)))
    expected = [(f"h{item.level}", item.anchor) for item in made.headings]
    anchors = {anchor for _, anchor in expected}
    assert [(tag, anchor) for tag, anchor, _ in found.headings if anchor in anchors] == expected
