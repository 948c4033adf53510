"""A small library that the tests write: valid as it stands, broken by what a test changes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TODAY: Final = "2026-11-22"
FIELDS: Final = {
    "id": "SOP-CS-001",
    "title": "Answer a call",
    "type": "procedure",
    "version": "1.0.0",
    "status": "approved",
    "department": "customer-service",
    "owner": "team-lead",
    "approver": "head-of-customer-service",
    "effective_date": "2026-11-01",
    "related_docs": "[]",
}
BODY: Final = """
## Purpose

Every customer who calls gets an answer, and hears the same from everybody.

## Scope

Every call from a customer.

## Responsibilities

- **Frontline agent:** answers the call.

## Procedure

### 1. Greet the customer

- Role: Frontline agent
- Time limit: 1 minute

Say your name and ask how you can help.

### 2. Solve the issue

- Role: Frontline agent

Solve it, and say what happens next.
"""


def sop(body: str = BODY, **fields: str | None) -> str:
    """The text of a document, valid as it stands; a field set to None is left out."""
    values = FIELDS | fields
    lines = [f"{name}: {value}" for name, value in values.items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


class SampleLibrary:
    """A folder with a `mkdocs.yml` and documents, which uses the schema that sopgen brings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sops = root / "sops"
        self.sops.mkdir(parents=True)
        self.settings()

    def settings(self, block: str = "", top: str = "docs_dir: sops\n") -> Path:
        """Write the settings; `block` are lines of the sopgen block."""
        lines = "".join(f"      {line}\n" for line in block.splitlines())
        return self.file("mkdocs.yml", f"{top}plugins:\n  - sopgen:\n{lines}")

    def add(self, name: str = "answer-a-call.md", body: str = BODY, **fields: str | None) -> Path:
        """Write a document below `sops/`."""
        return self.file(f"sops/{name}", sop(body, **fields))

    def file(self, path: str, content: str | bytes = "") -> Path:
        """Write any file of the library."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file
