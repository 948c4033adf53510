"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import click

from sopgen.model.day import FIRST, LAST, stated_day

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config_option: Final[Decorator] = click.option(
    "--config",
    "-f",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The mkdocs.yml to use; by default the nearest one, here or in a folder above.",
)
format_option: Final[Decorator] = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Form of the output.",
)


def read_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """Read an option's value as a day. Raises `click.BadParameter` where it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f'"{value}" is no day: write year-month-day, such as 2026-09-01.'
        ) from None


def day_or_commit(value: str) -> date | str:
    """A day where the value is one, else the name of a commit."""
    try:
        return within_reach(date.fromisoformat(value))
    except ValueError:
        return value


def _read_today(context: click.Context, parameter: click.Parameter, value: str | None) -> date:
    return within_reach(read_day(context, parameter, value) or today())


def today() -> date:
    """Today, or the day that a reproducible build is given (SOURCE_DATE_EPOCH, in seconds).

    Everybody works for the same day, wherever they are: that of UTC.
    """
    return stated_day(os.environ) or datetime.now(tz=UTC).date()


def within_reach(day: date) -> date:
    """The same day. Raises `click.BadParameter` where it is too far off for files to hold it."""
    if not FIRST <= day <= LAST:
        raise click.BadParameter(f"{day} is too far off: name a day between {FIRST} and {LAST}.")
    return day


today_option: Final[Decorator] = click.option(
    "--today",
    metavar="DAY",
    callback=_read_today,
    help="Work as if it were this day (year-month-day); by default today, in UTC.",
)


def wants_colour() -> bool:
    """Colour is for terminals, and not where NO_COLOR is set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
