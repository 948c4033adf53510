"""The ways from pages to feeds and calendars."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.site import PageTree
from tests.site.archives import IT, at, content, outline, repository, site_of
from tests.site.libraries import sop


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> PageTree:
    """A site of one document."""
    folder: Path = tmp_path_factory.mktemp("library")
    with repository(folder) as kept:
        kept.commit("One", {IT: sop()}, at=at(9, 1))
    return site_of(folder)


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("changes/index.md", ["feeds/changes.xml", "feeds/changes.json", "calendars/versions.ics"]),
        (
            "customer-service/index.md",
            [
                "feeds/departments/customer-service.xml",
                "feeds/departments/customer-service.json",
                "calendars/departments/customer-service.ics",
            ],
        ),
        ("reviews/index.md", ["calendars/reviews.ics"]),
    ],
)
def test_pages_lead_to_what_can_be_followed(made: PageTree, path: str, links: list[str]) -> None:
    found = outline(made, path).values("href")
    assert [link for link in found if "feeds/" in link or "calendars/" in link] == [
        f"../{link}" for link in links
    ]


def test_a_role_has_a_calendar_where_it_answers_for_a_document(made: PageTree) -> None:
    assert "calendars/owners/complaints-lead.ics" in content(made, "roles/complaints-lead.md")
    agent = content(made, "roles/frontline-agent.md")
    assert "feeds/roles/frontline-agent.xml" in agent
    assert "calendars/" not in agent


def test_programs_are_told_in_the_head(made: PageTree) -> None:
    assert (
        'feed: {"atom": "feeds/changes.xml", "json": "feeds/changes.json", "title": "Changes"}'
        in content(made, "changes/index.md")
    )


def test_a_preview_says_what_is_not_in_force(tmp_path: Path) -> None:
    with repository(tmp_path) as kept:
        kept.commit("One", {IT: sop(status="retired")}, at=at(9, 1))
    text = content(site_of(tmp_path), "customer-service/it.md")
    assert 'description: "Retired. Purpose' not in text
    assert 'description: "Retired.' in text
