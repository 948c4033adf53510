"""Pages by type, tag and measure, the glossary, and addresses that no words can break."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from sopgen.model.addresses import RESERVED
from sopgen.model.vocabulary import Entry
from sopgen.site import listing
from sopgen.site.glossary import term_anchors
from sopgen.site.words import Word
from tests.site.libraries import BODY, sop, text_of, tree
from tests.site.rendering import Outline, render

DEFINED = BODY.replace(
    "## Before you start",
    "## Definitions\n\n- **Remedy:** what the customer asks for.\n\n## Before you start",
)
TEXTS = {
    "customer-service/it.md": sop(
        DEFINED.replace("Say goodbye.", "Write it into the CRM, then say goodbye to us."),
        tags=["Lost card", "urgent"],
        kpis=["fcr"],
    ),
    "fraud/card.md": sop(
        id="SOP-FR-001", title="Block a card", department="fraud", tags=["lost-card"]
    ),
}


def test_every_address_of_the_sites_own_is_reserved() -> None:
    made = tree(TEXTS)
    departments = {item.split("/", 1)[0] for item in ("customer-service/", "fraud/")}
    folders = {path.split("/", 1)[0] for path in made.pages if "/" in path}
    assert folders - departments <= RESERVED


def test_a_type_and_a_measure_list_their_documents() -> None:
    pages = tree(TEXTS).pages
    assert "Block a card" in text_of(pages["types/procedure.md"])
    assert "No document yet." in text_of(pages["types/policy.md"])
    kpi = text_of(pages["kpis/fcr.md"])
    assert "Share of contacts that are resolved" in kpi
    assert "Handle a complaint" in kpi
    assert "Block a card" not in kpi
    assert 'href="fcr/"' in text_of(pages["kpis/index.md"])


def test_a_long_list_takes_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_ON_A_PAGE", 1)
    pages = tree(TEXTS).pages
    first, second = (text_of(pages[f"types/procedure{path}.md"]) for path in ("", "/page-2"))
    assert "2 documents. This page: documents 1 to 1." in first
    assert "2 documents. This page: documents 2 to 2." in second
    assert '<a href="page-2/">2</a>' in first
    assert '<a href="../../">Types</a> <a href="../">Procedure</a>' in second
    assert '<a href="../../../fraud/card/">Block a card</a>' in second
    assert "types/procedure/page-3.md" not in pages
    assert "types/policy/page-2.md" not in pages


def test_tags_that_are_spelt_alike_share_a_page() -> None:
    pages = tree(TEXTS).pages
    text = text_of(pages["tags/lost-card.md"])
    assert "Handle a complaint" in text
    assert "Block a card" in text
    assert "Also written: lost-card." in text
    assert text_of(pages["tags/index.md"]).count('href="lost-card/"') == 1


@pytest.mark.parametrize(
    "tag", ["../../index", "<b>x</b>", "index", "🔥", "a/b", "退款", 'say "x"']
)
def test_a_tag_may_be_anything(tag: str) -> None:
    made = tree({"customer-service/it.md": sop(tags=[tag.replace('"', "'")])})
    mine = [path for path in made.pages if path.startswith("tags/") and path != "tags/index.md"]
    assert len(mine) == 1
    assert ".." not in mine[0]
    assert mine[0].count("/") == 1
    found = Outline(render(text_of(made.pages[mine[0]])))
    assert tag.replace('"', "'") in found.headings[0][2]
    assert "b" not in [name for name, _ in found.tags]


def test_the_glossary_says_where_a_term_is_used() -> None:
    text = text_of(tree(TEXTS).pages["glossary/index.md"])
    crm = text[text.index('id="term-crm"') :].split("</div>")[0]
    assert "Used in 1 document" in crm
    assert "../customer-service/it/" in crm
    us = text[text.index('id="term-us"') :].split("</div>")[0]
    assert "Used in" not in us, "'us' is no abbreviation of a country"


@pytest.mark.parametrize(
    ("written", "is_used"),
    [("CRM", True), ("*CRM*s", True), ("C&#82;M", True), ("crm", False), ("[x](CRM)", False)],
)
def test_a_term_is_used_where_readers_see_it(written: str, is_used: bool) -> None:
    body = BODY.replace("Say goodbye.", f"Write it into the {written}.")
    text = text_of(tree({"customer-service/it.md": sop(body)}).pages["glossary/index.md"])
    crm = text[text.index('id="term-crm"') :].split("</div>")[0]
    assert ("Used in 1 document" in crm) is is_used


def test_a_term_in_a_title_is_used() -> None:
    made = tree({"customer-service/it.md": sop(title="Customer relationship-management system")})
    text = text_of(made.pages["glossary/index.md"])
    assert text[text.index('id="term-crm"') :].split("</div>")[0].count("Used in 1 document") == 1


def test_the_glossary_has_the_terms_of_single_documents() -> None:
    text = text_of(tree(TEXTS).pages["glossary/index.md"])
    own = text[text.index("Terms of single documents") :]
    assert "what the customer asks for." in own
    assert 'href="../customer-service/it/#definitions"' in own


def test_terms_with_one_slug_have_anchors_of_their_own() -> None:
    terms = {key: Entry(key, key) for key in ("A/B", "AB", "ab")}
    assert list(term_anchors(terms).values()) == ["term-ab", "term-ab-1", "term-ab-2"]


def test_documents_that_steps_lead_to_are_related_both_ways() -> None:
    body = BODY.replace("Say goodbye.", "Follow [the other](../fraud/card.md).")
    made = tree({**TEXTS, "customer-service/it.md": sop(body)})
    there = text_of(made.pages["customer-service/it.md"])
    here = text_of(made.pages["fraud/card.md"])
    assert '<a href="#step-2">step 2' in there[there.index("See also") :]
    back = here[here.index("Referred to by") :]
    assert '<a href="../../customer-service/it/#step-2">step 2' in back
    assert "sends here" in back


def test_a_template_that_knows_no_links_shows_names() -> None:
    word = Word("Team <lead>", "../roles/team-lead/")
    rendered = Environment(autoescape=True).from_string("{{ word or 'none' }}").render(word=word)
    assert rendered == "Team &lt;lead&gt;"
    assert not Word("")


def test_home_ends_with_the_ways_to_browse() -> None:
    text = text_of(tree(TEXTS).pages["index.md"])
    browse = text[text.index("<h2>Browse</h2>") :]
    for href in ("roles/", "types/", "tags/", "kpis/", "glossary/"):
        assert f'href="{href}"' in browse
