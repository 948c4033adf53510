"""Opening a document from elsewhere: what ids and words lead to, and the page that tells how."""

from __future__ import annotations

import json

from tests.site.libraries import sop, text_of, tree
from tests.site.rendering import Outline, render

TEXTS = {
    "customer-service/it.md": sop(tags=["Late Orders", "späte bestellung"], kpis=["csat"]),
    "fraud/old.md": sop(id="SOP-FR-001", department="fraud", status="retired"),
    "fraud/twin.md": sop(department="fraud", title="Says it is the first"),
}


def test_ids_tags_and_measures_lead_to_their_pages() -> None:
    made = tree(TEXTS)
    found = json.loads(text_of(made.pages["open/targets.json"]))
    assert found["ids"] == {
        "sop-cs-001": "customer-service/it/",
        "sop-fr-001": "fraud/old/",
    }
    assert found["tags"]["late orders"] == found["tags"]["late-orders"] == "tags/late-orders/"
    assert found["tags"]["späte bestellung"] in {
        f"{path.removesuffix('.md')}/" for path in made.pages if path.startswith("tags/")
    }
    assert set(found["kpis"].values()) == {
        f"{path.removesuffix('.md')}/"
        for path in made.pages
        if path.startswith("kpis/") and "index" not in path
    }


def test_the_page_shows_the_library_s_own_documents() -> None:
    found = Outline(render(text_of(tree(TEXTS).pages["embedding/index.md"])))
    links = found.values("href")
    assert "../open/?id=SOP-CS-001" in links
    assert "../open/?id=SOP-CS-001&step=2" in links
    assert "../customer-service/it/embed/" in links
    assert "../feeds/changes.xml" in links
    assert 'src="https://procedures.example.org/customer-service/it/embed/"' in found.text


def test_a_library_without_documents_has_the_page_too() -> None:
    text = text_of(tree({}).pages["embedding/index.md"])
    assert "No document of this library has an id and steps yet." in text
