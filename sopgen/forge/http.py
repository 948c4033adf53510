"""A forge's interface over HTTP: questions and changes as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from sopgen import __version__
from sopgen.model.errors import OperatorError

_PATIENCE: Final = 30  # seconds for each answer
_LARGEST: Final = 64_000_000  # bytes
_PAGE: Final = 100
_MOST_PAGES: Final = 100
_REASONS: Final = {
    401: "Its token is wrong or has expired.",
    403: "Its token may not do that: the job needs another permission, or the token another role.",
    404: "It is not there, or the token may not see it.",
}


class Api:
    """The interface below an address; `headers` say who asks."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise OperatorError(f'"{address}" is no address of a forge.')
        self._address = address.rstrip("/")
        self._headers = headers

    def get(self, path: str, **fields: str) -> Any:  # noqa: ANN401 any JSON value
        """The answer to a question. Raises `OperatorError`, as all the others here do."""
        return _read(self.raw(path, **fields))

    def raw(self, path: str, **fields: str) -> bytes:
        """The answer to a question as it comes, such as a file."""
        query = f"?{urlencode(fields)}" if fields else ""
        return self._ask("GET", f"{path}{query}")

    def pages(self, path: str, **fields: str) -> Iterator[Any]:
        """Every item of a list, from all its pages."""
        for number in range(1, _MOST_PAGES + 1):
            items = self.get(path, **fields, per_page=str(_PAGE), page=str(number))
            yield from items
            if len(items) < _PAGE:
                return

    def send(self, method: str, path: str, value: Mapping[str, Any]) -> None:
        """Ask for a change."""
        self._ask(method, path, json.dumps(value).encode())

    def _ask(self, method: str, path: str, given: bytes | None = None) -> bytes:
        asked = Request(f"{self._address}/{path}", given, method=method)  # noqa: S310 checked above
        asked.add_header("User-Agent", f"sopgen/{__version__}")
        asked.add_header("Content-Type", "application/json")
        for name, value in self._headers.items():
            # Where the answer is kept elsewhere, that place learns no token.
            asked.add_unredirected_header(name, value)
        try:
            with urlopen(asked, timeout=_PATIENCE) as answer:  # noqa: S310 checked above
                return _whole(answer.read(_LARGEST + 1))
        except HTTPError as error:
            raise _refused(method, path, error) from None
        except (OSError, HTTPException) as error:
            raise OperatorError(f"The forge cannot be reached: {error}.", "Try again.") from error


def _whole(answer: bytes) -> bytes:
    if len(answer) > _LARGEST:
        raise OperatorError("The forge's answer is too large to be what was asked for.")
    return answer


def _read(answer: bytes) -> Any:  # noqa: ANN401 any JSON value
    try:
        return json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise OperatorError("The forge's answer is no JSON.", "Is its address right?") from error


def _refused(method: str, path: str, error: HTTPError) -> OperatorError:
    where = path.partition("?")[0]
    message = f'The forge answered "{error.code} {error.reason}" to {method} {where}'
    return OperatorError(message, _REASONS.get(error.code, "Try again later."))
