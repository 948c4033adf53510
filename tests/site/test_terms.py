"""Terms are marked where they stand, once in a step or section, and nowhere they must not be."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from sopgen.edition.edition import Edition
from sopgen.site import Page
from sopgen.site.terms import Terms
from tests.site.libraries import BODY, SETTINGS, TEMPLATES, TODAY, library, page, sop, text_of
from tests.site.rendering import DATA_BLOCKS, Outline, render

DEFINITIONS = """
## Definitions

- **Block:** a switch that stops payments.
- **Trusted contact point:** a number unchanged for 30 days.
- **R&D:** research, and development.
- **处理:** what is done.
"""


def terms(language: str = "en") -> Terms:
    body = f"{BODY}\nThe SIM of the US.\n{DEFINITIONS}"
    made = library({"customer-service/it.md": sop(body, language=language)})
    edition = Edition(made, SETTINGS, TEMPLATES, TODAY)
    return Terms(edition, made.documents[0], "customer-service/it/")


def marked(html: str, **more: str) -> str:
    return str(terms(**more).scope()(Markup(html)))


def words(html: str) -> list[str]:
    return [unescape(word) for word in re.findall(r'class="sop-term"[^>]*>([^<]*)<', html)]


def test_a_term_of_the_document_leads_to_its_definition() -> None:
    assert marked("<p>Press block now.</p>") == (
        '<p>Press <a class="sop-term" href="#term-block">block</a> now.</p>'
    )
    text = text_of(page(sop(BODY.replace("Write down", "Block and write down") + DEFINITIONS)))
    found = Outline(render(text))
    assert "#term-block" in found.values("href")
    assert "term-block" in found.values("id")


def test_a_term_of_the_vocabulary_brings_its_meaning_and_leads_to_the_glossary() -> None:
    said = "Subscriber identity module: The card or profile that ties a phone to its number."
    link = f'<a class="sop-term" href="../../glossary/#term-sim" data-sop-term="{said}">SIM</a>'
    assert marked("a SIM") == f"a {link}"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("Tell us in the US.", ["US"]),
        ("Unblock it. Blocked, blocking.", []),
        ("Lift all blocks.", ["blocks"]),
        ("The trusted contact point", ["trusted contact point"]),
        ("The <em>Trusted contact points</em>", ["Trusted contact points"]),
        ("Our R&amp;D team", ["R&D"]),
        ("&lt;Block&gt;", ["Block"]),
        ("Block and block", ["Block"]),
        ("立即处理客户", ["处理"]),
        ("使用SIM卡", ["SIM"]),
        ('<img alt="block SIM" src="x">', []),
    ],
)
def test_whole_words_only(html: str, found: list[str]) -> None:
    assert words(marked(html)) == found


@pytest.mark.parametrize(
    "html",
    [
        '<a href="x">block</a>',
        "<code>block</code>",
        "<pre><code>block\n</code></pre>",
        "<h4>block</h4>",
        "<summary>block <b>block</b></summary>",
        "<dfn>block</dfn>",
    ],
)
def test_links_code_and_headings_are_left_alone(html: str) -> None:
    assert marked(html) == html
    assert words(marked(f"{html} block")) == ["block"]


def test_each_step_begins_anew_and_each_term_stands_once_in_it() -> None:
    made = terms()
    first, second = made.scope(), made.scope()
    assert words(first(Markup("block"))) == ["block"]
    assert words(first(Markup("block"))) == []
    assert words(second(Markup("block"))) == ["block"]


def test_other_languages_have_no_english_plural() -> None:
    assert words(marked("blocks", language="de")) == []


def test_definitions_replies_and_old_versions_are_left_alone() -> None:
    body = BODY.replace("Thank you", "Block. Thank you") + DEFINITIONS
    text = text_of(page(sop(body)))
    reply = text[text.index('class="sop-reply"') :]
    assert 'class="sop-term"' not in reply[: reply.index("</div>")]
    definitions = text[text.index("## Definitions") :]
    assert 'class="sop-term"' not in definitions[: definitions.index("## ", 5)]


class _Nesting(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("class") == "sop-term":
            assert not {"a", "code", "h4"} & set(self.open)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


PIECES = st.recursive(
    st.lists(st.sampled_from(["block", " SIM", "& <i>", "US ", "R&D", '"x"', "amp", "lt;"])).map(
        lambda texts: str(escape(" ".join(texts)))
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "em", "a", "code", "h4", "li"]),
        st.lists(inner, max_size=4),
    ),
)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_marking_adds_only_tags_that_nest(html: str) -> None:
    before, after = _Nesting(html), _Nesting(marked(html))
    assert after.text == before.text
    assert after.open == []


@pytest.mark.parametrize("name", ['"><script>x</script>', "' onclick=x", "a</a>b", "*x*"])
def test_a_hostile_term_stays_text(name: str) -> None:
    body = BODY.replace("Write down", f"{name} write down")
    made: Page = page(sop(f"{body}\n## Definitions\n\n- **{name}:** a thing.\n"))
    found = Outline(render(text_of(made)))
    assert [item for item in found.tags if item[0] == "script"] == list(DATA_BLOCKS)
    assert not [key for _, attrs in found.tags for key in attrs if key.startswith("on")]
