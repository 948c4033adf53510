"""Each format says exactly what its golden file says; `python -m tests.golden` renews the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.golden.render import EXPECTED, RENDERERS, SUMMARIES, rendered


@pytest.mark.parametrize("name", [*RENDERERS, *SUMMARIES])
def test_a_format_is_as_its_golden_file(name: str, tmp_path: Path) -> None:
    expected = (EXPECTED / name).read_bytes().decode()
    assert rendered(tmp_path)[name] == expected, "if this is meant: python -m tests.golden"


def test_no_golden_file_is_left_over() -> None:
    assert {file.name for file in EXPECTED.iterdir()} == {*RENDERERS, *SUMMARIES}


def test_colour_changes_nothing_but_colour(tmp_path: Path) -> None:
    found = rendered(tmp_path)
    assert re.sub(r"\x1b\[[0-9;]*m", "", found["findings.ansi"]) == found["findings.txt"]
