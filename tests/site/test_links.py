"""Links lead to the addresses of the site, from wherever the page stands."""

from __future__ import annotations

from tests.site.libraries import BODY, page, sop, text_of, tree
from tests.site.rendering import Outline, render


def links(text: str, **others: str) -> list[str]:
    files = ("pictures/plan.png", "about/us.md")
    texts = {"customer-service/it.md": text, **{f"{k}.md": v for k, v in others.items()}}
    made = tree(texts, files).pages["customer-service/it.md"]
    found = Outline(render(text_of(made)))
    return [*found.values("href"), *found.values("src")]


def linking(markdown: str) -> str:
    return sop(BODY.replace("Write down what happened.", markdown))


def test_a_link_to_a_document_leads_to_its_address_with_its_anchor() -> None:
    other = sop(id="SOP-FR-001", title="Other", department="fraud")
    found = links(linking("[a](../moved/other.md#2-close)"), **{"moved/other": other})
    assert "../../fraud/other/#2-close" in found


def test_a_link_within_the_page_stays() -> None:
    assert "#2-close" in links(linking("[a](#2-close)"))


def test_pictures_and_other_files_and_pages_lead_to_where_they_are_copied() -> None:
    found = links(linking("![a](../pictures/plan.png) [b](../about/us.md#team)"))
    assert "../../pictures/plan.png" in found
    assert "../../about/us/#team" in found


def test_an_outside_link_stays_as_it_is() -> None:
    assert "https://example.org/x?a=1&b=2#c" in links(linking("<https://example.org/x?a=1&b=2#c>"))


def test_a_link_that_leads_nowhere_is_no_link() -> None:
    found = links(linking("[a](gone.md) [b](/etc/passwd) [c](../../README.md) [d](#nowhere)"))
    assert not {"gone.md", "/etc/passwd", "../../README.md", "#nowhere"} & set(found)


def test_a_draft_is_not_linked_nor_published() -> None:
    draft = sop(id="SOP-FR-001", title="Other", department="fraud", status="draft")
    texts = {"customer-service/it.md": linking("[a](../fraud/other.md)"), "fraud/other.md": draft}
    assert "fraud/other.md" not in tree(texts).pages
    assert "../../fraud/other/" not in links(
        texts["customer-service/it.md"], **{"fraud/other": draft}
    )
    assert "fraud/other.md" in tree(texts, drafts=True).pages


def test_the_same_words_lead_where_their_own_document_says() -> None:
    words = "Read [the other one][other], see [name] & <b>now</b>."
    for anchor in ("here", "there", "here"):
        found = links(linking(f"{words}\n\n[other]: ../about/us.md#{anchor}"))
        assert f"../../about/us/#{anchor}" in found
    assert not any("about" in link for link in links(linking(words)))


def test_footnotes_stay_within_the_page() -> None:
    text = linking("First[^a] and second[^b].") + "\n[^a]: One.\n[^b]: Two.\n"
    found = Outline(render(text_of(page(text))))
    targets = [href for href in found.values("href") if href.startswith("#note-")]
    assert len(targets) == 2
    assert {href[1:] for href in targets} <= set(found.values("id"))


def test_related_documents_are_linked_both_ways() -> None:
    one = sop(related_docs=["SOP-FR-001"])
    two = sop(id="SOP-FR-001", title="Other one", department="fraud")
    pages = tree({"customer-service/it.md": one, "fraud/other.md": two}).pages
    assert "../../fraud/other/" in text_of(pages["customer-service/it.md"])
    assert "Referred to by" in text_of(pages["fraud/other.md"])
    assert "../../customer-service/it/" in text_of(pages["fraud/other.md"])
