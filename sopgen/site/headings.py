"""Writes a heading as Markdown that shows its text literally, with its id and classes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup

_MARK: Final = re.compile(r"[^\w ]|_")
_NO_TEXT: Final = "—"


@lru_cache(maxsize=2048)  # each version of a document has most of its headings again
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
    first = "" if number is None else _step_link(number)
    names = " ".join([f"#{anchor}", *(f".{name}" for name in classes.split()), more]).strip()
    line = f"\n{'#' * level} {first}{literal(text)} {{ {names} }}\n"
    return Markup(line)  # noqa: S704 the text is encoded, an anchor has letters, digits and - only


def _step_link(number: int) -> str:
    link = f'href="#step-{number}" title="Link to step {number}"'
    return f'<a class="sop-step-number" {link}>{number}</a> '


def literal(text: str) -> str:
    """Text that Markdown shows as it stands: everything but letters, digits and spaces encoded."""
    return _MARK.sub(lambda mark: f"&#{ord(mark.group())};", " ".join(text.split()) or _NO_TEXT)
