"""Reads a manifest that anybody may have written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from jsonschema import Draft202012Validator

from sopgen.edition.proof import DocumentProof, Origin, TextProof
from sopgen.exports.api.schemas import schemas
from sopgen.manifest.contents import Contents, UnreadableError
from sopgen.manifest.value import MANIFEST, Kind, Manifest
from sopgen.model.errors import OperatorError

_LARGEST: Final = 512 * 1024**2  # bytes; that of four hundred thousand files has about sixty
_SCHEMA: Final = "manifest"


class NoManifestError(Exception):
    """What stands in the manifest's place is none; the message says why."""


def read_manifest(contents: Contents) -> Manifest:
    """The manifest of a site or of a package.

    Raises `OperatorError` where there is none, and `NoManifestError` where it is not to be used.
    """
    if MANIFEST not in contents.names:
        raise OperatorError(
            f"There is no {MANIFEST} at the top, so there is nothing to check against.",
            "Name the folder of a site that sopgen built, or a zip that sopgen exported.",
        )
    content = bytearray()
    try:
        for piece in contents.read(MANIFEST):
            content += piece
            if len(content) > _LARGEST:
                raise NoManifestError(f"it is larger than {_LARGEST // 1024**2} MB")
    except UnreadableError as error:
        raise NoManifestError(str(error)) from error
    return manifest_from(bytes(content))


def manifest_from(content: bytes) -> Manifest:
    """The manifest out of the bytes of its file. Raises `NoManifestError`."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoManifestError("it is no JSON") from error
    fault = next(Draft202012Validator(schemas()[_SCHEMA]).iter_errors(data), None)
    if fault is not None:
        raise NoManifestError(f"at {fault.json_path[:80]}: {fault.message[:120]}")
    try:
        return _manifest(data)
    except ValueError as error:
        raise NoManifestError(f"its day is none: {data['as_of'][:20]}") from error


def _manifest(data: Mapping[str, Any]) -> Manifest:
    origin = Origin(
        commit=data["commit"],
        day=date.fromisoformat(data["as_of"]),
        drafts=data["drafts"],
        documents=tuple(map(_document, data["documents"])),
    )
    return Manifest(
        kind=Kind(data["kind"]),
        origin=origin,
        files=data["files"],
        departments=tuple(data["departments"]),
        sopgen=data["sopgen"],
        made_with=data["made_with"],
    )


def _document(data: Mapping[str, Any]) -> DocumentProof:
    versions = tuple(map(_text, data["versions"]))
    return DocumentProof(name=data["name"], id=data["id"], title=data["title"], versions=versions)


def _text(data: Mapping[str, Any]) -> TextProof:
    return TextProof(
        version=data["version"],
        phase=data["phase"],
        path=data["path"],
        commit=data["commit"],
        blob=data["blob"],
        sha256=data["sha256"],
        file=data.get("file"),
    )
