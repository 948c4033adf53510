"""The page tells what changed lately, and gives the browser what it needs to say more."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.history.repository import Repository
from tests.site.archives import IT, PAGE, at, content, repository, site_of
from tests.site.libraries import BODY, page, sop, text_of


@pytest.fixture
def made(tmp_path: Path) -> Path:
    with repository(tmp_path) as library:
        library.commit("First", {IT: sop(effective_date="2026-01-10")}, at=at(1, 9))
        library.commit("Second", {IT: _second()}, at=at(10, 30))
        _draft(library)
    return tmp_path


def _second(**fields: str) -> str:
    body = BODY.replace("5 minutes", "3 minutes")
    return sop(body, **{"version": "2.0.0", "effective_date": "2026-11-02", **fields})


def _draft(library: Repository) -> None:
    draft = sop(BODY.replace("Say goodbye.", "Say so."), version="3.0.0", status="draft")
    library.commit("Third", {IT: draft}, at=at(11, 10))


def _block(text: str) -> str:
    start = text.index('class="sop-since"')
    return text[start : text.index("</ul>", start)]


def test_a_version_is_news_for_thirty_days(made: Path) -> None:
    for day, is_news in ((date(2026, 12, 1), True), (date(2026, 12, 2), False)):
        block = _block(content(site_of(made, day), f"{PAGE}.md"))
        assert ("Step 1: time limit 5 minutes → 3 minutes. <a" in block) is is_news
        assert ('<p class="sop-since__line" hidden>' in block) is not is_news


def test_what_each_version_changed_is_told_and_drafts_are_not(made: Path) -> None:
    block = _block(content(site_of(made), f"{PAGE}.md"))
    assert 'data-sop-version="2.0.0" data-sop-whole="true"' in block
    assert '<li data-sop-version="2.0.0">Step 1: time limit 5 minutes → 3 minutes</li>' in block
    assert '<li data-sop-version="1.0.0"></li>' in block
    assert "3.0.0" not in block


def test_before_its_day_a_coming_version_is_not_told_as_a_change(made: Path) -> None:
    block = _block(content(site_of(made, date(2026, 11, 1)), f"{PAGE}.md"))
    assert 'data-sop-version="1.0.0"' in block
    assert "2.0.0" not in block


def test_old_versions_and_pages_without_history_tell_nothing(made: Path) -> None:
    assert "sop-since" not in text_of(page(sop()))
    assert "sop-since" not in content(site_of(made), f"{PAGE}/v1.0.0.md")


def test_after_many_versions_only_the_last_ten_are_told(tmp_path: Path) -> None:
    with repository(tmp_path) as library:
        for number in range(1, 14):
            body = BODY.replace("5 minutes", f"{number} minutes")
            text = sop(body, version=f"{number}.0.0", effective_date="2026-01-10")
            library.commit(f"Version {number}", {IT: text}, at=at(1, number))
    block = _block(content(site_of(tmp_path), f"{PAGE}.md"))
    assert "data-sop-whole" not in block
    assert 'data-sop-version="4.0.0"' in block
    assert 'data-sop-version="3.0.0"' not in block
    assert len(block.encode()) < 2_000


def test_a_long_sentence_is_cut_and_the_redline_has_the_rest(tmp_path: Path) -> None:
    told = "I read the whole of it back, in the very words of the customer, and got a clear yes"
    with repository(tmp_path) as library:
        library.commit("First", {IT: sop()}, at=at(1, 9))
        text = _second().replace("I read it back", told).replace("3 min", "5 min")
        library.commit("Second", {IT: text}, at=at(10, 30))
    block = _block(content(site_of(tmp_path), f"{PAGE}.md"))
    line = block[: block.index("</p>")]
    assert re.search(r'[^ .]… <a href="history/#v2\.0\.0">', line)
    assert told not in block
