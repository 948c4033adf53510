"""Carries names unharmed through a theme that prints them now as HTML, now as text.

Each sign that means something in HTML is veiled before the theme sees it, and written as HTML
says it when the theme is done. So a name is text wherever it stands, escaped just once.
"""

from __future__ import annotations

from typing import Any, Final

from markupsafe import escape

# Private characters of Unicode's fifteenth plane: no font shows them, no theme changes them.
_FIRST: Final = 0xF5000
_SIGNS: Final = "&<>\"'"
_VEILS: Final = {ord(sign): chr(_FIRST + place) for place, sign in enumerate(_SIGNS)}
_SHOWN: Final = {_FIRST + place: str(escape(sign)) for place, sign in enumerate(_SIGNS)}


def veiled(value: Any) -> Any:  # noqa: ANN401 any value of YAML
    """A value with every text in it veiled, also within lists and fields."""
    if isinstance(value, str):
        return value.translate(_VEILS)
    if isinstance(value, list | tuple):
        return [veiled(item) for item in value]
    if isinstance(value, dict):
        return {name: veiled(item) for name, item in value.items()}
    return value


def unveiled(html: str) -> str:
    """HTML or XML in which what was veiled is text."""
    return html.translate(_SHOWN)
