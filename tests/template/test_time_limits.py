"""Time limits in words and in ISO 8601."""

from __future__ import annotations

import pytest

from sopgen.model.time_limit import parse_time_limit

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.mark.parametrize(
    ("text", "seconds", "working"),
    [
        ("5 minutes", 5 * MINUTE, False),
        ("5 min.", 5 * MINUTE, False),
        ("90 s", 90, False),
        ("1.5 hours", 90 * MINUTE, False),
        ("1,5 hours", 90 * MINUTE, False),
        ("1 hour 30 minutes", 90 * MINUTE, False),
        ("1 hour and 30 minutes", 90 * MINUTE, False),
        ("within 2 hours", 2 * HOUR, False),
        ("up to 8 weeks", 56 * DAY, False),
        ("1 working day", DAY, True),
        ("10 business days", 10 * DAY, True),
        ("3 Werktage", 3 * DAY, True),
        ("2 jours ouvrés", 2 * DAY, True),
        ("2 días laborables", 2 * DAY, True),
        ("1 个工作日", DAY, True),
        ("15 分钟", 15 * MINUTE, False),
        ("PT15M", 15 * MINUTE, False),
        ("P1DT2H", DAY + 2 * HOUR, False),
        ("P1M", 30 * DAY, False),
    ],
)
def test_limits_that_can_be_read(text: str, seconds: int, working: bool) -> None:
    limit = parse_time_limit(text)
    assert limit is not None
    assert (limit.seconds, limit.in_working_days) == (seconds, working)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "5", "minutes", "5-10 minutes", "two days", "0 minutes", "P", "PT"),
        *("5 minutes 10", "1 moon", "as soon as possible", "9" * 400 + " years"),
    ],
)
def test_what_is_no_limit(text: str) -> None:
    assert parse_time_limit(text) is None


def test_what_runs_while_somebody_waits() -> None:
    short, long = parse_time_limit("2 hours"), parse_time_limit("3 hours")
    assert short is not None
    assert long is not None
    assert (short.is_live, long.is_live) == (True, False)
