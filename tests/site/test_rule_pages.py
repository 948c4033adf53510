"""Every rule has its page: what, why, wrong, right, and how to switch it off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopgen.rules import RULES, Rule
from sopgen.site import build_tree
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, library, sop, text_of, tree
from tests.site.rendering import Outline, render

TEXTS = {"customer-service/it.md": sop()}
PAGES = tree(TEXTS).pages


def shown(path: str) -> Outline:
    return Outline(render(text_of(PAGES[path])))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_page_shows_what_the_command_tells(rule: Rule) -> None:
    page = shown(f"rules/{rule.code}.md")
    for text in (rule.summary, rule.why, rule.wrong, rule.right):
        assert " ".join(text.split()) in " ".join(page.text.split())
    # An example may hold HTML: it is shown, and never becomes part of the page.
    assert {tag for tag, _ in page.tags} <= {"a", "code", "div", "h1", "h2", "p", "pre", "span"}


def test_the_list_leads_to_every_page() -> None:
    index = shown("rules/index.md")
    links = [link.rstrip("/") for link in index.values("href") if link != "#title"]
    assert links == list(RULES)


def test_the_level_is_that_of_this_library() -> None:
    settings = replace(SETTINGS, rules={"long-sentence": "error", "SOP705": "off"})
    pages = build_tree(library(TEXTS), {}, settings, TEMPLATES, TODAY).pages
    long = Outline(render(text_of(pages["rules/SOP702.md"]))).text
    assert "error in this library; warning by default" in " ".join(long.split())
    assert "off in this library" in " ".join(
        Outline(render(text_of(pages["rules/SOP705.md"]))).text.split()
    )


def test_no_list_shows_them() -> None:
    assert not any(page.is_listed for path, page in PAGES.items() if path.startswith("rules/"))
