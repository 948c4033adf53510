"""A table of edits: what one document was, what it is now, and which rules that breaks."""

from __future__ import annotations

import pytest

from tests.sample import BODY

from .project import ANEW, DAY, PATH, Project, a, with_roles, with_typo

SINCE = {"effective_date": DAY}
MAJOR = {"version": "2.0.0", "change_summary": "More time.", "effective_date": DAY}
V142 = {"version": "1.4.2", "change_summary": "Earlier."}
DRAFT: dict[str, str | None] = {"status": "draft", "effective_date": None}

EDITS = {
    "nothing": (a(), a(), []),
    "only white space": (a(), a(BODY.replace("Say your name and", "Say your name\nand")), []),
    "line ends": (a(), a().replace("\n", "\r\n"), []),
    "a comment in the fields": (a(), a().replace("id:", "# the number\nid:"), []),
    "a review without a change": (a(), a(last_reviewed=DAY), []),
    "the reason corrected": (a(**V142), a(**V142 | {"change_summary": "Earlier on."}), []),
    "content": (a(), a(with_typo()), ["SOP601"]),
    "a field": (a(), a(owner="head-of-customer-service"), ["SOP601"]),
    "content of a pilot": (a(status="pilot"), a(with_typo(), status="pilot"), ["SOP601"]),
    "content with a patch": (a(), a(with_typo(), **ANEW), []),
    "a new version of the same text": (a(), a(**ANEW), []),
    "a greater step than asked": (a(), a(with_typo(), **MAJOR), []),
    "lower": (a(**V142), a(**ANEW | {"version": "1.3.0"}), ["SOP602"]),
    "back to the earlier text": (a(with_typo(), **V142), a(), ["SOP602"]),
    "skipped minor": (a(**V142), a(**ANEW | {"version": "1.6.0"}), ["SOP603"]),
    "skipped patch": (a(**V142), a(**ANEW | {"version": "1.4.4"}), ["SOP603"]),
    "lower places not zero": (a(**V142), a(**ANEW | {"version": "1.5.2"}), ["SOP603"]),
    "major from anywhere": (a(**V142), a(**ANEW | {"version": "2.0.0"}), []),
    "patch where major is due": (a(), a(with_roles(), **ANEW), ["SOP604"]),
    "minor where major is due": (
        a(),
        a(with_roles(), **ANEW | {"version": "1.1.0"}),
        ["SOP604"],
    ),
    "skipped and too small at once": (
        a(),
        a(with_roles(), **ANEW | {"version": "1.2.0"}),
        ["SOP604"],
    ),
    "before 1.0.0 a minor will do": (
        a(version="0.1.0"),
        a(with_roles(), **ANEW | {"version": "0.2.0"}),
        [],
    ),
    "no reason": (a(), a(with_typo(), version="1.0.1", **SINCE), ["SOP605"]),
    "an empty reason": (a(), a(with_typo(), **ANEW | {"change_summary": "' '"}), ["SOP605"]),
    "the old reason": (a(**V142), a(**V142 | SINCE | {"version": "1.4.3"}), ["SOP606"]),
    "the old reason, broken otherwise": (
        a(**V142 | {"change_summary": "Say more of it."}),
        a(**ANEW | {"version": "1.4.3", "change_summary": "Say more\n  of it."}),
        ["SOP606"],
    ),
    "another id": (a(), a(id="SOP-CS-009", **ANEW | {"version": "2.0.0"}), ["SOP608"]),
    "no id": (a(), a(id=None, **ANEW | {"version": "2.0.0"}), ["SOP608"]),
    "approved to draft": (a(), a(status="draft"), ["SOP610"]),
    "approved to pilot": (a(), a(status="pilot", effective_date=DAY), ["SOP610"]),
    "approved to retired": (a(), a(status="retired", effective_date=DAY), ["SOP610"]),
    "retired as a version": (a(), a(status="retired", superseded_by="none", **ANEW), []),
    "redrafted as a version": (a(), a(with_typo(), status="draft", **ANEW), []),
    "tried as a version": (a(), a(with_roles(), status="pilot", **MAJOR), []),
    "pilot to approved": (a(status="pilot"), a(**SINCE), []),
    "pilot to draft": (a(status="pilot"), a(status="draft"), ["SOP610"]),
    "retired to approved": (a(status="retired"), a(**ANEW), ["SOP610"]),
    "draft edited": (a(**DRAFT), a(with_roles(), **DRAFT), []),
    "draft approved": (a(**DRAFT), a(with_roles(), **SINCE), []),
    "draft approved for the past": (a(**DRAFT), a(), ["SOP611"]),
    "pilot approved for the past": (a(status="pilot"), a(), ["SOP611"]),
    "a draft that skips": (a(**DRAFT), a(version="1.2.0", **DRAFT), ["SOP603"]),
    "in force before it was written": (
        a(),
        a(with_typo(), **ANEW | {"effective_date": "2026-02-28"}),
        ["SOP611"],
    ),
    "in force later": (a(), a(with_typo(), **ANEW | {"effective_date": "2026-04-01"}), []),
    "the day moved": (a(), a(effective_date="2026-01-02"), ["SOP613"]),
    "the day removed": (a(), a(effective_date=None), ["SOP613"]),
    "front matter that cannot be read": (a(), a().replace("id:", "id: ["), []),
    "a version that cannot be read": (a(), a(with_typo(), version="next"), []),
    "bytes that are no text": (a(), "\ud800", []),
}


@pytest.mark.parametrize(("before", "after", "codes"), EDITS.values(), ids=EDITS.keys())
def test_an_edit(project: Project, before: str, after: str, codes: list[str]) -> None:
    project.base({PATH: before})
    (project.top / PATH).write_bytes(after.encode("utf-8", "surrogatepass"))
    assert project.found() == [(code, PATH) for code in codes]


def test_up_to_three_changes_are_named_and_the_version_to_write(project: Project) -> None:
    project.base({PATH: a()})
    body = with_roles(with_typo()).replace("Every call", "Each call").replace("Solve it", "Do it")
    project.write({PATH: a(body, owner="head-of-customer-service")})
    ((message, hint),) = project.said()
    assert message.startswith("The content changed, but the version is still 1.0.0: Step 1: ")
    assert "1 minute" in message
    assert message.count("; ") == 3
    assert message.endswith(" more.")
    assert hint == "Write version: 2.0.0, and why under change_summary."


@pytest.mark.parametrize(
    ("before", "after", "hint"),
    [
        (a(**V142), a(**ANEW | {"version": "1.6.0"}), "Write version: 1.5.0."),
        (a(), a(with_roles(), **ANEW | {"version": "1.2.0"}), "Write version: 2.0.0."),
        (a(), a(status="retired"), "stays in force until it is retired."),
    ],
)
def test_the_hint_says_what_to_write(project: Project, before: str, after: str, hint: str) -> None:
    project.base({PATH: before})
    project.write({PATH: after})
    assert project.said()[0][1].endswith(hint)
