"""Finds where the front matter begins and ends, also where its marks are not quite right."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from sopgen.model.finding import Problem
from sopgen.model.source import Source, Span

_END: Final = r"[ \t]*(?:\r\n|\n|\r|\Z)"
_OPEN: Final = re.compile(rf"---{_END}")
_ALMOST_OPEN: Final = re.compile(
    rf"\s*(?:<!--[^>]*-->\s*)?(?P<mark>-{{2,}}|[—–―]+-*|\+{{3}}|`{{3}}ya?ml|`{{3}}){_END}"
    r"(?=\s*(?:#[^\n]*\n\s*)*[\w\"-]+[ \t]*[:=\uff1a])"
)
_BARE_FIELDS: Final = re.compile(
    r"\s*(?P<mark>)(?=(?:[a-z_]+:(?:[ \t][^\r\n]*)?(?:\r\n|\n|\r)){2})"
)
_CLOSE: Final = re.compile(rf"^---{_END}", re.MULTILINE)
_ALMOST_CLOSE: Final = re.compile(
    rf"^(?P<mark>[ \t]*---|-{{2}}|-{{4,}}|[—–―]+-*|\+{{3}}|`{{3}}|\.{{3}}){_END}", re.MULTILINE
)
# A line of # is a comment in YAML; before an empty line and no field, it is the text's heading.
_BODY: Final = re.compile(
    r"^#{1,6}[ \t]+\S[^\r\n]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)"
    r"(?!\s*(?:#[^\r\n]*[\r\n]\s*){0,5}(?:[\w-]+:[ \t\r\n]|---))",
    re.MULTILINE,
)
_SECOND: Final = re.compile(
    rf"\s*(?P<mark>---){_END}(?=[a-z_]+:[ \t])(?:[^\r\n]+(?:\r\n|\n|\r)){{1,60}}?---{_END}"
)


class Frame(NamedTuple):
    """Where the fields stand, and where the text begins.

    `fields` is None where there is no front matter at all. `is_yaml` is False where another
    language stands in its place.
    """

    fields: Span | None
    body_start: int
    problems: tuple[Problem, ...]
    is_yaml: bool = True


def find_frame(source: Source, text: str) -> Frame:
    """The frame of `text`, which is the source's text as it is to be read."""
    opened = _OPEN.match(text)
    almost = None if opened else _ALMOST_OPEN.match(text) or _BARE_FIELDS.match(text)
    start = opened or almost
    if start is None:
        return Frame(None, 0, (_no_front_matter(source),))
    end, body_start, problems = _find_end(source, text, start.end(), lenient=almost is not None)
    if almost is not None:
        problems = [_almost_opened(source, almost)]
    second = _SECOND.match(text, body_start)
    if second is not None:
        problems.append(_second(Span(*second.span("mark"))))
        body_start = second.end()
    is_yaml = almost is None or almost["mark"] != "+++"
    return Frame(Span(start.end(), end), body_start, tuple(problems), is_yaml)


def _find_end(
    source: Source, text: str, start: int, *, lenient: bool
) -> tuple[int, int, list[Problem]]:
    """Where the fields end and the text begins, and what is wrong with the mark between them."""
    found = [
        match
        for match in (_CLOSE.search(text, start), _ALMOST_CLOSE.search(text, start))
        if match is not None
    ]
    body = _BODY.search(text, start)
    mark = min(found, key=lambda match: match.start(), default=None)
    if mark is None or (body is not None and body.start() < mark.start()):
        end = body.start() if body else len(text)
        return end, end, [_unclosed(source, end)]
    if mark.re is _CLOSE or lenient:
        return mark.start(), mark.end(), []
    return mark.start(), mark.end(), [_almost_closed(mark)]


def _no_front_matter(source: Source) -> Problem:
    message = "The file has no front matter: the fields between two lines of ---."
    hint = 'Begin the file with ---, then fields such as "id: SOP-XX-001", then --- again.'
    hint += ' A page that is no SOP is listed under "pages" in mkdocs.yml.'
    return Problem("SOP103", message, source.line_span(1), hint)


def _almost_opened(source: Source, almost: re.Match[str]) -> Problem:
    mark = Span(*almost.span("mark"))
    if mark.start == mark.end:
        message = "The fields at the top of the file are not marked as front matter."
        hint = "Put a line of three hyphens (---) above the first field and below the last."
        return Problem("SOP103", message, source.line_span(source.place(mark).line), hint)
    message = "The file does not begin with front matter: its first line must be just ---."
    line = source.place(mark).line
    hint = f"Line {line} looks like the start: move it to line 1 and write three hyphens."
    if line == 1:
        hint = "Write exactly three hyphens, without anything before or after them."
    return Problem("SOP103", message, mark, hint)


def _unclosed(source: Source, end: int) -> Problem:
    message = "The front matter never ends: the closing line of --- is missing."
    hint = "Put a line of three hyphens after the last field, before the text begins."
    last = max(0, min(end, len(source.text.rstrip()) - 1))
    return Problem("SOP104", message, source.line_span(source.place(Span(last, end)).line), hint)


def _almost_closed(mark: re.Match[str]) -> Problem:
    message = "The front matter must end with a line of exactly three hyphens."
    hint = f'Write --- in place of "{mark["mark"].strip()}", at the left edge.'
    return Problem("SOP104", message, Span(*mark.span("mark")), hint)


def _second(mark: Span) -> Problem:
    message = "A second front matter stands here: only the first one counts."
    return Problem("SOP115", message, mark, "Move its fields into the first one, and delete it.")
