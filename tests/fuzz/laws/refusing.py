"""How a file that sets a library up is refused: in one plain line that says which."""

from __future__ import annotations

from sopgen.answering.quoting import is_hidden
from sopgen.model.errors import SettingsError


def is_plain(error: SettingsError, *named: str) -> None:
    """Raise where the message names none of these, or has more than one line, or hides some."""
    said = f"{error.message} {error.remedy}"
    assert any(name in said for name in named), said
    assert "\n" not in said, said
    assert not any(map(is_hidden, said)), said
