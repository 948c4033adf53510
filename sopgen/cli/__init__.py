"""The command line: parses, calls, prints, and chooses the exit code."""
