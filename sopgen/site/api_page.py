"""The page for those who write programs: what a site holds for them, with examples out of it."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import unquote

from sopgen.edition.addresses import API, API_V1, written
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.plain_files import PlainFiles
from sopgen.edition.tree import Page
from sopgen.in_force import Phase
from sopgen.model.document import Document
from sopgen.site.page_templates import API_SHEET, RULE_SHEET, PageTemplates, front_matter

_INDEX: Final = f"{API_V1}index.json"
_SHOWN: Final = ("name", "title", "citation", "validity")


def api_page(edition: Edition, templates: PageTemplates, files: PlainFiles) -> Page:
    """The page at `api/`; the examples are read out of the `files` themselves."""
    content = templates.render(
        "api.md.j2",
        front_matter=front_matter(
            title="For programs", hide=["navigation", "toc"], sheets=[API_SHEET, RULE_SHEET]
        ),
        index=f"{relative_address(_INDEX, API)}",
        endpoints=_endpoints(files),
        example=_example(edition, files),
        today=edition.today,
    )
    return Page(content=content, title="For programs")


def _endpoints(files: PlainFiles) -> list[dict[str, str]]:
    """Every kind of file; one that stands for many has no address of its own."""
    found = files.find(_INDEX)
    index: dict[str, Any] = json.loads(found) if found else {"endpoints": []}
    return [
        {
            "name": item["path"].removeprefix(API_V1),
            "href": "" if "{" in item["path"] else relative_address(item["path"], API),
            "schema": relative_address(item["schema"]["path"], API),
            "description": item["description"],
        }
        for item in index["endpoints"]
    ]


def _example(edition: Edition, files: PlainFiles) -> dict[str, str] | None:
    """A document in force that has steps: how it holds, and its first step; None without one."""
    fit = [item for item in edition.listed if _is_fit(edition, item)]
    if not fit:
        return None
    document = next((item for item in fit if edition.is_permanent(item)), fit[0])
    name = edition.names[document.path]
    paths = (f"{API_V1}documents/{name}.json", f"{API_V1}documents/{name}/steps/1.json")
    whole, step = (json.loads(files.find(path) or "{}") for path in paths)
    if not whole or not step:
        return None
    return {
        "title": whole["title"],
        "document": relative_address(paths[0], API),
        "document_path": written(paths[0]),
        "held": _pretty({part: whole[part] for part in _SHOWN}),
        "step": relative_address(paths[1], API),
        "step_path": written(paths[1]),
        "told": _pretty(step["step"]),
        "markdown": relative_address(unquote(whole["links"]["markdown"]["path"]), API),
        "markdown_path": whole["links"]["markdown"]["path"],
    }


def _is_fit(edition: Edition, document: Document) -> bool:
    standing = edition.standing(document)
    return standing.phase is Phase.IN_FORCE and bool(standing.document.steps)


def _pretty(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
