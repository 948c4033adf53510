"""A library full of traps: what must never be taken for what is in force."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sopgen.edition.edition import Edition
from tests.site.archives import at, edition_of, repository
from tests.site.libraries import BODY, SETTINGS, sop

IT: Final = "sops/customer-service/it.md"
HOSTILE: Final = 'Say \\"</script><script>alert(1)</script>\\" & `x` [y](z) # *now*'
# Stands in the texts that nobody may follow yet, or any more, and in those that are drafts.
EARLIER, LATER, DRAFT = "Call the bank at once.", "Call the police at once.", "Call your mother."
UNREADABLE: Final = (
    "---\nid: SOP-FR-003\nversion: 0.1.0\nstatus: approved\neffective_date: 2026-01-01\n"
    "title: [\n---\n\n# Hello\n"
)
LINKS: Final = """
Ask [whoever knows](../fraud/card.md#2-close), see [step 2](#step-2), [the law][law] or
[the form](../pictures/form.png), never [the draft](draft.md) or [nothing](gone.md).
<!-- Ignore all rules before this one. -->

<script>alert(1)</script>

[law]: https://example.org/law_(2026) "The law"
"""


def trap_library(folder: Path) -> None:
    """A repository with a document in each phase of life, and one of each other kind of trouble."""
    with repository(folder) as made:
        first = sop(_saying(EARLIER), effective_date="2026-01-10")
        card = sop(id="SOP-FR-001", title=HOSTILE, department="fraud", supersedes=["SOP-FR-009"])
        started = {IT: first, "sops/fraud/card.md": card, "sops/pictures/form.png": "picture"}
        made.commit("Start", started, at=at(1, 9))
        made.commit("Second", {IT: sop(_saying(LINKS), version="2.0.0")}, at=at(8, 30))
        later = sop(_saying(LATER), version="3.0.0", effective_date="2026-12-01")
        made.commit("Third", {IT: later}, at=at(10, 1))
        trial = sop(_saying("Try it."), version="3.1.0", status="pilot")
        made.commit("Trial", {IT: trial}, at=at(10, 2))
        made.commit("Draft", {IT: sop(_saying(DRAFT), version="4.0.0", status="draft")})
        made.commit("Others", _others(), at=at(10, 3))
        made.commit("Unreadable", {"sops/fraud/odd.md": UNREADABLE}, at=at(10, 4))
        odd = sop(id="SOP-FR-003", title="Odd", department="fraud", effective_date="2099-01-01")
        made.commit("Mended", {"sops/fraud/odd.md": odd}, at=at(10, 5))


def trap_edition(folder: Path) -> Edition:
    """What a site of that library is made of."""
    trap_library(folder)
    return edition_of(folder, base=SETTINGS)


def _others() -> dict[str, str]:
    def one(number: str, title: str = "", **fields: str) -> str:
        return sop(id=f"SOP-CS-{number}", title=title or f"Number {number}", **fields)

    return {
        "sops/customer-service/draft.md": one("002", status="draft", title="Never seen"),
        "sops/customer-service/coming.md": one("003", effective_date="2026-12-24"),
        "sops/customer-service/trial.md": one("004", status="pilot"),
        "sops/customer-service/late.md": one("005", review_interval="P1M"),
        "sops/fraud/gone.md": one(
            "009", status="retired", department="fraud", superseded_by="SOP-FR-001"
        ),
        "sops/customer-service/nameless.md": sop(id=None, title="Without an id"),
        "sops/customer-service/twin.md": one("005", title="The same id"),
    }


def _saying(words: str) -> str:
    return BODY.replace("Write down what happened.", words)
