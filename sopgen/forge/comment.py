"""One comment with the summary of a change under its request, and nothing but what sopgen writes.

The summary may come from a run that a stranger wrote, so it is taken for nothing but text, and one
that sopgen could not have made is refused. Whether a change touches what is run as code is what the
forge says of its files, for the run need not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sopgen.forge.project import Project, Told
from sopgen.model.errors import OperatorError

MARKER: Final = "<!-- sopgen: summary -->"
LARGEST: Final = 65_000  # characters; a comment holds a few more

_NOTICE: Final = (
    "**This change is not only text.** It also touches {}. Such files are run, or decide what is"
    " checked and published: have them read as code, by somebody who answers for it.\n"
)
# What strangers may write without more ado; all else is code, or decides what holds.
_CONTENT: Final = re.compile(
    r"(sops/|docs/).*(?<!\.js)(?<!\.mjs)(?<!\.css)(?<!\.html)(?<!\.py)|schema/vocabulary\.yml",
    re.DOTALL | re.IGNORECASE,
)
# Only these names are ever told: a file's own name is a stranger's text.
_KNOWN: Final = (".github/", "mkdocs.yml", "schema/", "sopgen/", "templates/", "tests/")
_LINK: Final = r"\]\({}[^()\s<>\\]*\)"
_ESCAPE: Final = re.compile(r"\\[^\w\s]")
_MARKUP: Final = re.compile(r"<(?!/?(?:details|summary|ins|del)>)|\]\(|\]:|!\[")
_REFERENCE: Final = re.compile(r"@\w|#\d|://|www\.|gh-\d", re.IGNORECASE)
# GitLab does what a line says that begins so, such as /close.
_ORDER: Final = re.compile(r"^[ \t]*/[a-z]\w*", re.IGNORECASE | re.MULTILINE)


def keep_comment(project: Project, told: Told) -> None:
    """Bring the comment up to date: one under each request, written anew in its place.

    Raises `OperatorError` for a summary that sopgen could not have made; what the forge itself
    says is written all the same.
    """
    fault, notice = unlike_a_summary(told.text, told.files), code_notice(told.paths)
    if fault is None or notice:
        text = told.text if fault is None else ""
        _bring_up_to_date(project, told, "\n".join([MARKER, *filter(None, [notice, text])]))
    if fault is not None:
        raise OperatorError(f"The summary holds what sopgen never writes: {fault}.")


def code_notice(paths: Iterable[str]) -> str:
    """A sentence where changed files are more than content; empty where they are not."""
    code = [path for path in paths if not _CONTENT.fullmatch(path)]
    known = [name for name in _KNOWN if any(path.startswith(name) for path in code)]
    told = [f"`{name}`" for name in known]
    if any(not path.startswith(tuple(known)) for path in code):
        told.append("other files outside the documents, or scripts among them")
    return _NOTICE.format(", ".join(told)) if told else ""


def _bring_up_to_date(project: Project, told: Told, body: str) -> None:
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
