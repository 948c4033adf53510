"""Fixtures of the tests of commands about changes."""

from tests.gate.conftest import project

__all__ = ["project"]
