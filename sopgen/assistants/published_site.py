"""A published library as its site has it for programs: the files under `api/v1/` and `search/`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker

from sopgen.answering.published import Issue, Listed, PublishedDocument, PublishedVersion
from sopgen.assistants import reading
from sopgen.assistants.files import Files, plain_path
from sopgen.assistants.sound_search import SoundSearch
from sopgen.edition.addresses import API_V1
from sopgen.exports.api.schemas import schemas
from sopgen.model.errors import OperatorError
from sopgen.search import Search

INDEX: Final = f"{API_V1}index.json"
_SEARCH: Final = "search/"
_MEND: Final = "Build the site anew with this version of sopgen, or ask who publishes it."


class PublishedSite:
    """The library of one site; each file is read once, when it is first needed.

    Every file is held to its published schema and to the day of the index, so that neither a site
    that was tampered with nor one that is just being replaced is taken for more than it is; files
    that this program made just now (`are_own`) are not held to their schema again. `today` is the
    day of whoever asks.
    """

    def __init__(self, files: Files, today: date, *, are_own: bool = False) -> None:
        self._files = files
        self._are_own = are_own
        self._known: dict[str, reading.Data] = {}
        self.today = today
        index = self._read(INDEX, "index")
        self.day: date = date.fromisoformat(index["as_of"])
        self.site_url: str = index["url"] or files.address
        self.notice: str | None = index["notice"]

    @cached_property
    def documents(self) -> Mapping[str, Listed]:
        """Every published document by its id."""
        return {id_: reading.listed(item) for id_, item in self._entries.items()}

    @cached_property
    def search(self) -> Search:
        """The search of the site; it raises `OperatorError` where it is of another version."""
        return SoundSearch(
            lambda name: self._files.read(f"{_SEARCH}{plain_path(name)}"),
            lambda: self._unusable(f"{_SEARCH}index.json"),
        )

    def document(self, id_: str) -> PublishedDocument:
        """One published document."""
        return reading.document(self._document(id_), self._ids)

    def version(self, id_: str, version: str) -> PublishedVersion:
        """One published version of it."""
        whole = self._document(id_)
        if whole["validity"]["version"] == version:
            return reading.version(whole, whole["links"]["permanent_version"], self._ids)
        path = next((i["json"]["path"] for i in whole["versions"] if i["version"] == version), "")
        data = self._read(path, "version")
        if (data["id"], data["validity"]["version"]) != (id_, version):
            raise self._unusable(path)
        return reading.version(data, data["links"]["permanent"], self._ids)

    def issues(self) -> Sequence[Issue]:
        """Every published version when it was issued, the latest first."""
        years = self._read(f"{API_V1}changes.json", "changes")["years"]
        files = (self._read(item["json"]["path"], "changes") for item in years)
        return [issue for file in files for issue in reading.issues(file, self._ids)]

    @cached_property
    def _entries(self) -> Mapping[str, reading.Data]:
        """The list of all by id; of two with one id, the one that is called by it."""
        found: dict[str, reading.Data] = {}
        for item in self._read(f"{API_V1}documents.json", "documents")["documents"]:
            if item["id"] is not None and (item["name"] == item["id"] or item["id"] not in found):
                found[item["id"]] = item
        return dict(sorted(found.items()))

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        return {item["name"]: id_ for id_, item in self._entries.items()}

    def _document(self, id_: str) -> reading.Data:
        path = self._entries[id_]["links"]["json"]["path"]
        data = self._read(path, "document")
        if data["id"] != id_:
            raise self._unusable(path)
        return data

    def _read(self, path: str, schema: str) -> reading.Data:
        if path not in self._known:
            self._known[path] = self._parsed(plain_path(path), schema)
        return self._known[path]

    def _parsed(self, path: str, schema: str) -> reading.Data:
        try:
            data: Any = json.loads(self._files.read(path))
            is_valid = self._are_own or validator(schema).is_valid(data)
        except (ValueError, RecursionError) as error:
            raise self._unusable(path) from error
        if not is_valid:
            raise self._unusable(path)
        if path != INDEX and data["as_of"] != self.day.isoformat():
            message = f"{self._files.place} is just being replaced: {path} is of another day."
            raise OperatorError(message, "Ask again.")
        found: reading.Data = data
        return found

    def _unusable(self, path: str) -> OperatorError:
        return OperatorError(f"{path} in {self._files.place} is not what sopgen publishes.", _MEND)


@cache  # it comes with the installation
def validator(schema: str) -> Draft202012Validator:
    """Tells whether a file is what its published schema promises."""
    return Draft202012Validator(schemas()[schema], format_checker=_FORMATS)


_FORMATS: Final = FormatChecker(formats=())


@_FORMATS.checks("date", ValueError)
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@_FORMATS.checks("date-time", ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None
