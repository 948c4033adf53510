"""Dates as the pages show them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sopgen.model.spoken import spoken_day

__all__ = ["spoken_day", "spoken_time", "utc_day"]


def spoken_time(moment: datetime) -> str:
    """A moment as people write it, in the one zone that is the same for all: UTC."""
    there = moment.astimezone(UTC)
    return f"{spoken_day(there.date())}, {there:%H:%M} UTC"


def utc_day(moment: datetime) -> date:
    """The day of a moment, as the builds count days."""
    return moment.astimezone(UTC).date()
