"""Text of others, so that it stays text: nothing hidden in it, and every line marked as quoted."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

_KEPT: Final = frozenset("\n\t")
_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TAGS: Final = range(0xE0000, 0xE0080)
MARK: Final = "> "


def is_hidden(character: str) -> bool:
    """Whether a character is there for a machine and not for a reader.

    Control characters, lone surrogates, signs that turn the direction of writing (Unicode UAX 9,
    2.1 and 2.2) and the letters of the tag block, which spell words that nobody sees.
    """
    if character in _KEPT:
        return False
    is_control = unicodedata.category(character) in {"Cc", "Cs"}
    return is_control or character in _TURNS or ord(character) in _TAGS


def visible(text: str) -> str:
    """The text with each hidden character shown by its number, such as [U+202E]."""
    text = "\n".join(text.splitlines()) + ("\n" if text.endswith("\n") else "")
    if text.isprintable():
        return text
    return "".join(f"[U+{ord(item):04X}]" if is_hidden(item) else item for item in text)


def all_visible(value: Any) -> Any:  # noqa: ANN401 any value that an answer holds
    """A value in which every text is visible: dataclasses and tuples are gone through."""
    if isinstance(value, str):
        return visible(value) if type(value) is str else value
    if isinstance(value, tuple):
        items = tuple(map(all_visible, value))
        return type(value)(*items) if hasattr(value, "_fields") else items
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{item.name: all_visible(getattr(value, item.name)) for item in fields(value)}
        )
    return value


def one_line(text: str) -> str:
    """The text on one line, for a place within a sentence of our own."""
    return " ".join(visible(text).split())


def quoted(text: str) -> str:
    """The text with a mark before every line: no line of it can pass for one of ours."""
    return "\n".join(f"{MARK}{line}".rstrip() for line in visible(text).strip().splitlines())
