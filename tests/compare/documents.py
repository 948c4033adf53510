"""Small documents, written as text and read with the real reader and the schemas of `/schema`."""

from __future__ import annotations

from pathlib import Path

from sopgen.compare import Redline, State
from sopgen.model.document import Document
from sopgen.reading.reader import read_document
from sopgen.template import load_templates

_TEMPLATES = load_templates(Path(__file__).parents[2] / "schema")

COMPLAINT = """\
---
id: SOP-CS-001
title: Handle a customer complaint
type: procedure
version: 2.1.0
status: approved
department: customer-service
owner: complaints-lead
approver: head-of-customer-service
effective_date: 2026-09-01
audience: [frontline-agent, complaints-lead]
channels: [phone, email]
tags: [complaints, quality]
regulations:
  - title: Complaints handling
    url: https://example.org/rule
    jurisdiction: UK
    checked_on: 2026-08-01
related_docs:
  - SOP-CS-003
change_summary: Acknowledge in one working day instead of two.
---

## Purpose

Resolve complaints the same way on every channel, and learn from them.

## Scope

Applies to complaints from customers on phone, e-mail and chat.

## Responsibilities

- **Frontline agent:** records and acknowledges the complaint.
- **Complaints lead:** investigates and answers.

## Definitions

- **Complaint:** an expression of dissatisfaction where an answer is expected.
- **Trusted contact point:** a phone number unchanged for 30 days or more.

## Procedure

Keep the customer informed throughout.

### 1. Record the complaint

- Role: Frontline agent
- Time limit: 5 minutes
- Outcome: The complaint has a unique number
- Confirm: I read the complaint back to the customer
- Confirm: I asked for the remedy
- Record: The complaint, in the ticket
- Tool: Complaints desk

Open a complaint ticket and write down what happened. Offer up to £50 as a gesture.
You must not promise more. See [the guide](guide.md).

### 2. Judge its severity

- Role: Frontline agent
- If: somebody's safety is at risk → [step 4](#4-escalate)
- If: the customer is vulnerable → [Help a vulnerable customer](help-a-vulnerable-customer.md)

Read the criteria before you judge, then mark the ticket.

| Severity | Meaning |
|---|---|
| 1 | somebody is in danger |
| 2 | money was lost |

### 3. Answer the customer

- Role: Complaints lead

Write in plain words. Say what you found and what you will do.

### 4. Escalate

- Role: Complaints lead
- Time limit: 1 working day

Hand over with the whole story, as step 3 says.

## Reply templates

### Acknowledgement

> Thank you for telling us about [what went wrong]. Your number is [number].

### Result

> We have finished. We found [cause].

## Records

Complaints are kept for 5 years.
"""


def read(text: str, path: str = "sops/customer-service/handle-a-complaint.md") -> Document:
    """A document from its text."""
    document = read_document(path, text.encode(), _TEMPLATES.layout_of).document
    assert document is not None
    return document


def edited(*edits: tuple[str, str]) -> Document:
    """The complaint procedure after some replacements, each of which must find its text."""
    text = COMPLAINT
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read(text)


def drawn(redline: Redline) -> list[str]:
    """The changed blocks of a redline in one line each: [-removed-] and {+added+}."""
    around = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return [
        "".join(around[run.mark].format(run.text) for run in block.runs)
        + (f" ({block.note})" if block.note else "")
        for passage in redline.passages
        for block in passage.blocks
        if block.state is not State.UNCHANGED
    ]
