"""The hand-out of a department: one file, whole by itself, with anchors that do not meet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from sopgen.site import build_tree
from tests.site.libraries import BODY, SETTINGS, TEMPLATES, library, sop, text_of, tree
from tests.site.rendering import Outline

LINKED = BODY.replace(
    "Say goodbye.",
    "Follow [the second](second.md#1-record-the-complaint), then [a card](../fraud/card.md).\n"
    "[Block the customer's card](../fraud/card.md) first.\n"
    "See [the law](https://example.org/law), [the form](form.pdf) and [our page](about.md).\n\n"
    "![The form](form.png) ![Gone](gone.png)",
)
TEXTS = {
    "customer-service/it.md": sop(LINKED),
    "customer-service/second.md": sop(id="SOP-CS-002", title="The second"),
    "customer-service/later.md": sop(
        id="SOP-CS-003", title="Later one", effective_date="2027-01-01"
    ),
    "customer-service/try.md": sop(id="SOP-CS-004", title="On trial", status="pilot"),
    "fraud/card.md": sop(id="SOP-FR-001", title="Block the customer's card", department="fraud"),
}
FILES = ("customer-service/form.pdf", "customer-service/form.png", "customer-service/about.md")


def handout(docs: Path | None = None) -> str:
    """The customer-service department's file."""
    if docs is None:
        return text_of(tree(TEXTS, FILES).pages["customer-service/handout.html"])
    settings = replace(SETTINGS, docs_dir=docs)
    made = build_tree(library(TEXTS, FILES), {}, settings, TEMPLATES, date(2026, 11, 22))
    return text_of(made.pages["customer-service/handout.html"])


def test_it_holds_what_is_in_force_and_nothing_else() -> None:
    text = handout()
    assert re.findall(r"<h2>(.*?)</h2>", text) == ["Handle a complaint", "The second"]
    assert "2 not in force are left out" in text
    assert "Uncontrolled when printed or saved" in text


def test_every_anchor_is_there_once_and_every_link_leads_to_one() -> None:
    found = Outline(handout())
    ids = found.values("id")
    assert [item for item, count in Counter(ids).items() if count > 1] == []
    inside = [href for href in found.values("href") if href.startswith("#")]
    assert {href[1:] for href in inside} <= set(ids)
    assert "#sop-cs-002.1-record-the-complaint" in inside
    assert "#sop-cs-001.step-2" in inside


def test_links_out_of_the_file_give_way_to_words() -> None:
    text = handout()
    outside = [href for href in Outline(text).values("href") if not href.startswith("#")]
    assert outside == ["https://example.org/law"]
    assert 'a card <span class="id">(Block the customer&#x27;s card, SOP-FR-001)</span>' in text
    assert "the form and our page" in text
    assert """Block the customer's card <span class="id">(SOP-FR-001)</span> first.""" in text


def test_pictures_are_in_the_file(tmp_path: Path) -> None:
    picture = tmp_path / "customer-service/form.png"
    picture.parent.mkdir()
    picture.write_bytes(b"\x89PNG not really")
    text = handout(tmp_path)
    assert Outline(text).values("src") == ["data:image/png;base64,iVBORyBub3QgcmVhbGx5"]
    assert 'alt="Gone"' in text


def test_a_picture_that_cannot_be_read_leaves_its_words() -> None:
    assert Outline(handout()).values("src") == []
    assert 'alt="The form"' in handout()


def test_it_loads_nothing() -> None:
    found = Outline(handout())
    names = {name for name, _ in found.tags}
    assert not names & {"script", "link", "iframe", "object"}
    assert "url(" not in handout()


def test_a_department_leads_to_its_file_where_something_is_in_force() -> None:
    pages = tree(TEXTS, FILES).pages
    assert 'href="handout.html"' in text_of(pages["customer-service/index.md"])
    waiting = {"fraud/card.md": sop(department="fraud", effective_date="2027-01-01")}
    assert "fraud/handout.html" not in tree(waiting).pages
    assert "handout.html" not in text_of(tree(waiting).pages["fraud/index.md"])
