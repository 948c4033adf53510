"""Rules on what nobody writes by hand, because git and the site make it (SOP305, SOP306)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sopgen.model.document import Document
from sopgen.model.finding import Route
from sopgen.model.markdown import Node, plain_text
from sopgen.model.source import Span
from sopgen.rules.registry import Case, rule

Found = Iterator[tuple[str, Route | Span, str]]

_HISTORY: Final = re.compile(
    r"((document|sop|procedure|policy) )?"
    r"((revision|change|version|document|amendment|review|update|edit|modification|release)s?[ -]?"
    r"(history|log|record|table|control|list|tracking)s?)"
    r"|change ?log|history|revisions|amendments|record of (changes|revisions|amendments)"
    r"|(history|summary|list|table) of (changes|revisions|versions|amendments)"
    r"|(änderungs|versions|revisions|dokumenten|dokument)[ -]?"
    r"(historie|verlauf|verzeichnis|übersicht|index|nachweis|protokoll|tabelle)|änderungen"
    r"|historique( (des|de) (versions?|modifications?|révisions?))?"
    r"|(suivi|journal) des (versions|modifications|révisions)"
    r"|(historial|registro|control) (de (cambios|versiones|revisiones))"
    r"|修订记录|修订历史|变更记录|版本历史|版本记录",
    re.IGNORECASE,
)
_RELATED: Final = re.compile(
    r"(related|associated|linked) "
    r"(documents?|docs|sops?|procedures?|policies|links|documentation)"
    r"|see also|mitgeltende (dokumente|unterlagen)|documents? (liés|associés|connexes)"
    r"|verwandte dokumente|siehe auch|voir aussi|documentos relacionados|véase también|相关文件",
    re.IGNORECASE,
)
_VERSION_COLUMN: Final = re.compile(
    r"versions?( (no|number)\.?)?|revision|rev\.?|issue|ausgabe|versión|版本", re.IGNORECASE
)
_DATE_COLUMN: Final = re.compile(r"dates?( of change)?|datum|fecha|日期", re.IGNORECASE)
_CHANGE_COLUMN: Final = re.compile(
    r"(changes?|description|description of (the )?change|amendment|summary|reason)( made)?s?"
    r"|(was|what) (changed|geändert)|änderung(en)?|beschreibung"
    r"|modifications?|cambios?|变更(内容)?",
    re.IGNORECASE,
)
_WHO_COLUMN: Final = re.compile(
    r"authors?|editor|(changed|edited|made|updated|approved|reviewed) by|by|name|who"
    r"|autor|bearbeiter|verfasser|auteur|geändert von|作者",
    re.IGNORECASE,
)
_VERSIONED: Final = re.compile(
    r"(?:v(?:ersion)?\.?|rev(?:ision)?\.?)?\s*\d+\.\d+(?:\.\d+)?\s*[(:,–—-]"
    r"|\d{4}-\d{2}-\d{2}\s*[(:,–—-]|\d{1,2}[./]\d{1,2}[./]\d{4}\s*[(:,–—-]",
    re.IGNORECASE,
)
_MADE_FROM_GIT: Final = "Delete it, and say what changed in change_summary: git keeps the rest."


@rule("SOP305", "handwritten-history")
def handwritten_history(case: Case) -> Found:
    """A revision history is written by hand; git keeps it, and the site shows it.

    Why: A history that somebody types is forgotten or wrong sooner or later, and an auditor who
    finds it at odds with git trusts neither.

    Wrong:
        ## Revision history

        | Version | Date | Author |
        |---|---|---|
        | 1.0.0 | 2026-09-01 | A. Writer |

    Right:
        change_summary: Call back on the same day instead of the next one.
    """
    written = False
    for heading in case.document.headings:
        if _is_title(heading.text):
            written = True
            yield (
                f'"{heading.text}" is a revision history written by hand.',
                heading.span,
                _MADE_FROM_GIT,
            )
    for node in () if written else _histories(case.document):
        message = f"This {node.kind} is a revision history written by hand."
        yield message.replace("paragraph", "text"), node.span, _MADE_FROM_GIT


def _histories(document: Document) -> Iterator[Node]:
    """What is a history by its content, whatever its heading says."""
    for table in document.nodes("table"):
        columns = [_bare(plain_text(cell)) for cell in table.children[0].children]
        if _is_history(columns):
            yield table
    for node in document.blocks:
        if node.kind == "list" and len(node.children) > 1:
            if all(_VERSIONED.match(plain_text(item)) for item in node.children):
                yield node
        elif node.kind == "paragraph" and _is_bold(node) and _is_title(plain_text(node)):
            yield node


def _is_bold(node: Node) -> bool:
    return [child.kind for child in node.children] == ["strong"]


@lru_cache(maxsize=4096)  # the same headings stand in every document
def _is_title(text: str) -> bool:
    return _HISTORY.fullmatch(_bare(text)) is not None


def _is_history(columns: list[str]) -> bool:
    has = [
        any(kind.fullmatch(column) for column in columns)
        for kind in (_VERSION_COLUMN, _DATE_COLUMN, _CHANGE_COLUMN, _WHO_COLUMN)
    ]
    version, day, change, who = has
    return (version and (change or who)) or (day and change and who)


@rule("SOP306", "handwritten-related-documents")
def handwritten_related_documents(case: Case) -> Found:
    """A list of related documents is written by hand; the site makes it from `related_docs`.

    Why: A list in the text breaks when a document is renamed, and the other document does not
    point back.

    Wrong:
        ## Related documents

        - Handle a customer complaint

    Right:
        related_docs:
          - title: ISO 10002 overview
            url: https://www.iso.org/standard/71580.html
    """
    for heading in case.document.headings:
        if _RELATED.fullmatch(_bare(heading.text)):
            message = f'"{heading.text}" is a list that the site makes by itself.'
            yield message, heading.span, "Delete it, and name the ids under related_docs."


def _bare(heading: str) -> str:
    return re.sub(r"^[\d.)]+\s*", "", heading).strip().rstrip(":").rstrip()
