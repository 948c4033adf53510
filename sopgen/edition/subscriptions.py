"""Where feeds and calendars stand: addresses that other programs keep, so they stay for ever."""

from __future__ import annotations

from typing import Final

ATOM: Final = ".xml"
JSON: Final = ".json"
CALENDAR: Final = ".ics"

# Without their ending, of which each feed has two.
CHANGES_FEED: Final = "feeds/changes"
_DEPARTMENT_FEEDS: Final = "feeds/departments/"
_ROLE_FEEDS: Final = "feeds/roles/"

REVIEWS_CALENDAR: Final = f"calendars/reviews{CALENDAR}"
VERSIONS_CALENDAR: Final = f"calendars/versions{CALENDAR}"
_DEPARTMENT_CALENDARS: Final = "calendars/departments/"
_OWNER_CALENDARS: Final = "calendars/owners/"


def department_feed(key: str) -> str:
    """The changes of a department's documents; the address without its ending."""
    return f"{_DEPARTMENT_FEEDS}{key}"


def role_feed(key: str) -> str:
    """The changes that concern a role; the address without its ending."""
    return f"{_ROLE_FEEDS}{key}"


def department_calendar(key: str) -> str:
    """The reviews and coming versions of a department's documents."""
    return f"{_DEPARTMENT_CALENDARS}{key}{CALENDAR}"


def owner_calendar(key: str) -> str:
    """The reviews and coming versions of the documents that a role owns."""
    return f"{_OWNER_CALENDARS}{key}{CALENDAR}"
