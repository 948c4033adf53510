"""The validity of a version as data."""

from __future__ import annotations

from datetime import date
from typing import Any

from sopgen.edition.validity import Validity


def validity_as_json(held: Validity) -> dict[str, Any]:
    """Every field of the value by its own name, with what follows from it."""
    return {
        "as_of": held.as_of.isoformat(),
        "version": held.version,
        "status": held.status,
        "phase": held.key,
        "is_in_force": held.is_in_force,
        "in_force_from": iso(held.in_force_from),
        "in_force_until": iso(held.in_force_until),
        "reinstated_on": iso(held.reinstated_on),
        "retired_on": iso(held.retired_on),
        "next_version": held.next_version,
        "next_from": iso(held.next_from),
        "next_retires": held.next_retires,
        "superseded_by": held.superseded_by,
        "superseded_on": iso(held.superseded_on),
        "review_due": iso(held.review_due),
        "is_overdue": held.is_overdue,
        "sentence": held.sentence,
        "warning": held.warning,
    }


def iso(day: date | None) -> str | None:
    """A day as ISO 8601."""
    return day.isoformat() if day else None
