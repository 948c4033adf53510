"""Measures of versions: who wrote and approved them, when, why, and whether they can be read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from sopgen.audit.measures.counting import Claim, Measure
from sopgen.audit.places import history_file
from sopgen.audit.scope import Scope, Version
from sopgen.edition.dates import spoken_day, utc_day
from sopgen.in_force import Phase
from sopgen.model.document import Document

_ISSUES: Final = "the commits of the main line"
_EVIDENCE: Final = "trailers of commits, merges, and the front matter, in this order"
_DECIDED: Final = frozenset({"approved", "retired"})
_DECIDED_ONES: Final = (
    "versions called approved or retired",
    "version called approved or retired",
)
_LATER: Final = (
    "versions that followed an earlier one",
    "version that followed an earlier one",
)


def _of_versions(
    scope: Scope,
    have: str,
    has: str,
    basis: str,
    fault: Callable[[Version], str | None],
    *,
    kind: tuple[str, str] = ("versions", "version"),
) -> Claim[Version]:
    return Claim(
        things=kind[0],
        one=kind[1],
        have=have,
        has=has,
        basis=basis,
        fault=fault,
        named=lambda item: (item.name, history_file(scope, item)),
    )


def authored(scope: Scope) -> Measure:
    """Versions, the authors of which git names."""
    return _of_versions(
        scope,
        "name their authors",
        "names its authors",
        "authors and co-authors of the commits",
        lambda item: None if item.revision.authors else "no author",
    ).measure("authored", scope.versions)


def issued(scope: Scope) -> Measure:
    """Versions with a commit that issued them, and its time."""
    return _of_versions(
        scope,
        "were issued by a commit of the main line, which states the time",
        "was issued by a commit of the main line, which states the time",
        _ISSUES,
        lambda item: None if item.revision.commit else "no commit",
    ).measure("issued", scope.versions)


def approved(scope: Scope) -> Measure:
    """Documents in force, the approval of which git shows."""
    pairs = [(item, scope.shown(item)) for item in scope.in_force]

    def fault(pair: tuple[Document, Version | None]) -> str | None:
        return _unproven(pair[1]) if pair[1] else "its text is not committed"

    claim: Claim[tuple[Document, Version | None]] = Claim(
        things="documents in force",
        one="document in force",
        have="have an approval with evidence in git",
        has="has an approval with evidence in git",
        basis=_EVIDENCE,
        fault=fault,
        named=lambda pair: (
            pair[1].name if pair[1] else pair[0].path,
            history_file(scope, pair[1]) if pair[1] else "",
        ),
    )
    more = _evidence(version for _, version in pairs if version)
    return claim.measure("approved", pairs, more)


def approved_ever(scope: Scope) -> Measure:
    """Every version that was ever in force, or will be, the approval of which git shows."""
    decided = _decided(scope)
    return _of_versions(
        scope,
        "have an approval with evidence in git",
        "has an approval with evidence in git",
        _EVIDENCE,
        _unproven,
        kind=_DECIDED_ONES,
    ).measure("approved_ever", decided, _evidence(decided))


def in_time(scope: Scope) -> Measure:
    """Versions that were issued before they took effect."""

    def fault(item: Version) -> str | None:
        day, effective = utc_day(item.revision.issued_at), item.revision.effective_date
        if effective is None:
            return "it states no effective date"
        told = f"issued on {spoken_day(day)}, effective from {spoken_day(effective)}"
        return told if day > effective else None

    return _of_versions(
        scope,
        "were issued on or before the day on which they took effect",
        "was issued on or before the day on which it took effect",
        f"{_ISSUES}, and the effective date of the front matter",
        fault,
        kind=_DECIDED_ONES,
    ).measure("in_time", _decided(scope))


def other_eyes(scope: Scope) -> Measure:
    """Versions that somebody else than their authors approved."""

    def fault(item: Version) -> str | None:
        approval = item.revision.approval
        names = {name.strip() for name in approval.by.split(",")} if approval else set()
        is_own = names <= set(item.revision.authors)
        return f"approved by its author {', '.join(sorted(names))}" if is_own else None

    proven = [item for item in _decided(scope) if _unproven(item) is None]
    return _of_versions(
        scope,
        "were approved by somebody who is not among their authors",
        "was approved by somebody who is not among its authors",
        "names of authors and approvers in git",
        fault,
        kind=(
            "versions whose approval has evidence in git",
            "version whose approval has evidence in git",
        ),
    ).measure("other_eyes", proven)


def reasoned(scope: Scope) -> Measure:
    """Later versions that say why."""
    return _of_versions(
        scope,
        "give the reason for the change",
        "gives the reason for the change",
        "change summary in the front matter",
        lambda item: None if item.revision.change_summary else "no reason was recorded",
        kind=_LATER,
    ).measure("reasoned", _later(scope))


def compared(scope: Scope) -> Measure:
    """Later versions that are compared with the one before."""
    return _of_versions(
        scope,
        "are compared in this package with the one before, word for word",
        "is compared in this package with the one before, word for word",
        "the texts of both as git holds them",
        lambda item: None if scope.redline(item) else "nothing to compare",
        kind=_LATER,
    ).measure("compared", _later(scope))


def again(scope: Scope) -> Measure:
    """Later versions that were approved themselves."""
    decided = [item for item in _later(scope) if item.entry.issued.status in _DECIDED]
    return _of_versions(
        scope,
        "have an approval of their own with evidence in git",
        "has an approval of its own with evidence in git",
        _EVIDENCE,
        _unproven,
        kind=_LATER,
    ).measure("again", decided)


def same_role(scope: Scope) -> Measure:
    """Later versions that name the same approving role as the one before."""

    def fault(item: Version) -> str | None:
        now, before = item.entry.document, item.entry.before
        then = before.document if before else None
        if now is None or then is None:
            return "one of the two cannot be read as a document"
        was, is_ = then.text("approver"), now.text("approver")
        name = scope.edition.name
        change = f"from {name('roles', was) or 'none'} to {name('roles', is_) or 'none'}"
        return None if was == is_ else f"the approving role went {change}"

    return _of_versions(
        scope,
        "name the same approving role as the one before",
        "names the same approving role as the one before",
        "approver in the front matter of both",
        fault,
        kind=_LATER,
    ).measure("same_role", _later(scope))


def readable(scope: Scope) -> Measure:
    """Versions that can still be read as documents."""
    return _of_versions(
        scope,
        "can be read as documents today",
        "can be read as a document today",
        "the texts as git holds them",
        lambda item: None if item.entry.document else "kept as bare text",
    ).measure("readable", scope.versions)


def retrievable(scope: Scope) -> Measure:
    """Versions, the bytes of which came back from git."""
    return _of_versions(
        scope,
        "came back from git byte for byte, and stand in this package",
        "came back from git byte for byte, and stands in this package",
        "SHA-256 of each text in manifest.json",
        lambda item: _lost(scope, item),
    ).measure("retrievable", scope.versions)


def kept(scope: Scope) -> Measure:
    """Versions that do not hold any more, and are kept."""
    ended = [
        item for item in scope.versions if item.entry.phase in {Phase.SUPERSEDED, Phase.RETIRED}
    ]
    return _of_versions(
        scope,
        "are kept in git and in this package",
        "is kept in git and in this package",
        "SHA-256 of each text in manifest.json",
        lambda item: _lost(scope, item),
        kind=("superseded or retired versions", "superseded or retired version"),
    ).measure("kept", ended)


def _later(scope: Scope) -> list[Version]:
    return [item for item in scope.versions if item.entry.before is not None]


def _decided(scope: Scope) -> list[Version]:
    return [item for item in scope.versions if item.entry.issued.status in _DECIDED]


def _unproven(item: Version) -> str | None:
    approval = item.revision.approval
    if approval is None:
        return "no approval is recorded"
    if approval.evidence == "front-matter":
        return "only the front matter names an approver: git holds no proof"
    return None


def _evidence(versions: Iterable[Version]) -> str:
    """How many rest on which evidence, in words."""
    approvals = (item.revision.approval for item in versions)
    found = Counter(str(approval.evidence) for approval in approvals if approval)
    told = (("trailer", "named in a commit's trailer"), ("merge", "merged by a named person"))
    return ", ".join(f"{found[key]} {words}" for key, words in told if found[key])


def _lost(scope: Scope, item: Version) -> str | None:
    content = scope.texts.get(item.revision.blob)
    if content is None:
        return "git did not give its text"
    header = f"blob {len(content)}\0".encode()
    algorithm = "sha1" if len(item.revision.blob) == 40 else "sha256"
    name = hashlib.new(algorithm, header + content, usedforsecurity=False).hexdigest()
    return None if name == item.revision.blob else "its bytes are not those that git names"
