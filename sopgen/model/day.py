"""The day that a run is for, where its environment states one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from sopgen.model.errors import OperatorError

# What the times in compressed files can hold: RFC 1952, section 2.3.1, has 32 bits for them.
FIRST: Final = date(1970, 1, 1)
LAST: Final = date(2105, 12, 31)


def stated_day(environment: Mapping[str, str]) -> date | None:
    """The day (UTC) of SOURCE_DATE_EPOCH, a number of seconds; None where it is empty or not set.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises `OperatorError` where it is
    no number, or the time is before 1970 or after 2105.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        day = datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        day = date.max
    if not FIRST <= day <= LAST:
        message = f'SOURCE_DATE_EPOCH is "{epoch}", which is no time between 1970 and 2105.'
        raise OperatorError(message, "Set it to whole seconds since 1970, or unset it.")
    return day
