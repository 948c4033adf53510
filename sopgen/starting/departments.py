"""Departments as the vocabulary has them: a permanent key and the letters of their ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, count, product
from string import ascii_uppercase
from typing import Final

from sopgen.model.addresses import RESERVED
from sopgen.model.errors import OperatorError

# What the site may come to keep for its own pages, what Windows keeps for its devices, and the
# words that YAML 1.1 reads as something else than text.
_SITE: Final = "department departments history run runs sitemap"
_WINDOWS: Final = "aux com1 com2 com3 com4 con lpt1 lpt2 lpt3 lpt4 nul prn"
_YAML: Final = "false n no null off on true y yes"
# A key becomes a folder, and the first part of addresses on the site.
_TAKEN: Final = frozenset([*RESERVED, *_SITE.split(), *_WINDOWS.split(), *_YAML.split()])
_LONGEST_KEY: Final = 40
# Of names in other scripts nothing is left that a key may hold.
_PLAIN: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its key (`customer-service`), its letters in ids (`CS`), its name."""

    key: str
    code: str
    name: str

    @property
    def spoken(self) -> str:
        """The name within a sentence: "customer service", but "IT" and "Human Resources"."""
        rest = self.name[1:]
        return self.name[0].lower() + rest if rest and rest == rest.lower() else self.name


def departments(names: Sequence[str]) -> tuple[Department, ...]:
    """Departments of these names, each with a key and a code that no other has.

    Raises `OperatorError` where there is no name, or one twice.
    """
    if not names:
        raise OperatorError("There is no department.", "Name one at least.")
    made: dict[str, Department] = {}
    for name in names:
        if name.casefold() in made:
            raise OperatorError(f'The department "{name}" is named twice.', "Name it once.")
        key = _first_free(_keys(name), {other.key for other in made.values()} | _TAKEN)
        code = _first_free(_codes(key), {other.code for other in made.values()})
        made[name.casefold()] = Department(key, code, name)
    return tuple(made.values())


def _first_free(wanted: Iterable[str], taken: Set[str]) -> str:
    return next(item for item in wanted if item not in taken)


def _keys(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    words = _PLAIN.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    key = re.sub(r"^[0-9-]+", "", "-".join(words))[:_LONGEST_KEY].strip("-")
    if key:
        yield key
    yield from (f"{key or 'department'}-{number}" for number in count(2 if key else 1))


def _codes(key: str) -> Iterator[str]:
    """Letters of a key that may stand in its ids, the likeliest first: its words', its own."""
    words = [letters for word in key.split("-") if (letters := re.sub(r"[^a-z]", "", word))]
    if len(words) > 1:
        yield "".join(word[0] for word in words[:4]).upper()
    letters = "".join(words).upper()
    yield from ("".join(pair) for pair in combinations(letters, 2))
    for length in (2, 3, 4):
        yield from ("".join(signs) for signs in product(ascii_uppercase, repeat=length))
