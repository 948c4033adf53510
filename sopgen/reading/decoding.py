"""From a file's bytes to its text, and from its text to what is read of it."""

from __future__ import annotations

import re
from typing import Final

from sopgen.model.finding import Problem
from sopgen.model.source import Source, Span

_BOM: Final = b"\xef\xbb\xbf"
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # overrides of the direction of text
    "\u2028\u2029\u200b\u2060\ufeff\ufffe\uffff]"  # separators and marks without width
)
_MARKER: Final = re.compile(
    r"^(?:<{7} [^\r\n]*|\|{7}[^\r\n]*|={7}(?=\r?$)|>{7} [^\r\n]*)", re.MULTILINE
)
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_MOST: Final = 20
_SAVE: Final = "Save the file again with the encoding UTF-8."


def decode(path: str, content: bytes) -> tuple[Source | None, list[Problem]]:
    """The text of a file; None where the bytes are no text at all."""
    has_bom = content.startswith(_BOM)
    content = content.removeprefix(_BOM)
    try:
        return Source(path, content.decode("utf-8"), has_bom), []
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", errors="replace")
        before = len(content[: error.start].decode("utf-8"))
        source = Source(path, text, has_bom)
        hopeless = b"\x00" in content or text.count("\ufffd") * 5 > len(text)
        if hopeless:
            return None, [Problem("SOP102", _no_text(content), Span(0, 0), _SAVE)]
        message = _not_utf8(content[error.start])
        return source, [Problem("SOP102", message, Span(before, before + 1), _SAVE)]


def _no_text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "The file is encoded as UTF-16, not as UTF-8."
    return "The file is no text in UTF-8: perhaps a picture or a document of another program."


def _not_utf8(byte: int) -> str:
    guess = bytes([byte]).decode("cp1252", errors="ignore")
    meant = f' (perhaps "{guess}" saved in an old encoding)' if guess.isprintable() else ""
    return f"The file is not UTF-8: the byte 0x{byte:02X} stands here{meant}."


def readable(source: Source) -> tuple[str, list[Problem]]:
    """The text as it is to be read, and what stands in the way; every position stays.

    Unseen characters become spaces. Of a merge conflict the first side is read: then what is
    found below the conflict is still true when somebody has settled it.
    """
    text, problems = _without_conflicts(source)
    if "\r" in text:
        # The parsers do not all know that a lone carriage return ends a line.
        text = _LONE_RETURN.sub("\n", text)
    # Whatever is unseen is not printable; most texts have nothing of the kind but ends of lines.
    if not text.replace("\n", "").isprintable() and _UNSEEN.search(text):
        problems += _unseen_characters(source)
        text = _UNSEEN.sub(" ", text)
    return text, problems


def _unseen_characters(source: Source) -> list[Problem]:
    problems = []
    for match in _UNSEEN.finditer(source.text):
        code = f"U+{ord(match.group()):04X}"
        message = (
            f"An invisible character ({code}) stands here: readers and programs disagree on it."
        )
        problems.append(Problem("SOP109", message, Span(*match.span()), "Delete it."))
        if len(problems) == _MOST:
            break
    return problems


def _without_conflicts(source: Source) -> tuple[str, list[Problem]]:
    text = source.text
    markers = list(_MARKER.finditer(text)) if "<<<<<<<" in text or ">>>>>>>" in text else []
    # A row of equal signs alone is a heading's underline, no conflict.
    if not any(match.group().startswith(("<", ">")) for match in markers):
        return text, []
    pieces, end, dropping = [], 0, False
    for match in markers:
        kept = text[end : match.start()]
        pieces += [_blank(kept) if dropping else kept, " " * len(match.group())]
        dropping = match.group()[0] in "|="
        end = match.end()
    pieces.append(text[end:])
    message = "A merge conflict was left in the file."
    hint = "Keep the lines that are right, and delete the lines of < = and >."
    return "".join(pieces), [
        Problem("SOP112", message, Span(*match.span()), hint) for match in markers
    ]


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)
