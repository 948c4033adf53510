"""Findings in the formats that people and programs read, one module a format."""

from collections.abc import Callable, Mapping
from typing import Final

from sopgen.inspection import Inspection
from sopgen.report.github import render_github
from sopgen.report.gitlab import render_gitlab
from sopgen.report.json import render_json
from sopgen.report.junit import render_junit
from sopgen.report.sarif import render_sarif
from sopgen.report.text import render_text

# The formats for programs by the name that `sopgen validate --format` knows.
FORMATS: Final[Mapping[str, Callable[[Inspection], str]]] = {
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
    "junit": render_junit,
    "gitlab": render_gitlab,
}

__all__ = ["FORMATS", "render_text"]
