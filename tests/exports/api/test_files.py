"""The files for programs: they keep to their schemas, and nobody can misread what holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.exports.api.context import Context
from sopgen.exports.api.files import ENDPOINTS, api_files
from sopgen.exports.api.schemas import schemas
from tests.exports.traps import DRAFT, EARLIER, LATER, UNREADABLE, trap_edition
from tests.site.archives import edition_of
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, library, sop
from tests.strictness import strict_validator

Files = Mapping[str, Any]


def files_of(edition: Edition, commit: str | None = None) -> dict[str, Any]:
    """Every file of an edition by its path beneath `api/v1/`, read as JSON."""
    context = Context(edition, Records(edition), commit)
    return {
        path.removeprefix("api/v1/"): json.loads(content) for path, content in api_files(context)
    }


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return trap_edition(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def files(edition: Edition) -> Files:
    return files_of(edition)


def faults(files: Files) -> Iterator[str]:
    known = {f"{name}.schema.json": strict_validator(item) for name, item in schemas().items()}
    for path, data in files.items():
        if not path.startswith("schemas/"):
            schema = data["$schema"].rsplit("/", 1)[1]
            for error in known[schema].iter_errors(data):
                yield f"{path}: {error.json_path}: {error.message}"


def test_every_file_keeps_to_its_schema_and_holds_nothing_else(files: Files) -> None:
    assert list(faults(files)) == []


def test_so_it_does_without_git_and_without_an_address() -> None:
    texts = {"customer-service/it.md": sop(), "fraud/gone.md": sop(id=None, status="retired")}
    made = Edition(library(texts), SETTINGS, TEMPLATES, TODAY, notice="There is no git here.")
    files = files_of(made)
    assert list(faults(files)) == []
    document = files["documents/SOP-CS-001.json"]
    assert document["notice"] == "There is no git here."
    assert document["versions"] == []
    assert document["issue"] is None
    assert document["in_force"]["version"] == "1.0.0"


def test_every_file_says_for_which_day_it_was_made(files: Files) -> None:
    days = {data["as_of"] for path, data in files.items() if not path.startswith("schemas/")}
    assert days == {"2026-11-22"}


def test_the_index_names_every_kind_of_file(files: Files) -> None:
    index = files["index.json"]
    named = {item["path"].removeprefix("api/v1/") for item in index["endpoints"]}
    assert named == set(ENDPOINTS)
    assert index["counts"] == {
        "documents": 9,
        "in_force": 5,
        "upcoming": 2,
        "pilot": 1,
        "retired": 1,
        "overdue": 1,
        "steps": 18,
        "versions": 13,
    }


@pytest.mark.parametrize(
    ("name", "version", "phase"),
    [
        ("SOP-CS-001", "2.0.0", "in_force"),
        ("SOP-CS-003", "1.0.0", "upcoming"),
        ("SOP-CS-004", "1.0.0", "pilot"),
        ("SOP-CS-009", "1.0.0", "retired"),
        ("customer-service~nameless", "1.0.0", "in_force"),
        ("customer-service~twin", "1.0.0", "in_force"),
    ],
)
def test_a_document_says_how_it_holds(files: Files, name: str, version: str, phase: str) -> None:
    held = files[f"documents/{name}.json"]["validity"]
    assert (held["version"], held["phase"]) == (version, phase)
    assert held["is_in_force"] == (phase == "in_force")
    assert bool(held["warning"]) == (phase != "in_force")


def test_the_document_has_the_text_in_force_and_only_names_what_comes(files: Files) -> None:
    document = files["documents/SOP-CS-001.json"]
    told = json.dumps(document)
    assert document["validity"]["next_version"] == "3.0.0"
    assert "whoever knows" in told
    assert not any(words in told for words in (EARLIER, LATER, DRAFT))
    phases = {item["version"]: item["phase"] for item in document["versions"]}
    assert phases == {
        "1.0.0": "superseded",
        "2.0.0": "in_force",
        "3.0.0": "upcoming",
        "3.1.0": "pilot",
    }


@pytest.mark.parametrize(("version", "words"), [("1.0.0", EARLIER), ("3.0.0", LATER)])
def test_other_versions_can_be_read_and_never_hold(files: Files, version: str, words: str) -> None:
    found = files[f"documents/SOP-CS-001/versions/{version}.json"]
    assert words in found["steps"][0]["markdown"]
    assert not found["validity"]["is_in_force"]
    assert "not" in found["validity"]["sentence"]
    assert found["steps"][0]["json"] is None


def test_no_draft_is_anywhere(files: Files) -> None:
    told = json.dumps(files)
    assert DRAFT not in told
    assert "Never seen" not in told
    assert "4.0.0" not in told


def test_a_version_that_cannot_be_read_is_told_as_it_was_written(files: Files) -> None:
    odd = files["documents/SOP-FR-003/versions/0.1.0.json"]
    assert odd["source"] == UNREADABLE
    assert (odd["steps"], odd["sections"]) == ([], [])
    assert odd["title"] == "Odd"
    assert odd["validity"]["is_in_force"]


def test_the_version_in_force_is_named_where_the_page_shows_another(files: Files) -> None:
    document = files["documents/SOP-FR-003.json"]
    assert (document["validity"]["version"], document["validity"]["phase"]) == ("1.0.0", "upcoming")
    assert document["in_force"]["version"] == "0.1.0"


def test_the_hash_is_that_of_the_file_as_it_was_issued(files: Files, edition: Edition) -> None:
    document = next(item for item in edition.library.documents if item.id == "SOP-FR-001")
    content = (edition.settings.root / document.path).read_bytes()
    told = files["documents/SOP-FR-001.json"]["content"]
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    assert told["bytes"] == len(content)
    blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
    assert told["blob"] == blob


def test_a_step_can_be_cited(files: Files) -> None:
    step = files["documents/SOP-CS-001/steps/1.json"]
    assert step["validity"]["is_in_force"]
    assert step["step"]["permanent"]["path"] == "id/SOP-CS-001/v2.0.0/#step-1"
    assert step["citation"] == (
        "SOP-CS-001 Handle a complaint, version 2.0.0, step 1 (in force on 2026-11-22):"
        " id/SOP-CS-001/v2.0.0/#step-1"
    )
    assert step["previous"] is None
    assert step["next"]["path"] == "api/v1/documents/SOP-CS-001/steps/2.json"


def test_a_step_is_told_whole(files: Files) -> None:
    step = files["documents/SOP-CS-001/steps/1.json"]["step"]
    assert step["time_limit"] == {
        "text": "5 minutes",
        "iso8601": "PT5M",
        "seconds": 300,
        "in_working_days": False,
    }
    assert step["roles"] == [{"key": "frontline-agent", "name": "Frontline agent"}]
    assert step["outcomes"] == ["The complaint has a number"]
    assert step["confirmations"] == ["I read it back"]
    (branch,) = step["branches"]
    assert (branch["condition"], branch["step"]) == ("somebody is at risk", 2)


def test_markdown_is_clean_and_its_links_work_where_it_stands(files: Files) -> None:
    step = files["documents/SOP-CS-001/steps/1.json"]["step"]
    assert step["markdown"] == (
        "Ask [whoever knows](../../fraud/card/index.md#2-close), see [step 2](#2-close),"
        " [the law](<https://example.org/law_(2026)>) or\n"
        "[the form](../../pictures/form.png), never the draft or nothing."
    )
    assert step["text"] == (
        "Ask whoever knows, see step 2, the law or the form, never the draft or nothing."
    )


def test_hostile_titles_stay_text(files: Files) -> None:
    title = files["documents/SOP-FR-001.json"]["title"]
    assert title == 'Say "</script><script>alert(1)</script>" & `x` [y](z) # *now*'


def test_whole_addresses_are_given_where_the_site_is_known(edition: Edition) -> None:
    settings = replace(edition.settings, site_url="https://example.org/sops/")
    files = files_of(replace(edition, settings=settings))
    assert list(faults(files)) == []
    link = files["documents/SOP-CS-001.json"]["links"]["permanent"]
    assert link == {
        "path": "id/SOP-CS-001/",
        "url": "https://example.org/sops/id/SOP-CS-001/",
    }


def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    first, second = (
        dict(api_files(Context(edition, Records(edition), "0" * 40))) for _ in range(2)
    )
    assert first == second


def test_on_its_day_the_next_version_is_the_document(edition: Edition) -> None:
    later = edition_of(Path(edition.settings.root), date(2026, 12, 1))
    held = files_of(later)["documents/SOP-CS-001.json"]["validity"]
    assert (held["version"], held["is_in_force"]) == ("3.0.0", True)
