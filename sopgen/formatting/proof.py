"""Proves that a document says the same before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.compare import ChangeKind, changes
from sopgen.model.document import Document
from sopgen.reading.outline import to_html

_SPACE: Final = re.compile(r"\s+")
_AROUND_BLOCKS: Final = re.compile(
    r"\s*(</?(?:h[1-6]|p|ul|ol|li|table|thead|tbody|tr|blockquote|hr|div|pre)\b[^>]*>)\s*"
)


def says_the_same(old: Document, new: Document) -> bool:
    """Whether both have the same fields, and the same text in the same structure.

    Both are rendered as GitHub and the site do; code and comments are compared letter by letter.
    """
    return (
        old.front_matter == new.front_matter
        and _literal(old) == _literal(new)
        and _shown(old) == _shown(new)
    )


def leads_the_same(old: Document, new: Document) -> bool:
    """Whether only written numbers differ, and each branch leads to the step it led to."""
    found = {item.kind for item in changes(old, new)}
    # Of a branch whose step has another number now, the wording changed: where it leads is below.
    only_numbers = found <= {ChangeKind.LAYOUT_CHANGED, ChangeKind.BRANCH_CHANGED}
    return only_numbers and list(_branches(old)) == list(_branches(new))


def _shown(document: Document) -> str:
    body = document.source.slice(document.body_span)
    html = _SPACE.sub(" ", to_html(body, document.references))
    return _AROUND_BLOCKS.sub(r"\1", html).strip()


def _literal(document: Document) -> list[str]:
    return [node.text for node in document.nodes("code_text", "html", "html_text")] + [
        child.text for node in document.nodes("code") for child in node.children
    ]


def _branches(document: Document) -> Iterator[tuple[int, str, int | str | None]]:
    for step in document.steps:
        for branch in step.branches:
            target = branch.target or ""
            there = document.step_at(target.removeprefix("#")) if target.startswith("#") else None
            yield step.number, branch.condition, there.number if there else branch.target
