"""Whatever an assistant asks with, it gets an answer or a reason, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sopgen.answering.addresses import read_address
from sopgen.answering.answers import Answer
from sopgen.answering.prompts import PROMPTS, write_prompt
from sopgen.answering.published import Published, Source
from sopgen.answering.quoting import is_hidden
from sopgen.answering.refusals import RefusalAnswer, RefusedError
from sopgen.answering.telling import told
from sopgen.answering.tools import ask
from sopgen.assistants.protocol.shapes import answer_as_json
from tests.assistants.asking import repository
from tests.assistants.library import write_library

_ASKED: Final[Mapping[str, list[dict[str, object]]]] = {
    "search": [
        {"query": "I want my money back", "limit": 3},
        {"query": "cs 1", "department": "fraud", "role": "Frontline agent", "type": "procedure"},
    ],
    "get_document": [{"id": "SOP-CS-001"}, {"id": "SOP-CS-001", "version": "1.0.0"}],
    "get_step": [{"id": "SOP-OR-001", "number": 1}, {"id": "SOP-BI-001", "number": 9}],
    "version_in_force": [{"id": "SOP-BI-002", "day": "2026-03-05"}],
    "changes_since": [{"day": "2026-03-01", "role": "frontline-agent", "limit": 2}],
    "related_documents": [{"id": "SOP-FR-002"}],
    "answer_a_customer": [{"question": "Where is it?\nI waited.", "role": "Team lead"}],
    "what_changed_for_my_role": [{"role": "team-lead", "since": "2026-03-01"}],
}
_ADDRESSES: Final = ("sop://SOP-CS-001", "sop://SOP-OR-001/step/1", "sop://SOP-BI-002/v/1.0.0")
WORDS: Final = (
    *(f"{name}\n".encode() for name in _ASKED),
    *(
        b'"id": ',
        b'"query": ',
        b'"day": ',
        b'"role": ',
        b'"version": ',
        b'"number": ',
        b'"limit": ',
    ),
    *(
        b'"SOP-CS-001"',
        b"null",
        b"true",
        b"1e9",
        b'"\\ud800"',
        b'"\\u0000"',
        b"%2e%2e%2f",
        b"[",
        b"{",
    ),
    *("\u202e".encode(), b"/step/", b"/v/", b'"2026-02-30"', b'"9999-12-31"', b'"0001-01-01"'),
)
LONGEST: Final = 700


def begin() -> Iterable[bytes]:
    """Every tool and prompt with arguments that fit, and every form of address."""
    asked = (
        f"{name}\n{json.dumps(arguments)}".encode()
        for name, many in _ASKED.items()
        for arguments in many
    )
    return [*asked, *(address.encode() for address in _ADDRESSES)]


def holds(given: bytes) -> None:
    """The first line names a tool, a prompt or an address; the others are the arguments."""
    name, _, rest = given.decode("utf-8", errors="replace").partition("\n")
    if name in PROMPTS:
        _prompt_is_written(name, _arguments(rest))
        return
    source = _source()
    answer = read_address(source, name) if "://" in name else ask(source, name, _arguments(rest))
    told(answer).encode()
    assert answer_as_json(answer)
    _reason_is_plain(answer)


def _prompt_is_written(name: str, arguments: object) -> None:
    try:
        text = write_prompt(name, arguments)
    except RefusedError as refusal:
        _reason_is_plain(RefusalAnswer(error=refusal.reason))
    else:
        assert not any(map(is_hidden, text)), text


def _reason_is_plain(answer: Answer | RefusalAnswer) -> None:
    """A reason is a short line in which nothing is hidden."""
    if isinstance(answer, RefusalAnswer):
        message = answer.error.message
        assert 0 < len(message) < 2000, message
        assert "\n" not in message, message
        assert not any(map(is_hidden, message)), message


def _arguments(text: str) -> Any:  # noqa: ANN401 any JSON value, or the text itself
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


class _Unchanging:
    """A source that is read once."""

    def __init__(self, source: Source) -> None:
        self._published = source.current()

    def current(self) -> Published:
        return self._published


@cache
def _source() -> Source:
    with TemporaryDirectory() as folder:
        return _Unchanging(repository(write_library(Path(folder) / "library")))
