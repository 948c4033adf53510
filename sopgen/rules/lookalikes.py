"""Rules on text that looks like Markdown and is none (SOP327, SOP336, SOP337, SOP422)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route
from sopgen.model.layout import fold
from sopgen.model.markdown import Node
from sopgen.model.source import Span
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]

_NO_HEADING: Final = re.compile(
    r"^[ ]{0,3}"
    r"(?P<marks>#{1,6}(?=[^\s#!])|#{1,6}(?=\xa0)|#{7,}(?=\s)|\\#{1,6}(?=\s)|＃{1,6}(?=.)"
    r"|[ \t]+#{1,6}(?=[ ]))"
    r"(?P<text>[^\r\n]*)$",
    re.MULTILINE,
)
# Bullets of word processors; hyphens and numbers without their space; marks with a backslash.
_BULLETS: Final = "・－•·‣▪●◦■□○➢►⮚\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
_NO_ITEM: Final = re.compile(
    rf"^[ \t]*(?P<mark>[{_BULLETS}]|[-+*](?=[^\W\d_]{{2}})|\\[-+*](?=[ ])|[–—](?=[ \xa0])"
    r"|o(?=\t|[ ]{2,3}[^\W\d_])"
    r"|\d{1,2}[.)](?=[^\W\d_]{2})|\d{1,2}\\[.)](?=[ ])|\d{1,2}、|(?!1[.)])\d{1,2}[.)][ ])",
    re.MULTILINE,
)
_ITEM_CLUE: Final = re.compile(rf"[{_BULLETS}–—\\]|^[ \t]*(?:[-+*o]|\d+[.)、])", re.MULTILINE)
_DELIMITER_ROW: Final = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ADDRESS: Final = r"(?:https?://|mailto:|www\.|#|[^\s()\[\]]+\.md\b)"
_NO_LINK: Final = re.compile(
    rf"\[[^\[\]\n]{{1,200}}\][ \xa0]+\({_ADDRESS}[^)\n]{{0,300}}\)"
    rf"|\([^()\n]{{1,200}}\)\[{_ADDRESS}[^\]\n]{{0,300}}\]"
    rf"|\[[^\[\]\n]{{1,200}}\]\((?:{_ADDRESS}|[^()\n]{{1,200}}\.md\b)[^)\n]{{0,300}}\)?"
)
# Looking for what no proper link has is much faster than the pattern.
_LINK_CLUE: Final = re.compile(r"\][ \xa0]+\(|\)\[|\]\([^()\s]{0,300}(?:\s|$)")


@rule("SOP327", "not-a-heading")
def not_a_heading(case: Case) -> Found:
    """A line is written like a heading and is none: a space is missing, or one is too many.

    Why: The section does not exist: what stands below it belongs to the one above.

    Wrong:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        ##Exceptions

        None.

    Right:
        ## Procedure

        ### 1. Call the customer

        - Role: Frontline agent

        ## Exceptions

        None.
    """
    document = case.document
    for node in document.nodes("paragraph", "code"):
        text = document.source.slice(node.span)
        if not ("#" in text or "＃" in text) or (
            node.kind == "code" and not _is_heading_as_code(case, text)
        ):
            continue
        for match in (
            _NO_HEADING.finditer(text) if node.kind == "paragraph" else (_CODE.match(text),)
        ):
            if match and (len(match["marks"].strip()) > 1 or not match["text"][:1].isdigit()):
                at = Span(node.start + match.start("marks"), node.start + match.end())
                yield "This line looks like a heading, but is none.", at, _as_heading(match)


_CODE: Final = re.compile(r"(?P<marks>#{1,6})(?P<text> [^\r\n]*)")


def _is_heading_as_code(case: Case, text: str) -> bool:
    """A heading that four spaces before it turn into code; a comment in real code is none."""
    match = _CODE.match(text)
    if match is None:
        return False
    name = fold(re.sub(r"^\s*\d+[.)]\s*", "", match["text"]))
    return name in case.template.layout.by_heading or len(match["marks"]) > 1


def _as_heading(match: re.Match[str]) -> str:
    marks = re.sub(r"[^#]", "", match["marks"].replace("＃", "#"))[:6]
    right = f"{marks} {match['text'].strip()}"
    if match["marks"].startswith("\\"):
        return f"Remove the backslash: {right}"
    if match["marks"][0].isspace() or match.re is _CODE:
        return f"Begin it at the left edge: {right}"
    return f"Write a space after the marks: {right}"


@rule("SOP336", "not-a-list")
def not_a_list(case: Case) -> Found:
    """A line looks like the item of a list, and is shown as running text.

    Why: The items run together in one paragraph, and attributes written so do not count.

    Wrong:
        ## Scope

        • calls by phone
        • calls by chat

    Right:
        ## Scope

        - calls by phone
        - calls by chat
    """
    source, start_of_body = case.document.source, case.document.body_span.start
    suspicious = _NO_ITEM.search(source.text, start_of_body) is not None
    for span in _running_text(case.document) if suspicious else ():
        text = source.slice(span)
        for match in _NO_ITEM.finditer(text) if _ITEM_CLUE.search(text) else ():
            if not _is_prose(text, match):
                start = span.start + match.start("mark")
                at = Span(start, start + len(match["mark"]))
                hint = 'Begin items with "- " or "1. ", after an empty line.'
                yield "This line looks like a list item, but is none.", at, hint
                break


def _running_text(document: Document) -> Iterator[Span]:
    """Paragraphs, and the text of list items that stands in no paragraph."""
    for node in document.nodes("paragraph"):
        yield node.span
    for node in document.nodes("item"):
        inline = [child for child in node.children if child.kind not in _BLOCKS]
        if inline:
            yield Span(inline[0].start, inline[-1].end)


_BLOCKS: Final = frozenset(
    {"list", "quote", "code", "table", "html", "heading", "paragraph", "rule", "task"}
)


def _is_prose(text: str, match: re.Match[str]) -> bool:
    """A number or a dash that a wrapped sentence puts at the start of a line is no slip."""
    mark = match["mark"]
    if mark[0] == "*":
        return True
    before = text[: match.start()].rstrip()
    is_wrapped = bool(before) and before[-1] not in ".:;!?"
    goes_on = any(mark[0] == line.lstrip()[:1] for line in before.splitlines())
    return is_wrapped and not goes_on and (mark[0].isdigit() or mark[0] in "–—o")


@rule("SOP337", "not-a-table")
def not_a_table(case: Case) -> Found:
    """Lines with | look like a table, and are shown as running text.

    Why: A table of limits that runs together is misread by somebody in a hurry.

    Wrong:
        ## Scope

        | Channel | Limit |
        | Phone | 1 day |

    Right:
        ## Scope

        | Channel | Limit |
        |---|---|
        | Phone | 1 day |
    """
    for node in case.document.nodes("paragraph"):
        rows = _rows(case.document, node)
        if len(rows) > 1:
            delimiter = next((line for line in rows if _DELIMITER_ROW.match(line)), None)
            why = "its rows differ in columns" if delimiter else "the row of hyphens is missing"
            hint = "The second line needs |---| for each column of the first."
            yield f"These lines look like a table, but {why}.", node.span, hint


def _rows(document: Document, node: Node) -> list[str]:
    text = document.source.slice(node.span)
    if "|" not in text:
        return []
    return [line for line in text.splitlines() if line.strip().startswith("|")]


@rule("SOP422", "not-a-link")
def not_a_link(case: Case) -> Found:
    """Text is written almost like a link, and is shown with its brackets.

    Why: The reader sees the raw address and cannot follow it.

    Wrong:
        ## Scope

        Calls as in [our promise] (https://example.org/promise).

    Right:
        ## Scope

        Calls as in [our promise](https://example.org/promise).
    """
    if not _LINK_CLUE.search(case.document.source.text, case.document.body_span.start):
        return
    for span in _running_text(case.document):
        text = case.document.source.slice(span)
        for match in _NO_LINK.finditer(text) if _LINK_CLUE.search(text) else ():
            start = span.start + match.start()
            if not _is_read_otherwise(case.document, start, span):
                at = Span(start, span.start + match.end())
                yield "This looks like a link, but is none.", at, _LINK


_LINK: Final = "Write [text](address) without a space between; in a path write %20 for a space."


def _is_read_otherwise(document: Document, start: int, within: Span) -> bool:
    """Whether this is a real link or picture after all, or stands in code."""
    kinds = ("link", "image", "code_text", "html_text")
    return any(node.start <= start < node.end for node in document.nodes(*kinds, within=within))
