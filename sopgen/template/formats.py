"""The formats that the schemas name: dates, durations, addresses, time limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import isodate

from sopgen.model.time_limit import parse_time_limit

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def is_date(value: object) -> bool:
    """A day that exists, as year-month-day (RFC 3339, full-date)."""
    if not isinstance(value, str):
        return True
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_duration(value: object) -> bool:
    """A duration longer than nothing, as ISO 8601 writes it, such as P3M."""
    if not isinstance(value, str):
        return True
    if value != value.strip():
        return False
    try:
        return bool(isodate.parse_duration(value)) and not value.startswith("-")
    except (isodate.ISO8601Error, ValueError, OverflowError):
        return False


def is_web_address(value: object) -> bool:
    """An address that a browser opens: https or http with a host, or mailto."""
    if not isinstance(value, str):
        return True
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    if any(character.isspace() for character in value):
        return False
    return (parts.scheme in {"http", "https"} and "." in parts.netloc) or parts.scheme == "mailto"


def is_time_limit(value: object) -> bool:
    """A time limit in words or ISO 8601."""
    return not isinstance(value, str) or parse_time_limit(value) is not None


FORMATS: Final[Mapping[str, Callable[[object], bool]]] = {
    "date": is_date,
    "duration": is_duration,
    "uri": is_web_address,
    "time-limit": is_time_limit,
}
