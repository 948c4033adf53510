"""The port between what is asked and where it is kept: what a published library says.

Drafts are nowhere in these values, so that no answer can hold one: a source gives only documents
that have a page, and of these only versions whose text is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sopgen.edition.validity import Validity
from sopgen.in_force import Phase
from sopgen.search import Search


class Named(NamedTuple):
    """A word of the vocabulary by its key, and as readers see it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A published document in the list of all; `validity` is that of the version readers see."""

    id: str
    title: str
    department: Named
    purpose: str
    validity: Validity


class VersionEntry(NamedTuple):
    """One version in the list of a document's versions."""

    version: str
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDocument:
    """A document that has a page.

    `shown` is the version on it, `in_force` the one that is in force, None where none is;
    `versions` are all whose text is published, the latest first. `replaced_by` is the id of what
    takes the place of a retired document. `leads_to` are the ids of the published documents that
    its shown version names or leads to, `led_from` of those that name it or lead to it.
    """

    id: str
    title: str
    department: Named
    type: Named
    owner: str
    purpose: str
    shown: str
    in_force: str | None
    replaced_by: str | None
    versions: tuple[VersionEntry, ...]
    leads_to: tuple[str, ...]
    led_from: tuple[str, ...]


class Branch(NamedTuple):
    """Where a step leads under a condition: to a document by its id, to a step by its number.

    A step without a document is one of the same. Both are None where it leads elsewhere; `text`
    says where in words.
    """

    condition: str
    text: str
    document: str | None
    step: int | None


class Attribute(NamedTuple):
    """What else is said of a step, such as a record to make."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; `number` counts from 1, `markdown` is the instruction without the rest."""

    number: int
    title: str
    roles: tuple[str, ...]
    time_limit: str | None
    outcomes: tuple[str, ...]
    confirmations: tuple[str, ...]
    branches: tuple[Branch, ...]
    attributes: tuple[Attribute, ...]
    markdown: str


class Section(NamedTuple):
    """A section; `property` is what it is in the schema, such as steps, None where it is unknown.

    Of those that hold the steps and the reply templates only what stands before the first one.
    """

    property: str | None
    title: str
    markdown: str


class Reply(NamedTuple):
    """Words to say or write to a customer, with `[placeholders]`."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedVersion:
    """One published version of a document with its text.

    `permanent` is the address, within the site, that always shows this version; links in the text
    start from the address `page`. `source` is the whole text where it cannot be read as a document;
    then there are no sections and no steps.
    """

    title: str
    validity: Validity
    effective_date: date | None
    issued_at: datetime | None
    commit: str | None
    permanent: str
    page: str
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    replies: tuple[Reply, ...]
    source: str | None

    @property
    def version(self) -> str:
        """The version's number."""
        return self.validity.version


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedChange:
    """One thing that a version changed: `kind` and `part` for programs, `sentence` for people.

    `step` is the number that the step has in this version, None where it is no step or is gone.
    """

    kind: str
    part: str
    step: int | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """That a version was issued, or taken up again, which `is_again` tells.

    `roles` are the keys of those whom it concerns, `in_force_from` the day on which it takes or
    took effect, None for what never does. `changes` are those since the version before.
    """

    id: str
    version: str
    issued_at: datetime
    is_again: bool
    in_force_from: date | None
    reason: str
    roles: tuple[str, ...]
    changes: tuple[TypedChange, ...]


class Published(Protocol):
    """A published library as of one day; every method raises `OperatorError` where it cannot read.

    What is asked for by id and version must be there: see `documents`.
    """

    @property
    def day(self) -> date:
        """The day that everything holds for."""
        ...

    @property
    def today(self) -> date:
        """The day of whoever asks: later than `day` where the library was published before."""
        ...

    @property
    def site_url(self) -> str:
        """Where the library is published; empty where no address is known."""
        ...

    @property
    def notice(self) -> str | None:
        """Why nothing is known of the past; None where it is known."""
        ...

    @property
    def documents(self) -> Mapping[str, Listed]:
        """Every published document by its id, in the order of the ids."""
        ...

    @property
    def search(self) -> Search:
        """The search of the site."""
        ...

    def document(self, id_: str) -> PublishedDocument:
        """One published document."""
        ...

    def version(self, id_: str, version: str) -> PublishedVersion:
        """One published version of it."""
        ...

    def issues(self) -> Sequence[Issue]:
        """Every published version when it was issued, the latest first."""
        ...


class Source(Protocol):
    """Where a published library is kept; what it says may be another with each question."""

    def current(self) -> Published:
        """The library as it stands now. Raises `OperatorError` where it cannot be read."""
        ...
