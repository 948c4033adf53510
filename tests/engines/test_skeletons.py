"""Pages of one shape are rendered once, and each says what the parser would have made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sopgen.engines.mkdocs_plugin import NoOptions
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
BLOCKS = st.sampled_from(
    [
        "<div></div>",
        '<div data-sop-block="sopq1z"></div>',
        "<div>\n<div><p>a</p></div>\n\n<div>b</div>\n</div>\n\n<div>c</div>",
        "<div>\n<pre>\n# sopq1z { #sopq2z .a }\n</pre>\n</div>",
        f"{'<div>' * 8}deep{'</div>' * 8}",
        f"{'<div>' * 12}deeper{'</div>' * 12}",
    ]
)
HEADINGS = st.lists(
    st.tuples(
        st.integers(1, 6),
        TEXTS,
        ANCHORS,
        st.sampled_from(["", "a b"]),
        st.none() | st.integers(1, 30),
        BLOCKS,
    ),
    max_size=6,
)
Heading = tuple[int, str, str, str, int | None, str]


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


def skeleton(headings: list[Heading]) -> str:
    parts = [
        f"{heading(level, text, anchor, classes, number=number)}\n{block}\n"
        for level, text, anchor, classes, number, block in headings
    ]
    return "".join(parts)


@given(
    first=HEADINGS,
    second=st.lists(st.tuples(TEXTS, ANCHORS, BLOCKS), min_size=6, max_size=6),
)
def test_every_page_is_as_the_parser_makes_it(
    first: list[Heading], second: list[tuple[str, str, str]]
) -> None:
    alike = [
        (level, text, anchor, classes, number, block)
        for (level, _, _, classes, number, _), (text, anchor, block) in zip(
            first, second, strict=False
        )
    ]
    skeletons = Skeletons(CONFIG)
    for headings in (first, alike):
        ours, theirs = page(skeleton(headings)), page(skeleton(headings))
        if skeletons.render(ours, CONFIG, Files([])):
            theirs.render(CONFIG, Files([]))
            assert outcome(ours) == outcome(theirs)
        else:
            assert outcome(ours) == outcome(theirs)  # nothing is done
            assert "deeper" in skeleton(headings)


@pytest.mark.parametrize(
    "other",
    [
        "# A { #a .b }\n<div>a</div>\n# C { #c }\n",
        "## A { #a .b }\n<div>a</div>\n\n# C { #c }\n",
        "# A { #a .x }\n<div>a</div>\n\n# C { #c }\n",
        "# A { #a .b }\n<div>a</div> *word*\n\n# C { #c }\n",
        "# A { #a .b }\n<div>a</div>\n\n*word*\n\n- a\n\n# *C* { #c }\n",
        "word\n# A { #a .b }\n<div>a</div>\n\n# C { #c }\n",
        '# <a href="#step-1">1</a> A { #a .b }\n<div>a</div>\n\n# C { #c }\n',
    ],
)
def test_what_is_said_between_words_makes_another_shape(other: str) -> None:
    skeletons = Skeletons(CONFIG)
    for text in ("# A { #a .b }\n<div>a</div>\n\n# C { #c }\n", other):
        ours, theirs = page(text), page(text)
        assert skeletons.render(ours, CONFIG, Files([]))
        theirs.render(CONFIG, Files([]))
        assert outcome(ours) == outcome(theirs)


@pytest.mark.parametrize(
    "text",
    [
        "# A { #a }\n\n<div>\n<div>a</div>\n",
        "# A { #a }\n\nA <div> word\n",
        "# A { #a .sopq0z }\n",
        "# A { #a }\n\nA sopq0z\n",
    ],
)
def test_what_cannot_be_told_from_its_place_is_left_alone(text: str) -> None:
    skeletons = Skeletons(CONFIG)
    assert not skeletons.render(page(text), CONFIG, Files([]))
    assert not skeletons.render(page(text), CONFIG, Files([]))
    assert skeletons.render(page("# A { #a }\n\n<div>a</div>\n"), CONFIG, Files([]))


def test_a_page_that_is_named_by_its_heading_is_left_alone() -> None:
    made = page("# A { #a }\n")
    made.meta = {}
    assert not Skeletons(CONFIG).render(made, CONFIG, Files([]))


class Curious(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """A plugin that looks at pages."""

    def on_page_content(self, html: str, **_: object) -> str:
        return html


def test_what_another_plugin_may_want_to_see_is_left_alone() -> None:
    config = configured()
    assert Skeletons(config).render(page("# A { #a }\n"), config, Files([]))
    config.plugins["curious"] = Curious()
    assert not Skeletons(config).render(page("# A { #a }\n"), config, Files([]))


def test_a_shape_is_given_to_the_parser_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[Page] = []
    render = Page.render

    def counted(page: Page, config: MkDocsConfig, files: Files) -> None:
        parsed.append(page)
        render(page, config, files)

    monkeypatch.setattr(Page, "render", counted)
    skeletons = Skeletons(CONFIG)
    for text in ("One", "Two", "Three & four"):
        made = page(skeleton([(1, text, text[:3], "a", 1, f"<div>{text}</div>")]))
        assert skeletons.render(made, CONFIG, Files([]))
    assert len(parsed) == 1


def test_where_words_may_mean_something_each_page_is_parsed() -> None:
    config = configured("abbr")
    assert not Skeletons(config).render(page("# A { #a }\n", config), config, Files([]))
