"""The summary as the comment under a pull request.

Whatever documents say, people and addresses named in them are only text here: a comment reaches
everybody who follows the repository, and its author is a machine that they trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import shorten
from typing import Final

from sopgen.compare import Block, Mark, Run, Where
from sopgen.exports.markdown import escaped, link
from sopgen.exports.summary.telling import Summary, Telling, changed_blocks
from sopgen.exports.summary.wording import Verdict
from sopgen.gate import Fate
from sopgen.model.finding import Finding

# A comment holds 65,536 characters; a little is left for what a workflow adds.
LARGEST: Final = 65_000
_MOST: Final = 12  # of one kind, for each document
_MOST_FINDINGS: Final = 30
_MOST_ROWS: Final = 40
_LONGEST: Final = 240
_LONGEST_TITLE: Final = 120
_LONGEST_KEPT: Final = 60
_MARKS: Final = {Mark.REMOVED: ("<del>", "</del>"), Mark.ADDED: ("<ins>", "</ins>")}
_TOLD_APART: Final = frozenset(
    Where("front_matter", name) for name in ("version", "change_summary")
)
_LEAST: Final = "There is no room here for what changed: `sopgen summary` shows it.\n"
Address = Callable[[str, int], str | None]


def summary_as_markdown(summary: Summary, address: Address, largest: int = LARGEST) -> str:
    """The summary in at most `largest` characters, counted as forges do; what is cut is said.

    `address` gives the forge's address of a line in a file, None where that is not known.
    """
    forms = _forms(summary, address)
    return next((made for made in forms if size(made) <= largest), _LEAST)


def size(text: str) -> int:
    """How long a text is where characters beyond the basic plane count as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _forms(summary: Summary, address: Address) -> Iterator[str]:
    """The summary in ever shorter forms; each says what it leaves out."""
    head, findings = _head(summary), _findings(summary, address)
    yield "\n".join([*head, *map(_whole, summary.tellings), *findings])
    texts = [_without_redline(item) for item in summary.tellings]
    yield "\n".join([*head, *texts, *findings])
    for shown in range(len(texts) - 1, -1, -1):
        yield "\n".join([*head, *texts[:shown], _left_out(len(texts) - shown), *findings])
    yield "\n".join([*head, _left_out(len(texts)), findings[0], "", "There is no room for them."])


def _left_out(documents: int) -> str:
    left = f"{documents} more document{_s(documents)} changed"
    return f"_{left}; there is no room for them here. `sopgen summary` shows all._\n"


def _head(summary: Summary) -> list[str]:
    tellings = summary.tellings
    if not tellings:
        return ["## No procedure changed", ""]
    lines = [f"## {len(tellings)} procedure{_s(len(tellings))} changed", ""]
    lines += ["| Document | What | Version | Must read it |", "|---|---|---|---|"]
    lines += [_row(item) for item in tellings[:_MOST_ROWS]]
    return [*lines, "", *_more(len(tellings) - _MOST_ROWS, "row")]


def _row(item: Telling) -> str:
    cells = (_name(item), item.fate.value, item.version, ", ".join(item.must_read) or "nobody")
    return "| " + " | ".join(_said(cell, _LONGEST_TITLE) for cell in cells) + " |"


def _whole(item: Telling) -> str:
    return _document(item, list(_redline(item)))


def _without_redline(item: Telling) -> str:
    told = ["The comparison word by word has no room here: `sopgen diff` shows it.", ""]
    return _document(item, told if item.passages else [])


def _document(item: Telling, redline: list[str]) -> str:
    lines = [f"### {_said(_name(item), _LONGEST_TITLE)}", "", *_facts(item), ""]
    return "\n".join([*lines, *_changes(item), *_referrers(item), *redline])


def _facts(item: Telling) -> Iterator[str]:
    yield f"- **Where:** {_said(item.path)}" + (
        f", {_said(item.department)}" * bool(item.department)
    )
    if item.moved_from:
        yield f"- **Moved:** it was {_said(item.moved_from)}; its id stays."
    if item.renamed_from:
        yield f"- **Renamed:** it was “{_said(item.renamed_from)}”."
    strong = "**" * (item.verdict is Verdict.TOO_SMALL)
    yield f"- **Version:** {strong}{_said(item.version)}{strong}"
    yield f"- **When:** {_said(item.effect)}"
    if item.reason:
        yield f"- **Why:** {_said(item.reason)}"
    for title, names in (("Steps", item.steps), ("Roles", item.roles)):
        if names:
            yield f"- **{title} affected:** {_list(names)}"
    if item.must_read:
        again = "" if item.fate is Fate.NEW else " again"
        yield f"- **Training:** {_list(item.must_read)} must read it{again}."
    if item.reviewers:
        yield f"- **Asked to review:** {'; '.join(map(_reviewer, _by_role(item)))}"


def _by_role(item: Telling) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.part, one.role, one.teams) for one in item.reviewers]


def _reviewer(one: tuple[str, str, tuple[str, ...]]) -> str:
    part, role, teams = one
    told = f" ({_list(teams)})" if teams else ""
    return f"{part.lower()} {_said(role)}{told}"


def _changes(item: Telling) -> Iterator[str]:
    changes = [pair for pair in item.changes if pair[0].where not in _TOLD_APART]
    if not changes:
        return
    yield "**What changes**"
    yield ""
    for change, step in changes[:_MOST]:
        yield f"- {_said(change.sentence)} ({step})" if step.rank else f"- {_said(change.sentence)}"
    yield from _more(len(changes) - _MOST, "change")
    yield ""


def _referrers(item: Telling) -> Iterator[str]:
    if not item.referrers:
        return
    yield "**Referred to by**"
    yield ""
    for one in item.referrers[:_MOST]:
        places = f": {_list(one.places)}" if one.places else ""
        yield f"- {_said(f'{one.id or one.path} {one.title}', _LONGEST_TITLE)}{places}"
    yield from _more(len(item.referrers) - _MOST, "document")
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
    for title, block in blocks[:_MOST]:
        yield f"- {_said(title or 'Before the sections', _LONGEST_TITLE)}: {_runs(block)}"
    yield from _more(len(blocks) - _MOST, "place")
    yield ""
    yield "</details>"
    yield ""


def _runs(block: Block) -> str:
    last = len(block.runs) - 1
    runs = (_run(run, ahead=at > 0, behind=at < last) for at, run in enumerate(block.runs))
    return "".join(runs) + (f" ({_said(block.note)})" if block.note else "")


def _run(run: Run, *, ahead: bool, behind: bool) -> str:
    if run.mark not in _MARKS:
        return _kept(run.text, ahead=ahead, behind=behind)
    begin, end = _MARKS[run.mark]
    text = _spaced(run.text, _LONGEST)
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
    return f"{before}{_said(text, longest)}{after}" if text.strip() else " " * bool(text)


def _findings(summary: Summary, address: Address) -> list[str]:
    inspection = summary.inspection
    own = {item.path for item in summary.tellings}
    found = sorted(
        inspection.findings, key=lambda one: (one.severity.rank, one.path not in own, one.sort_key)
    )
    if not found:
        return ["### Findings", "", "None: every document keeps every rule.", ""]
    counts = f"{inspection.errors} error{_s(inspection.errors)}, "
    counts += f"{inspection.warnings} warning{_s(inspection.warnings)}"
    lines = [f"### Findings: {counts}", ""]
    lines += [_finding(one, address) for one in found[:_MOST_FINDINGS]]
    return [*lines, *_more(len(found) - _MOST_FINDINGS, "finding"), ""]


def _finding(one: Finding, address: Address) -> str:
    place, there = f"{one.path}:{one.place.line}", address(one.path, one.place.line)
    shown = link(_shortened(place, _LONGEST), there) if there else _said(place)
    severity = f"**{one.severity}**" if one.severity.rank == 0 else one.severity.value
    return f"- {severity} {shown} {_said(f'{one.message} {one.hint}')} ({one.code})"


def _more(count: int, what: str) -> list[str]:
    return [f"- … and {count} more {what}{_s(count)}"] if count > 0 else []


def _name(item: Telling) -> str:
    return f"{item.id} {item.title}" if item.id else item.title


def _list(names: Sequence[str] | Iterable[str]) -> str:
    items = list(names)
    more = f" and {len(items) - _MOST} more" if len(items) > _MOST else ""
    return ", ".join(_said(name, _LONGEST_TITLE) for name in items[:_MOST]) + more


def _said(text: str, longest: int = _LONGEST) -> str:
    return escaped(_shortened(text, longest))


def _shortened(text: str, longest: int) -> str:
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return (
        shorten(line, longest, placeholder=" …") if " " in line[:longest] else line[:longest] + "…"
    )


def _s(count: int) -> str:
    return "" if count == 1 else "s"
