"""Talks to the real server, as an assistant's host does: with the SDK's own client."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tests.assistants.library import TODAY
from tests.site.libraries import ROOT

_ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
_LONGEST = 60  # seconds until a conversation is given up


def _arguments(folder: Path, *more: str) -> list[str]:
    config = str(folder / "mkdocs.yml")
    return ["-m", "sopgen", "mcp", "--config", config, "--today", TODAY.isoformat(), *more]


def talk_over_stdio(folder: Path, talk: Callable[[Client], Awaitable[Any]]) -> Any:  # noqa: ANN401 whatever the talk gives
    """Start the server of a library as a process, and talk to it over its pipes."""
    return _talk(
        StdioServerParameters(
            command=sys.executable, args=_arguments(folder), env=_ENVIRONMENT, cwd=folder.parent
        ),
        talk,
    )


def talk_over_http(address: str, talk: Callable[[Client], Awaitable[Any]]) -> Any:  # noqa: ANN401 whatever the talk gives
    """Talk to a server at an address."""
    return _talk(address, talk)


@contextmanager
def http_server(folder: Path) -> Iterator[str]:
    """The server of a library at a free port of this machine; gives its address."""
    command = [sys.executable, *_arguments(folder, "--http", "127.0.0.1:0")]
    with subprocess.Popen(
        command, cwd=folder.parent, env=_ENVIRONMENT, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        try:
            yield process.stderr.readline().split()[-1]
        finally:
            process.terminate()


def _talk(server: Any, talk: Callable[[Client], Awaitable[Any]]) -> Any:  # noqa: ANN401
    async def main() -> Any:  # noqa: ANN401
        with anyio.fail_after(_LONGEST):
            async with Client(server) as client:
                return await talk(client)

    return anyio.run(main)
