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
_ISO_UNITS: Final = ("year", "month", "week", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit as written, and roughly how long it is.

    `seconds` counts a working day as a day and a month as 30 days: good to add and compare with,
    not to compute a legal deadline from. `is_live` tells limits that run while the customer waits.
    """

    text: str
    seconds: int
    in_working_days: bool

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
    seconds, working = _iso(text) or _words(_LEAD.sub("", text))
    return TimeLimit(text, seconds, working) if seconds else None


def _iso(text: str) -> tuple[int, bool] | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    amounts = [int(group or 0) for group in match.groups()]
    return sum(n * _SECONDS[unit] for n, unit in zip(amounts, _ISO_UNITS, strict=True)), False


def _words(text: str) -> tuple[int, bool]:
    """Pairs of a number and a unit, "working" before or after the unit; (0, False) if not that."""
    total, amount, unit_seen, working = 0.0, None, False, False
    for token in _TOKEN.findall(text.casefold()):
        unit = _UNITS.get(token)
        if token[0].isdigit() and amount is None:
            amount = float(token.replace(",", "."))
        elif unit is not None and amount is not None:
            total += amount * _SECONDS[unit]
            amount, unit_seen, working = None, True, working or unit == "working day"
        elif token in _WORKING and (amount is not None or unit_seen):
            working = True
        elif token not in _IGNORED:
            return 0, False
    return (round(total), working) if amount is None else (0, False)
