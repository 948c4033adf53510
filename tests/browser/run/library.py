"""A small library whose documents try run mode: branches, circles, long and hostile ones."""

from __future__ import annotations

from typing import Final

from tests.engines.projects import CONFIG
from tests.site.libraries import sop

POST_TO: Final = "https://records.example.org/runs"
CONFIG_WITH_POST: Final = CONFIG.replace(
    'pages: ["about/*"]', f'pages: ["about/*"]\n      runs: {{post_to: "{POST_TO}"}}'
)
HOSTILE: Final = '"><img src=x onerror=alert(1)> & </script><b>'
_FRAME: Final = """
## Purpose

Try it.

## Scope

Tests.

## Responsibilities

- **Frontline agent:** does it.
- **Team lead:** helps.

## Procedure

"""
_CIRCLE: Final = """\
### 1. Record it

- Role: Frontline agent
- Time limit: 2 minutes
- Outcome: It is written down
- Confirm: I read it back
- Confirm: The number is right
- If: somebody is at risk → [step 3](#3-close-it)

Write down *what* happened. See [the other one](other.md).

### 2. Judge it

- Role: Frontline agent
- If: something is unclear → [step 1](#1-record-it)
- If: it is fraud → [The other one](other.md)

Judge.

### 3. Close it

- Role: Team lead
- Time limit: 2 working days

Say goodbye.
"""


def _steps(count: int) -> str:
    return "\n".join(f"### {n}. Do thing {n}\n\nDo it.\n" for n in range(1, count + 1))


def _document(number: int, title: str, steps: str, **fields: str | list[str] | None) -> str:
    return sop(_FRAME + steps, id=f"SOP-CS-00{number}", title=title, **fields)


def _escaped(title: str) -> str:
    return title.replace('"', '\\"')


TEXTS: Final = {
    "customer-service/circle.md": _document(1, "Go in circles", _CIRCLE, version="2.0.0"),
    "customer-service/other.md": _document(2, "The other one", _steps(2)),
    "customer-service/one.md": _document(3, "One step", _steps(1)),
    "customer-service/sixty.md": _document(4, "Sixty steps", _steps(60)),
    "customer-service/hebrew.md": _document(
        5, "נוהל תלונה", "### 1. רשום את התלונה\n\n- Confirm: קראתי\n\nכתוב.\n", language="he"
    ),
    "customer-service/hostile.md": _document(
        6,
        _escaped(HOSTILE),
        f"### 1. {HOSTILE}\n\n- Confirm: `{HOSTILE}` is {'very' * 60}long\n\nText.\n",
    ),
}
