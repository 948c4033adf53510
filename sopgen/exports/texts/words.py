"""Words of documents and of the organisation in Markdown, where they must stay words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

# What Markdown would take for markup; & only where it begins an entity.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~]|&(?=#|\w+;)|^(?:[#+-]|\d+(?=[.)](?:\s|$)))")
# What a text in YAML may not hold as it stands (YAML 1.2.2, 5.1).
_UNPRINTED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_write = json.JSONEncoder(ensure_ascii=False, default=str).encode


def literal(text: str) -> str:
    """The text on one line, in which nothing is markup."""
    return _MARKUP.sub(_escaped, " ".join(text.split()))


def link(words: str, address: str) -> str:
    """A link to an address that sopgen made."""
    return f"[{literal(words)}]({address.replace('(', '%28').replace(')', '%29')})"


def yaml(fields: Mapping[str, object]) -> str:
    """Fields as YAML, each on its line; JSON is YAML, and hides no mark. None are left out."""
    lines = [f"{name}: {_write(value)}" for name, value in fields.items() if value is not None]
    return _UNPRINTED.sub(_as_number, "\n".join(lines))


def _as_number(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign.group()):04x}"


def _escaped(match: re.Match[str]) -> str:
    sign = match.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
