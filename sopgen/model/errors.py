"""What the operator must act on, as exceptions; a bad document is a finding, never one of these."""

from __future__ import annotations


class OperatorError(Exception):
    """Something only the person at the keyboard can mend: usage, settings, the repository.

    The message is one sentence in plain words; `remedy` is the command or the edit that mends it.
    The command line prints both on one line and exits with 2.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class SettingsError(OperatorError):
    """The settings cannot be used: `mkdocs.yml`, the schema or the vocabulary."""


class HistoryUnavailableError(OperatorError):
    """Git cannot answer exactly: no repository, a shallow or partial clone, missing objects."""
