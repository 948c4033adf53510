"""The organisation's own words: departments, roles, terms, KPIs and channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from sopgen.model.layout import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of the vocabulary.

    `key` is what front matter writes, `name` what readers see, `aliases` what bodies may also
    write; `more` holds the remaining fields of its kind, such as a role's `reports_to`. `teams` and
    `members` are who stands for a role on the forge.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Vocabulary:
    """All entries by kind (departments, roles, terms, kpis, channels) and key.

    `synonyms` are groups of words and phrases that mean the same to whoever searches.
    """

    kinds: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()

    def entries(self, kind: str) -> Mapping[str, Entry]:
        """The entries of one kind by key; none where the vocabulary lacks the kind."""
        return self.kinds.get(kind, {})

    def entry(self, kind: str, key: str | None) -> Entry | None:
        """The entry with exactly this key."""
        return None if key is None else self.entries(kind).get(key)

    def named(self, kind: str, name: str) -> Entry | None:
        """The entry that a body means: by name, alias or key, whatever the case."""
        return self._names.get(kind, {}).get(fold(name))

    def name(self, kind: str, key: str | None) -> str:
        """What readers see for a key; the key itself where the vocabulary does not know it."""
        entry = self.entry(kind, key)
        return entry.name if entry else key or ""

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, Entry]]:
        return {kind: _by_name(entries) for kind, entries in self.kinds.items()}


def _by_name(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    names: dict[str, Entry] = {}
    for entry in entries.values():
        for name in (entry.name, entry.key, *entry.aliases):
            names.setdefault(fold(name), entry)
    return names
