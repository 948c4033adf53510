"""Reads the plain fields of a front matter fast, for the thousands of texts of a history."""

from __future__ import annotations

import re
from typing import Final

from sopgen.model.source import Source
from sopgen.reading.front_matter import read_front_matter

_FRAME: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
# Within quotation marks stands the value itself, but for escapes and signs that YAML refuses or
# takes for the end of a line.
_NOT_ITSELF: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_FIELD: Final = re.compile(
    rf"""^(?P<name>[A-Za-z_][\w-]*):[ \t]+
        (?:(?P<plain>[^\s"'\[\]{{}}&*!|>%@`#,?:-][^\r\n]*?)
        |"(?P<double>[^"\\{_NOT_ITSELF}]*)"
        |'(?P<single>[^'{_NOT_ITSELF}]*)')
        [ \t]*\r?$(?![\r\n]*^[ \t]+\S)""",
    re.VERBOSE | re.MULTILINE,
)
_OTHER_FIELD: Final = re.compile(r"^(?P<name>[A-Za-z_][\w-]*):", re.MULTILINE)


def read_fields(content: bytes, names: frozenset[str]) -> dict[str, str]:
    """The values of some fields as text, as YAML would read them; absent ones are left out.

    Lines of "name: value" are read as they stand, also with quotation marks around the value;
    comments and everything else of YAML are left to the real reader. Of a front matter that is no
    YAML, such lines still count: a broken old version was a version. Never raises: what cannot be
    read is absent.
    """
    frame = _FRAME.match(content)
    if not frame:
        return {}
    text = frame.group(1).decode("utf-8", errors="replace")
    found = {
        match["name"]: match[match.lastgroup or "plain"]
        for match in _FIELD.finditer(text)
        if match["name"] in names and _is_itself(match["plain"])
    }
    written = [match["name"] for match in _OTHER_FIELD.finditer(text) if match["name"] in names]
    if set(written) == found.keys() and len(written) == len(found):
        return found
    return _thoroughly(content, names, found)


def _is_itself(plain: str | None) -> bool:
    """Whether a value without quotation marks, if it is one, is just what is written."""
    return plain is None or (": " not in plain and " #" not in plain)


def _thoroughly(content: bytes, names: frozenset[str], plain: dict[str, str]) -> dict[str, str]:
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    front_matter = read_front_matter(Source("", text), text)
    if not front_matter.usable:
        return plain
    values = front_matter.values
    return {
        name: values.raw.get((name,), value)
        for name, value in values.data.items()
        if name in names and isinstance(values.raw.get((name,), value), str) and value is not None
    }
