"""How a page is followed from other programs: its feed and its calendar."""

from __future__ import annotations

from typing import Final, NamedTuple

from sopgen.edition.edition import relative_address
from sopgen.edition.subscriptions import ATOM, JSON

SYSTEMS: Final = "embedding/"  # the page that tells how other systems use the site


class Following(NamedTuple):
    """Links from a page to what other programs may subscribe to; not all pages have a calendar.

    `more` leads to all that other systems can do.
    """

    atom: str
    json: str
    calendar: str
    more: str


def following(base: str, feed: str, calendar: str = "") -> Following:
    """The links of the page at `base`; `feed` is an address without its ending."""
    return Following(
        atom=relative_address(f"{feed}{ATOM}", base),
        json=relative_address(f"{feed}{JSON}", base),
        calendar=relative_address(calendar, base) if calendar else "",
        more=relative_address(SYSTEMS, base),
    )


def announced(title: str, feed: str) -> dict[str, str]:
    """What a page's front matter says of its feed, so that programs find it in the page's head."""
    return {"title": title, "atom": f"{feed}{ATOM}", "json": f"{feed}{JSON}"}
