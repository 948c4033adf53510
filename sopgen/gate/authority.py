"""Whether the role that must approve did: the forge's approvals against who is in the role.

Who is in a role is read from the base: a change cannot give its own author the say over it. For
the same reason the approver counts whom the document named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sopgen.gate.evidence import Evidence
from sopgen.gate.past import Past, is_another
from sopgen.model.document import Document
from sopgen.model.finding import Problem
from sopgen.model.revision import Commit
from sopgen.model.vocabulary import Vocabulary

_AUTHORISED: Final = frozenset({"approved", "retired"})
# The address that GitHub gives to whoever hides the own one: "Email addresses reference".
_HIDDEN: Final = re.compile(r"(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com", re.IGNORECASE)


@dataclass(frozen=True)
class Authority:
    """Who approved, as the forge says, and who may, as the vocabulary of the base says."""

    evidence: Evidence
    words: Vocabulary

    def problems(self, old: Document | None, new: Document, past: Past) -> Iterator[Problem]:
        """What a new approved version lacks."""
        if not is_another(old, new) or new.text("status") not in _AUTHORISED:
            return
        holder = old if old is not None and old.text("approver") else new
        role = holder.text("approver") or ""
        people = self._people(role)
        given = [one for one in self.evidence.approvals if one.by in people]
        fresh = {one.by for one in given if past.is_same_since(new, one.commit, one.at)}
        if not self._is_anybody_known:
            message = "The base names nobody who may approve, in whatever role."
            hint = 'Merge "members" of the roles that approve into the vocabulary.'
            yield Problem("SOP616", message, ("approver",), hint)
        elif not people:
            yield self._unknown(role)
        elif not given:
            message = f'Nobody in the role "{self.words.name("roles", role)}" has approved this.'
            yield _missing(message, "Ask for their approval on the forge.")
        elif not fresh:
            message = f"{_listed(one.by for one in given)} approved another text than this one."
            yield _missing(message, "It changed since, or is not in this clone: ask again.")
        elif fresh <= self._authors(new, past):
            message = f"{_listed(fresh)} wrote this version and approved it too."
            hint = "Let somebody else in that role approve it."
            yield Problem("SOP612", message, ("approver",), hint)

    def _unknown(self, role: str) -> Problem:
        name = self.words.name("roles", role)
        hint = f'Merge "members" of {role} into the vocabulary first; a team is not enough here.'
        return _missing(f'The base does not say who may approve as "{name}".', hint)

    @cached_property
    def _is_anybody_known(self) -> bool:
        return any(map(self._people, self.words.entries("roles")))

    def _people(self, role: str) -> frozenset[str]:
        """The names on the forge of those in a role; of a team those that the forge told."""
        entry = self.words.entry("roles", role)
        if entry is None:
            return frozenset()
        found = {member.casefold() for member in entry.members}
        for team in entry.teams:
            name = team.removeprefix("@").casefold()
            is_person = team.startswith("@") and "/" not in name
            found |= self.evidence.teams.get(name, {name} if is_person else set())
        return frozenset(found)

    def _authors(self, new: Document, past: Past) -> set[str]:
        """Who wrote the version, by their names on the forge as far as anything tells them."""
        found = {self.evidence.author}
        for commit in past.commits_of_version(new):
            found |= {self.evidence.authors.get(commit.commit), _hidden_name(commit)}
        return {name for name in found if name}


def _missing(message: str, hint: str) -> Problem:
    return Problem("SOP615", message, ("approver",), hint)


def _hidden_name(commit: Commit) -> str | None:
    match = _HIDDEN.fullmatch(commit.email)
    return match[1].casefold() if match else None


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
