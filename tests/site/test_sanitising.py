"""What needs no sanitiser is what the sanitiser would make of it."""

from __future__ import annotations

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopgen.reading.outline import to_html
from sopgen.site.sanitising import INLINE, PREFIX, WHOLE, cleaner, finished, safe_anywhere

MARKS = (
    "* ** _ ` ~~ ~ - 1. 3) > + # #### | --- === ``` ! [ ] ( ) [x] & &amp; &lt;b&gt; &copy; &nbsp;"
    """ &#60; " ' \\ {#a} $x$ www.x.org a é 漢 \x7f < <b> </p> <a> <br> <script> <!--"""
)
SPACES = ("\xa0", "\x0c", "\u2028", " ", "  ", "\n", "\n\n", "    ", "\t", "\r")
TEXTS = st.lists(st.sampled_from([*MARKS.split(), *SPACES])).map("".join)


def sanitised(markdown: str, tags: frozenset[str]) -> str:
    whole: nh3.Cleaner = cleaner(tags, lambda _tag, _name, _value: None)
    return finished(whole.clean(to_html(markdown, {})), tags)


@given(st.one_of(TEXTS, st.text()))
@example('a\u00a0b & "c" &lt;script&gt; *d* `e < f`')
@example("- a\n\n  > b\n\n1. c ~~d~~\n")
@example("    code\n")
def test_a_text_is_what_the_sanitiser_leaves_of_it(text: str) -> None:
    for markdown, tags in ((text, WHOLE), (PREFIX + text, INLINE)):
        safe = safe_anywhere(markdown, tags)
        assert safe is None or safe == sanitised(markdown, tags)


@pytest.mark.parametrize("tags", [WHOLE, INLINE])
def test_raw_html_is_sanitised_though_it_has_no_attributes(tags: frozenset[str]) -> None:
    safe = safe_anywhere(f"{PREFIX}<script>alert(1)</script><b>c</b><p></em>", tags)
    assert safe is not None
    assert "script" not in safe
    assert "<b>c</b>" in safe
    assert "</em>" not in safe


def test_a_block_within_a_line_is_left_out() -> None:
    assert safe_anywhere(f"{PREFIX}a\n> b", INLINE) == "a\n\nb"
