"""A forge for each test, and the command line in a job of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.commandline import Outcome, run_here
from tests.forge.server import FakeForge, serving

Job = Callable[..., Outcome]


@pytest.fixture
def forge() -> Iterator[FakeForge]:
    with serving() as made:
        yield made


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Job:
    """The command line with the variables of a job, and no others of a forge."""

    def run(variables: Mapping[str, str], *arguments: str) -> Outcome:
        for name in ("GITHUB_ACTIONS", "GITLAB_CI", "GH_TOKEN", "SOPGEN_TOKEN"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return run_here(*arguments)

    return run
