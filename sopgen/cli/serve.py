"""`sopgen serve`: the live preview."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import click

from sopgen.cli.options import config_option
from sopgen.cli.progress import Progress
from sopgen.engines.preparing import build_day
from sopgen.model.errors import OperatorError
from sopgen.preview.keeping import Keeper, Stopped
from sopgen.preview.news import news
from sopgen.preview.server import PreviewServer
from sopgen.preview.site import Site
from sopgen.preview.watching import Watcher
from sopgen.settings import FILE
from sopgen.workspace import open_workspace


@click.command("serve")
@click.option("--address", "-a", default="127.0.0.1:8000", help="Where to serve, as host:port.")
@config_option
def serve_command(address: str, config: Path | None) -> None:
    """Preview the site while you write. Stop it with Ctrl+C.

    Every page shows what validation has to say of it beside the place: errors, warnings, what to
    do. Drafts and versions that take effect later are there too. What you save shows at once, in
    the browser and as a line here. Only this machine can reach the preview, unless --address names
    another of its addresses.

    \b
    Examples:
      sopgen serve
      sopgen serve --address 127.0.0.1:8080
    """
    host, port = _host_and_port(address)
    progress, since = Progress(), time.monotonic()
    config_file = config.resolve() if config else _config_file()
    keeper = Keeper(config_file, build_day, progress.tell, _warn)
    with PreviewServer(host, port, keeper) as server:
        with progress:
            site = keeper.start()
            gc.freeze()  # what was read stays: looking for garbage in it would delay each edit
            watcher = _following(keeper, site)
        many = len(site.edition.library.readings)
        told = f"{many} documents, read in {time.monotonic() - since:.1f} s"
        click.echo(f"The preview is at {server.address} ({told}). Ctrl+C ends it.")
        sys.stdout.flush()
        with watcher:
            server.serve_forever()


def _following(keeper: Keeper, site: Site) -> Watcher:
    """What tells each save's outcome, on a thread of its own."""
    state: Site | Stopped = site

    def look() -> None:
        nonlocal state
        before, state = state, keeper.look()
        for line in news(before, state):
            click.echo(line)
        sys.stdout.flush()
        gc.collect()  # of what the edit left behind only: the rest is frozen

    return Watcher(lambda: keeper.folders, look)


def _config_file() -> Path:
    return open_workspace(Path.cwd()).settings.root / FILE


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise OperatorError(f'"{address}" is no address.', "Write host:port: 127.0.0.1:8000.")
    return host.strip("[]"), int(port)


def _warn(text: str) -> None:
    click.echo(text, err=True)
