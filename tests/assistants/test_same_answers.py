"""A repository, its site's folder and its site's address give the very same answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from sopgen.answering.published import Source
from sopgen.answering.tools import ask
from sopgen.assistants.sites import FolderFiles, WebFiles
from tests.assistants.asking import repository, site

_IDS = ("BI-001", "BI-002", "BI-009", "CS-001", "FR-001", "FR-002", "OR-001", "OR-002", "OR-003")
_VERSIONS = (None, "0.9.0", "1.0.0", "1.1.0", "2.0.0", "3.0.0")
_DAYS = ("2026-01-01", "2026-02-01", "2026-04-01", "2026-09-15", "2026-11-22", "2027-01-01")


def test_every_question_has_one_answer(library: Path, site_folder: Path, address: str) -> None:
    sources: list[Source] = [
        repository(library),
        site(FolderFiles(site_folder)),
        site(WebFiles(address)),
    ]
    for tool, arguments in _questions():
        first, *others = [ask(source, tool, arguments) for source in sources]
        assert all(other == first for other in others), (tool, arguments)


def _questions() -> Iterator[tuple[str, dict[str, object]]]:
    ids = [f"SOP-{name}" for name in _IDS]
    words = ("complain", "parcel", "card nicked", "money back", "quokka", "fax", "or 3", "zzz")
    for word in words:
        yield "search", {"query": word, "limit": 20}
    for day in _DAYS:
        yield "changes_since", {"day": day}
    for id_ in ids:
        yield "get_step", {"id": id_, "number": 1}
        yield "related_documents", {"id": id_}
    for id_, version in product(ids, _VERSIONS):
        yield "get_document", {"id": id_, "version": version}
    for id_, day in product(ids, _DAYS):
        yield "version_in_force", {"id": id_, "day": day}
