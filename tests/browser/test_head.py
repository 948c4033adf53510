"""What programs find in the head of a page: feeds, and what a chat shows of a link."""

from __future__ import annotations

import html
from pathlib import Path

from tests.site.rendering import Outline

TITLE = "Refund an online order (EU)"


def head(site: Path, path: str) -> Outline:
    """The head of a rendered page."""
    text = (site / path / "index.html").read_text("utf-8")
    return Outline(text[: text.index("</head>")])


def properties(found: Outline) -> dict[str, str]:
    """The page's OpenGraph data."""
    metas = (attrs for tag, attrs in found.tags if tag == "meta" and "property" in attrs)
    return {attrs["property"] or "": attrs["content"] or "" for attrs in metas}


def test_feeds_are_named_where_there_is_one(site: Path) -> None:
    for path in ("changes", "billing", "roles/team-lead"):
        links = [attrs for tag, attrs in head(site, path).tags if tag == "link"]
        feeds = [attrs for attrs in links if (attrs.get("type") or "").endswith(("+xml", "+json"))]
        assert [attrs["type"] for attrs in feeds] == [
            "application/atom+xml",
            "application/feed+json",
        ]
        assert all((site / path / (attrs["href"] or "")).is_file() for attrs in feeds)


def test_a_chat_shows_title_and_purpose(site: Path) -> None:
    found = properties(head(site, "billing/refund-an-online-order"))
    assert found["og:type"] == "article"
    assert found["og:site_name"] == "Example Care procedures"
    assert html.unescape(found["og:title"]) == TITLE
    assert found["og:description"].startswith("Pay back a customer")
    assert "og:image" not in found
    assert "og:url" not in found  # the settings do not say where the site stands


def test_every_page_has_a_preview(site: Path) -> None:
    for path in ("", "register", "roles", "billing/refund-an-online-order/history"):
        found = properties(head(site, path))
        assert found["og:title"]
        assert found["og:description"]
