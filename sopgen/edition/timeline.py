"""The versions of a document in the order in which they were issued, each with its standing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sopgen.edition.dates import utc_day
from sopgen.edition.edition import Edition
from sopgen.in_force import Issued, Phase, Standing
from sopgen.model.document import Document
from sopgen.model.revision import Revision

_DECIDED: Final = frozenset({"approved", "retired"})
# What may stand in an address as it is written; an old version may be called anything.
_PLAIN: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.+-]{0,38}[0-9A-Za-z])?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of a document.

    `before` is the published version before it, to compare with. `segment` is the last part of its
    address. `is_on_page` is the version that the document's own page shows; `is_open` tells whether
    the text is published: that of a draft is not. `successor` took its place, on the day `ended`.
    """

    issued: Issued
    before: Issued | None
    phase: Phase
    segment: str
    is_on_page: bool
    is_open: bool
    successor: str | None = None
    ended: date | None = None

    @property
    def version(self) -> str:
        """The version's number."""
        return self.issued.version

    @property
    def document(self) -> Document | None:
        """The text as a document, None where it can only be shown as text.

        Front matter without a body that the parser could read is no document for a reader.
        """
        found = self.issued.document
        if found is None or found.blocks:
            return found
        return None if found.source.slice(found.body_span).strip() else found


def timeline(edition: Edition, document: Document) -> tuple[Entry, ...]:
    """Every version of a document, the latest issued first; none where git could not answer."""
    versions = _in_order(edition, document)
    open_ones = {item.version for item in versions if edition.drafts or item.status != "draft"}
    befores = _befores(versions, open_ones)
    successors = _successors(versions, open_ones, edition.today)
    names = segments(versions)
    shown = edition.shown(document).text("version")
    standing = edition.decided(document)
    entries = []
    for item in versions:
        phase = _phase(item, standing)
        successor = successors[item.version] if phase is Phase.SUPERSEDED else None
        entries.append(
            Entry(
                issued=item,
                before=befores[item.version],
                phase=phase,
                segment=names[item.version],
                is_on_page=item.version == shown,
                is_open=item.version in open_ones,
                successor=successor.version if successor else None,
                ended=_began(successor) if successor else None,
            )
        )
    return tuple(entries)


def segments(versions: Iterable[Issued]) -> Mapping[str, str]:
    """For each version the last part of its address: "v2.0.0".

    A version whose name no address can hold, or which differs from another in case only, goes by
    its commit.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for item in versions:
        name = f"v{item.version}"
        if not _PLAIN.fullmatch(item.version) or name.lower() in taken:
            name = f"v-{item.revision.commit[:12] if item.revision else 'uncommitted'}"
        taken.add(name.lower())
        found[item.version] = name
    return found


def _in_order(edition: Edition, document: Document) -> Sequence[Issued]:
    """As issued: a version that was taken up again keeps its first place."""
    versions = edition.versions.get(document.path, ())
    known = {item.version: item for item in versions if item.revision is not None}
    revisions = sorted(edition.revisions(document), key=_issued_at, reverse=True)
    issued = [known[item.version] for item in revisions if item.version in known]
    fresh = [item for item in versions if item.revision is None]
    return [*fresh, *issued] if issued else []


def _issued_at(revision: Revision) -> datetime:
    return revision.issued_at


def _phase(item: Issued, standing: Standing) -> Phase:
    if item.version == standing.shown.version:
        return standing.phase
    if any(item.version == other.version for other in standing.upcoming):
        return Phase.UPCOMING
    if standing.pilot is not None and item.version == standing.pilot.version:
        return Phase.PILOT
    return Phase.DRAFT if item.status == "draft" else Phase.SUPERSEDED


def _befores(versions: Sequence[Issued], known: Container[str]) -> Mapping[str, Issued | None]:
    """The known version before each."""
    found: dict[str, Issued | None] = {}
    before = None
    for item in reversed(versions):
        found[item.version] = before
        before = item if item.version in known else before
    return found


def _successors(
    versions: Sequence[Issued], known: Container[str], today: date
) -> Mapping[str, Issued | None]:
    """The first known version after each that was decided and whose day has come."""
    found: dict[str, Issued | None] = {}
    after = None
    for item in versions:
        found[item.version] = after
        is_decided = item.version in known and item.status in _DECIDED
        after = item if is_decided and (_began(item) or today) <= today else after
    return found


def _began(item: Issued) -> date | None:
    if item.effective_date is not None or item.revision is None:
        return item.effective_date
    return utc_day(item.revision.issued_at)
