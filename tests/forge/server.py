"""A forge on this machine: it answers questions from a list and keeps what is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

TOKEN: Final = "token-of-the-job"
BOT: Final = "github-actions[bot]"
REPOSITORY: Final = "o/r"


class FakeForge:
    """What questions are answered with, by path, and what was asked and sent.

    An answer is JSON, the bytes of a file, a status, or a path where the answer is kept instead.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, object] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
        self.sent: list[tuple[str, str, Any]] = []

    def github(self, folder: Any, event: Mapping[str, Any]) -> dict[str, str]:  # noqa: ANN401 a path
        """The variables of a job of GitHub Actions that an event started."""
        file = folder / "event.json"
        file.write_text(json.dumps(event), "utf-8")
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": f"{self.address}/api",
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_PATH": str(file),
            "GH_TOKEN": TOKEN,
            "NO_PROXY": "*",
        }

    def gitlab(self, **more: str) -> dict[str, str]:
        """The variables of a job of GitLab CI for the merge request 7."""
        return {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": f"{self.address}/api",
            "CI_PROJECT_ID": "5",
            "CI_PROJECT_URL": "https://gitlab.example/o/r",
            "CI_COMMIT_SHA": "a" * 40,
            "CI_MERGE_REQUEST_IID": "7",
            "SOPGEN_TOKEN": TOKEN,
            "NO_PROXY": "*",
            **more,
        }


@contextmanager
def serving() -> Iterator[FakeForge]:
    """A forge that answers until the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    forge = FakeForge(f"http://127.0.0.1:{server.server_address[1]}")
    server.forge = forge  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        forge: FakeForge = self.server.forge  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        path = parts.path.removeprefix("/api/")
        fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
        forge.asked.append((path, fields, dict(self.headers)))
        found = forge.answers.get(path, [])
        if isinstance(found, int):
            self._answer(found, b"{}")
        elif isinstance(found, str):
            self._answer(302, b"", {"Location": found})
        elif isinstance(found, bytes):
            self._answer(200, found)
        else:
            if isinstance(found, list):
                size, page = int(fields["per_page"]), int(fields["page"])
                found = found[(page - 1) * size : page * size]
            self._answer(200, json.dumps(found).encode())

    def do_POST(self) -> None:
        forge: FakeForge = self.server.forge  # type: ignore[attr-defined]
        value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        forge.sent.append((self.command, self.path.removeprefix("/api/"), value))
        self._answer(201, b"{}")

    do_PATCH = do_POST  # noqa: N815 as the library calls it
    do_PUT = do_POST  # noqa: N815 as the library calls it

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 as the library has it
        """Say nothing."""

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
