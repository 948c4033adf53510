"""One document in the summary: facts, changes, who refers to it, and the words that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sopgen.compare import Block, Mark, Run, Where
from sopgen.exports.summary.people import Reviewer
from sopgen.exports.summary.phrases import LONGEST, LONGEST_TITLE, MOST, listed, more, said
from sopgen.exports.summary.telling import Telling, changed_blocks
from sopgen.exports.summary.wording import Verdict
from sopgen.gate import Fate

_LONGEST_KEPT: Final = 60
_MARKS: Final = {Mark.REMOVED: ("<del>", "</del>"), Mark.ADDED: ("<ins>", "</ins>")}
_TOLD_APART: Final = frozenset(
    Where("front_matter", name) for name in ("version", "change_summary")
)
_NO_ROOM: Final = ("The comparison word by word has no room here: `sopgen diff` shows it.", "")


def document_as_markdown(item: Telling, *, with_redline: bool = True) -> str:
    """What became of a document, whom it concerns, what changed; word by word where wanted."""
    name = item.title if item.id is None else f"{item.id} {item.title}"
    lines = [f"### {said(name, LONGEST_TITLE)}", "", *_facts(item), ""]
    redline = _redline(item) if with_redline else _NO_ROOM * bool(item.passages)
    return "\n".join([*lines, *_changes(item), *_referrers(item), *redline])


def _facts(item: Telling) -> Iterator[str]:
    department = f", {said(item.department)}" * bool(item.department)
    yield f"- **Where:** {said(item.path)}{department}"
    if item.moved_from:
        yield f"- **Moved:** it was {said(item.moved_from)}; its id stays."
    if item.renamed_from:
        yield f"- **Renamed:** it was “{said(item.renamed_from)}”."
    strong = "**" * (item.verdict is Verdict.TOO_SMALL)
    yield f"- **Version:** {strong}{said(item.version)}{strong}"
    yield f"- **When:** {said(item.effect)}"
    if item.reason:
        yield f"- **Why:** {said(item.reason)}"
    for title, names in (("Steps", item.steps), ("Roles", item.roles)):
        if names:
            yield f"- **{title} affected:** {listed(names)}"
    if item.must_read:
        again = "" if item.fate is Fate.NEW else " again"
        yield f"- **Training:** {listed(item.must_read)} must read it{again}."
    if item.reviewers:
        yield f"- **Asked to review:** {'; '.join(map(_reviewer, item.reviewers))}"


def _reviewer(one: Reviewer) -> str:
    teams = f" ({listed(one.teams)})" if one.teams else ""
    return f"{one.part.lower()} {said(one.role)}{teams}"


def _changes(item: Telling) -> Iterator[str]:
    changes = [pair for pair in item.changes if pair[0].where not in _TOLD_APART]
    if not changes:
        return
    yield "**What changes**"
    yield ""
    for change, step in changes[:MOST]:
        yield f"- {said(change.sentence)} ({step})" if step.rank else f"- {said(change.sentence)}"
    yield from more(len(changes) - MOST, "change")
    yield ""


def _referrers(item: Telling) -> Iterator[str]:
    if not item.referrers:
        return
    yield "**Referred to by**"
    yield ""
    for one in item.referrers[:MOST]:
        places = f": {listed(one.places)}" if one.places else ""
        yield f"- {said(f'{one.id or one.path} {one.title}', LONGEST_TITLE)}{places}"
    yield from more(len(item.referrers) - MOST, "document")
    yield ""


def _redline(item: Telling) -> Iterator[str]:
    blocks = [
        (p.title, block)
        for p in item.passages
        if p.name != "front_matter"
        for block in changed_blocks(p)
    ]
    if not blocks:
        return
    yield "<details><summary>Word by word</summary>"
    yield ""
    for title, block in blocks[:MOST]:
        yield f"- {said(title or 'Before the sections', LONGEST_TITLE)}: {_runs(block)}"
    yield from more(len(blocks) - MOST, "place")
    yield ""
    yield "</details>"
    yield ""


def _runs(block: Block) -> str:
    last = len(block.runs) - 1
    runs = (_run(run, ahead=at > 0, behind=at < last) for at, run in enumerate(block.runs))
    return "".join(runs) + (f" ({said(block.note)})" if block.note else "")


def _run(run: Run, *, ahead: bool, behind: bool) -> str:
    if run.mark not in _MARKS:
        return _kept(run.text, ahead=ahead, behind=behind)
    begin, end = _MARKS[run.mark]
    text = _spaced(run.text, LONGEST)
    return f"{begin}{text}{end}" if text.strip() else text


def _kept(text: str, *, ahead: bool, behind: bool) -> str:
    """What did not change, cut to a few words beside what did, before it and after it."""
    if len(text) <= _LONGEST_KEPT * 2:
        return _spaced(text, len(text))
    first = text[:_LONGEST_KEPT].rpartition(" ")[0] if ahead else ""
    last = text[-_LONGEST_KEPT:].partition(" ")[2] if behind else ""
    return f"{_spaced(first, _LONGEST_KEPT)} … {_spaced(last, _LONGEST_KEPT)}"


def _spaced(text: str, longest: int) -> str:
    """The text with the white space around it, which parts the words of a redline."""
    before, after = (" " * side.isspace() for side in (text[:1], text[-1:]))
    return f"{before}{said(text, longest)}{after}" if text.strip() else " " * bool(text)
