"""Pages of one shape are rendered once, and each says what the parser would have made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sopgen.engines.skeletons import Skeletons
from sopgen.site.headings import heading
from tests.site.libraries import ROOT

ANCHORS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True)
TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "1. One",
        "a_b_ *c*",
        "&amp; <b>",
        "{#x .y}",
        "[a](b)",
        "sopq0zt",
        "= # =",
        "http://a.b",
        "“x”",
    ]
)
HEADINGS = st.lists(
    st.tuples(
        st.integers(1, 6),
        TEXTS,
        ANCHORS,
        st.sampled_from(["", "a b"]),
        st.none() | st.integers(1, 30),
    ),
    max_size=6,
)


def configured(*extensions: str) -> MkDocsConfig:
    toc = {"toc": {"permalink": True, "title": "On this page", "toc_depth": 3}}
    config = MkDocsConfig(config_file_path=str(ROOT / "mkdocs.yml"))
    config.load_dict(
        {
            "site_name": "x",
            "docs_dir": str(ROOT / "sops"),
            "plugins": [],
            "markdown_extensions": ["attr_list", toc, *extensions],
        }
    )
    errors, _ = config.validate()
    assert not errors
    return config


CONFIG = configured()


def page(markdown: str, config: MkDocsConfig = CONFIG) -> Page:
    made = Page(None, File("a.md", "", "", True), config)
    made.markdown, made.meta = markdown, {"title": "A page"}
    return made


def outcome(made: Page) -> tuple[object, ...]:
    first = [getattr(link, "active", None) for link in made.toc]
    return made.content, str(made.toc), first, made.title, made.markdown


def skeleton(headings: list[tuple[int, str, str, str, int | None]]) -> str:
    parts = [
        heading(level, text, anchor, classes, number=number)
        + f'\n<div data-sop-block="{position}"></div>\n'
        for position, (level, text, anchor, classes, number) in enumerate(headings)
    ]
    return "".join(parts)


@given(first=HEADINGS, second=st.lists(st.tuples(TEXTS, ANCHORS), min_size=6, max_size=6))
def test_every_page_is_as_the_parser_makes_it(
    first: list[tuple[int, str, str, str, int | None]], second: list[tuple[str, str]]
) -> None:
    alike = [
        (level, *words, classes, number)
        for (level, _, _, classes, number), words in zip(first, second, strict=False)
    ]
    skeletons = Skeletons(CONFIG)
    for headings in (first, alike):
        ours, theirs = page(skeleton(headings)), page(skeleton(headings))
        skeletons.render(ours, CONFIG, Files([]))
        theirs.render(CONFIG, Files([]))
        assert outcome(ours) == outcome(theirs)


def rendered_how_often(monkeypatch: pytest.MonkeyPatch, config: MkDocsConfig) -> int:
    parsed: list[Page] = []
    render = Page.render

    def counted(page: Page, config: MkDocsConfig, files: Files) -> None:
        parsed.append(page)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", counted)
    skeletons = Skeletons(config)
    for text in ("One", "Two", "Three & four"):
        skeletons.render(page(skeleton([(1, text, text[:3], "a", 1)]), config), config, Files([]))
    return len(parsed)


def test_a_shape_is_given_to_the_parser_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered_how_often(monkeypatch, CONFIG) == 1


def test_where_words_may_mean_something_each_page_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert rendered_how_often(monkeypatch, configured("abbr")) == 3
