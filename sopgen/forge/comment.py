"""One comment with the summary of a change under its request, and nothing but what sopgen writes.

The summary may come from a run that a stranger wrote, so it is taken for nothing but text, and one
that sopgen could not have made is refused.
"""

from __future__ import annotations

import re
from typing import Final

from sopgen.forge.project import Project, Told
from sopgen.model.errors import OperatorError

MARKER: Final = "<!-- sopgen: summary -->"
LARGEST: Final = 65_000  # characters; a comment holds a few more

_LINK: Final = r"\]\({}[^()\s<>\\]*\)"
_ESCAPE: Final = re.compile(r"\\[^\w\s]")
_MARKUP: Final = re.compile(r"<(?!/?(?:details|summary|ins|del)>)|\]\(|\]:|!\[")
_REFERENCE: Final = re.compile(r"@\w|#\d|://|www\.|gh-\d", re.IGNORECASE)
# GitLab does what a line says that begins so, such as /close.
_ORDER: Final = re.compile(r"^[ \t]*/[a-z]\w*", re.IGNORECASE | re.MULTILINE)


def keep_comment(project: Project, told: Told) -> None:
    """Bring the comment up to date: one under each request, written anew in its place.

    Raises `OperatorError` for a summary that sopgen could not have made.
    """
    fault = unlike_a_summary(told.text, told.files)
    if fault is not None:
        raise OperatorError(f"The summary holds what sopgen never writes: {fault}.")
    body = f"{MARKER}\n{told.text}"
    found = project.own_comments(told.request)
    own = next((post for post in found if post.body.startswith(MARKER)), None)
    if own is None or own.body != body:
        project.write_comment(told.request, body, own)


def unlike_a_summary(text: str, files: str) -> str | None:
    """What a summary made by sopgen cannot hold: a mention, a strange link, other HTML, an order.

    `files` is the address that all its links begin with.
    """
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LARGEST:
        return "more characters than a comment has room for"
    plain = re.sub(_LINK.format(re.escape(files)), "", text)
    found = _REFERENCE.search(plain) or _ORDER.search(plain)
    found = found or _MARKUP.search(_ESCAPE.sub("", plain))
    return repr(found.group()) if found else None
