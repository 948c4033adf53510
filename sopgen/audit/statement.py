"""What the library shows of each clause of a standard, worked out and never written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

import yaml

from sopgen.audit.measures import Measure, measure_all
from sopgen.audit.scope import Scope
from sopgen.bundled import bundled


class Verdict(StrEnum):
    """What can be said of a clause."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"


# The best comes first; a clause never gets a better one than `at_most` allows.
_NAMES: Final = {
    Verdict.MET: "Met",
    Verdict.PARTLY: "Met in part",
    Verdict.NOT_MET: "Not met",
    Verdict.UNKNOWN: "Cannot be told",
    Verdict.OUTSIDE: "For the organisation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: what it asks in our own words, what the library shows of it, and what is left.

    `is_limited` tells that the data cannot show the whole of it, however good the figures are.
    """

    clause: str
    asks: str
    verdict: Verdict
    measures: tuple[Measure, ...]
    is_limited: bool
    outside: str

    @property
    def name(self) -> str:
        """The verdict as people read it."""
        return _NAMES[self.verdict]

    @property
    def anchor(self) -> str:
        """The clause as a part of an address."""
        return "".join(sign if sign.isalnum() else "-" for sign in self.clause).strip("-")


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with the clauses that are spoken of."""

    title: str
    name: str
    clauses: tuple[Clause, ...]

    @property
    def counts(self) -> tuple[tuple[Verdict, str, int], ...]:
        """How many clauses have which verdict; only those that occur."""
        found = [item.verdict for item in self.clauses]
        return tuple(
            (verdict, name, found.count(verdict))
            for verdict, name in _NAMES.items()
            if verdict in found
        )


def statement(scope: Scope) -> tuple[Standard, ...]:
    """The statement for the documents of a package."""
    measures = measure_all(scope)
    return tuple(
        Standard(
            title=item["standard"],
            name=item["name"],
            clauses=tuple(_clause(clause, measures) for clause in item["clauses"]),
        )
        for item in clauses()
    )


def statement_as_data(scope: Scope, standards: Sequence[Standard]) -> dict[str, Any]:
    """The statement for programs."""
    return {
        "version": 1,
        "as_of": scope.edition.today.isoformat(),
        "commit": scope.commit,
        "departments": list(scope.departments),
        "standards": [
            {
                "standard": item.title,
                "name": item.name,
                "clauses": [asdict(clause) for clause in item.clauses],
            }
            for item in standards
        ],
    }


@cache  # it comes with the installation, and never changes while it runs
def clauses() -> list[dict[str, Any]]:
    """The standards and their clauses, as `templates/audit/clauses.yml` has them."""
    file = bundled("templates") / "audit" / "clauses.yml"
    found: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return found


def _clause(data: Mapping[str, Any], measures: Mapping[str, Measure]) -> Clause:
    found = tuple(measures[key] for key in data.get("measures", ()))
    limit = Verdict(data.get("at_most", Verdict.MET))
    return Clause(
        clause=data["clause"],
        asks=data["asks"],
        verdict=verdict(found, limit),
        measures=found,
        is_limited=limit is not Verdict.MET,
        outside=data.get("outside", ""),
    )


def verdict(measures: Sequence[Measure], limit: Verdict = Verdict.MET) -> Verdict:
    """What the measures come to; never more than the limit.

    One figure of none at all fails a clause, whatever the others are. Where there was nothing to
    count there is no evidence: that neither meets a clause nor fails it.
    """
    if limit is Verdict.OUTSIDE:
        return limit
    counted = [item for item in measures if item.total]
    if not counted:
        return Verdict.UNKNOWN
    if any(item.met == 0 for item in counted):
        return Verdict.NOT_MET
    is_whole = all(item.met == item.total for item in counted) and len(counted) == len(measures)
    return Verdict.PARTLY if limit is not Verdict.MET or not is_whole else Verdict.MET
