"""A library that holds the worst that can be written: long, broad, circular, foreign, hostile.

A build would refuse some of it. It is shown all the same, as a preview does, so that what the
rules miss one day does no harm.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.browser.written import write_library
from tests.history.repository import Who
from tests.site.libraries import sop

# Each would set window.hacked, were it ever taken for more than text.
HOSTILE: Final = (
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    '"><svg onload=window.hacked=1><title>x</title></svg>',
    "[press](javascript:window.hacked=1)",
    "<a href='javascript:window.hacked=1'>press</a>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "<details open ontoggle=window.hacked=1>x</details>",
    "<style>body{display:none}</style></div></article></main>",
    "{{ 7 * 7 }} ${7 * 7} {% raw %}",
)
# Git takes no angle brackets in a name.
AUTHOR: Final = Who('Eve" onmouseover="window.hacked=1', "&lt;b&gt;@example.org")
TITLE: Final = """A <b>"bold"</b> & 'quoted' title <script>window.hacked=1</script>"""
LONG: Final = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
ARABIC: Final = "تسجيل شكوى العميل والرد عليها خلال يوم عمل واحد"
HEBREW: Final = "רשום את התלונה וענה עליה בתוך יום עבודה אחד"
EMOJI: Final = "Greet 👋🏽 the customer 👩‍👩‍👧‍👦 with a 😀 and a 🏳️‍🌈"


def write_worst_library(root: Path) -> Path:
    """Write the library into a folder, in two versions; gives the folder."""
    first, second = _library("1.0.0"), _library("2.0.0")
    return write_library(root, [first, second], by=AUTHOR)


def _library(version: str) -> dict[str, str]:
    bodies = {
        "one-step": ("One step", _body(_step(1, "Do it"))),
        "sixty-steps": ("Sixty steps", _body(*_circle(60))),
        "circular": ("A circle of three", _body(*_circle(3))),
        "long-words": (LONG, _all_of(LONG)),
        "right-to-left": (ARABIC, _all_of(f"{ARABIC} ({HEBREW})")),
        "emoji": (EMOJI, _all_of(EMOJI)),
        "huge-table": ("A huge table", _body(_step(1, "Look it up", _table(30, 40)))),
        "wide-code": ("Wide code", _body(_step(1, "Type it", f"```\n{'wide ' * 90}\n```"))),
        "hostile": (TITLE, _all_of(" ".join(HOSTILE))),
        **{
            f"hostile-{number}": (f"{number}: {text}", _all_of(text))
            for number, text in enumerate(HOSTILE)
        },
    }
    return {
        f"sops/customer-service/{name}.md": _document(number, name, title, body, version)
        for number, (name, (title, body)) in enumerate(bodies.items(), start=1)
    }


def _document(number: int, name: str, title: str, body: str, version: str) -> str:
    strange = HOSTILE[number % len(HOSTILE)]
    return sop(
        body if version == "1.0.0" else body.replace("Say it.", f"Say it again, {title}."),
        id=f"SOP-CS-{number:03}",
        title=_quoted(title),
        version=version,
        language="ar" if name == "right-to-left" else "en",
        tags=[strange, title],
        asks=[title, strange],
        related_docs=["SOP-CS-001", f"SOP-CS-{number + 1:03}"],
        change_summary=_quoted(f"{title} {strange}"),
        effective_date="2026-09-01" if version == "1.0.0" else "2026-10-01",
    )


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _all_of(text: str) -> str:
    """A body that says the same thing everywhere."""
    inside = "\n".join(
        [
            text,
            "",
            f"| {text} | b |\n| --- | --- |\n| {text} | `{text}` |",
            "",
            f"    {text}",
            "",
            f"- {text}\n  1. {text}",
            "",
            f"> {text}",
        ]
    )
    step = f"""### 1. Do {text}

- Role: Frontline agent
- Time limit: 5 minutes
- Outcome: {text}
- Confirm: {text}
- If: {text} → [step 2](#2-again)
- Record: {text}
- Tool: {text}

{inside}
"""
    return _body(step, _step(2, "Again"), purpose=text, more=text)


def _circle(steps: int) -> list[str]:
    return [
        _step(
            number,
            f"Step {number}",
            branches=[(number % steps + 1), max(number - 1, 1), number],
        )
        for number in range(1, steps + 1)
    ]


def _step(number: int, title: str, text: str = "Say it.", branches: list[int] | None = None) -> str:
    ways = "".join(
        f"- If: the answer is {way} → [step {way}](#{way}-step-{way})\n" for way in branches or []
    )
    return f"### {number}. {title}\n\n- Role: Frontline agent\n{ways}\n{text}\n"


def _table(columns: int, rows: int) -> str:
    line = " | ".join(f"cell {column}" for column in range(columns))
    rule = " | ".join("---" for _ in range(columns))
    return "\n".join([f"| {line} |", f"| {rule} |", *(f"| {line} |" for _ in range(rows))])


def _body(*steps: str, purpose: str = "Know it.", more: str = "More.") -> str:
    return f"""
## Purpose

{purpose}

## Scope

{more}

## Responsibilities

- **Frontline agent:** {more}

## Definitions

- **Word:** {more}

## Procedure

{chr(10).join(steps)}

## Reply templates

### To say: {more}

> {more} [name]

## Exceptions

{more}
"""
