"""Why a question gets no answer: always with a kind for programs, never with a guess."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RefusalKind(StrEnum):
    """Every way in which a question may be refused."""

    INVALID_ARGUMENT = "invalid_argument"
    UNKNOWN_TOOL = "unknown_tool"
    UNKNOWN_ADDRESS = "unknown_address"
    UNKNOWN_DOCUMENT = "unknown_document"
    UNKNOWN_VERSION = "unknown_version"
    UNKNOWN_STEP = "unknown_step"
    UNKNOWN_DEPARTMENT = "unknown_department"
    UNKNOWN_ROLE = "unknown_role"
    UNKNOWN_TYPE = "unknown_type"
    NOTHING_IN_FORCE = "nothing_in_force"
    UNKNOWN_HISTORY = "unknown_history"
    SOURCE_UNAVAILABLE = "source_unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why there is no answer; `argument` is the one that is wrong, `did_you_mean` what may fit."""

    kind: RefusalKind
    message: str
    argument: str | None = None
    did_you_mean: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalAnswer:
    """What is answered in place of an answer."""

    error: Reason


class RefusedError(Exception):
    """A question that gets no answer; `reason` says why."""

    def __init__(
        self,
        kind: RefusalKind,
        message: str,
        *,
        argument: str | None = None,
        did_you_mean: str | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = Reason(
            kind=kind, message=message, argument=argument, did_you_mean=did_you_mean
        )
