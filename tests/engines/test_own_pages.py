"""An ordinary page keeps its text, whatever stands in its front matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.engines.library_files import own_page

_BOMB = "\n".join(
    ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20))]
)


@pytest.mark.parametrize(
    "fields", [_BOMB, f"a: {'[' * 40_000}{']' * 40_000}", "title: 2026-02-30", "a: &a [*a]"]
)
def test_what_cannot_be_read_is_left_out(tmp_path: Path, fields: str) -> None:
    file = tmp_path / "about.md"
    file.write_text(f"---\n{fields}\n---\n# About us\n", "utf-8")
    page = own_page(file, date(2026, 11, 22))
    assert "About us" in page
    assert len(page) < 200
