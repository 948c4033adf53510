"""What a change means for people: the summary of a pull request."""

from sopgen.exports.summary.as_json import summary_as_json
from sopgen.exports.summary.as_markdown import LARGEST, summary_as_markdown
from sopgen.exports.summary.telling import Summary, summarise

__all__ = ["LARGEST", "Summary", "summarise", "summary_as_json", "summary_as_markdown"]
