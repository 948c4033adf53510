"""Every example is found by its place: adding a case means adding a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples.checking import HERE, as_expected, check, expected, folder

INVALID = sorted((HERE / "invalid").glob("*.md"))
VALID = sorted((HERE / "valid").glob("*.md"))
LIBRARIES = sorted(path for path in (HERE / "invalid").iterdir() if path.is_dir())


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_invalid_document_raises_exactly_what_it_says(file: Path) -> None:
    wanted = expected(file)
    assert wanted, "the file does not say what is wrong with it"
    findings = check({file.name: file.read_bytes()})
    assert as_expected(findings, wanted) == sorted(wanted), [str(item) for item in findings]


@pytest.mark.parametrize("path", LIBRARIES, ids=lambda path: path.name)
def test_invalid_library_raises_exactly_what_its_documents_say(path: Path) -> None:
    documents, others = folder(path)
    findings = check(documents, others)
    assert findings
    for name in documents:
        wanted = expected(path / name)
        own = [finding for finding in findings if finding.path == name]
        assert as_expected(own, wanted) == sorted(wanted), [str(item) for item in own]


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_valid_document_raises_nothing(file: Path) -> None:
    findings = check({file.name: file.read_bytes()}, ["picture.png"])
    assert not findings, [str(item) for item in findings]


def test_there_are_examples_of_both_kinds() -> None:
    assert len(INVALID) + len(LIBRARIES) >= 120
    assert len(VALID) >= 20


@pytest.mark.parametrize("file", [*INVALID, *VALID], ids=lambda file: file.stem)
def test_messages_are_sentences_and_point_into_the_file(file: Path) -> None:
    content = file.read_bytes()
    lines = content.decode("utf-8", errors="replace").splitlines() or [""]
    for finding in check({file.name: content}):
        assert finding.message.rstrip('"').endswith((".", "?")), finding.message
        assert finding.place.line <= len(lines) + 1
