"""Speaks with the forge that a library lives on: comments, issues, and who approved.

What is asked for goes as data over HTTPS, never through a shell. What stands there and is not this
program's own is left alone, for anybody may copy a marker.
"""

from sopgen.forge.comment import keep_comment
from sopgen.forge.connecting import connect
from sopgen.forge.issues import Topic, keep_issues
from sopgen.forge.project import Project, Told

__all__ = ["Project", "Told", "Topic", "connect", "keep_comment", "keep_issues"]
