"""Blocks that are put aside come back as they were."""

from __future__ import annotations

import pytest

from sopgen.engines.raw_blocks import put_aside, put_back

BLOCKS = [
    '<div class="a">\n<p>one</p>\n\n\n</div>',
    '<div>\n<div title="</div> <div>">\n<div></div>\n</div>\n</div>',
    "<div>\n<pre><code>&lt;div&gt;\n\n</code></pre>\n</div>",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_is_put_aside_whole(block: str) -> None:
    page = f"# Title\n\n{block}\n\n## Next\n\n{BLOCKS[0]}\n"
    rest, blocks = put_aside(page)
    assert blocks == (block, BLOCKS[0])
    assert "<p>" not in rest
    assert "## Next" in rest
    assert put_back(rest, blocks) == page


def test_a_mark_within_a_block_stays_text() -> None:
    block = '<div>\n<div data-sop-block="0"></div>\n</div>'
    rest, blocks = put_aside(f"{block}\n")
    assert put_back(rest, blocks) == f"{block}\n"


def test_a_block_that_is_never_closed_ends_with_the_page() -> None:
    rest, blocks = put_aside("# A\n\n<div>\n<p>one\n")
    assert blocks == ("<div>\n<p>one\n",)
    assert put_back(rest, blocks) == "# A\n\n<div>\n<p>one\n"
