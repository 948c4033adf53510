"""What run mode must know of a document: the page's steps as data, in a block of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from sopgen.bundled import bundled
from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.standing import PageStanding
from sopgen.edition.tree import Page
from sopgen.library import Target
from sopgen.model.document import Branch, Document, Step
from sopgen.model.time_limit import parse_time_limit
from sopgen.site.steps import StepView

RECORD_SCHEMA: Final = "api/v1/schemas/run-record.schema.json"
_BUNDLED_SCHEMA: Final = "run-record.schema.json"


def run_block(
    edition: Edition,
    document: Document,
    views: Sequence[StepView],
    base: str,
    *,
    standing: PageStanding,
    commit: str | None,
    next_link: str,
    in_force: Document | None,
    view: str = "",
) -> Markup | None:
    """The block of the page at `base` as JSON that may stand in HTML; None without steps.

    `commit` issued the version shown; `next_link` leads to the version that comes. `in_force` is
    the text that readers follow, where this page shows another version. `view` is the last part of
    the address of a view that each document has; a run goes on to the same view of another one.
    """
    if not views:
        return None
    upcoming = standing.upcoming
    return htmlsafe_json_dumps(
        {
            "id": document.id,
            "title": document.title,
            "version": document.text("version") or "",
            "commit": commit,
            "state": standing.state,
            "status": standing.name,
            "effective_date": standing.since.isoformat() if standing.since else None,
            "address": base,
            "language": document.language,
            "root": relative_address("", base),
            "home": "../" if view else "./",
            "in_force": _in_force(edition, in_force, base),
            "next": {
                "version": upcoming.version,
                "date": upcoming.effective_date.isoformat(),
                "href": next_link,
            }
            if upcoming and upcoming.effective_date
            else None,
            "audience": [_role(edition, key) for key in document.texts("audience")],
            "post": _post(edition),
            "steps": [
                _step(edition, document, step, shown, base, view=view)
                for step, shown in zip(document.steps, views, strict=True)
            ],
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def record_schema_page() -> Page:
    """The schema of the record that a run ends with: the same one wherever sopgen runs."""
    return Page(content=(bundled("schema") / _BUNDLED_SCHEMA).read_bytes())


def _in_force(edition: Edition, document: Document | None, base: str) -> dict[str, str] | None:
    if document is None:
        return None
    return {"version": document.text("version") or "", "href": edition.link(document, base)}


def _post(edition: Edition) -> dict[str, Any] | None:
    runs = edition.settings.runs
    return {"to": runs.post_to, "credentials": runs.credentials} if runs.post_to else None


def _step(
    edition: Edition, document: Document, step: Step, shown: StepView, base: str, *, view: str
) -> dict[str, Any]:
    limit = parse_time_limit(step.value("time_limit") or "")
    return {
        "number": step.number,
        "title": step.title,
        "anchor": shown.anchor,
        "roles": [_role(edition, name) for name in step.values("role")],
        "limit": {"text": limit.text, "seconds": limit.seconds} if limit else None,
        "confirmations": list(map(_spoken, shown.confirmations)),
        "branches": [_branch(edition, document, base, item, view) for item in step.branches],
    }


@lru_cache(maxsize=1024)  # most steps are the same in the next version
def _spoken(html: Markup) -> str:
    return html.striptags()


def _href(edition: Edition, target: Target, base: str, view: str) -> str | None:
    """The way to a branch's target; within a view, to the same view of another document."""
    href, other = edition.href(target, base), target.document
    if href is None or not view or other is None or other.id is None:
        return href
    return relative_address(f"{edition.address(other)}{view}", base)


def _role(edition: Edition, name: str) -> dict[str, str | None]:
    entry = edition.vocabulary.named("roles", name)
    return {"key": entry.key, "name": entry.name} if entry else {"key": None, "name": name}


def _branch(
    edition: Edition, document: Document, base: str, branch: Branch, view: str
) -> dict[str, Any]:
    """Where a branch leads: to a step of this document, to another page, or nowhere further."""
    where: dict[str, Any] = {"step": None, "href": None, "document": None, "there": None}
    if branch.target is not None:
        target = edition.target(document, branch.target)
        other, step = target.document, None
        if other is document:
            step = document.step_at(target.anchor)
            where["step"] = step.number if step else None
        elif other is not None and edition.is_published(other):
            there = edition.shown(other).step_at(target.anchor)
            where["document"] = other.id
            where["there"] = there.number if there else None
        if step is None:
            where["href"] = _href(edition, target, base, view)
    return {"condition": branch.condition, "text": branch.text, **where}
