"""What run mode is told of a document, in a block of its page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sopgen.settings import Runs
from sopgen.site import PageTree, build_tree
from tests.site.archives import IT, PAGE, at, content, repository, site_of
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, library, page, sop, text_of, tree
from tests.site.rendering import render

_BLOCK = re.compile(r'<script type="application/json" id="sop-run">(.*?)</script>')
HOSTILE = "</script><script>alert(1)</script> & 'x' \u2028"


def block(text: str) -> dict[str, Any]:
    """The block of a page, as a browser would find it."""
    (found,) = _BLOCK.findall(text)
    return dict(json.loads(found))


def test_a_step_is_told_whole() -> None:
    found = block(text_of(page(sop())))
    assert found["steps"][0] == {
        "number": 1,
        "title": "Record the complaint",
        "anchor": "1-record-the-complaint",
        "roles": [{"key": "frontline-agent", "name": "Frontline agent"}],
        "limit": {"seconds": 300, "text": "5 minutes"},
        "confirmations": ["I read it back"],
        "branches": [
            {
                "condition": "somebody is at risk",
                "text": "step 2",
                "step": 2,
                "href": None,
                "document": None,
                "there": None,
            }
        ],
    }


def test_the_document_is_told_as_its_page_states_it() -> None:
    found = block(text_of(page(sop())))
    told = {name: found[name] for name in ("id", "version", "state", "status", "effective_date")}
    assert told == {
        "id": "SOP-CS-001",
        "version": "1.0.0",
        "state": "approved",
        "status": "In force",
        "effective_date": "2026-09-01",
    }
    assert (found["address"], found["root"]) == ("customer-service/it/", "../../")
    assert (found["in_force"], found["next"], found["post"]) == (None, None, None)


def test_branches_to_other_pages_say_where_they_lead() -> None:
    body = sop().split("---\n", 2)[2]
    branches = (
        "- If: a → [There](other.md#2-close)\n"
        "- If: b → [Outside](https://example.org/x)\n"
        "- If: c → [Gone](gone.md)\n"
    )
    text = sop(body.replace("- If: somebody is at risk → [step 2](#2-close)\n", branches))
    made = tree(
        {
            "customer-service/it.md": text,
            "customer-service/other.md": sop(id="SOP-CS-002", title="Another"),
        }
    )
    found = block(text_of(made.pages["customer-service/it.md"]))["steps"][0]["branches"]
    told = [(item["href"], item["document"], item["there"], item["step"]) for item in found]
    assert told == [
        ("../other/#2-close", "SOP-CS-002", 2, None),
        ("https://example.org/x", None, None, None),
        (None, None, None, None),
    ]


def test_a_document_without_steps_has_no_block() -> None:
    body = sop().split("## Procedure", maxsplit=1)[0]
    assert "sop-run" not in text_of(page(body))


@pytest.mark.parametrize("field", ["title", "step", "confirm"])
def test_hostile_words_stay_data(field: str) -> None:
    text = sop(title=HOSTILE if field == "title" else "Plain")
    if field == "step":
        text = text.replace("Record the complaint", HOSTILE)
    if field == "confirm":
        text = text.replace("I read it back", f"`{HOSTILE}`")
    html = render(text_of(page(text)))
    assert html.count("<script") == html.count('<script type="application/') == 2
    assert "alert(1)" in json.dumps(block(html))


def _with_post(runs: Runs) -> PageTree:
    settings = replace(SETTINGS, runs=runs)
    return build_tree(library({"customer-service/it.md": sop()}), {}, settings, TEMPLATES, TODAY)


def test_the_address_that_takes_records_stands_in_the_page_only_when_set() -> None:
    made = _with_post(Runs("https://example.org/runs", credentials=True))
    found = block(text_of(made.pages["customer-service/it.md"]))
    assert found["post"] == {"to": "https://example.org/runs", "credentials": True}


def test_each_version_names_its_commit_and_the_one_in_force(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        first = made.commit("one", {IT: sop(version="1.0.0")}, at=at(9, 1))
        second = made.commit("two", {IT: sop(version="2.0.0")}, at=at(10, 1))
        coming = sop(version="3.0.0", effective_date="2026-12-01")
        made.commit("three", {IT: coming}, at=at(11, 1))
    site = site_of(tmp_path)
    now = block(content(site, f"{PAGE}.md"))
    assert (now["version"], now["commit"], now["in_force"]) == ("2.0.0", second, None)
    assert now["next"] == {"version": "3.0.0", "date": "2026-12-01", "href": "v3.0.0/"}
    old = block(content(site, f"{PAGE}/v1.0.0.md"))
    assert (old["version"], old["commit"]) == ("1.0.0", first)
    assert (old["state"], old["in_force"]) == ("superseded", {"version": "2.0.0", "href": "../"})
