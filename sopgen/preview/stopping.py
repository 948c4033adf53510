"""What a preview shows where there is no page to show: in words, and made without the library."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from markupsafe import Markup

from sopgen.bundled import bundled
from sopgen.preview.own_pages import FOLDER
from sopgen.preview.site import Answer, type_of
from sopgen.settings import default_settings
from sopgen.site.page_templates import PageTemplates


def stopped(message: str, remedy: str = "") -> Answer:
    """The page in place of all others while there is no site."""
    return _plain("This has to be mended first", message, remedy, HTTPStatus.SERVICE_UNAVAILABLE)


def missing() -> Answer:
    """The page where nothing is."""
    message = "There is no page at this address, in the library as it is now."
    return _plain("No such page", message, "", HTTPStatus.NOT_FOUND)


def own_asset(address: str) -> Answer | None:
    """The preview's own stylesheet and script, as they come with sopgen."""
    name = address.removeprefix(FOLDER)
    file = bundled("templates") / "site" / "preview" / name
    if name == address or "/" in name or not file.is_file():
        return None
    return Answer(file.read_bytes(), type_of(name))


def _plain(title: str, message: str, remedy: str, code: int) -> Answer:
    templates = PageTemplates(default_settings(Path()))
    state = sha256(f"{title}\n{message}\n{remedy}".encode()).hexdigest()[:24]
    head = templates.render("preview_head.html.j2", state=state)
    page = templates.render(
        "preview_stopped.html.j2",
        title=title,
        message=message,
        remedy=remedy,
        head=Markup(head),  # noqa: S704 of a template
    )
    return Answer(page.encode(), state=state, code=code)
