"""Versions of documents: the step from one to the next, and what is wrong with a step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_VERSION: Final = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})", re.ASCII)
_Parts = tuple[int, int, int]


class VersionStep(StrEnum):
    """How far a version must go, by what the change asks of the people who follow the document."""

    NONE = "none"  # nothing that a reader would see
    PATCH = "patch"  # editorial
    MINOR = "minor"  # same conduct, clearer
    MAJOR = "major"  # people must re-read or be retrained

    @property
    def rank(self) -> int:
        """The greater the step, the greater the rank; none is 0."""
        return list(VersionStep).index(self)


class VersionFault(StrEnum):
    """Why a new version cannot follow an old one."""

    LOWER = "lower"
    SKIPPED = "skipped"  # a number was left out, or a lower place not set to zero
    UNREADABLE = "unreadable"  # one of the two is not MAJOR.MINOR.PATCH


@dataclass(frozen=True, slots=True)
class VersionMove:
    """From one version to another: the place that moved, and what is wrong with the move.

    `step` is None where the version went down or cannot be read; a skipped version keeps its step.
    """

    step: VersionStep | None
    fault: VersionFault | None = None


def next_version(version: str, step: VersionStep) -> str:
    """The version after this one; no step gives the version back.

    Raises ValueError where the version is not MAJOR.MINOR.PATCH.
    """
    parts = _parse(version)
    if parts is None:
        raise ValueError(f"{version!r} is no version: it must be MAJOR.MINOR.PATCH")
    return ".".join(map(str, _next(parts, step)))


def step_between(old_version: str, new_version: str) -> VersionMove:
    """The step that was taken, whether or not it is a proper one."""
    old, new = _parse(old_version), _parse(new_version)
    if old is None or new is None:
        return VersionMove(None, VersionFault.UNREADABLE)
    if new < old:
        return VersionMove(None, VersionFault.LOWER)
    step = _place_that_moved(old, new)
    fault = None if new == _next(old, step) else VersionFault.SKIPPED
    return VersionMove(step, fault)


def required_step(version: str, asked: VersionStep) -> VersionStep:
    """The least step from this version that satisfies what the changes ask for.

    Below 1.0.0 nobody has been trained yet, so a minor step is enough for any change (as in
    semantic versioning, item 4).
    """
    parts = _parse(version)
    is_before_first_issue = parts is not None and parts[0] == 0
    return VersionStep.MINOR if is_before_first_issue and asked is VersionStep.MAJOR else asked


def _parse(version: str) -> _Parts | None:
    match = _VERSION.fullmatch(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _next(version: _Parts, step: VersionStep) -> _Parts:
    major, minor, patch = version
    return {
        VersionStep.MAJOR: (major + 1, 0, 0),
        VersionStep.MINOR: (major, minor + 1, 0),
        VersionStep.PATCH: (major, minor, patch + 1),
        VersionStep.NONE: version,
    }[step]


def _place_that_moved(old: _Parts, new: _Parts) -> VersionStep:
    places = zip((VersionStep.MAJOR, VersionStep.MINOR, VersionStep.PATCH), old, new, strict=True)
    return next((step for step, was, now in places if was != now), VersionStep.NONE)
