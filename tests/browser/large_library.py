"""A library of a thousand documents with six steps each, all of them different."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.browser.written import write_library
from tests.site.libraries import VOCABULARY, sop

DOCUMENTS: Final = 1000
_TOPICS: Final = ("refund", "delivery", "invoice", "complaint", "address", "password", "device")
_MATTERS: Final = ("late", "wrong", "lost", "stolen", "double", "missing", "broken", "disputed")


def write_large_library(root: Path, documents: int = DOCUMENTS) -> Path:
    """Write the library into a folder, as a repository with one commit; gives the folder."""
    departments = list(VOCABULARY.entries("departments"))
    texts = {
        f"sops/{departments[number % len(departments)]}/it-{number:04}.md": _document(
            number, departments[number % len(departments)]
        )
        for number in range(documents)
    }
    return write_library(root, [texts])


def _document(number: int, department: str) -> str:
    topic, matter = _TOPICS[number % 7], _MATTERS[number // 7 % 8]
    steps = "\n".join(_step(number, step, topic, matter) for step in range(1, 7))
    body = f"""
## Purpose

Settle a {matter} {topic} of kind {number} the same way for everybody.

## Scope

Every {matter} {topic} of kind {number}.

## Responsibilities

- **Frontline agent:** settles it.

## Procedure

{steps}
"""
    return sop(
        body,
        id=f"SOP-XX-{number:04}",
        title=f"Settle a {matter} {topic} of kind {number}",
        department=department,
        effective_date=f"2026-{number % 9 + 1:02}-01",
    )


def _step(number: int, step: int, topic: str, matter: str) -> str:
    return f"""### {step}. Look at the {topic}, part {step}

- Role: Frontline agent
- Time limit: {step + number % 7} minutes
- Confirm: I have seen that the {topic} is {matter}

Open the {topic} of kind {number} and compare it with what the customer says of it.
Write down in a sentence what is {matter}, and what was promised about it in step {step}.
"""
