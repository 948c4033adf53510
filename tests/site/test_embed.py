"""The bare view of a document: what stands there, and where its links lead."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from tests.site.archives import at, repository, site_of
from tests.site.libraries import BODY, sop, text_of, tree
from tests.site.rendering import Outline

VIEW = "customer-service/it/embed/index.html"
OTHER = "fraud/other.md"


def view(text: str) -> str:
    """The bare view of a library's only document."""
    return text_of(tree({"customer-service/it.md": text}).pages[VIEW])


def test_it_has_what_an_agent_needs() -> None:
    text = view(sop())
    for words in (
        "Record the complaint",
        "5 minutes",
        "Write down what happened.",
        "I read it back",
        'data-sop-copy="Thanks"',
        "version 1.0.0",
        'id="sop-run"',
        "Open the complaint form.",
    ):
        assert words in text


def test_it_is_light_alone_and_no_page_of_its_own_for_searches() -> None:
    found = Outline(view(sop()))
    assert {"name": "robots", "content": "noindex"} in [attrs for _, attrs in found.tags]
    assert ("link", {"rel": "canonical", "href": "../"}) in found.tags
    assert ("base", {"target": "_blank"}) in found.tags
    assert len(view(sop())) < 15_000


def test_links_lead_beside_the_frame_but_for_those_within() -> None:
    body = BODY.replace("Write down", "See [it](#2-close), [scope](#scope). Write down")
    found = Outline(view(sop(body)))
    links = [attrs for tag, attrs in found.tags if tag == "a"]
    within = [attrs["href"] for attrs in links if attrs.get("target") == "_self"]
    assert within == ["#2-close", "#step-2"]
    assert "../#scope" in found.values("href")


def test_what_is_not_in_force_says_so() -> None:
    text = view(sop(status="retired"))
    assert "This document is retired. Do not work by it." in text
    assert "sop-state--retired" in text
    assert 'href="../#document-control"' in text


def test_a_run_goes_on_to_the_same_view_of_another_document() -> None:
    body = BODY.replace("[step 2](#2-close)", "[the other](../fraud/other.md#2-close)")
    texts = {"customer-service/it.md": sop(body), OTHER: sop(id="SOP-FR-001", department="fraud")}
    text = text_of(tree(texts).pages[VIEW])
    (block,) = re.findall(r'id="sop-run">(.*?)</script>', text)
    (branch,) = json.loads(block)["steps"][0]["branches"]
    assert (branch["href"], branch["document"], branch["there"]) == (
        "../../../fraud/other/embed/",
        "SOP-FR-001",
        2,
    )
    assert 'href="../../../fraud/other/#2-close"' in text


def test_a_version_to_come_is_announced_with_its_day(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        path = "sops/customer-service/it.md"
        made.commit("One", {path: sop()}, at=at(9, 1))
        made.commit("Two", {path: sop(version="2.0.0", effective_date="2026-12-01")}, at=at(11, 1))
    text = text_of(site_of(tmp_path, date(2026, 11, 22)).pages[VIEW])
    assert 'data-sop-next="2026-12-01"' in text
    assert 'data-sop-next-href="../v2.0.0/"' in text
    assert "until 1 Dec 2026, when version 2.0.0 takes effect" in text


def test_hostile_words_stay_words() -> None:
    body = BODY.replace("Record the complaint", 'Record <script>alert("1")</script>')
    text = view(sop(body, title="<b>Bold</b> & more"))
    assert "<script>alert" not in text
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in text


def test_a_document_in_another_language_says_so() -> None:
    assert '<h1 lang="ar" dir="rtl">' in view(sop(language="ar"))
