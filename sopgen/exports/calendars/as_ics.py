"""A calendar as iCalendar (RFC 5545) with the names of RFC 7986.

It is published, not sent around as invitations: without a METHOD, DTSTAMP tells when an event was
last revised (RFC 5545, 3.8.7.2), which is when its version was issued. No event rings an alarm:
whoever subscribes sets their own, and what a whole organisation shares must not ring at everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

from sopgen.edition.edition import Edition
from sopgen.edition.lasting import lasting_link
from sopgen.exports.calendars.occasions import Occasion
from sopgen.exports.characters import plain

_PRODUCT: Final = "-//sopgen//SOPs as code//EN"
_END: Final = b"END:VCALENDAR\r\n"
_EACH_DAY: Final = timedelta(days=1)


def as_ics(title: str, events: Sequence[bytes]) -> bytes:
    """The calendar's file, with events that are written already: most stand in three calendars."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    # The library escapes only the names that RFC 5545 itself has; most programs show the second.
    made.add("name", vText(plain(title)))
    made.add("x-wr-calname", vText(plain(title)))
    made.add("refresh-interval", _EACH_DAY, parameters={"VALUE": "DURATION"})
    if not events:
        made.add_component(_zone())
    return bytes(made.to_ical()).removesuffix(_END) + b"".join(events) + _END


def as_event(edition: Edition, item: Occasion) -> bytes:
    """An event of one whole day that leaves the day free for other work."""
    made = Event()
    made.add("uid", str(item.identity))
    made.add("dtstamp", item.moment.astimezone(UTC))
    made.add("last-modified", item.moment.astimezone(UTC))
    made.add("sequence", item.sequence)
    made.add("dtstart", item.day)
    made.add("summary", plain(item.title))
    made.add("description", plain(item.text))
    made.add("categories", [item.kind])
    made.add("transp", "TRANSPARENT")
    if edition.settings.site_url:  # a URL must be whole
        made.add("url", lasting_link(edition, item.address, ""))
    return bytes(made.to_ical())


def _zone() -> Timezone:
    """The zone that all times are in: a calendar must hold something (RFC 5545, 3.6)."""
    always = TimezoneStandard()
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 local time, as RFC 5545 wants it
    always.add("tzoffsetfrom", timedelta(0))
    always.add("tzoffsetto", timedelta(0))
    made = Timezone()
    made.add("tzid", "UTC")
    made.add_component(always)
    return made
