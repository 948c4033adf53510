"""How long a step may take: words such as "15 minutes" or "1 working day", or ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_LONGEST: Final = 100  # characters; more is no limit, and its numbers no machine can hold
_SECONDS: Final[Mapping[str, int]] = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "working day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
# The words of the languages that the default schema has labels for.
_UNITS: Final[Mapping[str, str]] = {
    word: unit
    for unit, words in {
        "second": "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos 秒",
        "minute": "m min mins minute minutes minuten minuto minutos 分 分钟",
        "hour": "h hr hrs hour hours stunde stunden heure heures hora horas 小时 个小时",
        "day": "d day days tag tage tagen jour jours día días 天 日",
        "working day": "workday workdays werktag werktage werktagen 工作日 个工作日",
        "week": "w week weeks woche wochen semaine semaines semana semanas 周 星期 个星期",
        "month": "month months monat monate monaten mois mes meses 个月",
        "year": "year years jahr jahre jahren an ans année années año años 年",
    }.items()
    for word in words.split()
}
_WORKING: Final = frozenset(
    {"working", "business", "bank", "ouvré", "ouvrés", "laborable", "laborables"}
)
_LEAD: Final = re.compile(r"^(?:within|up to|at most|max\.?|no more than)\s+", re.IGNORECASE)
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d]+|\S")
_IGNORED: Final = frozenset({"and", "und", "et", "y", ",", "-", "."})
_ISO: Final = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_MONTHS: Final = ("year", "month")
_CLOCK: Final = frozenset({"hour", "minute", "second"})
_ISO_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as written, and roughly how long it is.

    `seconds` counts a working day as a day and a month as 30 days: good to add and compare with,
    not to compute a legal deadline from. `iso8601` is the duration as that standard writes it; it
    knows no working days. `is_live` tells limits that run while the customer waits.
    """

    text: str
    seconds: int
    in_working_days: bool
    iso8601: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the limit is short enough (under three hours) to run while somebody waits."""
        return self.seconds < 3 * 3600


@lru_cache(maxsize=1024)
def parse_time_limit(text: str) -> TimeLimit | None:
    """Read a time limit; None where it cannot be read or is nothing."""
    text = " ".join(text.split()).rstrip(".")
    if len(text) > _LONGEST:
        return None
    amounts, working = _iso(text) or _words(_LEAD.sub("", text))
    seconds = round(sum(amount * _SECONDS[unit] for unit, amount in amounts.items()))
    return TimeLimit(text, seconds, working, _as_iso(amounts)) if seconds else None


def _iso(text: str) -> tuple[Mapping[str, float], bool] | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    amounts = (float(group or 0) for group in match.groups())
    return dict(zip(_ISO_UNITS, amounts, strict=True)), False


def _words(text: str) -> tuple[Mapping[str, float], bool]:
    """Pairs of a number and a unit, "working" before or after the unit; nothing if not that."""
    found: dict[str, float] = {}
    amount, unit_seen, working = None, False, False
    for token in _TOKEN.findall(text.casefold()):
        unit = _UNITS.get(token)
        if token[0].isdigit() and amount is None:
            amount = float(token.replace(",", "."))
        elif unit is not None and amount is not None:
            found[unit] = found.get(unit, 0) + amount
            amount, unit_seen, working = None, True, working or unit == "working day"
        elif token in _WORKING and (amount is not None or unit_seen):
            working = True
        elif token not in _IGNORED:
            return {}, False
    return (found, working) if amount is None else ({}, False)


def _as_iso(amounts: Mapping[str, float]) -> str:
    """ISO 8601 (4.4.3.2): weeks stand alone; a part of a month or year is told in days."""
    given = {unit: amount for unit, amount in amounts.items() if amount}
    if set(given) == {"week"} and given["week"].is_integer():
        return f"P{given['week']:.0f}W"
    months = {unit: given.pop(unit) for unit in _MONTHS if given.get(unit, 0.5).is_integer()}
    seconds = round(sum(amount * _SECONDS[unit] for unit, amount in given.items()))
    date = "".join(f"{months[unit]:.0f}{unit[0].upper()}" for unit in _MONTHS if unit in months)
    # Hours stay hours: a limit of 24 hours is no calendar day.
    return duration(seconds, date, in_days=any(unit not in _CLOCK for unit in given))


def duration(seconds: int, date: str = "", *, in_days: bool = False) -> str:
    """Seconds as an ISO 8601 duration, after the years and months in `date`."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    day, hour = divmod(hours, 24) if in_days else (0, hours)
    time = "".join(f"{n}{sign}" for n, sign in ((hour, "H"), (minute, "M"), (second, "S")) if n)
    return f"P{date}{f'{day}D' * bool(day)}{f'T{time}' * bool(time)}"
