"""How long a step may take: words such as "15 minutes" or "1 working day", or ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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
        "hour": "h hr hrs hour hours stunde stunden heure heures hora horas 小时",
        "day": "d day days tag tage tagen jour jours día días 天 日",
        "working day": "workday workdays werktag werktage werktagen 工作日",
        "week": "w week weeks woche wochen semaine semaines semana semanas 周",
        "month": "month months monat monate monaten mois mes meses 个月",
        "year": "year years jahr jahre jahren an ans année années año años 年",
    }.items()
    for word in words.split()
}
_WORKING: Final = frozenset(
    {"working", "business", "bank", "ouvré", "ouvrés", "laborable", "laborables"}
)
_LEAD: Final = re.compile(r"^(?:within|up to|at most|max\.?|no more than)\s+", re.IGNORECASE)
_PART: Final = re.compile(
    r"(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:(\w+)[\s-]+)??(\w+)\.?(?:\s+(ouvrés?|laborables?))?"
)
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


def parse_time_limit(text: str) -> TimeLimit | None:
    """Read a time limit; None where it cannot be read or is nothing."""
    text = " ".join(text.split()).rstrip(".")
    seconds, working = _iso(text) or _words(_LEAD.sub("", text))
    return TimeLimit(text, seconds, working) if seconds else None


def _iso(text: str) -> tuple[int, bool] | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    amounts = [int(group or 0) for group in match.groups()]
    return sum(n * _SECONDS[unit] for n, unit in zip(amounts, _ISO_UNITS, strict=True)), False


def _words(text: str) -> tuple[int, bool]:
    total, working, end = 0.0, False, 0
    for match in _PART.finditer(text):
        between = text[end : match.start()].strip(" ,").casefold()
        amount, qualifier, word, after = match.groups()
        unit = _UNITS.get(word.casefold())
        is_working = (
            bool(after) or (qualifier or "").casefold() in _WORKING or unit == "working day"
        )
        if (
            between not in {"", "and", "und", "et", "y"}
            or unit is None
            or (qualifier and not is_working)
        ):
            return 0, False
        total += float(amount.replace(",", ".")) * _SECONDS[unit]
        working, end = working or is_working, match.end()
    return (round(total), working) if end and not text[end:].strip() else (0, False)
