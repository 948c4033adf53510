"""Every rule has a page that is true: its wrong example raises it, its right one raises nothing.

An example is a piece of a document, put into a small valid one:

- fields of the front matter stand in the place of the base's fields from the first to the last that
  they name, so a field of the base between them that they leave out is missing; where they hold a
  closing line, it is the front matter's end;
- sections (`## Heading`) stand in the place of the base's sections in the same way; where they name
  none of the base's, they stand at the end;
- any other text stands before the first section;
- `---` or `<!-- whole file -->` on the first line begins a whole file;
- `# file: name.md` begins the same for another file of the library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pytest

from sopgen.model.finding import Finding
from sopgen.rules import RULES, Rule
from tests.examples.checking import check

NAME: Final = "call-back.md"
BASE: Final = """\
id: SOP-CS-101
title: Call a customer back
type: procedure
version: 1.0.0
status: approved
department: customer-service
owner: team-lead
approver: head-of-customer-service
effective_date: 2026-09-01
related_docs: []
---

## Purpose

Reach the customer on the day that we promised.

## Scope

Every call that we promise to make.

## Responsibilities

- **Frontline agent:** calls back and writes down the result.

## Procedure

### 1. Call the customer

- Role: Frontline agent

Call the number on the customer's page, and write down the result.
"""
WITHOUT_EXAMPLE: Final[Mapping[str, str]] = {
    "SOP101": "about a file that cannot be opened",
    "SOP102": "about bytes that are no text",
    "SOP111": "about the size of a file",
    "SOP212": "about a demand that only an organisation's own schema makes",
    "SOP312": "about a demand that only an organisation's own schema makes",
    "SOP332": "about a demand that only an organisation's own schema makes",
}
_FIELD: Final = re.compile(r"^([\w-]+)[ \t]*[:=]")
# Change control judges two versions of a document, which no piece of one shows.
PAGES: Final = [
    rule
    for rule in RULES.values()
    if rule.code not in WITHOUT_EXAMPLE and not rule.code.startswith("SOP6")
]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_page_is_complete(rule: Rule) -> None:
    assert rule.summary.endswith("."), rule.summary
    assert rule.why.endswith("."), "the page does not say why"
    has_example = rule in PAGES
    assert bool(rule.wrong) is has_example
    assert bool(rule.right) is has_example


@pytest.mark.parametrize("rule", PAGES, ids=lambda rule: rule.code)
def test_wrong_example_raises_the_rule_and_no_other(rule: Rule) -> None:
    findings = check(files_of(rule.wrong))
    assert {finding.code for finding in findings} == {rule.code}, _shown(findings)
    assert any(_line_of(finding, rule.wrong) for finding in findings), _shown(findings)


@pytest.mark.parametrize("rule", PAGES, ids=lambda rule: rule.code)
def test_right_example_raises_nothing(rule: Rule) -> None:
    findings = check(files_of(rule.right))
    assert not findings, _shown(findings)


def _shown(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"{f.path}:{f.place.line} {f.code} {f.message}" for f in findings)


def _line_of(finding: Finding, fragment: str) -> bool:
    """Whether a finding stands on a line that the example shows."""
    content = files_of(fragment)[finding.path].decode()
    line = content.split("\n")[finding.place.line - 1]
    return line in fragment.split("\n")


def files_of(fragment: str) -> dict[str, bytes]:
    """The files of the library that an example means."""
    pieces = re.split(r"^# file: (\S+)\n", fragment + "\n", flags=re.MULTILINE)
    names = [NAME, *pieces[1::2]]
    files = {
        name: _document(piece)
        for name, piece in zip(names, pieces[::2], strict=True)
        if piece.strip()
    }
    files.setdefault(NAME, _document(""))
    return {name: text.encode() for name, text in files.items()}


def _document(fragment: str) -> str:
    if fragment.startswith(("---\n", "<!-- whole file -->")):
        return fragment
    head, *sections = re.split(r"^(?=## )", fragment, flags=re.MULTILINE)
    fields, body = BASE.split("---\n", 1)
    fields += "---\n"
    if _FIELD.match(head):
        fields = _with_fields(fields, head.rstrip("\n") + "\n")
    elif head.strip():
        body = f"\n{head.strip()}\n{body}"
    if sections:
        body = _with_sections(body, [section.rstrip("\n") + "\n\n" for section in sections])
    return f"---\n{fields}{body}"


def _with_fields(fields: str, shown: str) -> str:
    lines = fields.splitlines(keepends=True)
    own_end = re.search(r"^(---|\.\.\.)$", shown, re.MULTILINE)
    named = shown[: own_end.start()] if own_end else shown
    names = {match.group(1) for line in named.splitlines() if (match := _FIELD.match(line))}
    known = [i for i, line in enumerate(lines) if line.split(":")[0] in names]
    first, last = (known[0], known[-1] + 1) if known else (len(lines) - 1, len(lines) - 1)
    return "".join([*lines[:first], shown, *([] if own_end else lines[last:])])


def _with_sections(body: str, shown: list[str]) -> str:
    before, *sections = re.split(r"^(?=## )", body, flags=re.MULTILINE)
    names = {section.split("\n", 1)[0] for section in shown}
    known = [i for i, item in enumerate(sections) if item.split("\n", 1)[0] in names]
    first, last = (known[0], known[-1] + 1) if known else (len(sections), len(sections))
    kept = [*sections[:first], *shown, *sections[last:]]
    return before + "\n\n".join(section.rstrip("\n") for section in kept) + "\n"
