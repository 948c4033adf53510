"""Writes realistic libraries of any size: documents, departments, versions, renames and merges.

The same arguments give the same repository, commit for commit.
"""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tests.site.libraries import ROOT, VOCABULARY, sop

_BEGAN: Final = datetime(2021, 1, 4, 8, tzinfo=UTC)
_DEPARTMENTS: Final = len(VOCABULARY.entries("departments"))
_DAYS: Final = 5 * 360  # over which the commits are spread, whatever their number
_WRITERS: Final = ("Ann Lee", "Bob Okafor", "Eva Novak", "Jun Sato", "Rosa Diaz")
_EVERY_MOVED: Final = 33  # one document of so many is renamed and rewritten in one commit
_EVERY_MERGED: Final = 5  # one change of so many comes by a branch and its merge
_STEPS: Final = 6
_VERBS: Final = [
    "open",
    "compare",
    "record",
    "confirm",
    "explain",
    "read",
    "check",
    "write",
    "ask",
    "offer",
    "close",
    "call",
]
_THINGS: Final = [
    "account",
    "order",
    "invoice",
    "address",
    "delivery",
    "refund",
    "contract",
    "password",
    "device",
    "payment",
    "complaint",
    "voucher",
    "meter",
    "parcel",
    "booking",
    "seat",
    "policy",
    "claim",
    "tariff",
    "transfer",
    "statement",
    "card",
    "receipt",
    "form",
]
_MATTERS: Final = [
    "late",
    "wrong",
    "lost",
    "stolen",
    "double",
    "missing",
    "broken",
    "disputed",
    "blocked",
    "unclear",
    "unpaid",
    "expired",
]
_SENTENCES: Final = (
    "Ask the customer for the number of the {thing}.",
    "Compare the {thing} with the last three contacts.",
    "Say what happens next, and until when.",
    "Write down who called, and what was agreed.",
    "Repeat the request in a sentence of your own.",
    "Check whether the {thing} was {matter} before.",
    "Open the page of the {thing}, and read the notes of the last week.",
    "Tell the customer which team has the {thing} now.",
    "Offer a call back when the line is poor.",
    "Leave the note short, so that the next agent reads it.",
    "Name the day on which the {thing} will be settled.",
    "Keep what is {matter} apart from what is only late.",
    "Look for a second {thing} of the same customer.",
    "Note the time at which the {thing} became {matter}.",
    "Explain the limit in words that the customer uses.",
    "Pass on what is above the limit to the team lead.",
    "Read the amount aloud, and wait for a yes.",
    "Send the summary while the customer is on the line.",
    "Choose the reason from the list, not from memory.",
    "Stop when the customer says that the {thing} is somebody else's.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One version of one document, as a commit brings it: a file's text, and its former path."""

    number: int
    version: int
    path: str
    before: str | None
    text: str


def write_library(root: Path, documents: int, versions: int = 5) -> Path:
    """Make a repository of so many documents with so many versions each, and check it out.

    Every version is a commit of its own; gives the folder.
    """
    root.mkdir(parents=True)
    _git(root, "init", "--quiet", "--initial-branch=main")
    importing = subprocess.Popen(
        ["git", "-C", str(root), "fast-import", "--quiet"], stdin=subprocess.PIPE
    )
    assert importing.stdin is not None
    for part in _stream(documents, versions):
        importing.stdin.write(part)
    importing.stdin.close()
    if importing.wait():
        raise RuntimeError("git fast-import refused the library.")
    _git(root, "reset", "--quiet", "--hard", "main")
    return root


def changes(documents: int, versions: int) -> Iterator[Change]:
    """Every version of every document, in the order in which they were issued."""
    departments = list(VOCABULARY.entries("departments"))
    for version in range(versions):
        for number in range(documents):
            department = departments[number % len(departments)]
            old = f"sops/{department}/{_slug(number)}.md"
            new = f"sops/{department}/{_slug(number)}-anew.md"
            is_moved = number % _EVERY_MOVED == 7 and versions > 2
            path = new if is_moved and version >= 2 else old
            before = old if is_moved and version == 2 else None
            text = _text(number, version, department, _day(number, version, documents, versions))
            yield Change(number, version, path, before, text)


def _stream(documents: int, versions: int) -> Iterator[bytes]:
    """What `git fast-import` reads; see its manual for the words."""
    files = {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text("utf-8"), **_schemas()}
    yield _commit("main", _BEGAN, "Ann Lee", "Begin the library", files)
    for change in changes(documents, versions):
        at = _day(change.number, change.version, documents, versions)
        writer = _WRITERS[(change.number + change.version) % len(_WRITERS)]
        subject = f"Issue version {change.version + 1} of document {change.number}"
        message = f"{subject}\n\nApproved-by: {_WRITERS[change.number % 3]} <lead@example.org>"
        files = {change.path: change.text}
        if (change.number + change.version) % _EVERY_MERGED:
            yield _commit("main", at, writer, message, files, gone=change.before)
            continue
        branch = f"change-{change.number}-{change.version}"
        yield _commit(branch, at, writer, subject, files, gone=change.before, start="main")
        yield _commit(
            "main", at, "Eva Novak", f"Merge\n\n{message}", files, gone=change.before, merged=branch
        )


def _commit(
    branch: str,
    at: datetime,
    writer: str,
    message: str,
    files: dict[str, str],
    *,
    gone: str | None = None,
    merged: str | None = None,
    start: str | None = None,
) -> bytes:
    who = (
        f"{writer} <{writer.split(maxsplit=1)[0].lower()}@example.org> {int(at.timestamp())} +0000"
    )
    parts = [f"commit refs/heads/{branch}\ncommitter {who}\n".encode(), _data(message)]
    parts += [f"from refs/heads/{start}\n".encode()] if start else []
    parts += [f"merge refs/heads/{merged}\n".encode()] if merged else []
    parts += [f"D {gone}\n".encode()] if gone else []
    for path, text in files.items():
        parts += [f"M 644 inline {path}\n".encode(), _data(text)]
    return b"".join([*parts, b"\n"])


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%b\n" % (len(content), content)


def _day(number: int, version: int, documents: int, versions: int) -> datetime:
    done = (version * documents + number) / (versions * documents)
    return _BEGAN + timedelta(minutes=int(done * _DAYS * 24 * 60))


def _schemas() -> dict[str, str]:
    """The schemas of this repository; ids may have more digits, for ten thousand need them."""
    texts = {file.name: file.read_text("utf-8") for file in (ROOT / "schema").iterdir()}
    return {
        f"schema/{name}": text.replace("[0-9]{3}$", "[0-9]{3,}$") for name, text in texts.items()
    }


def _slug(number: int) -> str:
    return f"{_MATTERS[number % len(_MATTERS)]}-{_THINGS[number % len(_THINGS)]}-{number:05}"


def _text(number: int, version: int, department: str, day: datetime) -> str:
    thing, matter = _THINGS[number % len(_THINGS)], _MATTERS[number % len(_MATTERS)]
    steps = [_step(number, version, step, thing, matter) for step in range(1, _STEPS + 1)]
    body = f"""
## Purpose

Settle a {matter} {thing} of kind {number} the same way for everybody. {_told(number, 0, 1)}

## Scope

Every {matter} {thing} of kind {number}, on each channel. {_told(number, 1, 2)}

## Responsibilities

- **Frontline agent:** settles it with the customer.
- **Team lead:** decides what is above the limit.

## Procedure

{"".join(steps)}
## Reply templates

### Settled

> Thank you, [name]. Your {thing} is settled; your number is [number].
"""
    fields = {"change_summary": f"{_told(number, 90 + version, 1)}"} if version else {}
    return sop(
        body,
        id=f"SOP-{_letters(department)}-{number // _DEPARTMENTS:03}",
        title=f"Settle a {matter} {thing} of kind {number}",
        department=department,
        version=f"1.{version}.0",
        effective_date=day.date().isoformat(),
        review_interval="P2Y",
        **fields,
    )


def _step(number: int, version: int, step: int, thing: str, matter: str) -> str:
    # Each version rewords one step, and gives another more or less time.
    told = version if step == version % _STEPS + 1 else 0
    minutes = step + number % 7 + (version if step == (version + 2) % _STEPS + 1 else 0)
    verb = _VERBS[(number + step) % len(_VERBS)].capitalize()
    return f"""### {step}. {verb} the {thing}, part {step}

- Role: Frontline agent
- Time limit: {minutes} minutes
- Confirm: I have seen that the {thing} is {matter}

{_told(number, step * 10 + told, 9)}

- {_told(number, step * 7 + 1, 1)}
- {_told(number, step * 7 + 2, 1)}

"""


def _letters(department: str) -> str:
    return str(VOCABULARY.entries("departments")[department].more["code"])


def _told(number: int, seed: int, count: int) -> str:
    chosen = random.Random(number * 1_000 + seed)
    thing, matter = _THINGS[number % len(_THINGS)], _MATTERS[number % len(_MATTERS)]
    return " ".join(chosen.sample(_SENTENCES, count)).format(thing=thing, matter=matter)


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True)
