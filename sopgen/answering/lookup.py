"""Finds what is named: exactly that, or a refusal that says what may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sopgen.answering.arguments import shown
from sopgen.answering.published import Published, PublishedDocument, PublishedVersion, Step
from sopgen.answering.refusals import RefusalKind, RefusedError
from sopgen.model.suggestion import did_you_mean, listed
from sopgen.search.ids import id_keys, typed_key

_KINDS: Final = {
    "departments": ("department", RefusalKind.UNKNOWN_DEPARTMENT),
    "roles": ("role", RefusalKind.UNKNOWN_ROLE),
    "types": ("type", RefusalKind.UNKNOWN_TYPE),
}


def document_of(published: Published, id_: str) -> PublishedDocument:
    """The published document with exactly this id. Raises `RefusedError` where there is none."""
    if id_ in published.documents:
        return published.document(id_)
    close = _id_like(id_, published.documents)
    hint = f' Did you mean "{close}"?' if close else " Search for it by what it is about."
    raise RefusedError(
        RefusalKind.UNKNOWN_DOCUMENT,
        f"No document {shown(id_)} is published.{hint}",
        argument="id",
        did_you_mean=close,
    )


def known_version(document: PublishedDocument, version: str) -> str:
    """The version, where it is a published one. Raises `RefusedError` where it is not."""
    known = [item.version for item in document.versions]
    if version in known:
        return version
    close = did_you_mean(version.removeprefix("v"), known)
    raise RefusedError(
        RefusalKind.UNKNOWN_VERSION,
        f"{document.id} has no published version {shown(version)}; it has {listed(known)}.",
        argument="version",
        did_you_mean=close,
    )


def step_of(document: PublishedDocument, version: PublishedVersion, number: int) -> Step:
    """The step with this number. Raises `RefusedError` where there is none."""
    for step in version.steps:
        if step.number == number:
            return step
    count = len(version.steps)
    has = f"its steps are 1 to {count}" if count else "it has no steps"
    raise RefusedError(
        RefusalKind.UNKNOWN_STEP,
        f"{document.id} version {version.version} has no step {number}; {has}.",
        argument="number",
    )


def key_of(published: Published, kind: str, word: str) -> str:
    """The key of a department, role or type that is named by its key or its name.

    Only those of listed documents count: they are what the search can be filtered by. Raises
    `RefusedError` where there is none.
    """
    names = {str(item["key"]): str(item["name"]) for item in published.search.facets[kind]}
    folded = word.casefold()
    for key, name in names.items():
        if folded in {key.casefold(), name.casefold()}:
            return key
    argument, refusal = _KINDS[kind]
    close = did_you_mean(word, [*names, *names.values()])
    raise RefusedError(
        refusal,
        f"No {argument} {shown(word)} has documents; there is {listed(names, 30) or 'none'}.",
        argument=argument,
        did_you_mean=close,
    )


def _id_like(id_: str, known: Iterable[str]) -> str | None:
    """The id that is written differently, such as "cs 1", else one that looks alike."""
    known, key = list(known), typed_key(id_)
    written = [name for name in known if key and key in id_keys(name)]
    return written[0] if len(written) == 1 else did_you_mean(id_, known)
