"""Rules on Markdown that renderers disagree on (SOP325, SOP326, SOP328, SOP329, SOP331, SOP334).

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
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^>]*)>?")
_HANDLER: Final = re.compile(r"\bon\w+\s*=", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_BLOCKS: Final = frozenset({"paragraph", "list", "quote", "code", "table"})
_FENCE: Final = re.compile(r"^[ \t>]*(`{3,}|~{3,})")


@rule("SOP325", "list-without-blank-line")
def list_without_blank_line(case: Case) -> Found:
    """A list or table stands right under a line of text, without an empty line between.

    Why: The forge shows a list, other readers one long line of text: the steps run together.

    Wrong:
        ## Scope

        Calls on these channels:
        - phone
        - chat

    Right:
        ## Scope

        Calls on these channels:

        - phone
        - chat
    """
    source = case.document.source
    for before, node in _neighbours(case.document):
        last = source.place(Span(_last_character(source, before), before.end)).line
        place = source.place(node.span)
        if place.line == last + 1:
            message = f"Some readers show this {node.kind} as running text."
            yield message, source.line_span(place.line), "Put an empty line before it."


def _neighbours(document: Document) -> Iterator[tuple[Node, Node]]:
    """A paragraph and what stands below it; in an item, the indentation parts text and list."""
    for before, node in pairwise(document.blocks):
        if before.kind == "paragraph" and node.kind in {"list", "table"}:
            yield before, node
    for parent in document.nodes("quote", "item"):
        kinds = {"table"} if parent.kind == "item" else {"list", "table"}
        for before, node in pairwise(parent.children):
            if before.kind == "paragraph" and node.kind in kinds:
                yield before, node


def _last_character(source: Source, node: Node) -> int:
    return node.start + max(0, len(source.slice(node.span).rstrip()) - 1)


@rule("SOP326", "shallow-indentation", Severity.WARNING)
def shallow_indentation(case: Case) -> Found:
    """What belongs to a list item is indented by fewer than four spaces.

    Why: The forge shows it below the item, other readers show it beside the item, so it seems to
    hold for everything.

    Wrong:
        ## Scope

        - Calls that we promise:
          - by phone
          - by chat

    Right:
        ## Scope

        - Calls that we promise:
            - by phone
            - by chat
    """
    source = case.document.source
    for outer in case.document.nodes("list"):
        for child in (child for item in outer.children for child in _hanging(source, item)):
            at = _from_first_character(source, child)
            column = source.place(outer.span).column
            if 0 < source.place(at).column - column < 4:
                message = "Some readers do not see that this belongs to the item above."
                yield message, at, "Indent it by four spaces."


def _from_first_character(source: Source, node: Node) -> Span:
    """The element without the spaces before it, which the parser may count in."""
    text = source.slice(node.span)
    return Span(node.end - len(text.lstrip(" ")), node.end)


def _hanging(source: Source, item: Node) -> Iterator[Node]:
    """The blocks of an item that begin on a line of their own."""
    blocks = [child for child in item.children if child.kind in _BLOCKS]
    if blocks:
        first = source.place(item.span).line
        yield from (child for child in blocks if source.place(child.span).line > first)


@rule("SOP328", "unclosed-code-block")
def unclosed_code_block(case: Case) -> Found:
    """A block of code is opened and never closed: it swallows the rest of the document.

    Why: Everything below it is shown as code, and no step below it counts.

    Wrong:
        ## Scope

        ```
        Calls that we promise.

    Right:
        ## Scope

        ```
        Calls that we promise.
        ```
    """
    for node in case.document.nodes("code"):
        lines = case.document.source.slice(node.span).rstrip().splitlines()
        opened = _FENCE.match(lines[0]) if lines else None
        if opened and not _closes(lines, opened.group(1)):
            hint = f"Add a line of {opened.group(1)} at its end."
            at = Span(node.start, node.start + len(lines[0]))
            yield "This block of code is never closed.", at, hint


def _closes(lines: list[str], marks: str) -> bool:
    closed = _FENCE.match(lines[-1]) if len(lines) > 1 else None
    return closed is not None and closed.group(1).startswith(marks)


@rule("SOP329", "unclosed-comment")
def unclosed_comment(case: Case) -> Found:
    """A comment is opened and never closed: it hides the rest of the document.

    Why: Nobody sees what stands below it, and nobody sees that it is missing.

    Wrong:
        ## Scope

        Calls that we promise.

        <!-- ask the team lead

    Right:
        ## Scope

        Calls that we promise.

        <!-- ask the team lead -->
    """
    for node in case.document.nodes("html"):
        start = node.text.rfind("<!--")
        if start >= 0 and "-->" not in node.text[start:]:
            at = Span(node.start + start, node.start + start + 4)
            yield "This comment is never closed.", at, "Add --> at its end."


@rule("SOP331", "raw-html")
def raw_html(case: Case) -> Found:
    """The text holds HTML that the site does not pass on.

    Why: It is left out, so the reader misses what stands in it; other readers show it in their
    own way, or run it.

    Wrong:
        ## Scope

        <font color="red">Calls</font> that we promise.

    Right:
        ## Scope

        **Calls** that we promise.
    """
    opened: set[str] = set()
    for node in case.document.nodes("html", "html_text"):
        text = _COMMENT.sub(lambda match: " " * len(match.group()), node.text)
        for match in _TAG.finditer(text):
            name = match.group(2).lower()
            if name in ALLOWED_TAGS and not _HANDLER.search(match.group(3)):
                continue
            # The tag that closes goes with the one that opens.
            if not (match.group(1) and name in opened):
                opened.add(name)
                at = Span(node.start + match.start(), node.start + match.end())
                message = f"HTML such as <{match.group(2)}> is left out of the site."
                yield message, at, "Write it in Markdown. For a bare < write &lt;."
                break


@rule("SOP334", "table-row-cells")
def table_row_cells(case: Case) -> Found:
    """A row of a table has more or fewer cells than the table has columns.

    Why: Cells beyond the columns vanish, and where one is missing, values move under the wrong
    heading.

    Wrong:
        ## Scope

        | Channel | Limit |
        |---|---|
        | Phone | 1 day | at once |

    Right:
        ## Scope

        | Channel | Limit |
        |---|---|
        | Phone | 1 day |
    """
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
