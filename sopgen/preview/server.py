"""Serves a preview to browsers on this machine, and tells them when something was saved."""

from __future__ import annotations

import ipaddress
import traceback
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6, SHUT_RD, socket
from typing import Final, cast
from urllib.parse import unquote

from jinja2 import TemplateError

from sopgen.model.errors import OperatorError
from sopgen.preview.keeping import REPORT, Keeper, Stopped
from sopgen.preview.site import Answer
from sopgen.preview.stopping import missing, own_asset, stopped

CHANGES: Final = ".preview/changes"
_PULSE: Final = 15.0  # seconds; a browser that left is noticed then
_SAFE: Final = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NOT_HERE: Final = Answer(
    b"This preview answers to this machine's own names only.\n",
    "text/plain; charset=utf-8",
    code=HTTPStatus.MISDIRECTED_REQUEST,
)
_Request = socket | tuple[bytes, socket]  # the second is how other kinds of server have it
_BUG: Final = "This page cannot be made: there is a mistake in sopgen."


class PreviewServer(ThreadingHTTPServer):
    """A server for one preview; once it is closed, no thread of it goes on."""

    daemon_threads = False

    def __init__(self, host: str, port: int, keeper: Keeper) -> None:
        """Take the address. Raises `OperatorError` where it cannot be had."""
        self.keeper = keeper
        self.host = host
        self._connections: set[socket] = set()
        self.address_family = AF_INET6 if ":" in host else AF_INET
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise OperatorError(
                f"The address {address_of(host, port)} cannot be used: {reason}.",
                "Name another with --address 127.0.0.1:8001.",
            ) from error

    @property
    def address(self) -> str:
        """Where the preview is, such as `http://127.0.0.1:8000/`."""
        return f"http://{address_of(self.host, self.server_address[1])}/"

    def process_request(self, request: _Request, client_address: object) -> None:
        """Answer on a thread of its own, and know the connection until it is closed."""
        self._connections.add(cast("socket", request))
        super().process_request(request, client_address)

    def shutdown_request(self, request: _Request) -> None:
        """Close a connection, and forget it."""
        self._connections.discard(cast("socket", request))
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Take no more requests, and wait for the answers that are on their way."""
        self.keeper.end()
        for connection in list(self._connections):
            with suppress(OSError):  # the browser was faster
                connection.shutdown(SHUT_RD)
        super().server_close()

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that leaves a page drops what it was loading."""


def address_of(host: str, port: int) -> str:
    """Host and port as an address has them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_own_host(header: str | None, host: str) -> bool:
    """Whether a request names this machine; a page elsewhere may have its own name point here.

    A number is no name, so no name server can make it another machine's (DNS rebinding).
    """
    name = (header or "").strip().lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.rpartition(":")[0] or name
    if name in {"localhost", host.lower()} or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "sopgen"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        """Send what is at an address."""
        if not is_own_host(self.headers.get("Host"), self.server.host):
            self._send(_NOT_HERE)
            return
        address = _address(self.path)
        if address == CHANGES:
            self._tell_changes()
        else:
            self._send(self._answer(address))

    do_HEAD = do_GET  # noqa: N815 as the standard library names it

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal belongs to the writer."""

    def _answer(self, address: str | None) -> Answer:
        if address is None:
            return missing()
        keeper, is_page = self.server.keeper, not address or address.endswith("/")
        # A page is never older than the files; what it loads comes many at a time.
        state = keeper.look() if is_page else keeper.state
        if isinstance(state, Stopped):
            return own_asset(address) or stopped(state.message, state.remedy)
        try:
            return state.answer(address) or missing()
        except (OperatorError, TemplateError) as error:
            return stopped(f"This page cannot be made: {error}.")
        except Exception:
            self.server.keeper.warn(traceback.format_exc())
            return stopped(_BUG, REPORT)

    def _send(self, answer: Answer) -> None:
        if answer.state and self.headers.get("If-None-Match") == f'"{answer.state}"':
            answer = Answer(state=answer.state, code=HTTPStatus.NOT_MODIFIED)
        self.send_response(answer.code)
        headers = dict(_SAFE)
        if answer.state:
            headers["ETag"] = f'"{answer.state}"'
        if answer.leads_to:
            headers["Location"] = answer.leads_to
        if answer.code != HTTPStatus.NOT_MODIFIED:
            headers |= {"Content-Type": answer.type, "Content-Length": str(len(answer.content))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _tell_changes(self) -> None:
        """Tell the number of the state, and each new one, until the browser leaves."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**_SAFE, "Content-Type": "text/event-stream"}.items():
            self.send_header(name, value)
        self.end_headers()
        told = 0
        if self.command != "GET":
            return
        while (number := self.server.keeper.wait(told, _PULSE)) is not None:
            self.wfile.write(b":\n\n" if number == told else f"data: {number}\n\n".encode())
            told = number


def _address(target: str) -> str | None:
    """The address within the site that a request asks for; None for what can be none."""
    path = unquote(target.partition("?")[0].partition("#")[0])
    parts = path.split("/")
    is_plain = path.startswith("/") and "\\" not in path and "\0" not in path
    if not is_plain or any(part in {".", ".."} for part in parts) or "" in parts[1:-1]:
        return None
    return path[1:]
