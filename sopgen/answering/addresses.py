"""The addresses under which assistants read documents, versions and steps: sop://SOP-CS-001."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from sopgen.answering.answers import Answer
from sopgen.answering.arguments import shown
from sopgen.answering.published import Source
from sopgen.answering.quoting import one_line
from sopgen.answering.refusals import RefusalAnswer, RefusalKind, RefusedError
from sopgen.answering.tools import ask
from sopgen.in_force import Phase

SCHEME: Final = "sop://"
_LONGEST: Final = 400
_PURPOSE: Final = 200
_ADDRESS: Final = re.compile(
    r"sop://(?P<id>[^/?#]+)(?:/step/(?P<step>[1-9][0-9]{0,3})|/v/(?P<version>[^/?#]+))?"
)


class Template(NamedTuple):
    """A form of address (RFC 6570), and what it leads to."""

    form: str
    name: str
    description: str


class Place(NamedTuple):
    """One document by its address."""

    address: str
    name: str
    description: str


TEMPLATES: Final = (
    Template("sop://{id}", "document", "The version of a document that readers follow."),
    Template("sop://{id}/step/{number}", "step", "One step of the version that readers follow."),
    Template("sop://{id}/v/{version}", "version", "One published version of a document."),
)


def places(source: Source) -> Iterator[Place]:
    """Every published document that is not retired, by its address; in the order of the ids.

    Raises `OperatorError` where the source cannot be read.
    """
    for document in source.current().documents.values():
        if document.validity.phase is not Phase.RETIRED:
            description = f"{document.purpose[:_PURPOSE]} {document.validity.sentence}".strip()
            address = SCHEME + quote(document.id, safe="")
            yield Place(address, one_line(document.title), one_line(description))


def read_address(source: Source, address: str) -> Answer | RefusalAnswer:
    """What stands at an address, or why nothing does."""
    match = _ADDRESS.fullmatch(address) if len(address) <= _LONGEST else None
    if match is None:
        return RefusalAnswer(error=_no_such_address(address).reason)
    arguments = {"id": unquote(match["id"])}
    if match["step"] is not None:
        return ask(source, "get_step", {**arguments, "number": int(match["step"])})
    if match["version"] is not None:
        arguments["version"] = unquote(match["version"])
    return ask(source, "get_document", arguments)


def _no_such_address(address: str) -> RefusedError:
    forms = ", ".join(template.form for template in TEMPLATES)
    message = f"Nothing is at {shown(address)}; addresses are {forms}."
    return RefusedError(RefusalKind.UNKNOWN_ADDRESS, message)
