"""Writes a heading as Markdown that shows its text literally, with its id and classes."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

_NUMBER: Final = Markup(
    '<a class="sop-step-number" href="#step-{0}" title="Link to step {0}">{0}</a> '
)
_NO_TEXT: Final = "—"


def heading(
    level: int,
    text: str,
    anchor: str,
    classes: str = "",
    *,
    number: int | None = None,
    more: str = "",
) -> Markup:
    """A Markdown heading with an attribute list, on lines of its own.

    `classes` are separated by spaces; `more` are further attributes of the list. A `number` stands
    before the text as a link to the step's permanent anchor.
    """
    first = Markup() if number is None else _NUMBER.format(number)
    names = " ".join([f"#{anchor}", *(f".{name}" for name in classes.split()), more]).strip()
    return Markup("\n{} {}{} {{ {} }}\n").format("#" * level, first, literal(text), names)


def literal(text: str) -> Markup:
    """Text that Markdown shows as it stands: everything but letters, digits and spaces encoded."""
    folded = " ".join(text.split()) or _NO_TEXT
    encoded = (c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in folded)
    return Markup("".join(encoded))  # noqa: S704 no mark is left
