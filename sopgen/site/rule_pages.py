"""A page for each rule that documents are held to, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from sopgen.edition.edition import Edition
from sopgen.edition.tree import Page
from sopgen.inspection import Levels, levels_of
from sopgen.rules import RULES, Rule
from sopgen.site.page_templates import RULE_SHEET, PageTemplates, front_matter

ADDRESS: Final = "rules/"
_FAMILIES: Final = {
    "1": "Reading",
    "2": "Fields",
    "3": "Sections and steps",
    "4": "References",
    "5": "Life of a document",
    "6": "Change control",
    "7": "Plain language",
}


def rule_pages(edition: Edition, templates: PageTemplates) -> Iterator[tuple[str, Page]]:
    """The pages at `rules/` and `rules/<CODE>/`, with their paths in the tree."""
    levels = levels_of(edition.settings.rules)
    yield f"{ADDRESS}index.md", _index(templates, levels)
    for rule in RULES.values():
        yield f"{ADDRESS}{rule.code}.md", _page(rule, templates, levels)


def _index(templates: PageTemplates, levels: Levels) -> Page:
    families = groupby(RULES.values(), key=lambda rule: rule.code[3])
    content = templates.render(
        "rules.md.j2",
        front_matter=_front_matter("Rules"),
        count=len(RULES),
        families=[
            {"name": _FAMILIES[digit], "rules": [_row(rule, levels) for rule in rules]}
            for digit, rules in families
        ],
    )
    return Page(content=content, title="Rules")


def _page(rule: Rule, templates: PageTemplates, levels: Levels) -> Page:
    title = f"{rule.code} {rule.name}"
    content = templates.render(
        "rule.md.j2",
        front_matter=_front_matter(title),
        title=title,
        rule=rule,
        row=_row(rule, levels),
        family=_FAMILIES[rule.code[3]],
    )
    return Page(content=content, title=title)


def _front_matter(title: str) -> str:
    hidden = ["navigation", "toc"]
    return front_matter(title=title, hide=hidden, sheets=[RULE_SHEET], robots="noindex")


def _row(rule: Rule, levels: Levels) -> dict[str, Any]:
    level = levels[rule.code]
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "level": level.value if level else "off",
        "is_changed": level is not rule.severity,
    }
