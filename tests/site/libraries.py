"""Small libraries, written as text and read with the real reader and the schemas of `/schema`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sopgen.library import Library
from sopgen.model.revision import DocumentHistory
from sopgen.reading.reader import read_document
from sopgen.settings import Settings
from sopgen.site import Page, PageTree, build_tree
from sopgen.template import load_templates, load_vocabulary

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
TEMPLATES = load_templates(ROOT / "schema")
VOCABULARY = load_vocabulary(ROOT / "schema")
SETTINGS = Settings(
    root=ROOT,
    site_name="Example Care",
    repo_url="https://example.org/care/sops",
    docs_dir=ROOT / "sops",
    schema_dir=ROOT / "schema",
    templates_dir=ROOT / "templates",
)

BODY = """
## Purpose

Resolve complaints the same way on every channel. Learn from them.

## Scope

Applies to complaints on phone and chat.

## Responsibilities

- **Frontline agent:** records the complaint.

## Before you start

- Open the complaint form.

## Procedure

### 1. Record the complaint

- Role: Frontline agent
- Time limit: 5 minutes
- Outcome: The complaint has a number
- Confirm: I read it back
- If: somebody is at risk → [step 2](#2-close)

Write down what happened.

### 2. Close

- Role: Frontline agent
- Time limit: 2 working days

Say goodbye.

## Reply templates

### Thanks

> Thank you, [name]. Your number is [number].
"""


def sop(body: str = BODY, **fields: str | list[str] | None) -> str:
    """A document's text: sensible front matter, with the given fields in place of its own."""
    values: dict[str, str | list[str] | None] = {
        "id": "SOP-CS-001",
        "title": "Handle a complaint",
        "type": "procedure",
        "version": "1.0.0",
        "status": "approved",
        "department": "customer-service",
        "owner": "complaints-lead",
        "approver": "head-of-customer-service",
        "effective_date": "2026-09-01",
        "review_interval": "P6M",
        "related_docs": [],
    }
    values |= fields
    lines = (f"{name}: {_yaml(value)}" for name, value in values.items() if value is not None)
    return "\n".join(["---", *lines, "---", body])


def library(texts: Mapping[str, str], files: tuple[str, ...] = ()) -> Library:
    """A library of these texts by path below `sops/`, and of other files there."""
    readings = {
        f"sops/{path}": read_document(f"sops/{path}", text.encode(), TEMPLATES.layout_of)
        for path, text in texts.items()
    }
    others = frozenset(f"sops/{path}" for path in files)
    return Library(readings, others, "sops/", VOCABULARY)


def tree(
    texts: Mapping[str, str],
    files: tuple[str, ...] = (),
    today: date = TODAY,
    *,
    histories: Mapping[str, DocumentHistory] | None = None,
    notice: str | None = None,
    drafts: bool = False,
) -> PageTree:
    """The page tree of a library of these texts."""
    made = library(texts, files)
    known = histories or {}
    return build_tree(made, known, SETTINGS, TEMPLATES, today, notice=notice, drafts=drafts)


def page(
    text: str,
    *,
    histories: Mapping[str, DocumentHistory] | None = None,
    notice: str | None = None,
) -> Page:
    """The page of a library's only document, in the customer-service department."""
    made = tree({"customer-service/it.md": text}, histories=histories, notice=notice)
    return made.pages["customer-service/it.md"]


def text_of(page: Page) -> str:
    """The page's content as text."""
    assert isinstance(page.content, str)
    return page.content


def _yaml(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else f'"{value}"'
