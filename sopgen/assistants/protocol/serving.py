"""How assistants reach the server: over its pipes, or over HTTP from this machine alone."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Collection
from typing import Any, Final

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from sopgen.answering.published import Source
from sopgen.assistants.protocol.handlers import make_server

_PATH: Final = "/mcp"
_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_LARGEST_REQUEST: Final = 256 * 1024  # bytes


def serve_stdio(source: Source) -> None:
    """Serve over standard input and output until the input ends, or until interrupted."""
    # Whoever waits for input does so in a thread, which Python could not interrupt.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    anyio.run(_over_pipes, make_server(source))


def serve_http(source: Source, host: str, port: int, tell: Callable[[str], object]) -> None:
    """Serve streamable HTTP on a loopback address until interrupted; port 0 takes any that is free.

    Only requests whose Host, and Origin where there is one, name this machine as such and the port
    are answered, so that no web page can reach the server through a name of its own (DNS
    rebinding). `tell` gets the whole address as soon as it can be reached. Raises `OSError` where
    it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        port = listening.getsockname()[1]
        own = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        app = make_server(source).streamable_http_app(
            streamable_http_path=_PATH,
            stateless_http=True,
            json_response=True,
            max_request_body_size=_LARGEST_REQUEST,
            transport_security=_only_as({own, *(f"{name}:{port}" for name in _NAMES)}),
        )
        tell(f"http://{own}{_PATH}")
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def _only_as(names: Collection[str]) -> TransportSecuritySettings:
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=sorted(names),
        allowed_origins=sorted(f"http://{name}" for name in names),
    )


async def _over_pipes(server: Server[Any]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
