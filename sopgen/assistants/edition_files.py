"""The files of a site that is not built: made of an edition when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from sopgen.edition.edition import Edition
from sopgen.edition.plain_files import Bundle
from sopgen.edition.records import Records
from sopgen.exports.machines import machine_files
from sopgen.model.errors import OperatorError
from sopgen.site.search_index import FOLDER, search_pages


class EditionFiles:
    """The very files that `sopgen build` would publish of an edition made from a commit.

    Files that are made together are kept together: whoever asks for one will ask for another.
    """

    place = "the repository"
    address = ""

    def __init__(self, edition: Edition, commit: str) -> None:
        search = Bundle((FOLDER,), partial(_search_files, edition))
        machines = machine_files(edition, Records(edition), commit)
        self._bundles = (search, *machines.bundles)
        self._made: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        """The content of one. Raises `OperatorError` where there is none."""
        where = unquote(path)
        for bundle in self._bundles:
            if where not in self._made and bundle.may_hold(where):
                self._made.update(bundle.make())
        if where not in self._made:
            raise OperatorError(f"There is no {path} in {self.place}.")
        return self._made[where]


def _search_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for path, page in search_pages(edition):
        content = page.content
        yield path, content if isinstance(content, bytes) else content.encode()
