"""The list of licences is that of the lock, and holds none that would bind who uses sopgen."""

from __future__ import annotations

import re
from typing import Final

from tests.licences import FILE, installed, licence, pins

# Those that let a program be used and passed on as part of another, under its own licence.
PERMITTED: Final = re.compile(
    r"(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Mozilla Public License|MPL)\b"
)


def rows() -> list[tuple[str, str, str]]:
    return re.findall(r"^\| (\S+) \| (\d\S*) \| (.+) \|$", FILE.read_text("utf-8"), re.MULTILINE)


def test_it_lists_what_the_lock_pins() -> None:
    assert [row[:2] for row in rows()] == pins(), "renew it with: make lock"


def test_each_may_be_used_in_a_program_of_ones_own() -> None:
    assert [row for row in rows() if not PERMITTED.match(row[2])] == []


def test_it_says_what_the_author_states() -> None:
    listed = {name: said for name, _, said in rows()}
    here = {name: version for name, version in pins() if installed(name) == version}
    assert here
    assert {name: licence(name, here[name]) for name in here} == {
        name: listed[name] for name in here
    }
