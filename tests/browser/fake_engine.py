"""A search engine that answers as a test wishes, in place of the site's own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from playwright.sync_api import Page

_MODULE: Final = "**/assets/sopgen/search-engine.js"
# A question whose answer is held back is answered after the page has heard the event "release".
_ENGINE: Final = """
const GIVEN = %s;
const released = new Promise((go) => addEventListener("release", go, { once: true }));
const FACETS = {
  departments: [{ key: "fraud", name: "Fraud and security", count: 2 }],
  roles: [{ key: "frontline-agent", name: "Frontline agent", count: 3 }],
  types: [{ key: "procedure", name: "Procedure", count: 4 }],
};
async function hold() {
  window.isHeld = true;
  await released;
}
async function find(query, { department, role, type, limit }) {
  if (GIVEN.held.includes(query)) await hold();
  const wished = [department, role, type].filter(Boolean).join(" ");
  const results = GIVEN.answers[wished ? `${query} | ${wished}` : query] ?? [];
  const best = results.slice(0, Math.min(limit, GIVEN.most));
  return { total: results.length, results: best, words: query.split(" ") };
}
export async function openSearch() {
  if (GIVEN.held.includes("")) await hold();
  if (GIVEN.failure) throw new Error(GIVEN.failure);
  return { facets: FACETS, find };
}
"""


def found(title: str = "Block a card", **fields: object) -> dict[str, Any]:
    """A document as the engine gives it, with these fields in place of its own."""
    return {
        "id": "SOP-FR-002",
        "title": title,
        "href": "fraud/card-or-account-compromised/",
        "department": "fraud",
        "departmentName": "Fraud and security",
        "type": "procedure",
        "typeName": "Procedure",
        "version": "1.2.0",
        "state": "approved",
        "stateName": "In force",
        "purpose": "Stop further loss.",
        "steps": [],
        "exact": False,
        "score": 1,
        **fields,
    }


def step(number: int, title: str) -> dict[str, Any]:
    """A step as the engine gives it."""
    return {"number": number, "title": title, "anchor": f"step-{number}"}


def answer_with(
    page: Page,
    answers: Mapping[str, Sequence[dict[str, Any]]] | None = None,
    *,
    held: Sequence[str] = (),
    failure: str | None = None,
    most: int = 1_000,
) -> None:
    """Answer these questions on every page that is opened from now on, and no others.

    A question is what is typed, with the filters behind a bar: "card | fraud". Those `held` are
    answered after `release`; where the empty question is held, so is the loading itself.
    No answer has more than `most` documents.
    """
    given = json.dumps(
        {"answers": answers or {}, "held": [*held], "failure": failure, "most": most}
    )
    page.unroute(_MODULE)
    page.route(
        _MODULE, lambda route: route.fulfill(content_type="text/javascript", body=_ENGINE % given)
    )


def lose_engine(page: Page) -> None:
    """Let the engine's module not arrive."""
    page.unroute(_MODULE)
    page.route(_MODULE, lambda route: route.abort())


def release(page: Page, *, leads_away: bool = False) -> None:
    """Answer what is held back, and wait until the page has heard it, if it is still there then."""
    page.wait_for_function("() => window.isHeld")
    if leads_away:
        page.evaluate("() => { setTimeout(() => dispatchEvent(new Event('release'))); }")
        return
    page.evaluate(
        "() => { dispatchEvent(new Event('release')); return new Promise((go) => setTimeout(go)); }"
    )
