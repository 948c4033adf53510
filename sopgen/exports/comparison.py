"""A comparison as data, as Markdown, as a page, and as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopgen.bundled import bundled
from sopgen.compare import Block, Change, Mark, Passage, Run, State
from sopgen.comparison import Comparison, Side
from sopgen.exports.markdown import escaped

_PIPED: Final = {Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
_COLOURED: Final = {
    Mark.REMOVED: ("\x1b[9;31m", "\x1b[0m"),
    Mark.ADDED: ("\x1b[32m", "\x1b[0m"),
}
_BOLD: Final = {Mark.REMOVED: ("~~", "~~"), Mark.ADDED: ("**", "**")}


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """The JSON of `sopgen diff` (version 1 of the shape; additions only)."""
    return {
        "version": 1,
        "path": found.path,
        "document": found.document,
        "from": _side(found.old),
        "to": _side(found.new),
        "step": found.step.value if found.step else None,
        "changes": [change_as_json(item) for item in found.changes],
        "redline": [_passage(item) for item in found.redline.passages],
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """One typed change."""
    return {
        "kind": change.kind.value,
        "part": change.where.part,
        "name": change.where.name,
        "before": change.before,
        "after": change.after,
        "sentence": change.sentence,
    }


def comparison_as_text(found: Comparison, *, colour: bool) -> str:
    """For people: coloured on a terminal, in brackets elsewhere."""
    marks = _COLOURED if colour else _PIPED
    lines = [found.title, *_facts(found), ""]
    lines += [f"- {item.sentence}" for item in found.changes] or ["Nothing changed in its words."]
    lines = [_shown(line) for line in lines]
    for passage in found.redline.changed:
        lines += ["", _shown(f"{passage.title or 'Fields'} ({passage.state})")]
        for block in _changed(passage):
            runs = "".join(_marked(_shown(run.text), run, marks) for run in block.runs)
            lines.append(f"  {runs}" + (f" ({_shown(block.note)})" if block.note else ""))
    return "\n".join(lines) + "\n"


def comparison_as_markdown(found: Comparison) -> str:
    """For a pull request: what documents say is escaped, and stays text."""
    lines = [f"## {escaped(found.title)}", "", *map(escaped, _facts(found)), ""]
    lines += [f"- {escaped(item.sentence)}" for item in found.changes]
    for passage in found.redline.changed:
        lines += ["", f"### {escaped(passage.title or 'Fields')}"]
        for block in _changed(passage):
            runs = "".join(_marked(escaped(run.text), run, _BOLD) for run in block.runs)
            lines += ["", runs + (f" ({escaped(block.note)})" if block.note else "")]
    return "\n".join(lines) + "\n"


def comparison_as_html(found: Comparison) -> str:
    """A small whole page."""
    environment = Environment(
        loader=FileSystemLoader(bundled("templates") / "export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page = environment.get_template("redline.html")
    return page.render(found=found, facts=_facts(found))


def _facts(found: Comparison) -> list[str]:
    facts = [f"From {_called(found.old)} to {_called(found.new)}."]
    if found.step is not None:
        asks = {"none": "no new version"}.get(found.step.value, f"a new {found.step} version")
        facts.append(f"The changes ask for {asks}.")
    return facts


def _called(side: Side) -> str:
    version = f"{side.version} " if side.version and side.version != side.name else ""
    day = f", in force from {side.effective_date}" if side.effective_date else ""
    issued = f", issued {side.issued_at.date()}" if side.issued_at else ""
    name = f"({side.name})" if version else side.name
    return f"{version}{name}{issued}{day}"


def _changed(passage: Passage) -> Iterator[Block]:
    return (block for block in passage.blocks if block.state is not State.UNCHANGED)


def _marked(text: str, run: Run, marks: dict[Mark, tuple[str, str]]) -> str:
    if run.mark not in marks or not text.strip():
        return text
    begin, end = marks[run.mark]
    # In Markdown a mark must touch the words; elsewhere it does no harm.
    core = text.strip()
    before, _, after = text.partition(core)
    return f"{before}{begin}{core}{end}{after}"


def _shown(text: str) -> str:
    """Nothing in a document may steer the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "path": side.path,
        "version": side.version,
        "issued_at": side.issued_at.isoformat() if side.issued_at else None,
        "effective_date": side.effective_date.isoformat() if side.effective_date else None,
        "commit": side.commit,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind.value,
        "state": passage.state.value,
        "title": passage.title,
        "blocks": [
            {
                "kind": block.kind.value,
                "state": block.state.value,
                "note": block.note,
                "runs": [{"mark": run.mark.value, "text": run.text} for run in block.runs],
            }
            for block in passage.blocks
        ],
    }
