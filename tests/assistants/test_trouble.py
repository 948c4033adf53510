"""A source that is damaged, hostile or half replaced gives a reason in place of an answer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from sopgen.answering.published import Source
from sopgen.answering.refusals import RefusalAnswer, RefusalKind
from sopgen.answering.telling import told
from sopgen.answering.tools import ask
from sopgen.assistants import sites
from sopgen.assistants.files import plain_path
from sopgen.assistants.repository import Repository
from sopgen.assistants.sites import FolderFiles, WebFiles
from sopgen.model.errors import OperatorError
from sopgen.workspace import open_workspace
from tests.assistants.asking import answered, refused, site
from tests.assistants.library import TODAY
from tests.assistants.web import answering, served
from tests.history.repository import Repository as Made
from tests.site.libraries import sop

OLD = "The site was built for 22 Nov 2026: what changed after that day is not in it."
_DOCUMENT = "api/v1/documents/SOP-CS-001.json"


@pytest.fixture
def copy(site_folder: Path, tmp_path: Path) -> Path:
    """A site of one's own, to damage."""
    return shutil.copytree(site_folder, tmp_path / "site")


def changed(folder: Path, path: str, change: Callable[[Any], object]) -> Source:
    """The site with one of its files changed."""
    file = folder / path
    data = json.loads(file.read_text("utf-8"))
    change(data)
    file.write_text(json.dumps(data), "utf-8")
    return site(FolderFiles(folder))


def unavailable(source: Source) -> str:
    error = refused(source, "get_document", id="SOP-CS-001")
    assert error.kind is RefusalKind.SOURCE_UNAVAILABLE
    return error.message


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("steps"),
        lambda data: data["validity"].update(phase="draft"),
        lambda data: data.update(id="SOP-BI-001"),
        lambda data: data.update(title=["x"]),
        lambda data: data["validity"].update(review_due="soon"),
        lambda data: data["issue"].update(issued_at="2026-01-05T09:00:00"),
    ],
)
def test_a_file_that_is_not_as_promised_is_not_believed(
    copy: Path, change: Callable[[Any], object]
) -> None:
    assert "is not what sopgen publishes" in unavailable(changed(copy, _DOCUMENT, change))


def test_a_version_that_a_site_names_and_lacks_is_no_answer(copy: Path) -> None:
    source = changed(copy, _DOCUMENT, lambda data: data["versions"].pop())
    error = refused(source, "changes_since", day="2026-01-01")
    assert error.kind is RefusalKind.SOURCE_UNAVAILABLE


def test_a_step_that_only_the_search_knows_is_not_found(copy: Path) -> None:
    source = changed(copy, _DOCUMENT, lambda data: data["steps"].pop(0))
    found = answered(source, "search", query="record the complaint", limit=1).results
    assert [(hit.citation.id, hit.citation.step) for hit in found] != [("SOP-CS-001", 1)]


def test_the_file_of_another_version_is_no_answer(copy: Path) -> None:
    path = "api/v1/documents/SOP-CS-001/versions/1.0.0.json"
    source = changed(copy, path, lambda data: data["validity"].update(version="9.0.0"))
    error = refused(source, "version_in_force", id="SOP-CS-001", day="2026-03-01")
    assert error.kind is RefusalKind.SOURCE_UNAVAILABLE


@pytest.mark.parametrize("content", ["", "{", "[" * 200_000, '"x"', "\ufeff{}"])
def test_what_is_no_json_is_not_believed(copy: Path, content: str) -> None:
    (copy / _DOCUMENT).write_text(content, "utf-8")
    assert "is not what sopgen publishes" in unavailable(site(FolderFiles(copy)))


def test_nothing_that_a_site_says_is_hidden(copy: Path) -> None:
    source = changed(copy, _DOCUMENT, lambda data: data.update(title="Pay\u202e001\x07\ud800"))
    step = answered(source, "get_step", id="SOP-CS-001", number=1)
    assert step.citation.title == "Pay[U+202E]001[U+0007][U+D800]"
    told(step).encode()


def test_a_site_that_is_being_replaced_says_so(copy: Path) -> None:
    source = changed(copy, _DOCUMENT, lambda data: data.update(as_of="2026-11-23"))
    assert "is just being replaced" in unavailable(source)


def test_a_site_cannot_lead_out_of_itself(copy: Path) -> None:
    def lead_out(data: Any) -> None:  # noqa: ANN401 any JSON
        for item in data["documents"]:
            item["links"]["json"]["path"] = "../secret.json"

    (copy.parent / "secret.json").write_text("{}")
    assert "cannot be its own" in unavailable(changed(copy, "api/v1/documents.json", lead_out))


def test_a_link_out_of_the_folder_is_not_followed(copy: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    (copy / _DOCUMENT).unlink()
    (copy / _DOCUMENT).symlink_to(secret)
    assert "leads out of the site" in unavailable(site(FolderFiles(copy)))


@pytest.mark.parametrize(
    "path",
    [
        *("/etc/passwd", "../x", "a/../b", "a//b", ".git/config", "a/.x", "http://e/x", "a\\b"),
        *("", "a%2e%2e/b", "a%2Fb", "a?b", "a#b", "//e/x", "a\nb", "a/"),
    ],
)
def test_only_plain_paths_are_read(path: str) -> None:
    with pytest.raises(OperatorError):
        plain_path(path)


def test_a_folder_without_a_site_is_named(tmp_path: Path) -> None:
    message = unavailable(site(FolderFiles(tmp_path)))
    assert "has no api/v1/index.json" in message


def test_a_site_that_was_built_anew_is_read_anew(copy: Path) -> None:
    source = site(FolderFiles(copy))
    assert answered(source, "get_document", id="SOP-CS-001").citation.title == "Handle a complaint"
    changed(copy, _DOCUMENT, lambda data: data.update(title="Hear a complaint"))
    changed(copy, "api/v1/index.json", lambda data: data.update(commit="d" * 40))
    assert answered(source, "get_document", id="SOP-CS-001").citation.title == "Hear a complaint"


def test_an_older_site_says_what_came_since(site_folder: Path) -> None:
    later = site(FolderFiles(site_folder), date(2026, 12, 11))
    warnings = answered(later, "get_step", id="SOP-CS-001", number=1).warnings
    assert warnings[1:] == (
        "Another version has taken effect since, on 10 Dec 2026.",
        OLD,
    )
    for tool, more in (("search", {"query": "zzz"}), ("changes_since", {"day": "2026-11-30"})):
        answer = answered(later, tool, **more)
        assert answer.warnings == (OLD,)
        assert OLD in told(answer)


def test_without_a_history_nothing_is_said_of_the_past(copy: Path) -> None:
    source = changed(copy, "api/v1/index.json", lambda data: data.update(notice="No git here."))
    for tool, more in (("version_in_force", {"id": "SOP-CS-001"}), ("changes_since", {})):
        error = refused(source, tool, day="2026-05-01", **more)
        assert (error.kind, "No git here." in error.message) == ("unknown_history", True)
    assert answered(source, "get_step", id="SOP-CS-001", number=1).warnings


def test_where_no_address_is_set_that_of_the_site_is_cited(copy: Path) -> None:
    changed(copy, "api/v1/index.json", lambda data: data.update(url=None))
    with served(copy) as address:
        citation = answered(site(WebFiles(address)), "get_step", id="SOP-CS-001", number=1).citation
    assert citation.address == f"{address}id/SOP-CS-001/v2.0.0/#step-1"


def test_no_redirect_is_followed() -> None:
    seen: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.path)
        request.send_response(302)
        request.send_header("Location", "/elsewhere")
        request.end_headers()

    with answering(answer) as address:
        assert "answers 302" in unavailable(site(WebFiles(address)))
    assert seen == ["/api/v1/index.json"]


def test_a_file_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "LARGEST", 200_000)

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b" " * 65_536)

    with answering(_until_they_leave(answer)) as address:
        assert "more than 200000 bytes" in unavailable(site(WebFiles(address)))


def _until_they_leave(
    answer: Callable[[BaseHTTPRequestHandler], None],
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answered_until(request: BaseHTTPRequestHandler) -> None:
        try:
            answer(request)
        except OSError:
            request.close_connection = True

    return answered_until


@pytest.mark.parametrize(
    "address", ["file:///etc/", "ftp://x/", "http://", "https://me:pw@host/", "http://[", "x"]
)
def test_only_addresses_of_the_web_are_sites(address: str) -> None:
    with pytest.raises(OperatorError, match="no address of a site"):
        WebFiles(address)


def test_nobody_at_an_address_is_said() -> None:
    with answering(lambda _: None) as address:
        pass
    assert "cannot be fetched" in unavailable(site(WebFiles(address)))


def test_what_is_committed_next_is_answered_next(tmp_path: Path) -> None:
    path = "sops/customer-service/it.md"
    with Made(tmp_path) as made:
        made.commit("One", {"mkdocs.yml": _SETTINGS, path: sop()})
        made.check_out()
        source = Repository(open_workspace(tmp_path).settings, lambda: TODAY, "mkdocs.yml")
        assert answered(source, "get_document", id="SOP-CS-001").citation.version == "1.0.0"
        made.commit(
            "Two", {path: sop(version="1.1.0", change_summary="Complaints are closed sooner.")}
        )
        made.save()
        assert answered(source, "get_document", id="SOP-CS-001").citation.version == "1.1.0"
        made.commit("Three", {path: sop(version="1.2.0", owner="nobody")})
        made.save()
        assert 'See them with "sopgen validate"' in unavailable(source)


_SETTINGS = "site_name: Care\ndocs_dir: sops\ntheme: {name: material}\nplugins: [sopgen]\n"


@pytest.mark.parametrize("name", ["index.json", "*/postings-*.bin", "*/words-*.txt", "*/d*.json"])
def test_a_search_that_is_damaged_gives_an_answer_or_a_reason(copy: Path, name: str) -> None:
    files = list((copy / "search").glob(name))
    assert files
    for content in (b"", b"[]", b"[" * 20_000, b"{}", b'{"format": 1}', b"\xff\x00\x80" * 99):
        for file in files:
            file.write_bytes(content)
        source = site(FolderFiles(copy))
        for query in ("complain", "my card got nicked", "cs 1"):
            answer = ask(source, "search", {"query": query, "role": "frontline-agent"})
            told(answer).encode()
            if isinstance(answer, RefusalAnswer):
                assert "is not what sopgen publishes" in answer.error.message
