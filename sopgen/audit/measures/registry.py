"""Every measure by the name that the clauses know it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from sopgen.audit.measures import control, versions
from sopgen.audit.measures.counting import Measure
from sopgen.audit.scope import Scope

MEASURES: Final[Mapping[str, Callable[[Scope], Measure]]] = {
    "identified": control.identified,
    "headed": control.headed,
    "valid": control.valid,
    "registered": control.registered,
    "reviewed": control.reviewed,
    "audience": control.audience,
    "stepped": control.stepped,
    "records": control.records,
    "references": control.references,
    "external": control.external,
    "marked": control.marked,
    "purpose": partial(control.section, "purpose", "purpose"),
    "scope": partial(control.section, "scope", "scope"),
    "definitions": partial(control.section, "definitions", "definitions"),
    "responsibilities": partial(control.section, "responsibilities", "responsibilities"),
    "authored": versions.authored,
    "issued": versions.issued,
    "approved": versions.approved,
    "approved_ever": versions.approved_ever,
    "in_time": versions.in_time,
    "other_eyes": versions.other_eyes,
    "reasoned": versions.reasoned,
    "compared": versions.compared,
    "again": versions.again,
    "same_role": versions.same_role,
    "readable": versions.readable,
    "retrievable": versions.retrievable,
    "kept": versions.kept,
}


def measure_all(scope: Scope) -> Mapping[str, Measure]:
    """Every measure, taken once."""
    return {key: measure(scope) for key, measure in MEASURES.items()}
