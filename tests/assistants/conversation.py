"""Talks to the real server, as an assistant's host does: with the SDK's own client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from tests.assistants.library import TODAY
from tests.site.libraries import ROOT

_ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
HELLO: Final = json.dumps(
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
)
LONGEST: Final = 300  # seconds until anything is given up; a busy machine is slow


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


@contextmanager
def waiting_server(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server of a library, which waits for input after it was greeted as by an old host."""
    with subprocess.Popen(
        [sys.executable, *_arguments(folder)],
        cwd=folder.parent,
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{HELLO}\n".encode())
            process.stdin.flush()
            assert b'"serverInfo"' in process.stdout.readline()
            yield process
        finally:
            process.kill()


def _talk(server: Any, talk: Callable[[Client], Awaitable[Any]]) -> Any:  # noqa: ANN401
    async def main() -> Any:  # noqa: ANN401
        with anyio.fail_after(LONGEST):
            async with Client(server) as client:
                return await talk(client)

    return anyio.run(main)
