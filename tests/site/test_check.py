"""The check of a rendered site: what it says of pages, and how it is put together of parts."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sopgen.edition.tree import Page, PageHeading
from sopgen.site.check import check_site, problems_of, problems_said, rendered_path
from sopgen.site.facts import SiteFacts, facts_of
from sopgen.site.rendered import RenderedPage
from tests.site.libraries import tree as tree_of

HOSTILE = (
    ' id=" class=',
    " href=",
    "<a href='x'>",
    '" id="x',
    "' src='",
    "> <b id=",
    "a=b 'c' \" d",
)


def problems(folder: Path, texts: Mapping[str, str], **pages: Page) -> list[str]:
    """What the check says of rendered contents by their paths in the tree."""
    made = {path: pages.get(path.removesuffix(".md"), Page(content="")) for path in texts}
    for path, text in texts.items():
        file = folder / rendered_path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'<div id="frame"></div><article>{text}</article><a href="frame">', "utf-8")
    found = check_site(folder, replace(tree_of({}), pages=made))
    assert found == said_of_parts(folder, made)
    return found


def said_of_parts(folder: Path, pages: Mapping[str, Page]) -> list[str]:
    """The same, found in as many processes as there are pages, the last one first."""
    whole = SiteFacts()
    for path, page in reversed(list(pages.items())):
        part, place = SiteFacts(), rendered_path(path)
        part.add(place, facts_of(place, page, (folder / place).read_text("utf-8")))
        whole.update(pickle.loads(pickle.dumps(part)))
    return list(problems_of(whole, folder, pages))


def test_a_link_must_lead_to_a_page_and_an_anchor_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "a.css").touch()
    links = ("../x/", "..", "../x/#here", "../x/#gone", "#gone", "../y", "../a.css#b", "../..")
    text = "".join(f'<a href="{link}">' for link in links)
    assert problems(tmp_path, {"index.md": "", "z.md": text, "x.md": '<p id="here">'}) == [
        'z.md: the link "../x/#gone" names an anchor that is not there.',
        'z.md: the link "#gone" names an anchor that is not there.',
        'z.md: the link "../y" leads nowhere.',
        'z.md: the link "../.." leads nowhere.',
    ]


def test_addresses_of_other_sites_are_not_looked_at(tmp_path: Path) -> None:
    links = ("https://example.org/x", "mailto:a@b", "//c/d", "/e", "http://[f", "data:,x")
    assert problems(tmp_path, {"x.md": "".join(f'<img src="{link}">' for link in links)}) == []


def test_a_link_may_lead_into_the_engines_frame(tmp_path: Path) -> None:
    assert problems(tmp_path, {"x.md": '<a href="../y/#frame">', "y.md": ""}) == []


def test_what_stands_after_an_article_of_the_content_is_looked_at_too(tmp_path: Path) -> None:
    text = '<article>A note</article><a href="../gone/">x</a>'
    assert problems(tmp_path, {"x.md": text}) == ['x.md: the link "../gone/" leads nowhere.']


def test_every_page_tells_of_the_same_broken_link_in_the_order_of_the_tree(tmp_path: Path) -> None:
    texts = {f"{number}.md": '<a href="../gone/"><img src="../gone/">' for number in range(30)}
    found = problems(tmp_path, texts)
    assert found == [f'{number}.md: the link "../gone/" leads nowhere.' for number in range(30)]
    assert problems_said(found).splitlines()[-1] == "... and 10 more."


def test_headings_and_anchors_must_be_those_of_the_document(tmp_path: Path) -> None:
    page = Page(content="", headings=(PageHeading(2, "a", "A & b"),), anchors=("c", "frame"))
    right = '<h2 title=">" id="a">A <i title="a>b">&amp;</i> b</h2><p class="x" id="c">'
    assert problems(tmp_path, {"x.md": right}, x=page) == []
    wrong = right.replace("h2", "h3").replace('"c"', '"d"')
    heading, anchor = problems(tmp_path, {"x.md": wrong}, x=page)
    assert heading.startswith("x.md: its headings are not those of the document:")
    assert heading.endswith(' "A & b" (#a) is missing, changed or out of order.')
    assert anchor == "x.md: the anchor #c is missing."


def test_headings_may_differ_in_white_space_alone(tmp_path: Path) -> None:
    page = Page(content="", headings=(PageHeading(2, "a", "A  b"), PageHeading(2, "c", "C")))
    right = '<h2 id="a">A\nb</h2><h2 id="x">Ours</h2><h2 id="c">C</h2>'
    assert problems(tmp_path, {"x.md": right}, x=page) == []
    for wrong, sentence in (
        (f'{right}<h2 id="a">A  b</h2>', '"A b" stands there twice.'),
        (right.replace("b</h2>", "B</h2>"), '"A  b" (#a) is missing, changed or out of order.'),
        (
            '<h2 id="c">C</h2><h2 id="a">A b</h2>',
            '"A  b" (#a) is missing, changed or out of order.',
        ),
        ('<h2 id="a">A b</h2>', '"C" (#c) is missing, changed or out of order.'),
    ):
        (found,) = problems(tmp_path, {"x.md": wrong}, x=page)
        assert found.endswith(sentence)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_value_is_taken_for_an_attribute(text: str) -> None:
    value = text.replace("&", "&amp;").replace('"', "&quot;")
    page = RenderedPage(
        f'<a title="{value}" href="a?b&amp;c" class="{value}" id="d">{text.replace("<", "&lt;")}'
        f'<img src="e" alt=\'{text.replace(chr(39), "&apos;")}\'/><br><hr id="{value}" />'
    )
    assert page.links == ("a?b&c", "e")
    assert page.ids == {"d", text}
