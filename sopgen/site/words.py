"""Words of the vocabulary as the pages show them: each leads to its own page, where it has one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from sopgen.edition.edition import Edition, relative_address
from sopgen.model.addresses import slug_of
from sopgen.model.document import Document

ROLES: Final = "roles/"
TYPES: Final = "types/"
TAGS: Final = "tags/"
KPIS: Final = "kpis/"
GLOSSARY: Final = "glossary/"


class Word(NamedTuple):
    """What readers see; `href` is empty where there is no page to go to.

    An organisation's own template that knows no links shows it as its name.
    """

    name: str
    href: str = ""

    def __str__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        return bool(self.name)


class Words:
    """Names with their links, for the page at `base`."""

    def __init__(self, edition: Edition, base: str) -> None:
        self._edition = edition
        self._base = base
        self._named: dict[str, Word | None] = {}

    def role(self, key: str | None) -> Word:
        """A role by its key; no name where there is none."""
        return self._of("roles", key, ROLES)

    def roles(self, keys: Iterable[str]) -> tuple[Word, ...]:
        """Roles by their keys."""
        return tuple(map(self.role, keys))

    def role_named(self, name: str) -> Word | None:
        """The role that a body means; None where the vocabulary does not know it."""
        if name not in self._named:  # few roles do many steps
            entry = self._edition.vocabulary.named("roles", name)
            self._named[name] = self.role(entry.key) if entry else None
        return self._named[name]

    def kpis(self, keys: Iterable[str]) -> tuple[Word, ...]:
        """Measures by their keys."""
        return tuple(self._of("kpis", key, KPIS) for key in keys)

    def tags(self, names: Iterable[str]) -> tuple[Word, ...]:
        """Tags as they are written; one that only old versions have leads nowhere."""
        slugs = {name: slug_of(name) for name in names}
        return tuple(
            Word(name, self._to(f"{TAGS}{slug}/") if self._edition.has_tag(slug) else "")
            for name, slug in slugs.items()
        )

    def type(self, document: Document) -> Word:
        """The type of a document."""
        key = document.text("type")
        template = self._edition.templates.of(key)
        is_known = template.type in self._edition.templates.by_type
        return Word(template.title, self._to(type_address(template.type)) if is_known else "")

    def department(self, key: str | None, name: str = "") -> Word:
        """A department; one without documents has no page."""
        name = name or self._edition.name("departments", key)
        return Word(name, self._to(f"{key}/") if self._edition.has_department(key) else "")

    def _of(self, kind: str, key: str | None, address: str) -> Word:
        name = self._edition.name(kind, key)
        is_known = self._edition.vocabulary.entry(kind, key) is not None
        return Word(name, self._to(f"{address}{key}/") if is_known else "")

    def _to(self, address: str) -> str:
        return relative_address(address, self._base)


@lru_cache(maxsize=256)
def type_address(key: str) -> str:
    """Where the documents of a type are listed; a type may be called anything a file may."""
    return f"{TYPES}{slug_of(key)}/"
