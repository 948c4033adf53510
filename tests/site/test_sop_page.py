"""The page of one document: everything is there, in its place, and says only what is known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sopgen.in_force import Content, Issued, standing_on
from sopgen.model.document import Document
from sopgen.model.revision import Approval, DocumentHistory, Revision
from sopgen.reading.reader import read_document
from sopgen.site import build_tree
from sopgen.site.arrangement import arrange, expected_headings
from tests.site.libraries import (
    BODY,
    ROOT,
    SETTINGS,
    TEMPLATES,
    TODAY,
    library,
    page,
    sop,
    text_of,
)
from tests.site.rendering import Outline, render


def outline(text: str) -> Outline:
    return Outline(render(text_of(page(text))))


def test_steps_come_before_what_only_some_readers_look_up() -> None:
    shown = [text for _, _, text in outline(sop()).headings]
    assert shown == [
        "Handle a complaint",
        "Purpose",
        "Before you start",
        "Procedure",
        "1 Record the complaint",
        "2 Close",
        "Flowchart",
        "Reply templates",
        "Thanks",
        "Scope",
        "Responsibilities",
        "Document control",
        "History",
    ]


def test_headings_keep_the_anchors_of_the_forge_and_steps_get_permanent_ones() -> None:
    found = outline(sop())
    assert ("h3", "1-record-the-complaint", "1 Record the complaint") in found.headings
    assert {"step-1", "step-2", "procedure", "thanks"} <= set(found.values("id"))


def test_a_step_shows_role_limit_confirmation_outcome_and_branch() -> None:
    text = text_of(page(sop()))
    for words in ("Frontline agent", "5 minutes", "I read it back", "The complaint has a number"):
        assert words in text
    assert '<a href="#step-2">step 2</a> <span class="sop-branch__title">Close</span>' in text


def test_the_summary_adds_up_live_limits_and_names_the_longest_other() -> None:
    text = text_of(page(sop()))
    assert "about 5 min for step 1" in text
    assert "longest limit 2 working days" in text


def test_placeholders_of_replies_are_marked_and_links_are_not() -> None:
    body = BODY.replace("[number].", "[number]. See [us](https://example.org/ 'a > b [c]').")
    text = text_of(page(sop(body)))
    assert '<span class="sop-placeholder">[name]</span>' in text
    assert '[c]">us</a>' in text


@pytest.mark.parametrize(
    ("fields", "state", "sentence"),
    [
        ({"status": "pilot"}, "Pilot", "This version is on trial."),
        ({"effective_date": "2026-12-01"}, "Not yet in force", "takes effect on 1 Dec 2026."),
        ({"status": "retired"}, "Retired", "This document is retired."),
        ({"review_interval": "P1M"}, "In force", "its review was due on 1 Oct 2026."),
    ],
)
def test_a_banner_says_what_to_beware_of(fields: dict[str, str], state: str, sentence: str) -> None:
    text = text_of(page(sop(**fields)))
    assert f">{state}</span>" in text
    assert sentence in text
    assert text.count('role="note"') == 1


def test_a_document_in_order_has_no_banner() -> None:
    assert "sop-banner" not in text_of(page(sop()))


def test_a_retired_document_is_out_of_search_and_not_to_be_indexed() -> None:
    made = page(sop(status="retired"))
    assert 'robots: "noindex"' in text_of(made)
    assert not made.is_listed


def test_without_history_the_notice_stands_in_its_place() -> None:
    text = text_of(page(sop(), notice="This copy has no history."))
    assert "This copy has no history." in text
    assert "<table" not in text[text.index("## History") :]


def test_history_is_told_with_its_evidence() -> None:
    text = text_of(page(sop(), histories={"sops/customer-service/it.md": history()}))
    assert "Head of customer service, as the document says; git holds no proof" in text
    assert 'href="https://example.org/care/sops/commit/' + "a" * 40 in text
    assert '<time datetime="2026-08-30">30 Aug 2026</time>' in text


def test_every_section_of_every_type_is_shown() -> None:
    body = BODY.replace("## Scope", "## Our own section\n\nText of it.\n\n#### Deep\n\n## Scope")
    found = outline(sop(body, type="policy"))
    assert ("h2", "our-own-section", "Our own section") in found.headings
    assert "deep" in found.values("id")


def test_steps_written_as_a_list_get_headings_of_their_own() -> None:
    start, end = BODY.index("### 1."), BODY.index("## Reply")
    steps = "1. Do this.\n2. Do that.\n\n   - Role: Frontline agent\n\n   Slowly.\n\n"
    found = outline(sop(BODY[:start] + steps + BODY[end:]))
    assert ("h3", "step-1", "1 Do this.") in found.headings
    assert ("h3", "step-2", "2 Do that.") in found.headings
    assert "Slowly." in found.text


def test_a_heading_called_like_a_section_of_the_page_keeps_its_anchor() -> None:
    found = outline(sop(BODY + "\n## History\n\nOurs.\n"))
    anchors = [anchor for _, anchor, text in found.headings if text == "History"]
    assert anchors == ["history", "history-of-this-page"]


def test_the_title_repeated_in_the_body_is_shown_once() -> None:
    found = outline(sop("\n# Handle a complaint\n" + BODY))
    assert [tag for tag, _, _ in found.headings].count("h1") == 1


def test_no_heading_of_any_document_of_the_library_is_forgotten() -> None:
    for file in sorted((ROOT / "sops").rglob("*.md")):
        document = read_document(file.name, file.read_bytes(), TEMPLATES.layout_of).document
        assert document is not None
        layout = TEMPLATES.layout_of(document.text("type"))
        made = expected_headings(document, arrange(document, layout))
        own = [item.anchor for item in document.headings if item.level <= 3]
        assert sorted(own) == sorted(item.anchor for item in made)


def history() -> DocumentHistory:
    revision = Revision(
        version="1.0.0",
        status="approved",
        issued_at=datetime(2026, 8, 30, 9, tzinfo=UTC),
        effective_date=date(2026, 9, 1),
        commit="a" * 40,
        blob="b" * 40,
        path="sops/customer-service/it.md",
        authors=("A. Writer",),
        approval=Approval(by="head-of-customer-service", evidence="front-matter", commit="a" * 40),
        change_summary=None,
    )
    return DocumentHistory(
        path="sops/customer-service/it.md",
        document="SOP-CS-001",
        commits=(),
        revisions=(revision,),
    )


def test_the_version_in_force_is_the_page_until_the_next_one_takes_effect() -> None:
    now, then = sop(version="2.0.0", effective_date="2026-12-01"), sop(BODY.replace("Close", "End"))
    made = library({"customer-service/it.md": now})
    current = made.documents[0]
    before = library({"customer-service/it.md": then}).documents[0]
    versions = (_version(current), _version(before))
    pages = [
        build_tree(
            made, {}, SETTINGS, TEMPLATES, day, standings={current.path: standing_on(versions, day)}
        ).pages["customer-service/it.md"]
        for day in (TODAY, date(2026, 12, 1))
    ]
    assert [item.headings[4].text for item in pages] == ["2 End", "2 Close"]
    assert "in force until 1 Dec 2026, when version 2.0.0 takes effect" in text_of(pages[0])
    assert "sop-banner" not in text_of(pages[1])


def _version(document: Document) -> Issued:
    return Issued(
        revision=None,
        read=lambda: Content(document, document.source.text),
        version=document.text("version") or "",
        status="approved",
        effective_date=document.day("effective_date"),
    )


def test_text_in_another_language_says_which() -> None:
    found = outline(sop(language="ar"))
    spoken = [attrs.get("class", tag) for tag, attrs in found.tags if attrs.get("lang") == "ar"]
    assert {"sop-title", "sop-step", "sop-text sop-lead", "sop-reply"} <= set(spoken)
    assert "lang" not in {name for _, attrs in outline(sop()).tags for name in attrs}


def test_the_quick_card_is_at_hand() -> None:
    assert 'href="card/">Quick card</a>' in text_of(page(sop()))
