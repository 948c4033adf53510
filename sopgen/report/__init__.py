"""Findings in the formats that people and programs read, one module a format."""

from sopgen.report.json import render_json
from sopgen.report.text import render_text

__all__ = ["render_json", "render_text"]
