"""`sopgen validate --report`: the findings in several forms from one run."""

from __future__ import annotations

import json

import pytest

from tests.commandline import Run
from tests.sample import SampleLibrary


def test_reports_are_written_beside_the_text(library: SampleLibrary, sopgen: Run) -> None:
    library.add(version="1.0")
    done = sopgen("validate", "--report", "sarif=a.sarif", "--report", "json=b.json")
    assert done.code == 1
    assert "error" in done.out
    assert json.loads((library.root / "a.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert json.loads((library.root / "b.json").read_text("utf-8"))["summary"]["errors"]


@pytest.mark.parametrize("value", ["sarif", "=file", "pdf=file", "sarif="])
def test_a_report_that_cannot_be_is_a_wrong_usage(
    library: SampleLibrary, sopgen: Run, value: str
) -> None:
    library.add()
    done = sopgen("validate", "--report", value)
    assert done.code == 2
    assert "FORMAT=FILE" in done.err


def test_a_report_that_cannot_be_written_is_said(library: SampleLibrary, sopgen: Run) -> None:
    library.add()
    done = sopgen("validate", "--report", "json=missing/folder.json")
    assert done.code == 2
    assert "cannot be written" in done.err
