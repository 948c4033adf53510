"""A page put into a frame that was made for others is the page that the theme makes of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import url_filter

from sopgen.edition.tree import Page
from sopgen.engines import engine as engines
from sopgen.engines.engine import Engine
from sopgen.engines.frames import Frames, is_plain_material
from sopgen.engines.loading import load_mkdocs
from sopgen.engines.mkdocs_plugin import SopgenPlugin, show_title_as_text
from sopgen.engines.shapes import Shown
from sopgen.site.content_security import hashes, in_page, inline_parts, tag_of
from sopgen.site.headings import heading
from sopgen.site.page_templates import front_matter
from tests.engines.projects import CONFIG, make_project, tree_of
from tests.engines.test_building import TEXTS
from tests.engines.test_skeletons import CONFIG as PLAIN_CONFIG

NAV = "nav:\n  - index.md\n  - fraud/index.md\n  - Cards: fraud/card.md\n  - about/team.md\n"
WORDS = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "<b>x</b> & 'y' \"z\" `w`",
        "&amp; &quot; &#34;",
        "two  spaces",
        " \u2028\x85\xa0 ",
        "soQp0  z&quot;/blob/edit/",
        "שלום 👩‍👩‍👧‍👦",
        "x" * 5000,
        "</title><script>x</script>",
        "{{ 7 }} {% raw %}",
    ]
)
ANCHORS = st.sampled_from(["a", "step-1", "1.2.0", "ü", 'a"b', "a\\b"])
LEVELS = [(), (1,), (1, 2, 3, 3), (1, 2, 3, 2), (2, 3, 4), (3, 1)]
FOLDERS = ["", "fraud/", "fraud/card/", "fraud/other/", "fraud/card/history/", "x/y/z/"]
BLOCKS = ["Text.", '<a href="../card/">x</a>', "<script>no()</script>", "<h2>y</h2>", "<h2 <style"]


@dataclass
class Made:
    """What a page of a test says."""

    title: str = "A title"
    description: str = "What for"
    block: str = "Text."
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    more: dict[str, object] = field(default_factory=dict)
    source: str | None = "a/b.md"
    is_listed: bool = False

    def page(self) -> Page:
        top = front_matter(title=self.title, description=self.description, **self.more)
        parts = [heading(level, text, anchor) for level, text, anchor in self.headings]
        content = "\n".join([top, *parts, f"<div>{self.block}</div>", ""])
        return Page(content=content, source=self.source, is_listed=self.is_listed)


PAGES = st.builds(
    Made,
    WORDS,
    WORDS,
    st.sampled_from(BLOCKS),
    st.builds(
        lambda *parts: [*zip(*parts, strict=False)],
        st.sampled_from(LEVELS),
        st.lists(WORDS, min_size=4, max_size=4),
        st.lists(ANCHORS, min_size=4, max_size=4),
    ),
    st.sampled_from(
        [
            {},
            {"hide": ["toc", "navigation"], "robots": "noindex"},
            {"alternates": [{"type": "a", "href": "a&b.md", "title": "<b>"}, {"href": 1}, {}]},
        ]
    ),
    st.sampled_from([None, "a.md", "ü & <edit>/blob/b.md"]),
    st.booleans(),
)


def alike(made: Made, words: list[str]) -> Made:
    """A page of the same shape that says something else."""
    headings = [
        (level, f"{text} {word}", "a")
        for (level, text, _), word in zip(made.headings, words, strict=False)
    ]
    title, description = made.title and "Another", made.description and "For that"
    return replace(made, title=title, description=description, headings=headings)


def loaded(config: Path) -> tuple[Engine, SopgenPlugin]:
    loaded_config, plugin = load_mkdocs(config)
    engine = Engine(loaded_config, plugin, tree_of(config), "build")
    assert plugin.enforcing is not None
    plugin.enforcing.learn(rendered(engine, "x/y.md", Made()))
    return engine, plugin


def rendered(engine: Engine, path: str, made: Made) -> str:
    file = engine.file_of(path, made.page())
    text = engine.render(file)
    engine.let_go(file)
    return text


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    """An engine that uses frames, and one that asks the theme for each page."""
    config = make_project(tmp_path_factory.mktemp("frames"), TEXTS, CONFIG + NAV)
    with_frames, plugin = loaded(config)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "is_plain_material", lambda _: False)
        without, other = loaded(config)
    yield with_frames, without
    plugin.end()
    other.end()


@given(made=PAGES, folder=st.sampled_from(FOLDERS), words=st.lists(WORDS, min_size=4, max_size=4))
def test_every_page_is_as_the_theme_makes_it(
    both: tuple[Engine, Engine], made: Made, folder: str, words: list[str]
) -> None:
    ours, theirs = both
    for name, page in (("a", alike(made, words)), ("b", alike(made, words[::-1])), ("card", made)):
        path = f"{folder}{name}.md"
        assert rendered(ours, path, page) == rendered(theirs, path, page)


@pytest.mark.parametrize(
    ("common", "other"),
    [
        (Made(source=None), Made(source=None, is_listed=True)),
        (Made(), Made(block="<h1>y</h1>")),
        (Made(), Made(source=None)),
        (Made(), Made(description="")),
        (Made(), Made(headings=[(1, "x", "x")])),
        (Made(more={"hide": ["toc"]}), Made(more={"hide": ["navigation"]})),
    ],
)
def test_a_page_that_differs_in_one_thing_is_of_another_shape(
    both: tuple[Engine, Engine], common: Made, other: Made
) -> None:
    for number, made in enumerate([common, common, common, other, other, other, common]):
        path = f"fraud/{number}.md"
        assert rendered(both[0], path, made) == rendered(both[1], path, made)


def test_the_theme_is_asked_for_two_pages_of_a_shape_and_for_one_more_in_each_folder(
    both: tuple[Engine, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def noted(*given: Any) -> object:  # noqa: ANN401 as MkDocs has it
        asked.append(given[-1])
        return get_context(*given)

    monkeypatch.setattr(engines, "get_context", noted)
    for number in range(18):
        headings = [(1, f"No. {number}", "x"), (2, f"{number} <", f"s-{number}")]
        made = Made(f"Page {number} &", f'"{number}"', "<p>x</p>" * number, headings)
        rendered(both[0], f"{'cards' if number < 9 else 'orders'}/a{number}/b/c/d.md", made)
    assert [type(page) is Shown for page in asked] == [False, False, True, False, True]


def test_scripts_in_a_text_are_kept_from_running_and_told_as_ever(
    both: tuple[Engine, Engine], caplog: pytest.LogCaptureFixture
) -> None:
    told = []
    for engine in both:
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            for number in range(4):
                rendered(engine, f"billing/{number}.md", Made(block=f"<p>{number}</p>"))
            said = rendered(engine, "billing/5.md", Made(block="<script>new()</script>"))
        told.append((said, caplog.messages))
    assert told[0] == told[1]
    assert len(told[0][1]) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"theme": "{name: material, custom_dir: other}"},
        {"theme": "{name: mkdocs}"},
        {"plugins": "[sopgen, search]"},
        {"hooks": "[hook.py]"},
    ],
)
def test_where_others_have_a_say_each_page_is_asked_for(
    tmp_path: Path, more: dict[str, str]
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "hook.py").write_text("", "utf-8")
    lines = {"site_name": "x", "docs_dir": "sops", "theme": "material", "plugins": "[sopgen]"}
    text = "".join(f"{name}: {value}\n" for name, value in {**lines, **more}.items())
    config, _ = load_mkdocs(make_project(tmp_path, TEXTS, text))
    assert not is_plain_material(config)


def test_a_theme_folder_of_the_library_has_a_say_too(tmp_path: Path) -> None:
    (tmp_path / "own/site/theme").mkdir(parents=True)
    text = CONFIG.replace(
        f"templates: {CONFIG.split('templates: ')[1].split()[0]}", "templates: own"
    )
    config = make_project(tmp_path, TEXTS, text)
    loaded_config, plugin = load_mkdocs(config)
    engine = Engine(loaded_config, plugin, tree_of(config), "serve")
    assert not is_plain_material(engine.config)


# What Material does nowhere: each shows something of a page that no other page has.
TEMPLATES = [
    "{{ page.title | upper }}",
    "{{ page.title | truncate(40) }}",
    "{{ page.title | striptags }}",
    "{{ page.title | urlencode }}",
    "{{ page.title | replace('edit', 'x') }}",
    "{{ page.title | e | forceescape }}",
    "{{ page.url }}",
    "{{ page.file.src_uri }}",
    "{{ page.update_date }}",
    "{{ 'that one' if page.file.name == 'b' }}",
    "{% if page.abs_url %}{{ page.abs_url }}{% endif %}",
    "{{ page.content | length }}",
    "{{ 'editing' in page.content }}",
    "{{ 'yes' if page.content }}",
    "{{ page.toc | length }}",
    "{{ page.meta.description | wordcount }}",
    "{{ 'fraud/card/' | url }}",
    "{{ 'fraud/card/x/' | url }} {{ 'fraud/a/' | url }}",
    "{{ '..' | url }} {{ 'https://example.org' | url }} {{ '#x' | url }} {{ '' | url }}",
    "<script>{{ page.title }}</script>",
    "<script {{ page.title }}></script>",
    "<scr{{ page.title }}",
    "<scr{{ page.content }}",
    "{{ page }}",
]
HEAD = '<meta charset="utf-8">'


@pytest.mark.parametrize("template", ["", *TEMPLATES])
@pytest.mark.parametrize("head", [HEAD, ""])
def test_a_theme_that_asks_for_more_is_given_each_page(template: str, head: str) -> None:
    text = f"{head}{{{{ page.title }}}}|{{{{ page.content }}}}|{template}"
    environment = Environment(loader=DictLoader({"main.html": text}), autoescape=False)
    environment.filters["url"] = url_filter
    shown: list[object] = []

    def in_theme(_: MkDocsPage, given: MkDocsPage | Shown) -> str:
        shown.append(given)
        main = environment.get_template("main.html")
        text = main.render(page=given, base_url="..")
        return in_page(text, tag_of({"script-src": " ".join(hashes(inline_parts(text, "script")))}))

    frames = Frames(environment, (), in_theme)
    titles = ["A", "B & c", "editing the blob <b>x</b>", "ä" * 50, "ipt>x</script>", HEAD]
    for number, title in enumerate(titles):
        for name in ("card", "a", "b"):
            page = MkDocsPage(None, File(f"fraud/{name}.md", "", "", True), PLAIN_CONFIG)
            page.title, page.content = title, title * number
            page.meta = {"description": title}
            show_title_as_text(page)
            assert frames.framed(page) == in_theme(page, page)
    if not template and head:
        assert [type(page) for page in shown].count(Shown) == 1
