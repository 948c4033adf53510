"""A published site as a source: its folder, or its address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Final
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from sopgen.assistants.files import LARGEST, Files
from sopgen.assistants.published_site import INDEX, PublishedSite
from sopgen.model.errors import OperatorError

_TIMEOUT: Final = 10  # seconds without a byte
_DEADLINE: Final = 60  # seconds for a whole file
_CHUNK: Final = 64 * 1024
_OK: Final = 200


class Site:
    """A site that is read anew when it was built anew, and on another day of whoever asks."""

    def __init__(self, files: Files, today: Callable[[], date]) -> None:
        self._files = files
        self._today = today
        self._known: tuple[tuple[bytes, date], PublishedSite] | None = None

    def current(self) -> PublishedSite:
        """The site as it stands. Raises `OperatorError` where it cannot be read."""
        state = self._files.read(INDEX), self._today()
        if self._known is None or self._known[0] != state:
            self._known = state, PublishedSite(self._files, state[1])
        return self._known[1]


class FolderFiles:
    """The files of a site in a folder; nothing outside it is read, not even by a link."""

    address = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.place = f"the site in {folder}"

    def read(self, path: str) -> bytes:
        """The content of one. Raises `OperatorError` where it cannot be had."""
        try:
            file = (self._folder / unquote(path)).resolve(strict=True)
            if not file.is_relative_to(self._folder):
                raise OperatorError(f"{path} in {self.place} leads out of the site.")
            with file.open("rb") as stream:
                return _not_too_large(stream.read(LARGEST + 1), path, self.place)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise OperatorError(
                f"{self.place} has no {path} that can be read: {reason}.",
                "Build the site with this version of sopgen.",
            ) from error


class WebFiles:
    """The files of a site at an address; no request goes anywhere else, by no redirect either."""

    def __init__(self, address: str) -> None:
        self.address = _base(address)
        self.place = f"the site at {self.address}"
        self._opener = OpenerDirector()  # with no handler of redirects, files or other schemes
        for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
            self._opener.add_handler(handler)

    def read(self, path: str) -> bytes:
        """The content of one. Raises `OperatorError` where it cannot be had."""
        request = Request(self.address + path, headers={"User-Agent": "sopgen"})  # noqa: S310 http only
        until = monotonic() + _DEADLINE
        try:
            with self._opener.open(request, timeout=_TIMEOUT) as response:
                if response.status != _OK:
                    raise self._failed(path, f"it answers {response.status}")
                content = b""
                while chunk := response.read(_CHUNK):
                    content = _not_too_large(content + chunk, path, self.place)
                    if monotonic() > until:
                        raise self._failed(path, "it is too slow")
        except (URLError, OSError, ValueError) as error:
            raise self._failed(path, str(getattr(error, "reason", error))) from error
        return content

    def _failed(self, path: str, reason: str) -> OperatorError:
        message = f"{path} cannot be fetched from {self.place}: {reason}."
        return OperatorError(message, "Check the address and the network, then ask again.")


def _base(address: str) -> str:
    """The address that all files of a site stand below."""
    wrong = OperatorError(
        f'"{address}" is no address of a site.', "Write it as https://host/path/."
    )
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise wrong
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _not_too_large(content: bytes, path: str, place: str) -> bytes:
    if len(content) > LARGEST:
        raise OperatorError(f"{path} in {place} has more than {LARGEST} bytes.")
    return content
