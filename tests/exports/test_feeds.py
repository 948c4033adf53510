"""Feeds, as a reader of feeds that is not ours takes them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import feedparser
import pytest

from sopgen.exports import feeds
from sopgen.exports.characters import plain
from tests.exports.machine_files import files_of
from tests.site.archives import IT, at, repository
from tests.site.libraries import BODY, SETTINGS, sop

CARD = "sops/fraud/card.md"
PLAIN = "sops/fraud/without-an-id.md"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ONCE: Final = ("id", "title", "updated")
AT_HOME = replace(SETTINGS, site_url="https://care.example.org/sops/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with four issued versions, one of them a retirement, and a draft."""
    found = tmp_path_factory.mktemp("library")
    card = sop(id="SOP-FR-001", title="Block a card", department="fraud")
    two = sop(
        BODY.replace("5 minutes", "3 minutes"),
        version="2.0.0",
        effective_date="2026-12-01",
        change_summary="Customers <waited> & left.",
    )
    gone = card.replace("1.0.0", "2.0.0").replace("approved", "retired")
    with repository(found) as made:
        made.commit("One", {IT: sop(audience=["team-lead"])}, at=at(1, 1))
        made.commit("Card", {CARD: card}, at=at(2, 1))
        made.commit("Two", {IT: two}, at=at(3, 1))
        made.commit("Gone", {CARD: gone}, at=at(4, 1))
        draft = two.replace("2.0.0", "2.1.0").replace("approved", "draft")
        made.commit("Draft", {IT: draft}, at=at(5, 1))
    return found


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    """Its feeds, where nobody said where the site stands."""
    return files_of(folder)


@pytest.fixture(scope="module")
def far(folder: Path) -> dict[str, bytes]:
    """Its feeds, where the site has an address."""
    return files_of(folder, base=AT_HOME)


def read(files: dict[str, bytes], path: str) -> Any:  # noqa: ANN401 it brings no types
    """An Atom feed as feedparser reads it; whatever it stumbles over fails the test."""
    found = feedparser.parse(files[path])
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def test_every_issued_version_is_an_entry_the_latest_first(files: dict[str, bytes]) -> None:
    found = read(files, "feeds/changes.xml")
    assert [item.title for item in found.entries] == [
        "Retired: Block a card, version 2.0.0",
        "Handle a complaint, version 2.0.0",
        "New: Block a card, version 1.0.0",
        "New: Handle a complaint, version 1.0.0",
    ]
    assert found.feed.title == "Example Care: what changed"
    assert found.feed.updated == found.entries[0].updated == "2026-04-01T09:00:00+00:00"


def test_each_feed_and_entry_holds_what_the_standard_asks_for(files: dict[str, bytes]) -> None:
    """RFC 4287, 4.1.1, 4.1.2 and 4.2.7: what must be there, and what only once."""
    for path in (path for path in files if path.endswith(".xml")):
        feed = ElementTree.fromstring(files[path])
        entries = feed.findall(f"{ATOM}entry")
        for element in (feed, *entries):
            assert [len(element.findall(f"{ATOM}{name}")) for name in _ONCE] == [1, 1, 1]
            links = [link.get("rel") for link in element.findall(f"{ATOM}link")]
            assert links.count("alternate") == 1
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        found = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(found)) == len(found)


def test_an_entry_tells_why_what_who_and_from_when(files: dict[str, bytes]) -> None:
    entry = read(files, "feeds/changes.xml").entries[1]
    for words in (
        "Customers &lt;waited&gt; &amp; left.",
        "In force from 1 Dec 2026.",
        "Step 1: time limit 5 minutes → 3 minutes",
        "Written by Ann Lee.",
    ):
        assert words in entry.content[0].value
    assert [person.name for person in entry.authors] == ["Ann Lee"]
    assert {tag.term for tag in entry.tags} == {"Customer service", "Frontline agent"}


def test_links_are_whole_where_the_site_has_an_address_else_relative(
    files: dict[str, bytes], far: dict[str, bytes]
) -> None:
    near = read(files, "feeds/departments/customer-service.xml")
    assert near.entries[0].link == "../../id/SOP-CS-001/v2.0.0/"
    assert near.feed.link == "../../customer-service/"
    entry = read(far, "feeds/changes.xml").entries[1]
    assert entry.link == "https://care.example.org/sops/id/SOP-CS-001/v2.0.0/"
    related = "https://care.example.org/sops/customer-service/it/history/#v2.0.0"
    assert [item.href for item in entry.links if item.rel == "related"] == [related]


def test_departments_and_roles_have_what_concerns_them(files: dict[str, bytes]) -> None:
    fraud = read(files, "feeds/departments/fraud.xml").entries
    assert {item.title for item in fraud} == {
        "Retired: Block a card, version 2.0.0",
        "New: Block a card, version 1.0.0",
    }
    lead = read(files, "feeds/roles/team-lead.xml").entries
    assert [item.title for item in lead] == ["New: Handle a complaint, version 1.0.0"]


def test_a_feed_without_entries_is_there_and_has_no_clock(files: dict[str, bytes]) -> None:
    found = read(files, "feeds/departments/billing.xml")
    assert found.entries == []
    assert found.feed.updated == "1970-01-01T00:00:00+00:00"


def test_ids_stay_whatever_the_address_the_name_or_the_path_becomes(tmp_path: Path) -> None:
    text = sop(id=None, title="Nameless")
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop(), PLAIN: text}, at=at(1, 1))
    before = ids(files_of(tmp_path))
    with repository(tmp_path) as made:
        made.commit("Moved", {"sops/fraud/renamed.md": text}, delete=[PLAIN], at=at(2, 1))
        renamed = {"sops/fraud/complaints.md": sop(BODY * 2, title="Other")}
        made.commit("Rewritten", renamed, delete=[IT], at=at(3, 1))
    after = ids(files_of(tmp_path, base=replace(AT_HOME, site_name="Another name")))
    assert before == after
    assert len(set(before)) == 2
    assert all(item.startswith("urn:uuid:") for item in before)


def test_other_libraries_with_the_same_ids_have_other_entries(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with repository(tmp_path / name) as made:
            made.commit(f"Begin {name}", {IT: sop()}, at=at(1, 1))
    assert not set(ids(files_of(tmp_path / "one"))) & set(ids(files_of(tmp_path / "two")))


def ids(files: dict[str, bytes]) -> list[str]:
    """The id of each entry and of the feed, in an order of their own."""
    found = read(files, "feeds/changes.xml")
    assert [item["id"] for item in json_feed(files)["items"]] == [item.id for item in found.entries]
    return sorted(item.id for item in found.entries)


def json_feed(files: dict[str, bytes]) -> dict[str, Any]:
    """The JSON Feed of the whole library."""
    found: dict[str, Any] = json.loads(files["feeds/changes.json"])
    return found


def test_the_json_feed_says_the_same_with_facts_for_programs(far: dict[str, bytes]) -> None:
    found = json_feed(far)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://care.example.org/sops/feeds/changes.json"
    gone, two, *_ = found["items"]
    assert gone["_sopgen"]["status"] == "retired"
    assert two["url"] == "https://care.example.org/sops/id/SOP-CS-001/v2.0.0/"
    assert two["summary"] == "Customers <waited> & left."
    assert two["date_published"] == "2026-03-01T09:00:00+00:00"
    assert two["_sopgen"] == {
        "document": "SOP-CS-001",
        "version": "2.0.0",
        "status": "approved",
        "effective_date": "2026-12-01",
        "taken_up_again": False,
        "department": "customer-service",
        "roles": ["frontline-agent"],
        "changes": two["_sopgen"]["changes"],
        "more_changes": 0,
        "commit": two["_sopgen"]["commit"],
        "address": "id/SOP-CS-001/v2.0.0/",
        "redline": "customer-service/it/history/#v2.0.0",
    }


def test_without_an_address_of_the_site_json_feeds_claim_none(files: dict[str, bytes]) -> None:
    found = json_feed(files)
    assert not {"home_page_url", "feed_url"} & found.keys()
    assert all("url" not in item for item in found["items"])


def test_the_same_commit_gives_the_same_bytes_on_any_day(
    folder: Path, files: dict[str, bytes]
) -> None:
    other = files_of(folder, date(2027, 3, 1))
    assert {path: files[path] for path in files if path.startswith("feeds/")} == {
        path: other[path] for path in other if path.startswith("feeds/")
    }


def test_only_the_newest_are_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "NEWEST", 2)
    assert len(read(files_of(folder), "feeds/changes.xml").entries) == 2


def test_a_version_that_is_taken_up_again_is_news(tmp_path: Path) -> None:
    with repository(tmp_path) as made:
        made.commit("One", {IT: sop()}, at=at(1, 1))
        made.commit("Two", {IT: sop(version="2.0.0")}, at=at(2, 1))
        made.commit("Back", {IT: sop()}, at=at(3, 1))
    entries = read(files_of(tmp_path), "feeds/changes.xml").entries
    assert entries[0].title == "Taken up again: Handle a complaint, version 1.0.0"
    assert len({item.id for item in entries}) == 3


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    title = '"]]> <script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}&amp; \N{PILE OF POO}'
    text = sop(title=title.replace('"', "'"), change_summary="<img src=x onerror=alert(1)>")
    with repository(tmp_path) as made:
        made.commit("One", {IT: text}, at=at(1, 1))
    entry = read(files_of(tmp_path), "feeds/changes.xml").entries[0]
    assert entry.title_detail.type == "text/plain"
    assert "<img" not in entry.content[0].value
    assert json_feed(files_of(tmp_path))["items"][0]["title"].startswith("New: ']]> <script>")


def test_what_no_feed_can_hold_is_replaced() -> None:
    assert plain("a\x0bb\x7f\ud800\uffffc\r\nd\te") == "a\ufffdb\ufffd\ufffd\ufffdc\nd\te"
