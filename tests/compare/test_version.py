"""Versions, their steps, and what each change asks for."""

from __future__ import annotations

import pytest

from sopgen.compare import (
    ChangeKind,
    VersionFault,
    VersionMove,
    VersionStep,
    next_version,
    required_step,
    step_asked_for,
    step_between,
)
from sopgen.compare.asked import FIELDS, KINDS, SECTIONS

NONE, PATCH, MINOR, MAJOR = VersionStep


@pytest.mark.parametrize(
    ("version", "step", "after"),
    [
        ("2.1.3", MAJOR, "3.0.0"),
        ("2.1.3", MINOR, "2.2.0"),
        ("2.1.3", PATCH, "2.1.4"),
        ("2.1.3", NONE, "2.1.3"),
        ("0.9.0", MAJOR, "1.0.0"),
        ("1.9.9", MINOR, "1.10.0"),
    ],
)
def test_next_version(version: str, step: VersionStep, after: str) -> None:
    assert next_version(version, step) == after
    assert step_between(version, after) == VersionMove(step)


@pytest.mark.parametrize(
    "version", ["", "1.0", "v1.0.0", "1.0.0-rc.1", "01.0.0", "１.0.0", "1" * 99]
)
def test_what_is_no_version(version: str) -> None:
    with pytest.raises(ValueError, match=r"MAJOR\.MINOR\.PATCH"):
        next_version(version, MINOR)
    assert step_between(version, "1.0.0") == VersionMove(None, VersionFault.UNREADABLE)
    assert step_between("1.0.0", version) == VersionMove(None, VersionFault.UNREADABLE)


@pytest.mark.parametrize(
    ("old", "new", "step", "fault"),
    [
        ("1.2.3", "1.2.2", None, VersionFault.LOWER),
        ("1.10.0", "1.9.0", None, VersionFault.LOWER),
        ("1.2.3", "1.2.5", PATCH, VersionFault.SKIPPED),
        ("1.2.3", "1.4.0", MINOR, VersionFault.SKIPPED),
        ("1.2.3", "1.3.1", MINOR, VersionFault.SKIPPED),
        ("1.2.3", "3.0.0", MAJOR, VersionFault.SKIPPED),
        ("1.2.3", "2.0.3", MAJOR, VersionFault.SKIPPED),
    ],
)
def test_improper_moves(old: str, new: str, step: VersionStep | None, fault: VersionFault) -> None:
    assert step_between(old, new) == VersionMove(step, fault)


def test_before_the_first_issue_a_minor_step_is_enough() -> None:
    assert required_step("0.3.1", MAJOR) is MINOR
    assert required_step("0.3.1", PATCH) is PATCH
    assert required_step("1.0.0", MAJOR) is MAJOR
    assert required_step("nonsense", MAJOR) is MAJOR


def test_steps_have_an_order() -> None:
    assert NONE.rank < PATCH.rank < MINOR.rank < MAJOR.rank


def test_no_changes_ask_for_nothing() -> None:
    assert step_asked_for(()) is NONE


def test_every_kind_of_change_is_in_the_table() -> None:
    assert set(KINDS) == set(ChangeKind)


@pytest.mark.parametrize("asks", [*KINDS.values(), *SECTIONS.values(), *FIELDS.values()])
def test_more_difference_never_asks_for_less(asks: tuple[VersionStep, ...]) -> None:
    assert list(asks) == sorted(asks, key=lambda step: step.rank)
