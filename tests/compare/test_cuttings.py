"""The Markdown that versions share is cut once, and anew where it means another thing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare import Comparand, Cuttings, changes_between, cuttings, redline_between
from sopgen.compare.visible import Piece, pieces_of
from sopgen.model.document import Document
from sopgen.model.markdown import Node
from sopgen.model.source import Source
from tests.compare.documents import edited, read

HEAD = "---\nid: SOP-CS-001\ntitle: A title\ntype: procedure\n---\n\n"
BLOCKS = (
    "Open the ticket.",
    "- a\n- b",
    "  - a\n  - b",
    "- a\n  - b",
    "    - a",
    "1. one\n2. two\n   - three",
    "> Thank you, [name].",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<b>Open</b> the ticket.",
    "See [the guide](guide.md) and [desk].",
    "[desk]: desk.md",
    "[desk]: other.md",
    "Said [^*so*].",
    "[^*so*]: The note.",
    "## Scope",
    "Scope\n---",
)


def document(*blocks: str) -> Document:
    return read(HEAD + "\n\n".join(blocks) + "\n")


def cut(known: Cuttings, version: Document) -> tuple[Piece, ...]:
    return known.of(version, version.blocks)


def test_a_redline_cuts_nothing_that_the_changes_have_cut(
    complaint: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = edited(("plain words", "simple words"), ("5 minutes", "3 minutes"))
    seen = list[str]()

    def count(source: Source, blocks: Sequence[Node]) -> tuple[Piece, ...]:
        seen.extend(source.slice(block.span) for block in blocks)
        return pieces_of(source, blocks)

    monkeypatch.setattr(cuttings, "pieces_of", count)
    shared = Cuttings()
    versions = Comparand(complaint, shared), Comparand(after, shared)
    changes_between(*versions)
    changed = redline_between(*versions).changed

    assert [passage.title for passage in changed] == ["Record the complaint", "Answer the customer"]
    assert len(seen) == len(set(seen))
    assert any("plain words" in text for text in seen)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("See [desk].", "[desk]: desk.md"), ("See [desk].", "[desk]: other.md")),
        (("See [desk].", "[desk]: desk.md"), ("See [desk].",)),
        (("See [desk].",), ("See [desk].", "[desk]: desk.md")),
        (("Said [^*so*].", "[^*so*]: The note."), ("Said [^*so*].",)),
        (("- a\n  - b",), ("  - a\n  - b",)),
        (("Open it.", "more"), ("Open it.", "    more")),
    ],
)
def test_what_means_another_thing_is_cut_anew(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    known, versions = Cuttings(), (document(*before), document(*after))

    assert cut(known, versions[0]) != cut(known, versions[1])
    assert cut(known, versions[1]) == cut(Cuttings(), versions[1])


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=9), min_size=3, max_size=5))
def test_what_was_cut_before_changes_nothing(texts: list[list[str]]) -> None:
    known = Cuttings()
    for version in (document(*blocks) for blocks in texts):
        assert cut(known, version) == pieces_of(version.source, version.blocks)
