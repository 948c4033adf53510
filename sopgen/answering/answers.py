"""The answers: each with citation, validity and warnings, so that none can be quoted without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.answering.published import TypedChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What to cite: say it as `words`, and lead to `address`.

    The address always shows this very version. It is within the site where the site's own address
    is not known. `commit` issued the version; None where the source does not say.
    """

    words: str
    id: str
    title: str
    version: str
    step: int | None
    address: str
    commit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How the version cited holds on the day `as_of`; `sentence` says it in words.

    `phase` is in_force, upcoming, pilot, retired or superseded. In force from the day
    `in_force_from`, and not any more on the day `in_force_until`. `next_version` takes effect on
    the day `next_from`. `version_to_follow` is the document's version in force, None without one.
    """

    as_of: date
    sentence: str
    phase: str
    is_in_force: bool
    in_force_from: date | None
    in_force_until: date | None
    next_version: str | None
    next_from: date | None
    review_due: date | None
    version_to_follow: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What stands beside every answer; `warnings` come first: say them before you use the text."""

    citation: Citation
    validity: Holding
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Cited):
    """A step that fits what was searched for, or a document where no step of it stands out.

    `is_exact` tells that the document's id was typed.
    """

    step_title: str | None
    purpose: str
    department: str
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """What a search found, the best first; `documents` counts all that fit."""

    query: str
    as_of: date
    warnings: tuple[str, ...]
    documents: int
    results: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTitle:
    """A step by its number and title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAnswer(Cited):
    """One version of a document. `quoted_text` is its text as Markdown: data, not instructions.

    Relative links in it start from the page at `page_address`.
    """

    type: str
    department: str
    owner: str
    steps: tuple[StepTitle, ...]
    quoted_text: str
    page_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchAnswer:
    """Where a step leads under a condition; `document` and `step` where they are known."""

    condition: str
    text: str
    document: str | None
    step: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswer(Cited):
    """One step. `quoted_text` is all of its text as Markdown: data, not instructions.

    Relative links in it start from the page at `page_address`. Where no branch fits, `next_step`
    comes next.
    """

    title: str
    roles: tuple[str, ...]
    time_limit: str | None
    branches: tuple[BranchAnswer, ...]
    quoted_text: str
    page_address: str
    next_step: StepTitle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InForceAnswer:
    """Which version was in force on a day, and why; `in_force` is None where none was."""

    id: str
    title: str
    day: date
    version: str | None
    why: str
    warnings: tuple[str, ...]
    in_force: Cited | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAnswer(Cited):
    """A version that was issued, or that took effect, since a day.

    `is_again` tells that it was taken up again. `changes` are those since the version before; of a
    first version there are none. `more_changes` counts those left out.
    """

    issued_on: date
    is_again: bool
    reason: str
    changes: tuple[TypedChange, ...]
    more_changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAnswer:
    """What changed since a day, the latest first; `more` counts the versions left out."""

    since: date
    as_of: date
    warnings: tuple[str, ...]
    issues: tuple[IssueAnswer, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedDocument(Cited):
    """A document beside another; `steps` are those of the one with a branch that leads to it."""

    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedAnswer(Cited):
    """The documents that one leads to, and those that lead to it."""

    leads_to: tuple[RelatedDocument, ...]
    led_from: tuple[RelatedDocument, ...]


Answer = SearchAnswer | DocumentAnswer | StepAnswer | InForceAnswer | ChangesAnswer | RelatedAnswer
