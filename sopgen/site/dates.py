"""Dates as the pages show them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 reads better


def spoken_day(day: date) -> str:
    """A day as people write it, the same in every locale: 1 Sep 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_time(moment: datetime) -> str:
    """A moment as people write it, in the one zone that is the same for all: UTC."""
    there = moment.astimezone(UTC)
    return f"{spoken_day(there.date())}, {there:%H:%M} UTC"


def utc_day(moment: datetime) -> date:
    """The day of a moment, as the builds count days."""
    return moment.astimezone(UTC).date()
