"""Text as feeds and calendars can hold it."""

from __future__ import annotations

import re
from typing import Final

# What neither XML 1.0 (2.2) nor iCalendar (RFC 5545, 3.1) can hold, in whatever way it is written.
_NOT_HELD: Final = re.compile("[^\t\n\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text with the sign of a lost character in place of each that no reader could take."""
    return _NOT_HELD.sub("\ufffd", text.replace("\r\n", "\n"))
