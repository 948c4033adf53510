"""Where feeds and calendars stand: addresses that other programs keep, so they stay for ever."""

from __future__ import annotations

from typing import Final

ATOM: Final = ".xml"
JSON: Final = ".json"
CALENDAR: Final = ".ics"

FEEDS: Final = "feeds/"
CALENDARS: Final = "calendars/"
# Without their ending, of which each feed has two.
CHANGES_FEED: Final = f"{FEEDS}changes"
_DEPARTMENT_FEEDS: Final = f"{FEEDS}departments/"
_ROLE_FEEDS: Final = f"{FEEDS}roles/"

REVIEWS_CALENDAR: Final = f"{CALENDARS}reviews{CALENDAR}"
VERSIONS_CALENDAR: Final = f"{CALENDARS}versions{CALENDAR}"
_DEPARTMENT_CALENDARS: Final = f"{CALENDARS}departments/"
_OWNER_CALENDARS: Final = f"{CALENDARS}owners/"


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
