"""A library as an auditor meets it: versions, a retirement, drafts, and approvals of each kind."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from tests.history.repository import ANN, BOB, Repository
from tests.site.archives import at, repository
from tests.site.libraries import BODY, sop

DAY: Final = "2026-11-22"
SETTINGS: Final = (
    "site_name: Example Care\ndocs_dir: sops\ntheme: {name: material, font: false}\n"
    "plugins: [search, sopgen]\n"
)
MERGED: Final = "sops/customer-service/complaint.md"
ALONE: Final = "sops/fraud/card.md"
HOSTILE: Final = 'Say "</style><script>alert(1)</script>" & more'
DRAFT: Final = "Nobody has decided on this."
NEW, OLD = "Write down every word.", "Write down what happened."
LINKS: Final = (
    "Call [the fraud team](../fraud/card.md#2-close), never [a draft](draft.md), see"
    " ![the form](form.png) and [the file](form.png).\n"
)


def audited(folder: Path) -> Path:
    """Write the repository; gives its folder."""
    with repository(folder) as made:
        first = {"mkdocs.yml": SETTINGS, MERGED: _it(OLD), "sops/customer-service/form.png": "png"}
        made.commit("Start", first, at=at(1, 5))
        _merge_a_version(made)
        made.commit("Retired", {"sops/customer-service/gone.md": _gone("1.0.0")}, at=at(4, 1))
        gone = {
            "sops/customer-service/gone.md": _gone("1.1.0", status="retired", superseded_by="none")
        }
        made.commit("Retire it", gone, at=at(5, 1))
        named = {"sops/customer-service/call.md": _one("SOP-CS-002", "Answer a call")}
        made.commit("Answer\n\nApproved-by: Eve Sun <eve@example.org>\n", named, at=at(6, 1))
        card = _one("SOP-FR-001", HOSTILE.replace('"', '\\"'), department="fraud")
        made.commit("Card", {ALONE: card}, at=at(7, 1))
        draft = {"sops/customer-service/draft.md": _draft("SOP-CS-004", "0.1.0")}
        made.commit("Draft", {**draft, MERGED: _draft("SOP-CS-001", "3.0.0")}, at=at(8, 1))
    return folder


def approve(folder: Path, path: str, version: str) -> None:
    """Commit another version of the document that git shows no approval of, with a trailer."""
    with repository(folder) as made:
        text = _one("SOP-FR-001", "A card", department="fraud", version=version)
        made.commit("Card\n\nApproved-by: Eve Sun <eve@example.org>\n", {path: text}, at=at(9, 1))


def contents(file: Path) -> dict[str, bytes]:
    """Every file of a zip with its bytes."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repack(file: Path, files: dict[str, bytes]) -> None:
    """Write a zip of these files, as somebody would who tampers with one."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def _merge_a_version(made: Repository) -> None:
    base = made.commit("Readme", {"README.md": "Hello"}, at=at(2, 1))
    text = _it(NEW, version="2.0.0", effective_date="2026-03-10", change_summary="Every word.")
    side = made.commit("New", {MERGED: text}, branch="new", start=base, author=ANN, at=at(3, 1))
    made.commit("Merge", {MERGED: text}, merge=[side], author=BOB, at=at(3, 2))


def _it(words: str, **fields: str) -> str:
    stated = {"effective_date": "2026-01-10", **fields}
    return sop(BODY.replace(OLD, f"{words} {LINKS}"), id="SOP-CS-001", **stated)


def _one(name: str, title: str, **fields: str) -> str:
    return sop(id=name, title=title, effective_date="2026-10-01", **fields)


def _gone(version: str, **fields: str) -> str:
    return sop(
        id="SOP-CS-003",
        title="Send a fax",
        version=version,
        effective_date="2026-05-02",
        change_summary="Nobody sends any." if fields else None,
        **fields,
    )


def _draft(name: str, version: str) -> str:
    text = BODY.replace(OLD, DRAFT)
    return sop(
        text,
        id=name,
        title=f"Draft of {name}",
        version=version,
        status="draft",
        change_summary=DRAFT,
    )
