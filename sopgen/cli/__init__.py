"""The command line: parses, calls, prints, and chooses the exit code."""

from sopgen.cli.main import main

__all__ = ["main"]
