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

_MARKDOWN_LINK: Final = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?\)")
_LINK_ELEMENT: Final = re.compile(r'<link rel="alternate[^"]*"[^>]*href="([^"]+)"')
_LINKED_DATA: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_ATOM: Final = "{http://www.w3.org/2005/Atom}link"


def test_every_file_of_the_interface_keeps_to_the_schema_it_names(site: Path) -> None:
    validators: dict[Path, Draft202012Validator] = {}
    checked = 0
    for file in sorted(site.glob("api/v1/**/*.json")):
        if "schemas" in file.parts:
            continue
        data = json.loads(file.read_text("utf-8"))
        named = (file.parent / data["$schema"]).resolve()
        if named not in validators:
            validators[named] = Draft202012Validator(json.loads(named.read_text("utf-8")))
        problems = [error.message for error in validators[named].iter_errors(data)]
        assert not problems, file
        checked += 1
    assert checked > 200


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
