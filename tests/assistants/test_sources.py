"""Whatever a library is read from, the answers are right, and they are the same."""

from __future__ import annotations

import pytest

from sopgen.answering.answers import ChangesAnswer, Cited, InForceAnswer
from sopgen.answering.published import Source
from sopgen.answering.telling import told
from sopgen.assistants.sites import FolderFiles, WebFiles
from tests.assistants.asking import answered, cited, refused, repository, site
from tests.assistants.library import HOSTILE, SITE


@pytest.fixture(scope="session", params=["repository", "folder", "address"])
def source(request: pytest.FixtureRequest) -> Source:
    """Each kind of source, with the library of traps."""
    if request.param == "repository":
        return repository(request.getfixturevalue("library"))
    if request.param == "folder":
        return site(FolderFiles(request.getfixturevalue("site_folder")))
    return site(WebFiles(request.getfixturevalue("address")))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("this is outrageous, I want to complain", ("SOP-CS-001", "2.0.0")),
        ("my card got nicked", ("SOP-FR-002", "1.0.0")),
        ("where is my parcel", ("SOP-OR-001", "1.0.0")),
        ("sop bi 1", ("SOP-BI-001", "1.0.0")),
    ],
)
def test_the_search_finds_what_is_followed(
    source: Source, words: str, first: tuple[str, str]
) -> None:
    best = answered(source, "search", query=words).results[0]
    assert cited(best)[:2] == first


@pytest.mark.parametrize("words", ["quokka", "fax", "secret discount"])
def test_the_search_finds_neither_drafts_nor_what_is_retired(source: Source, words: str) -> None:
    found = answered(source, "search", query=words).results
    assert not {hit.citation.id for hit in found} & {"SOP-BI-009", "SOP-FR-001"}


def test_the_search_leads_to_the_step(source: Source) -> None:
    best = answered(source, "search", query="trace the parcel", limit=1).results[0]
    assert cited(best) == ("SOP-OR-001", "1.0.0", 1)
    assert best.citation.address == f"{SITE}id/SOP-OR-001/v1.0.0/#step-1"
    assert best.citation.commit


def test_the_search_keeps_to_a_department_by_its_name(source: Source) -> None:
    found = answered(source, "search", query="customer says", department="Fraud").results
    assert {hit.citation.id for hit in found} == {"SOP-FR-002"}


def test_a_step_is_of_the_version_in_force(source: Source) -> None:
    step = answered(source, "get_step", id="SOP-CS-001", number=1)
    assert cited(step) == ("SOP-CS-001", "2.0.0", 1)
    assert step.time_limit == "15 minutes"
    assert step.roles == ("Frontline agent",)
    assert "Write down" in step.quoted_text
    assert "Never write down" not in step.quoted_text
    assert step.next_step.title == "Close the case"


def test_what_comes_soon_and_what_is_overdue_is_said(source: Source) -> None:
    step = answered(source, "get_step", id="SOP-CS-001", number=1)
    assert step.warnings == (
        "The review of this version was due by 1 Oct 2026: it is late.",
        "Version 3.0.0 takes effect on 10 Dec 2026.",
    )


def test_an_earlier_version_says_which_to_follow(source: Source) -> None:
    step = answered(source, "get_step", id="SOP-CS-001", number=1, version="1.0.0")
    assert (step.time_limit, step.validity.phase) == ("30 minutes", "superseded")
    assert step.warnings == (
        "This version is superseded: do not work by it.",
        "Version 2.0.0 is in force: follow that one.",
    )


def test_a_version_to_come_says_so(source: Source) -> None:
    document = answered(source, "get_document", id="SOP-CS-001", version="3.0.0")
    assert document.validity.phase == "upcoming"
    assert document.warnings[0] == "This version is not yet in force: do not work by it yet."


def test_a_retired_document_names_what_took_its_place(source: Source) -> None:
    document = answered(source, "get_document", id="SOP-FR-001")
    assert document.warnings == (
        "This document is retired: do not work by it.",
        "Use SOP-FR-002 Card stolen instead.",
        "No version of SOP-FR-001 is in force.",
    )


def test_trials_are_told_from_what_is_in_force(source: Source) -> None:
    assert answered(source, "get_document", id="SOP-FR-002").warnings == (
        "Version 1.1.0 is on trial in some teams.",
    )
    trial = answered(source, "get_document", id="SOP-OR-003")
    assert trial.warnings[0].startswith("This version is on trial")
    coming = answered(source, "get_document", id="SOP-OR-002")
    assert coming.warnings[0].startswith("This version is not yet in force")


@pytest.mark.parametrize(
    ("id_", "day", "version"),
    [
        ("SOP-CS-001", "2026-01-04", None),
        ("SOP-CS-001", "2026-01-20", None),
        ("SOP-CS-001", "2026-03-31", "1.0.0"),
        ("SOP-CS-001", "2026-04-01", "2.0.0"),
        ("SOP-CS-001", "2026-11-22", "2.0.0"),
        ("SOP-CS-001", "2026-12-10", "3.0.0"),
        ("SOP-FR-001", "2026-09-14", "1.0.0"),
        ("SOP-FR-001", "2026-09-15", None),
        ("SOP-BI-001", "2026-11-22", "1.0.0"),
        ("SOP-FR-002", "2026-11-22", "1.0.0"),
        ("SOP-OR-001", "2026-09-09", "0.9.0"),  # the next one says it holds since 1 September
        ("SOP-OR-001", "2026-09-10", "1.0.0"),
        ("SOP-BI-002", "2026-02-01", "1.0.0"),
        ("SOP-BI-002", "2026-09-09", "2.0.0"),
        ("SOP-BI-002", "2026-09-10", "1.0.0"),  # it was taken up again
        ("SOP-OR-002", "2026-11-22", None),
        ("SOP-OR-003", "2026-11-22", None),
    ],
)
def test_the_version_of_a_day(source: Source, id_: str, day: str, version: str | None) -> None:
    assert answered(source, "version_in_force", id=id_, day=day).version == version


def test_what_was_taken_up_again_says_so(source: Source) -> None:
    why = answered(source, "version_in_force", id="SOP-BI-002", day="2026-10-01").why
    assert "it was taken up again on 10 Sep 2026" in why
    (again, *_) = answered(source, "changes_since", day="2026-09-01", id="SOP-BI-002").issues
    assert (again.citation.version, again.is_again) == ("1.0.0", True)


def test_it_says_why(source: Source) -> None:
    why = answered(source, "version_in_force", id="SOP-CS-001", day="2026-03-31").why
    assert why == (
        "On 31 Mar 2026, version 1.0.0 of SOP-CS-001 was in force: it was issued on 5 Jan 2026, "
        "its effective date is 1 Feb 2026, and version 2.0.0, issued already, takes effect only "
        "on 1 Apr 2026."
    )


def test_the_text_of_a_day(source: Source) -> None:
    document = answered(source, "get_document", id="SOP-CS-001", day="2026-03-31")
    assert "30 minutes" in document.quoted_text
    assert refused(source, "get_document", id="SOP-FR-001", day="2026-10-01").kind == (
        "nothing_in_force"
    )


def test_what_changed_since_a_day_in_words(source: Source) -> None:
    found = answered(source, "changes_since", day="2026-03-01", id="SOP-CS-001").issues
    assert [item.citation.version for item in found] == ["3.0.0", "2.0.0"]
    (limit,) = found[1].changes
    assert (limit.kind, limit.step) == ("time_limit_changed", 1)
    assert "30 minutes" in limit.sentence
    assert "15 minutes" in limit.sentence


def test_what_takes_effect_counts_as_a_change(source: Source) -> None:
    since = answered(source, "changes_since", day="2026-03-15", id="SOP-CS-001").issues
    assert [item.citation.version for item in since] == ["3.0.0", "2.0.0"]


def test_what_changed_for_a_department_and_a_role(source: Source) -> None:
    fraud = answered(source, "changes_since", day="2026-09-01", department="fraud").issues
    assert {item.citation.id for item in fraud} == {"SOP-FR-001", "SOP-FR-002"}
    role = answered(source, "changes_since", day="2026-11-01", role="Frontline agent").issues
    assert "SOP-CS-001" in {item.citation.id for item in role}
    assert not {item.citation.id for item in role} & {"SOP-BI-009"}


def test_documents_around_one_both_ways(source: Source) -> None:
    refund = answered(source, "related_documents", id="SOP-BI-001")
    assert [item.citation.id for item in refund.leads_to] == ["SOP-CS-001"]
    assert [(item.citation.id, item.steps) for item in refund.led_from] == [
        ("SOP-FR-002", ()),
        ("SOP-OR-001", (1,)),
    ]


def test_a_branch_leads_to_the_step_of_the_other_document(source: Source) -> None:
    (branch,) = answered(source, "get_step", id="SOP-OR-001", number=1).branches
    assert (branch.condition, branch.document, branch.step) == ("it is theft", "SOP-BI-001", 1)


@pytest.mark.parametrize("id_", ["SOP-BI-009", "SOP-XX-999", "../../mkdocs.yml", "secret"])
def test_a_draft_is_as_unknown_as_what_never_was(source: Source, id_: str) -> None:
    error = refused(source, "get_document", id=id_)
    assert error.kind == "unknown_document"
    assert error.did_you_mean != "SOP-BI-009"


@pytest.mark.parametrize("version", ["2.0.0", "v1.0.0"])
def test_a_draft_version_is_unknown(source: Source, version: str) -> None:
    error = refused(source, "get_document", id="SOP-BI-001", version=version)
    assert (error.kind, error.did_you_mean) == ("unknown_version", "1.0.0")


@pytest.mark.parametrize(
    ("tool", "arguments", "kind", "meant"),
    [
        ("get_document", {"id": "sop-cs-1"}, "unknown_document", "SOP-CS-001"),
        ("get_step", {"id": "SOP-CS-001", "number": 3}, "unknown_step", None),
        ("search", {"query": "x", "department": "frawd"}, "unknown_department", "fraud"),
        ("search", {"query": "x", "role": "frontline agnt"}, "unknown_role", "Frontline agent"),
        ("search", {"query": "x", "type": "procedur"}, "unknown_type", "Procedure"),
    ],
)
def test_what_is_wrong_is_named_and_never_guessed(
    source: Source, tool: str, arguments: dict[str, object], kind: str, meant: str | None
) -> None:
    error = refused(source, tool, **arguments)
    assert (error.kind, error.did_you_mean) == (kind, meant)


def test_orders_within_a_text_stay_quotations(source: Source) -> None:
    words = told(answered(source, "get_step", id="SOP-BI-001", number=1))
    (line,) = (item for item in words.splitlines() if HOSTILE in item)
    assert line.startswith("> ")


def test_comments_reach_no_reader(source: Source) -> None:
    for tool, more in (("get_step", {"number": 1}), ("get_document", {})):
        assert "wombat" not in told(answered(source, tool, id="SOP-BI-001", **more))


def test_a_text_that_is_no_document_is_told_as_it_was(source: Source) -> None:
    document = answered(source, "get_document", id="SOP-OR-001", version="0.9.0")
    assert "Ask the courier." in document.quoted_text
    assert not document.steps
    step = refused(source, "get_step", id="SOP-OR-001", version="0.9.0", number=1)
    assert step.kind == "unknown_step"


def test_relative_links_have_a_start(source: Source) -> None:
    step = answered(source, "get_step", id="SOP-OR-001", number=1)
    assert step.page_address == f"{SITE}orders/late/"


@pytest.mark.parametrize(
    ("tool", "more"),
    [
        ("get_document", {"version": "1.0.0"}),
        ("get_step", {"version": "1.0.0", "number": 1}),
        ("related_documents", {}),
        ("changes_since", {"day": "2026-01-01"}),
        ("version_in_force", {"day": "2026-03-31"}),
    ],
)
def test_words_say_the_citation_and_every_warning(
    source: Source, tool: str, more: dict[str, object]
) -> None:
    answer = answered(source, tool, id="SOP-CS-001", **more)
    words = told(answer)
    for part in _cited_parts(answer):
        assert part.citation.address in words
        assert part.validity.sentence in words
        for warning in part.warnings:
            assert f"WARNING: {warning}" in words


def _cited_parts(answer: object) -> list[Cited]:
    """The parts of an answer that stand with a citation of their own."""
    if isinstance(answer, Cited):
        return [answer]
    if isinstance(answer, ChangesAnswer):
        return list(answer.issues)
    assert isinstance(answer, InForceAnswer)
    assert answer.in_force is not None
    return [answer.in_force]
