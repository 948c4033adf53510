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
from sopgen.site.run import RECORD_SCHEMA

_INDEX: Final = f"{API_V1}index.json"
_SHOWN: Final = ("name", "title", "citation", "validity")


def api_page(edition: Edition, templates: PageTemplates, files: PlainFiles) -> Page:
    """The page at `api/`; the examples are read out of the `files` themselves."""
    found = files.find(_INDEX)
    index: dict[str, Any] = json.loads(found) if found else {}
    content = templates.render(
        "api.md.j2",
        front_matter=front_matter(
            title="For programs", hide=["navigation", "toc"], sheets=[API_SHEET, RULE_SHEET]
        ),
        index=f"{relative_address(_INDEX, API)}",
        endpoints=[_endpoint(item) for item in index.get("endpoints", ())],
        others=[_kind(item) for item in index.get("files", ())],
        record_schema=relative_address(RECORD_SCHEMA, API),
        example=_example(edition, files),
        today=edition.today,
    )
    return Page(content=content, title="For programs")


def _endpoint(item: dict[str, Any]) -> dict[str, str]:
    """A kind of file below the interface's root; one that stands for many has no address."""
    path = item["path"]
    href = "" if "{" in path else relative_address(path, API)
    return {**_kind(item), "name": path.removeprefix(API_V1), "href": href}


def _kind(item: dict[str, Any]) -> dict[str, str]:
    """A kind of file that no link leads to: a preview does not make each of them."""
    schema = relative_address(item["schema"]["path"], API)
    return {"name": item["path"], "href": "", "schema": schema, "description": item["description"]}


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
