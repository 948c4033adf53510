"""No argument, however strange, brings down a source or changes a file of the library."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.answering.addresses import read_address
from sopgen.answering.published import Published, Source
from sopgen.answering.refusals import RefusalAnswer
from sopgen.answering.telling import told
from sopgen.answering.tools import TOOLS, ask
from sopgen.assistants.protocol.shapes import answer_as_json
from tests.assistants.asking import repository

_WORDS = st.sampled_from(
    [
        *("SOP-CS-001", "SOP-BI-009", "sop cs 1", "1.0.0", "2.0.0", "2026-03-01", "0001-01-01"),
        *("9999-12-31", "fraud", "Frontline agent", "../..", "/etc/passwd", "%2e%2e%2f", "\x00"),
        *("\u202e", "\ud800", "a" * 5_000, "-1", "{}", "' OR 1=1 --", "$(touch x)", "procedure"),
    ]
)
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | _WORDS | st.text(max_size=20)
_JSON = st.recursive(
    _SCALARS, lambda item: st.lists(item, max_size=3) | st.dictionaries(_WORDS, item, max_size=3)
)
_NAMES = st.sampled_from(["id", "number", "version", "day", "query", "role", "limit", "department"])
_ARGUMENTS = st.dictionaries(_NAMES, _JSON | _WORDS | st.integers(1, 3), max_size=4)


class _Unchanging:
    """A source that is read once."""

    def __init__(self, source: Source) -> None:
        self._published = source.current()

    def current(self) -> Published:
        return self._published


def test_every_question_gets_an_answer_or_a_reason(library: Path) -> None:
    source = _Unchanging(repository(library))

    @settings(max_examples=200)
    @given(st.sampled_from(sorted(TOOLS)) | _WORDS, _ARGUMENTS)
    def holds(tool: str, arguments: dict[str, object]) -> None:
        answer = ask(source, tool, arguments)
        told(answer).encode()
        assert answer_as_json(answer)

    holds()


def test_every_address_leads_into_the_library_or_nowhere(library: Path) -> None:
    source = _Unchanging(repository(library))

    @settings(max_examples=100)
    @given(st.lists(_WORDS, max_size=4).map("/".join) | st.text(max_size=30))
    def holds(rest: str) -> None:
        answer = read_address(source, f"sop://{rest}")
        told(answer).encode()
        assert isinstance(answer, RefusalAnswer) or "SOP-CS-001" in rest

    holds()
