"""The server answers this machine's browsers only, and tells them of every save."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from unittest.mock import Mock
from urllib.parse import urlsplit

import pytest

from sopgen.model.errors import OperatorError
from sopgen.preview.server import PreviewServer, is_own_host
from tests.preview.libraries import CARD, PAGE, TEXTS, Library, serving


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(library) as address:
        yield address


@pytest.fixture
def connection(address: str) -> Iterator[http.client.HTTPConnection]:
    made = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    yield made
    made.close()


def test_a_page_and_what_it_loads(connection: http.client.HTTPConnection) -> None:
    for path, type_ in [
        ("/", "text/html; charset=utf-8"),
        (f"/{PAGE}?x=1", "text/html; charset=utf-8"),
        ("/assets/sopgen/site.js", "text/javascript; charset=utf-8"),
        ("/.preview/preview.css", "text/css; charset=utf-8"),
        ("/register/register.json", "application/json"),
    ]:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (200, type_)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.read()


def test_only_a_page_looks_at_the_files(
    connection: http.client.HTTPConnection, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Mock(return_value=library.keeper.look())
    monkeypatch.setattr(library.keeper, "look", look)
    for path in ("/assets/sopgen/site.css", "/.preview/preview.js", f"/{PAGE}"):
        connection.request("GET", path)
        assert connection.getresponse().read()
    assert look.call_count == 1


def test_what_a_browser_has_is_not_sent_again(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", f"/{PAGE}")
    answer = connection.getresponse()
    answer.read()
    connection.request("GET", f"/{PAGE}", headers={"If-None-Match": answer.headers["ETag"]})
    again = connection.getresponse()
    assert (again.status, again.read()) == (304, b"")


def test_the_head_of_a_page(connection: http.client.HTTPConnection) -> None:
    connection.request("HEAD", "/")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1000


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/fraud/block-a-card", 302),
        ("/gone/", 404),
        ("/gone.css", 404),
        ("//example.org/", 404),
        ("/../mkdocs.yml", 404),
        ("/%2e%2e/mkdocs.yml", 404),
        ("/..%5cmkdocs.yml", 404),
        ("/.preview/../../mkdocs.yml", 404),
        ("/.preview/%2fetc%2fpasswd", 404),
        ("/%00", 404),
        ("/%ff/", 404),
        ("http://example.org/", 421),
    ],
)
def test_no_address_leaves_the_site(
    connection: http.client.HTTPConnection, path: str, code: int
) -> None:
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == code
    assert b"site_name" not in answer.read()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(connection: http.client.HTTPConnection, method: str) -> None:
    connection.request(method, "/", body=b"x")
    assert connection.getresponse().status == 501


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example"])
def test_another_name_for_this_machine_is_refused(
    connection: http.client.HTTPConnection, host: str
) -> None:
    connection.request("GET", "/", headers={"Host": host})
    answer = connection.getresponse()
    assert answer.status == 421
    assert b"Block a card" not in answer.read()


@pytest.mark.parametrize(
    ("header", "is_own"),
    [
        ("127.0.0.1:8000", True), ("localhost", True), ("LOCALHOST:1", True), ("[::1]:8000", True),
        ("[::1]", True), ("a.localhost:8000", True), ("desk.example:8000", True),
        (None, False), ("", False), (":8000", False), ("localhost.evil.example", False),
        ("evil.example", False), ("[evil.example]:80", False),
    ],
)  # fmt: skip
def test_whose_host_a_name_is(header: str | None, is_own: bool) -> None:
    assert is_own_host(header, "desk.example") is is_own


def test_a_save_is_told(connection: http.client.HTTPConnection, library: Library) -> None:
    connection.request("GET", "/.preview/changes")
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"

    def told() -> int:
        lines = iter(stream.readline, b"")
        return int(next(line for line in lines if line.startswith(b"data: "))[6:])

    before = told()
    library.write(CARD, TEXTS[CARD].replace("Say goodbye", "Say farewell"))
    assert told() > before


def test_a_mistake_in_one_page_ends_no_preview(
    connection: http.client.HTTPConnection, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("sopgen.preview.site.Site.answer", None)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status == 503
        assert b"there is a mistake in sopgen" in answer.read()
    assert "TypeError" in library.warnings[-1]
    connection.request("GET", "/")
    assert connection.getresponse().status == 200


def test_an_address_that_is_taken_is_said(address: str, library: Library) -> None:
    port = urlsplit(address).port or 0
    with pytest.raises(OperatorError, match=f"The address 127.0.0.1:{port} cannot be used"):
        PreviewServer("127.0.0.1", port, library.keeper)


def test_no_thread_goes_on_after_the_end(tmp_path: Path) -> None:
    # At the program's end such a thread would hold the terminal, and Python would abort.
    before = set(threading.enumerate())
    with ExitStack() as connections:
        with serving(Library(tmp_path)) as address:
            idle, waiting = (
                connections.enter_context(
                    closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60))
                )
                for _ in range(2)
            )
            idle.request("GET", "/")
            assert idle.getresponse().read()
            waiting.request("GET", "/.preview/changes")
            stream = waiting.getresponse()
            assert stream.readline().startswith(b"data: ")
        assert set(threading.enumerate()) <= before
        assert not stream.read().strip()
