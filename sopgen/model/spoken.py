"""Days as people write them."""

from __future__ import annotations

from datetime import date
from typing import Final

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 reads better


def spoken_day(day: date) -> str:
    """A day as people write it, the same in every locale: 1 Sep 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
