"""Rules on Markdown that renderers disagree on, or that is not what it looks like (SOP325-SOP337).

The site renders with the parser that read the document. Editors' previews, assistants and other
site generators do not: a document that all of them show alike is safe wherever it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route, Severity
from sopgen.model.markdown import Node
from sopgen.model.source import Source, Span
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]

ALLOWED_TAGS: Final = frozenset(
    {"abbr", "b", "br", "dd", "details", "dl", "dt", "em", "i", "ins", "kbd", "mark", "s", "small"}
    | {"strong", "sub", "summary", "sup", "u"}
)
_TAG: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)([^>]*)>?")
_HANDLER: Final = re.compile(r"\bon\w+\s*=", re.IGNORECASE)
_NO_HEADING: Final = re.compile(
    r"^(?P<indent>[ ]{0,3})(?P<marks>#{1,6}(?=[^\s#!])|#{1,6}(?=\xa0)|#{7,}(?=\s))(?P<text>.*)$",
    re.MULTILINE,
)
_NO_ITEM: Final = re.compile(
    r"^[ \t]*(?P<mark>[•·‣▪●◦]|[-+*](?=[^\W\d_]{2})"
    r"|\d{1,2}[.)](?=[^\W\d_]{2})|(?!1[.)])\d{1,2}[.)][ ])",
    re.MULTILINE,
)
_DELIMITER_ROW: Final = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FENCE: Final = re.compile(r"^[ \t>]*(`{3,}|~{3,})")


@rule("SOP325", "list-without-blank-line")
def list_without_blank_line(case: Case) -> Found:
    """A list or table stands right under a line of text, without an empty line between."""
    source = case.document.source
    for parent in _parents(case.document):
        for before, node in pairwise(parent):
            if before.kind == "paragraph" and node.kind in {"list", "table"}:
                last = source.place(Span(_last_character(source, before), before.end)).line
                place = source.place(node.span)
                if place.line == last + 1:
                    message = f"Some readers show this {node.kind} as running text."
                    yield message, source.line_span(place.line), "Put an empty line before it."


def _last_character(source: Source, node: Node) -> int:
    return node.start + max(0, len(source.slice(node.span).rstrip()) - 1)


def _parents(document: Document) -> Iterator[tuple[Node, ...]]:
    yield document.blocks
    for node in document.nodes("quote", "item"):
        yield node.children


@rule("SOP326", "shallow-indentation", Severity.WARNING)
def shallow_indentation(case: Case) -> Found:
    """What belongs to a list item is indented by fewer than four spaces."""
    source = case.document.source
    for outer in case.document.nodes("list"):
        column = source.place(outer.span).column
        for item in outer.children:
            for child in _hanging(source, item):
                deeper = source.place(child.span).column - column
                if 0 < deeper < 4:
                    message = "Some readers do not see that this belongs to the item above."
                    yield message, child.span, "Indent it by four spaces."


def _hanging(source: Source, item: Node) -> Iterator[Node]:
    """The blocks of an item that begin on a line of their own."""
    first = source.place(item.span).line
    blocks = {"paragraph", "list", "quote", "code", "table"}
    for child in item.children:
        if child.kind in blocks and source.place(child.span).line > first:
            yield child


@rule("SOP327", "not-a-heading")
def not_a_heading(case: Case) -> Found:
    """A line begins with # and is no heading: the space after the marks is missing."""
    for node in case.document.nodes("paragraph"):
        for match in _NO_HEADING.finditer(case.document.source.slice(node.span)):
            if not match["text"][:1].isdigit() or len(match["marks"]) > 1:
                start = node.start + match.start("marks")
                marks = match["marks"][:6]
                hint = f"Write a space after the marks: {marks} {match['text'].strip()}"
                yield (
                    "This line looks like a heading, but is none.",
                    Span(start, node.start + match.end()),
                    hint,
                )


@rule("SOP328", "unclosed-code-block")
def unclosed_code_block(case: Case) -> Found:
    """A block of code is opened and never closed: it swallows the rest of the document."""
    for node in case.document.nodes("code"):
        lines = case.document.source.slice(node.span).rstrip().splitlines()
        opened = _FENCE.match(lines[0]) if lines else None
        if opened:
            closed = _FENCE.match(lines[-1]) if len(lines) > 1 else None
            if (
                closed is None
                or closed.group(1)[0] != opened.group(1)[0]
                or len(closed.group(1)) < len(opened.group(1))
            ):
                marks = opened.group(1)
                at = Span(node.start, node.start + len(lines[0]))
                yield (
                    "This block of code is never closed.",
                    at,
                    f"Add a line of {marks} at its end.",
                )


@rule("SOP329", "unclosed-comment")
def unclosed_comment(case: Case) -> Found:
    """A comment is opened and never closed: it hides the rest of the document."""
    for node in case.document.nodes("html"):
        start = node.text.rfind("<!--")
        if start >= 0 and "-->" not in node.text[start:]:
            at = Span(node.start + start, node.start + start + 4)
            yield "This comment is never closed.", at, "Add --> at its end."


@rule("SOP330", "underlined-heading")
def underlined_heading(case: Case) -> Found:
    """Text is made a heading by a line of - or = under it, mostly by mistake."""
    for heading in case.document.headings:
        written = case.document.source.slice(heading.span)
        if not written.lstrip(" >").startswith("#"):
            marks = "#" * heading.level
            hint = f'Write "{marks} {heading.text}", or put an empty line above the rule.'
            yield "The line below turns this text into a heading.", heading.span, hint


@rule("SOP331", "raw-html")
def raw_html(case: Case) -> Found:
    """The text holds HTML that the site does not pass on."""
    for node in case.document.nodes("html", "html_text"):
        text = re.sub(
            r"<!--.*?(-->|\Z)", lambda match: " " * len(match.group()), node.text, flags=re.DOTALL
        )
        for match in _TAG.finditer(text):
            if match.group(1).lower() not in ALLOWED_TAGS or _HANDLER.search(match.group(2)):
                at = Span(node.start + match.start(), node.start + match.end())
                message = f"HTML such as <{match.group(1)}> is left out of the site."
                yield message, at, "Write it in Markdown. For a bare < write &lt;."
                break


@rule("SOP334", "table-row-cells")
def table_row_cells(case: Case) -> Found:
    """A row of a table has more or fewer cells than the table has columns."""
    source = case.document.source
    for table in case.document.nodes("table"):
        columns = len(table.children[0].children)
        for row in table.children[1:]:
            cells = _cells(source.line(source.place(row.span).line))
            if cells != columns:
                message = f"This row has {cells} cells, but the table has {columns} columns."
                yield message, row.span, r"Check the | signs; a | inside a cell is written \|."


def _cells(line: str) -> int:
    line = re.sub(r"\\\\|\\\|", "", line.strip().lstrip("> "))
    return line.strip().removeprefix("|").removesuffix("|").count("|") + 1


@rule("SOP336", "not-a-list")
def not_a_list(case: Case) -> Found:
    """A line looks like the item of a list, and is shown as running text."""
    for node in case.document.nodes("paragraph"):
        text = case.document.source.slice(node.span)
        for match in _NO_ITEM.finditer(text):
            if _is_prose(text, match, node):
                continue
            start = node.start + match.start("mark")
            hint = 'Begin items with "- " or "1. ", after an empty line.'
            yield (
                "This line looks like a list item, but is none.",
                Span(start, start + len(match["mark"])),
                hint,
            )
            break


def _is_prose(text: str, match: re.Match[str], node: Node) -> bool:
    """A number that a wrapped sentence puts at the start of a line is no slip."""
    if match["mark"].strip("•·‣▪●◦") and match["mark"][0] == "*":
        return True
    before = text[: match.start()].rstrip()
    is_wrapped = bool(before) and before[-1] not in ".:;!?"
    return is_wrapped and match["mark"][0].isdigit() and node.kind == "paragraph"


@rule("SOP337", "not-a-table")
def not_a_table(case: Case) -> Found:
    """Lines with | look like a table, and are shown as running text."""
    for node in case.document.nodes("paragraph"):
        lines = case.document.source.slice(node.span).splitlines()
        rows = [line for line in lines if line.strip().startswith("|")]
        if len(rows) > 1:
            delimiter = next((line for line in rows if _DELIMITER_ROW.match(line)), None)
            why = (
                "the row of hyphens is missing"
                if delimiter is None
                else "its rows differ in columns"
            )
            hint = "The second line needs |---| for each column of the first."
            yield f"These lines look like a table, but {why}.", node.span, hint
