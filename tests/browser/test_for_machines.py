"""What a built site tells machines: each file keeps to its schema, each address leads somewhere."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from tests.strictness import strict_validator

_OF_SCHEMAS: Final = str(Draft202012Validator.META_SCHEMA["$id"])
_MARKDOWN_LINK: Final = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?\)")
_LINK_ELEMENT: Final = re.compile(r'<link rel="alternate[^"]*"[^>]*href="([^"]+)"')
_LINKED_DATA: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ATOM: Final = "{http://www.w3.org/2005/Atom}link"


def test_every_json_file_keeps_to_the_schema_that_the_index_gives_it(site: Path) -> None:
    assert _kept_to(site) == dict(_kinds(site)).keys()


def test_so_it_does_whatever_is_written(worst_site: Path) -> None:
    assert _kept_to(worst_site)


def _kept_to(site: Path) -> set[re.Pattern[str]]:
    """Hold every JSON file of a site to its schema; the kinds of files that there are."""
    kinds = dict(_kinds(site))
    validators = {schema: _validator(site, schema) for schema in set(kinds.values())}
    used: set[re.Pattern[str]] = set()
    for file in sorted(site.rglob("*.json")):
        path, data = file.relative_to(site).as_posix(), json.loads(file.read_text("utf-8"))
        fitting = [pattern for pattern in kinds if pattern.fullmatch(path)]
        assert len(fitting) == 1, f"{path} is of {len(fitting)} kinds"
        schema = kinds[fitting[0]]
        assert _named(path, data) == (None if path.startswith("search/") else schema), path
        assert not [(path, item.message) for item in validators[schema].iter_errors(data)]
        used.add(fitting[0])
    return used


def _kinds(site: Path) -> Iterator[tuple[re.Pattern[str], str]]:
    """Every kind of JSON file: what its paths are like, and its schema."""
    index = json.loads((site / "api/v1/index.json").read_text("utf-8"))
    for item in (*index["endpoints"], *index["files"]):
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(item["path"]))
        yield re.compile(pattern), item["schema"]["path"]
    yield re.compile(r"api/v1/schemas/[^/]+\.schema\.json"), _OF_SCHEMAS


def _validator(site: Path, schema: str) -> Draft202012Validator:
    if schema == _OF_SCHEMAS:
        return Draft202012Validator(Draft202012Validator.META_SCHEMA)
    return strict_validator(json.loads((site / schema).read_text("utf-8")))


def _named(path: str, data: Any) -> str | None:  # noqa: ANN401 any JSON
    """The schema that a file names itself: an address within the site, or that of all schemas."""
    if not isinstance(data, dict) or not {"$schema", "_sopgen"} & data.keys():
        return None
    if "_sopgen" in data:
        return str(data["_sopgen"]["schema"])
    named = str(data["$schema"])
    return named if urlsplit(named).scheme else posixpath.normpath(f"{path}/../{named}")


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        ("api/v1/**/*.json", 500),
        ("feeds/**/*.json", 1),
        ("feeds/**/*.xml", 50),
        ("**/*.md", 200),
        ("llms*.txt", 50),
        ("**/index.html", 100),
    ],
)
def test_every_address_leads_to_a_file(site: Path, pattern: str, least: int) -> None:
    found = [
        (file.relative_to(site).as_posix(), address)
        for file in sorted(site.glob(pattern))
        if "schemas" not in file.parts
        for address in _addresses(file, file.relative_to(site).parent.as_posix())
    ]
    assert len(found) >= least
    assert not [(name, address) for name, address in found if not _stands(site, address)]


def _addresses(file: Path, folder: str) -> Iterator[str]:
    """Every address within the site that a file names, from the site's root."""
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        yield from _in_data(json.loads(text))
        return
    if file.suffix == ".xml":
        links = [item.get("href", "") for item in ElementTree.fromstring(text).iter(_ATOM)]
    elif file.suffix == ".html":
        links = _LINK_ELEMENT.findall(text)
        links += [one for data in _LINKED_DATA.findall(text) for one in _urls(json.loads(data))]
    else:
        links = _MARKDOWN_LINK.findall(re.sub(r"(?m)^title: .*", "", text))
    for link in links:
        if not urlsplit(link).scheme and not link.startswith("#"):
            yield posixpath.normpath(posixpath.join(folder, link)) + "/" * link.endswith("/")


def _in_data(data: Any) -> Iterator[str]:  # noqa: ANN401 any JSON
    if isinstance(data, dict):
        if set(data) == {"path", "url"} or "address" in data:
            yield data.get("path") or data["address"]
        for value in data.values():
            yield from _in_data(value)
    elif isinstance(data, list):
        for value in data:
            yield from _in_data(value)


def _urls(data: Any) -> Iterator[str]:  # noqa: ANN401 any JSON
    if isinstance(data, dict):
        yield from (data[name] for name in ("url", "@id") if name in data)
        data = list(data.values())
    for value in data if isinstance(data, list) else ():
        yield from _urls(value)


def _stands(site: Path, address: str) -> bool:
    parts = urlsplit(address)
    place = site / unquote(parts.path)
    return place.is_file() or (place / "index.html").is_file()
