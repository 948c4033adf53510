"""The quick card of a document: its steps in short on one page of paper, for the wall at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sopgen.edition.edition import Edition, relative_address
from sopgen.edition.tree import Page
from sopgen.model.document import Branch, Document, Step
from sopgen.site.arrangement import arrange, section_title
from sopgen.site.assets import ASSETS
from sopgen.site.card_sheet import CARD, CardStep, cut, height, plan_card
from sopgen.site.page_templates import PageTemplates
from sopgen.site.paper import foot_of
from sopgen.site.permanent import permanent_address
from sopgen.site.sop import purpose_sentence

_TITLE: Final = 160
_LINE: Final = 220
_READY: Final = 6
_HEAD: Final = 30.0  # mm: the line of facts, the headings, the foot


def card_page(edition: Edition, document: Document, templates: PageTemplates) -> tuple[str, Page]:
    """The page at `…/card/` of a published document, with its path: whole HTML, of one sheet."""
    home = edition.address(document)
    base = f"{home}{CARD}"
    content = templates.render("card.html.j2", **_values(edition, document, base))
    title = f"Quick card: {edition.shown(document).title}"
    return f"{base}index.html", Page(content=content, title=title)


def _values(edition: Edition, document: Document, base: str) -> dict[str, Any]:
    shown, standing = edition.shown(document), edition.standing(document)
    title, ready = cut(shown.title, _TITLE), list(_ready(edition, shown))
    steps = [_step(edition, shown, step) for step in shown.steps]
    purpose = cut(purpose_sentence(shown), _LINE)
    head = _HEAD + height(title, 17, 180) + height(purpose, 10, 180)
    above = [line for name, items in ready for line in (name, *items)]
    plan = plan_card(above, steps, other=head)
    return {
        "lang": shown.language,
        "id": document.id or "",
        "title": title,
        "version": shown.text("version") or "",
        "standing": standing,
        "foot": foot_of(edition, shown, standing),
        "purpose": purpose,
        "ready": ready,
        "plan": plan,
        "steps": [(step, cut(step.title, plan.density.longest)) for step in plan.steps],
        "address": _short_address(edition, document),
        "stylesheet": relative_address(f"{ASSETS}sheets/card.css", base),
        "script": relative_address(f"{ASSETS}card.js", base),
        "today": edition.today,
    }


def _short_address(edition: Edition, document: Document) -> str:
    """The address to type from paper: the permanent one, without what browsers add themselves."""
    site_url = edition.settings.site_url.rstrip("/").removeprefix("https://")
    address = permanent_address(document) if document.id else edition.address(document)
    return f"{site_url.removeprefix('http://')}/{address}"


def _ready(edition: Edition, document: Document) -> Iterator[tuple[str, list[str]]]:
    """The lists to look at before the first step, by heading, as far as there is room for them."""
    layout, room = edition.templates.layout_of(document.text("type")), _READY
    for section in arrange(document, layout).before:
        value = document.value(section.property or "")
        items = [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
        kept = [cut(item, _LINE) for item in items[:room]]
        room -= len(kept)
        more = [f"and {len(items) - len(kept)} more"] if len(items) > len(kept) else []
        yield cut(section_title(section), 60), [*kept, *more]


def _step(edition: Edition, document: Document, step: Step) -> CardStep:
    facts = (*step.values("role"), *step.values("time_limit"))
    return CardStep(
        number=step.number,
        title=cut(step.title, _LINE),
        facts=cut(" · ".join(facts), 100),
        confirmations=tuple(cut(item, _LINE) for item in step.values("confirmations")),
        branches=tuple(
            (cut(item.condition, _LINE), cut(_target(edition, document, item), 80))
            for item in step.branches
        ),
    )


def _target(edition: Edition, document: Document, branch: Branch) -> str:
    """Where a branch leads, in words that make sense on paper: a step's number, a document's id."""
    if branch.target is None:
        return branch.text
    target = edition.target(document, branch.target)
    other = target.document
    if other is None:
        return branch.text
    if other.path == document.path:
        step = document.step_at(target.anchor)
        return f"step {step.number}" if step else branch.text
    return f"{edition.shown(other).title} ({other.id})" if other.id else branch.text
