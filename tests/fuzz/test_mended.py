"""The law of a target on every text that once broke it, and on bombs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from tests.fuzz.laws.documents import BETWEEN
from tests.fuzz.targets import law
from tests.sample import sop

SOUND: Final = sop().encode()
_BOMB: Final = b"a: &a [x, x]\n" + b"".join(
    b"b%d: &b%d [%s]\n" % (n, n, b", ".join([b"*b%d" % (n - 1) if n else b"*a"] * 9))
    for n in range(30)
)
_DOCUMENTS: Final = {
    "bomb of aliases": b"---\n" + _BOMB,
    "deep list": b"---\na: " + b"[" * 2000,
    "deep fields": b"---\na: " + b"{a: " * 2000,
    "deep items": b"- " * 3000,
    "deep quotations": b"> " * 3000,
    "many stars": b"*" * 6000,
    "many brackets": b"[" * 6000,
    "turned text": SOUND.replace(b"Greet", "\u202eGreet\u0000\u2066".encode()),
    "UTF-16": SOUND.decode().encode("utf-16"),
    "Latin 1": SOUND.decode().replace("Greet", "Gré").encode("latin-1"),
    "three in one": SOUND * 3,
    "long hexadecimal number": sop(version="0x" + "F" * 5000).encode(),
    "long number of base sixty": sop(title="1" + ":59" * 2000).encode(),
    "terminal": sop(status='"\\e[2J\\u202E\\n"', owner='"\\e]0;me\\a"').encode(),
    "line end after the last character": sop(id='"SOP-CS-001\\n"').encode(),
    "long fraction of base sixty": sop(title="1" + ":59" * 2000 + ".5").encode(),
}
_OPERATORS: Final = {
    "bomb of aliases": _BOMB,
    "deep list": b"a: " + b"[" * 20_000,
    "deep list that ends": b"a: " + b"[" * 40_000 + b"]" * 40_000,
    "deep list at once": b"- " * 9_000 + b"a",
    "value within itself": b"departments: &a {x: *a}",
    "impossible day": b"a: 2026-02-30",
    "impossible time": b"a: !!timestamp tomorrow",
    "impossible truth": b"a: !!bool perhaps",
    "no number": b'a: !!int ""',
    "number without end": b"a: " + b"1" * 5000,
    "number of base sixty": b"a: 1" + b":59" * 200_000,
    "large file": b"a: b\n" * 300_000,
    "no file name": b'INHERIT: "\\0"',
    "another device": b"INHERIT: /dev/zero",
    "itself": b"INHERIT: mkdocs.yml",
    "numbers as names": b"plugins:\n  - sopgen:\n      rules: {1: error}\n",
}
_SCHEMAS: Final = {
    "deep": b'{"items":' * 900 + b"{}" + b"}" * 900,
    "deeper": b"[" * 100_000,
    "number without end": b'{"minLength": ' + b"1" * 5000 + b"}",
    "true for a part": b'{"allOf": [true, false]}',
    "true for a field": b'{"properties": {"title": true, "owner": false}}',
    "elsewhere": b'{"$ref": "https://example.org/schema"}',
    "the machine's files": b'{"properties": {"id": {"$ref": "file:///etc/passwd"}}}',
    "nowhere": b'{"$ref": "#/$defs/none"}',
    "itself": b'{"$ref": "#"}',
    "no heading": b'{"properties": {"scope": {"x-headings": [1]}}}',
    "no content": b'{"properties": {"scope": {"x-headings": ["Scope"], "x-content": "poem"}}}',
    "no kind": b'{"properties": {"owner": {"x-vocabulary": ["roles"]}}}',
}


def cases(target: str, texts: Mapping[str, bytes]) -> list[object]:
    return [pytest.param(target, text, id=f"{target}: {name}") for name, text in texts.items()]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        *cases("read", _DOCUMENTS),
        *cases("compare", _DOCUMENTS),
        *cases("compare", {"two bombs": SOUND + BETWEEN + b"---\n" + _BOMB}),
        *cases("settings", _OPERATORS),
        *cases("vocabulary", _OPERATORS),
        *cases("schema", _SCHEMAS),
    ],
)
def test_what_once_broke_it(target: str, text: bytes) -> None:
    law(target).holds(text)
