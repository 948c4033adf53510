"""Whatever front matter holds, what does not fit its template is told with a place in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from sopgen.reading.reader import read_document
from sopgen.template import TemplateCheck
from sopgen.template.lean import lean
from sopgen.template.quick import Test, surely_fits
from sopgen.template.validation import Validation
from tests.examples.checking import templates, vocabulary
from tests.fuzz.laws import documents
from tests.sample import BODY, FIELDS

WORDS: Final = (
    *(f"{name}: ".encode() for type_ in templates().by_type.values() for name in type_.fields),
    *(
        b"  - ",
        b"[",
        b"]",
        b"{",
        b"}",
        b": ",
        b"~",
        b"1.0.0",
        b"2026-11-01",
        b"P1Y",
        b"|\n  ",
        b"'",
    ),
    *(b'"', b"? ", b"!!int ", b"&a ", b"*a", b"<<: ", b".inf", b"0x1F", b"\n", b"true", b"1e400"),
)
LONGEST: Final = 600
_CHECK: Final = TemplateCheck(templates(), vocabulary())


def begin() -> Iterable[bytes]:
    """The fields of every document, and the sample's."""
    fields = (text.split(b"---\n")[1] for text in documents.texts(4000) if text[:4] == b"---\n")
    sample = "".join(f"{name}: {value}\n" for name, value in FIELDS.items()).encode()
    return sorted({sample, *(text for text in fields if len(text) <= LONGEST)})


def holds(given: bytes) -> None:
    """Every problem lies in the text; what was quickly found to fit has none."""
    content = b"---\n" + given + b"\n---\n" + BODY.encode()
    reading = read_document(documents.NEW, content, templates().layout_of)
    document = reading.document
    if document is None:
        return
    problems = _CHECK.problems(document, front_matter_usable=reading.front_matter_usable)
    for problem in problems:
        at = document.locate(problem.at)
        assert problem.message, problem
        assert 0 <= at.start <= at.end <= len(document.source.text), problem
    fits, validation = _both(templates().of(document.text("type")).type)
    assert not (fits(document.data) and list(validation.errors(document.data))), document.data


@cache
def _both(name: str) -> tuple[Test, Validation]:
    """The quick test of a type, and the thorough one."""
    parts = (lean(templates().of(name)), vocabulary(), templates().by_type)
    return surely_fits(*parts), Validation(*parts)
