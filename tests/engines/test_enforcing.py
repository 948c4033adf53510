"""Each page says the policy that its own scripts and styles need, and no wider one."""

from __future__ import annotations

from itertools import permutations

import pytest

from sopgen.engines.enforcing import Enforcing
from sopgen.site.content_security import FIRST_IN_HEAD, hashes
from tests.site.libraries import SETTINGS

ONE, TWO = "one()", "two()"


def page(*scripts: str, style: str = "") -> str:
    held = "".join(f"<script>{script}</script>" for script in scripts)
    return f"<head>{FIRST_IN_HEAD}{held}{f'<style>{style}</style>' if style else ''}</head>"


def policy(shown: str) -> str:
    return shown.partition("<script>")[0].partition("<style>")[0]


@pytest.mark.parametrize("pages", [*permutations([(), (ONE,), (TWO,), (ONE, TWO)])])
def test_a_page_allows_its_own_scripts_whatever_page_was_before_it(
    pages: tuple[tuple[str, ...], ...],
) -> None:
    enforcing = Enforcing(SETTINGS)
    enforcing.learn(page(ONE, TWO))
    for scripts in (*pages, *pages):
        said = policy(enforcing.on(page(*scripts), "a/index.html"))
        assert {script for script in (ONE, TWO) if hashes([script])[0] in said} == {*scripts}


def test_a_page_allows_its_own_styles() -> None:
    enforcing = Enforcing(SETTINGS)
    for style in ("a{}", "", "b{}", ""):
        said = policy(enforcing.on_finished(page(style=style), "a/index.html"))
        assert [item for item in ("a{}", "b{}") if hashes([item])[0] in said] == [style] * bool(
            style
        )
