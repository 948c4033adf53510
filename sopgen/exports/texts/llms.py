"""`llms.txt` and `llms-full.txt`, as https://llmstxt.org describes them.

Both tell only what is in force as something to work by. Where one would be longer than `LONGEST`
it names a file for each department in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from sopgen.edition.addresses import API_V1, LLMS, LLMS_FULL, MARKDOWN, Addresses
from sopgen.edition.dates import spoken_day
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.validity import document_validity
from sopgen.exports.texts.document import document_among_others
from sopgen.exports.texts.lists import document_line
from sopgen.exports.texts.words import link, literal
from sopgen.model.document import Document

# In characters: about 125,000 tokens, which a large model can read at once.
LONGEST: Final = 500_000
_HOW: Final = (
    "Work only by what is in force, and name the document, its version and the step. Every document"
    " begins with its version and the days on which it holds. Drafts are never published."
)
_BETWEEN: Final = "\n\n"


class Llms:
    """Makes both files of an edition, and the parts that they name."""

    def __init__(self, edition: Edition, addresses: Addresses, longest: int = LONGEST) -> None:
        self._edition = edition
        self._addresses = addresses
        self._longest = longest

    def files(self) -> Iterator[tuple[str, str]]:
        """The files with their paths, those of departments after the ones that name them."""
        full = list(self._full())
        yield from self._index([path for path, _ in full if path != LLMS_FULL])
        yield from full

    def _index(self, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
        sections = [self._section(key, "") for key in self._departments]
        if sum(map(len, sections)) <= self._longest:
            yield LLMS, self._text([*self._head(), *sections, *self._tail(parts)])
            return
        ways = [self._way(f"{key}/{LLMS}", key) for key in self._departments]
        whole = ["## Departments", "\n".join(ways)]
        yield LLMS, self._text([*self._head(), *whole, *self._tail(parts)])
        for key in self._departments:
            text = [*self._head(self._name(key)), self._section(key, f"{key}/")]
            yield f"{key}/{LLMS}", self._text(text)

    def _full(self) -> Iterator[tuple[str, str]]:
        """All texts in one file, else in files of a department each, cut between documents."""
        whole = self._whole()
        if whole is not None:
            yield LLMS_FULL, self._text([*self._head(), *whole])
            return
        parts = [part for key in self._departments for part in self._parts(key)]
        ways = [self._way(path, path.split("/", 1)[0]) for path, _ in parts]
        yield LLMS_FULL, self._text([*self._head(), "## Parts", "\n".join(ways)])
        yield from parts

    def _whole(self) -> list[str] | None:
        """Every text, None where one file must not hold them all."""
        found, length = list[str](), 0
        for text in chain.from_iterable(self._texts(key, "") for key in self._departments):
            length += len(text)
            if length > self._longest:
                return None
            found.append(text)
        return found

    def _parts(self, key: str) -> Iterator[tuple[str, str]]:
        groups = _cut(self._texts(key, f"{key}/"), self._longest)
        for number, together in enumerate(groups, 1):
            name = LLMS_FULL if number == 1 else LLMS_FULL.replace(".", f"-{number}.")
            yield f"{key}/{name}", self._text([*self._head(self._name(key)), *together])

    def _texts(self, key: str, base: str) -> Iterator[str]:
        for item in self._departments[key]:
            yield document_among_others(self._edition, self._addresses, item, base).rstrip()

    @cached_property
    def _departments(self) -> dict[str, list[Document]]:
        """The documents in force by department, none left empty."""
        found = {
            key: [item for item in documents if document_validity(self._edition, item).is_in_force]
            for key, documents in self._edition.departments.items()
        }
        return {key: documents for key, documents in found.items() if documents}

    def _head(self, part: str = "") -> list[str]:
        edition = self._edition
        name = edition.settings.site_name + (f": {part}" if part else "")
        day = spoken_day(edition.today)
        return [
            f"# {literal(name)}",
            f"> Standard operating procedures, as they are in force on {day}.",
            f"{_HOW} This was made for {day}: on a later day read it anew.",
        ]

    def _section(self, key: str, base: str) -> str:
        lines = [self._line(item, base) for item in self._departments[key]]
        return "\n".join([f"## {literal(self._name(key))}", "", *lines])

    def _line(self, document: Document, base: str) -> str:
        there = self._to(self._addresses.markdown(document), base)
        return document_line(self._edition, document, there)

    def _tail(self, parts: Sequence[str]) -> list[str]:
        apart = [
            item
            for item in self._edition.published
            if not document_validity(self._edition, item).is_in_force
        ]
        lines = [self._line(item, "") for item in apart]
        wholes = [
            self._way(LLMS_FULL, ""),
            *(self._way(path, path.split("/")[0]) for path in parts),
        ]
        return [
            *(["## Not in force: do not work by these", "\n".join(lines)] if lines else []),
            "## Whole texts",
            "\n".join(wholes),
            "## Optional",
            "\n".join(
                f"- {link(name, self._to(path, ''))}: {what}" for name, path, what in _OPTIONAL
            ),
        ]

    def _way(self, path: str, key: str) -> str:
        name = path.rsplit("/", 1)[-1]
        what = f"{self._name(key)}, {name}" if key else name
        return f"- {link(what, self._to(path, ''))}"

    def _name(self, key: str) -> str:
        return self._edition.name("departments", key)

    def _to(self, path: str, base: str) -> str:
        """Whole addresses where the site's own is known: these files are often read elsewhere."""
        return self._addresses.url(path) or relative_address(path, base)

    def _text(self, parts: Sequence[str]) -> str:
        return _BETWEEN.join(parts) + "\n"


_OPTIONAL: Final = (
    ("Data for programs", f"{API_V1}index.json", "every document, version and step as JSON."),
    ("Register", f"register/{MARKDOWN}", "every document with its dates."),
    ("Changes", f"changes/{MARKDOWN}", "what changed lately."),
    ("Roles", f"roles/{MARKDOWN}", "who does which steps."),
    ("Glossary", f"glossary/{MARKDOWN}", "the organisation's terms."),
)


def _cut(texts: Iterable[str], longest: int) -> Iterator[list[str]]:
    """The texts in groups, each as long as allowed; one that is longer stands alone."""
    group: list[str] = []
    length = 0
    for text in texts:
        if group and length + len(text) > longest:
            yield group
            group, length = [], 0
        group.append(text)
        length += len(text)
    if group:
        yield group
