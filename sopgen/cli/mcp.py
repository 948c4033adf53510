"""`sopgen mcp`: lets assistants ask the procedures."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from sopgen.answering.published import Source
from sopgen.assistants.repository import Repository
from sopgen.assistants.sites import FolderFiles, Site, WebFiles
from sopgen.cli.options import config_option, read_day, today
from sopgen.model.errors import OperatorError
from sopgen.settings import FILE
from sopgen.workspace import open_workspace


class _Address(NamedTuple):
    host: str
    port: int


def _read_address(_: click.Context, __: click.Parameter, value: str | None) -> _Address | None:
    if value is None:
        return None
    host, _colon, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not port.isdecimal() or int(port) >= 65_536:
        raise click.BadParameter(f'"{value}" is no host:port, such as 127.0.0.1:8765.')
    if not _is_loopback(host):
        raise click.BadParameter(
            f'"{host}" is not this machine alone: only 127.0.0.1, ::1 and localhost are served.'
        )
    return _Address(host, int(port))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@click.command("mcp")
@click.option(
    "--http",
    metavar="HOST:PORT",
    callback=_read_address,
    help="Serve streamable HTTP at this address of this machine, under /mcp; by default stdio.",
)
@click.option(
    "--site",
    metavar="FOLDER-OR-ADDRESS",
    help="Answer from a built site, in its folder or at its address, in place of the repository.",
)
@config_option
@click.option(
    "--today",
    "day",
    metavar="DAY",
    callback=read_day,
    help="Answer as if it were this day (year-month-day).",
)
def mcp_command(
    http: _Address | None, site: str | None, config: Path | None, day: date | None
) -> None:
    """Answer assistants' questions from the procedures, over MCP (modelcontextprotocol.io).

    Answers are of the committed library, as of today: what `sopgen build --as-of HEAD` would
    publish; or of a site as it was built. Drafts are never in them. Nothing is written. Needs:
    pip install "sopgen[mcp]".

    \b
    Examples:
      sopgen mcp
      sopgen mcp --config /srv/procedures/mkdocs.yml
      sopgen mcp --site https://procedures.example.org/
      sopgen mcp --http 127.0.0.1:8765

    \b
    In an assistant's configuration:
      {"mcpServers": {"procedures": {"command": "sopgen",
        "args": ["mcp", "--config", "/srv/procedures/mkdocs.yml"]}}}
    """
    protocol = _protocol()
    source = _source(site, config, (lambda: day) if day else today)
    source.current()
    if http is None:
        protocol.serve_stdio(source)
        return
    try:
        protocol.serve_http(source, http.host, http.port, _tell)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OperatorError(
            f"{http.host}:{http.port} cannot be served: {reason}.", "Name another port."
        ) from error


def _tell(address: str) -> None:
    click.echo(f"Assistants connect to {address}", err=True)


def _source(site: str | None, config: Path | None, day: Callable[[], date]) -> Source:
    if site is not None and config is not None:
        raise click.UsageError("Name a site or a configuration, not both.")
    if site is not None:
        is_address = site.lower().startswith(("http://", "https://"))
        return Site(WebFiles(site) if is_address else FolderFiles(Path(site)), day)
    workspace = open_workspace(Path.cwd(), config)
    return Repository(workspace.settings, day, config.name if config else FILE)


def _protocol() -> Any:  # noqa: ANN401 the module is there only with the extra
    try:
        return import_module("sopgen.assistants.protocol")
    except ModuleNotFoundError as error:
        raise OperatorError(
            f"The MCP server is an extra that is not installed ({error.name} is missing).",
            'Install it: pip install "sopgen[mcp]"',
        ) from error
