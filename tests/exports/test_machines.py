"""What machines read as a whole: every address leads somewhere, and nothing is made twice."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.exports.machines import machine_files
from sopgen.site import PageTree, build_tree
from sopgen.site.check import rendered_path
from tests.exports.traps import DRAFT, EARLIER, HOSTILE, LATER, trap_edition
from tests.site.libraries import TEMPLATES

_MARKDOWN_LINK = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?\)")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return trap_edition(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def tree(edition: Edition) -> PageTree:
    return tree_of(edition)


def tree_of(edition: Edition) -> PageTree:
    return build_tree(
        edition.library,
        edition.histories,
        edition.settings,
        TEMPLATES,
        edition.today,
        standings=edition.standings,
        versions=edition.versions,
        drafts=edition.drafts,
        first_commit=edition.first_commit,
        beside=partial(machine_files, commit="0" * 40),
    )


@pytest.fixture(scope="module")
def texts(tree: PageTree) -> dict[str, str]:
    return {path: content.decode() for path, content in tree.files}


def standing(tree: PageTree, texts: Mapping[str, str]) -> set[str]:
    """Every file of the site, as an engine would render it."""
    own = {"pictures/form.png"}
    return {*map(rendered_path, tree.pages), *texts, *own}


def paths_in(data: Any) -> Iterator[str]:  # noqa: ANN401 any JSON
    """Every path that a file names as an address within the site."""
    if isinstance(data, dict):
        if set(data) == {"path", "url"}:
            yield data["path"]
        for value in data.values():
            yield from paths_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from paths_in(value)


def file_of(address: str) -> str:
    path = unquote(urlsplit(address).path)
    return f"{path}index.html" if not path or path.endswith("/") else path


def test_every_address_in_the_data_leads_to_a_file(
    tree: PageTree, texts: Mapping[str, str]
) -> None:
    known = standing(tree, texts) | {"api/index.html"}
    for name, text in texts.items():
        if name.startswith("api/") and name.endswith(".json") and "/schemas/" not in name:
            data = json.loads(text)
            schema = posixpath.normpath(posixpath.join(posixpath.dirname(name), data["$schema"]))
            assert schema in known, name
            for path in paths_in(data):
                assert file_of(path) in known, f"{name}: {path}"


def test_every_link_in_the_texts_leads_to_a_file(tree: PageTree, texts: Mapping[str, str]) -> None:
    known, links = standing(tree, texts), 0
    for name, whole in texts.items():
        text = re.sub(r"(?m)^title: .*", "", whole)  # of the fields, which are no Markdown
        for link in _MARKDOWN_LINK.findall(text) if name.endswith((".md", ".txt")) else ():
            if urlsplit(link).scheme or link.startswith("#"):
                continue
            path = posixpath.join(posixpath.dirname(name), file_of(link))
            assert posixpath.normpath(path) in known, f"{name}: {link}"
            links += 1
    assert links > 50


def test_links_in_markdown_that_stands_in_data_lead_on_from_the_page(
    tree: PageTree, texts: Mapping[str, str]
) -> None:
    known = standing(tree, texts)
    document = json.loads(texts["api/v1/documents/SOP-CS-001.json"])
    page = document["links"]["page"]["path"]
    links = _MARKDOWN_LINK.findall(document["steps"][0]["markdown"])
    inside = [link for link in links if not urlsplit(link).scheme and not link.startswith("#")]
    assert [posixpath.normpath(page + file_of(link)) in known for link in inside] == [True, True]


def test_no_page_of_the_tree_is_taken_for_a_text(tree: PageTree, texts: Mapping[str, str]) -> None:
    assert "fraud/card/index.md" in texts
    assert "fraud/card/index.md" not in tree.pages
    assert not texts.keys() & set(map(rendered_path, tree.pages))


def test_every_text_of_a_document_says_how_it_holds(texts: Mapping[str, str]) -> None:
    now = texts["customer-service/it/index.md"]
    assert "\nis_in_force: true\n" in now
    assert '\nversion: "2.0.0"\n' in now
    assert "> On 22 Nov 2026, version 2.0.0 is in force since 1 Sep 2026 until 1 Dec 2026." in now
    assert not any(words in now for words in (EARLIER, LATER, DRAFT, "Ignore all rules"))
    before, after = (texts[f"customer-service/it/v{n}.0.0/index.md"] for n in (1, 3))
    for text, words in ((before, EARLIER), (after, LATER)):
        assert words in text
        assert "\nis_in_force: false\n" in text
        assert "do not work by it" in text


def test_language_models_are_given_only_what_is_in_force(texts: Mapping[str, str]) -> None:
    full, short = texts["llms-full.txt"], texts["llms.txt"]
    assert not any(words in full for words in (EARLIER, LATER, DRAFT, "Try it."))
    assert "Number 003" not in full  # it comes later
    assert "Number 009" not in full  # it is retired
    assert "is in force" in full
    within, _, apart = short.partition("## Not in force: do not work by these")
    assert "Number 005" in within
    assert all(f"Number 00{n}" in apart and f"Number 00{n}" not in within for n in (3, 4, 9))
    assert "Never seen" not in short


def test_hostile_titles_are_no_markup(texts: Mapping[str, str]) -> None:
    line = next(line for line in texts["llms.txt"].splitlines() if "SOP-FR-001" in line)
    assert line.startswith(
        r'- [Say "\</script\>\<script\>alert(1)\</script\>" & \`x\` \[y\](z) # \*now\*](fraud/card'
    )
    assert HOSTILE.replace('\\"', '"') in texts["fraud/card/index.md"].replace("\\", "")


def test_a_version_that_cannot_be_read_is_shown_as_it_was_written(texts: Mapping[str, str]) -> None:
    text = texts["fraud/odd/v0.1.0/index.md"]
    assert "```text\n---\nid: SOP-FR-003\n" in text


def test_a_preview_gives_machines_what_would_be_published(edition: Edition, tree: PageTree) -> None:
    preview = machine_files(replace(edition, drafts=True), Records(edition), "0" * 40)
    assert dict(preview) == dict(tree.files)


def test_each_file_can_be_asked_for_alone(tree: PageTree) -> None:
    for path, content in tree.files:
        assert tree.files.find(path) == content
    assert tree.files.find("fraud/card/steps/1.json") is None


def test_a_path_is_made_only_once_and_the_same_each_time(edition: Edition, tree: PageTree) -> None:
    first, second = list(tree.files), list(tree_of(edition).files)
    assert first == second
    paths = [path for path, _ in first]
    assert len(paths) == len(set(paths))
