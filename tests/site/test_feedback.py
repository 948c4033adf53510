"""A reader reports what is wrong, or mends it, with everything that is needed filled in."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.settings import Settings
from sopgen.site import build_tree
from sopgen.site.reports import Reported, report_address
from tests.site.archives import IT, at, content, repository, site_of
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, library, sop, text_of

ABOUT = Reported(
    "SOP-CS-001", "2.1.0", 3, "Close & <b>file</b>", "https://x.org/id/SOP-CS-001/#step-3", "abc"
)


def settings_with(**fields: str) -> Settings:
    return replace(SETTINGS, **fields)  # type: ignore[arg-type] # all of them are text


def content_with(**fields: str) -> str:
    made = library({"customer-service/it.md": sop()})
    tree = build_tree(made, {}, settings_with(**fields), TEMPLATES, TODAY)
    return text_of(tree.pages["customer-service/it.md"])


@pytest.mark.parametrize(
    ("repo", "path", "subject", "text"),
    [
        ("https://github.com/care/sops", "/care/sops/issues/new", "title", "body"),
        ("https://codeberg.org/care/sops", "/care/sops/issues/new", "title", "body"),
        (
            "https://gitlab.example.org/care/sops",
            "/care/sops/-/issues/new",
            "issue[title]",
            "issue[description]",
        ),
    ],
)
def test_a_forge_gets_an_issue_that_says_which_step(
    repo: str, path: str, subject: str, text: str
) -> None:
    address = report_address(settings_with(repo_url=repo), ABOUT)
    parts = urlsplit(address or "")
    values = parse_qs(parts.query)
    assert parts.path == path
    assert values[subject] == ["SOP-CS-001 2.1.0, step 3: Close & <b>file</b>"]
    assert values[text][0].startswith("https://x.org/id/SOP-CS-001/#step-3\nVersion 2.1.0\nCommit")


def test_the_setting_goes_before_the_forge() -> None:
    made = settings_with(
        repo_url="https://github.com/a/b",
        report_to="mailto:a@x.org?subject={id}%20{step}&body={title}",
    )
    assert report_address(made, ABOUT) == (
        "mailto:a@x.org?subject=SOP-CS-001%203&body=Close%20%26%20%3Cb%3Efile%3C%2Fb%3E"
    )


@pytest.mark.parametrize("repo", ["", "https://example.org/a", "ssh://git@github.com/a/b"])
def test_an_unknown_forge_gets_no_link(repo: str) -> None:
    assert report_address(settings_with(repo_url=repo), ABOUT) is None
    assert "Something is wrong" not in content_with(repo_url=repo)


@given(st.text(max_size=120))
def test_no_title_escapes_its_place_in_the_address(title: str) -> None:
    about = replace(ABOUT, title=title)
    made = settings_with(report_to="https://x.org/new?t={title}&a={address}")
    address = report_address(made, about) or ""
    assert re.fullmatch(r"https://x\.org/new\?t=[\w.~%-]*&a=[\w.~%-]*", address, re.ASCII)
    shown = unquote(address.split("t=")[1].split("&")[0])
    assert title.startswith(shown.removesuffix("…"))


def test_each_step_and_the_document_have_their_link() -> None:
    text = html.unescape(content_with(report_to="https://x.org/?w={address}&t={title}"))
    assert "https://x.org/?w=%2Fid%2FSOP-CS-001%2F%23step-2&t=Close" in text
    assert "https://x.org/?w=%2Fid%2FSOP-CS-001%2F&t=Handle%20a%20complaint" in text
    assert text.count("Something is wrong with this step") == 2


def test_the_edit_link_names_the_file_and_is_absent_without_a_forge() -> None:
    uri = "https://github.com/a/b/edit/main/sops/"
    assert f'href="{uri}customer-service/it.md"' in content_with(edit_uri=uri)
    assert "Edit this page" not in content_with()


def test_a_renamed_document_is_edited_where_it_is_and_an_old_version_not_at_all(
    tmp_path: Path,
) -> None:
    moved = "sops/customer-service/a name.md"
    with repository(tmp_path) as made:
        made.commit("First", {IT: sop()}, at=at(1, 9))
        made.commit("Move", rename={IT: moved}, at=at(2, 9))
        made.commit("Next", {moved: sop(version="2.0.0")}, at=at(3, 9))
    base = settings_with(edit_uri="https://x.org/edit/", report_to="https://x.org/{commit}")
    tree = site_of(tmp_path, base=base)
    shown = content(tree, "customer-service/a name.md")
    assert 'href="https://x.org/edit/customer-service/a%20name.md"' in shown
    assert re.search(r'href="https://x\.org/[0-9a-f]{12}"', shown)
    old = content(tree, "customer-service/a name/v1.0.0.md")
    assert "https://x.org" not in old
