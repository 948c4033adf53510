"""Documents that come, go, move, and change places."""

from __future__ import annotations

import pytest

from .project import ANEW, OTHER, PATH, Project, a, b, with_roles, with_typo

NEW = "sops/later/new.md"


@pytest.mark.parametrize("status", ["approved", "pilot", "retired"])
def test_a_document_that_people_followed_may_not_be_deleted(project: Project, status: str) -> None:
    project.base({PATH: a(status=status), OTHER: b()})
    project.write({PATH: None})
    assert project.found() == [("SOP607", PATH)]


def test_a_draft_may_be_deleted(project: Project) -> None:
    project.base({PATH: a(status="draft"), OTHER: b()})
    project.write({PATH: None})
    assert project.found() == []


def test_a_draft_of_something_in_force_may_not_be_deleted(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.base({PATH: a(with_typo(), status="draft", **ANEW)})
    project.write({PATH: None})
    assert project.found() == [("SOP607", PATH)]


def test_pages_come_and_go(project: Project) -> None:
    project.base({PATH: a(), "sops/index.md": "# Welcome", "sops/about.md": "# About\n"}, PAGES)
    project.write({"sops/about.md": None, "sops/index.md": "# Hello", "sops/more.md": "# More\n"})
    assert project.found() == []


PAGES = "pages: [about.md]"


def test_a_first_import_is_free(project: Project) -> None:
    project.base({})
    project.write({PATH: a(version="7.3.1"), OTHER: b(status="retired")})
    assert project.found() == []


def test_a_new_document_is_free(project: Project) -> None:
    project.base({PATH: a()})
    project.write({OTHER: b(version="3.0.0", effective_date="2024-01-01")})
    assert project.found() == []


def test_a_move_is_no_change(project: Project) -> None:
    linked = "\nSee [the other](call-back.md#step-1).\n"
    project.base({PATH: a() + linked, OTHER: b() + "\nSee [calls](answer-a-call.md).\n"})
    away = "\nSee [the other](../call-back.md#step-1).\n"
    moved = b() + "\nSee [calls](later/new.md).\n"
    project.write({PATH: None, NEW: a() + away, OTHER: moved})
    assert project.found() == []


def test_a_link_that_leads_elsewhere_is_a_change(project: Project) -> None:
    project.base({PATH: a() + "\nSee [more](call-back.md).\n", OTHER: b()})
    project.write({PATH: a() + "\nSee [more](https://example.org).\n"})
    assert project.found() == [("SOP601", PATH)]


def test_a_new_name_in_capitals_only(project: Project) -> None:
    project.base({PATH: a()})
    project.write({PATH: None})
    project.write({"sops/Answer-A-Call.md": a()})
    assert project.found() == []


def test_renamed_and_rewritten_at_once_goes_by_the_id(project: Project) -> None:
    project.base({PATH: a()})
    project.write({PATH: None, NEW: a("\n## Purpose\n\nAll is new here.\n")})
    assert project.found() == [("SOP601", NEW)]


def test_the_whole_library_moves(project: Project) -> None:
    link = "\nSee [the other](call-back.md).\n"
    project.base({PATH: a() + link, OTHER: b()})
    project.write({PATH: None, OTHER: None})
    project.write({"docs/x/a.md": a() + link, "docs/x/call-back.md": b(with_typo())})
    project.write({"mkdocs.yml": "docs_dir: docs\nplugins: [sopgen]\n"})
    assert project.found() == [("SOP601", "docs/x/call-back.md")]


def test_two_documents_swap_ids(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.write({PATH: a(id="SOP-CS-002"), OTHER: b(id="SOP-CS-001")})
    assert {("SOP608", PATH), ("SOP608", OTHER)} <= set(project.found())
    assert not {"SOP607", "SOP609"} & set(project.codes())


def test_two_documents_swap_files(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.write({PATH: b(), OTHER: a()})
    assert project.found() == []


def test_an_id_taken_from_a_document_that_is_deleted(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.write({PATH: a(id="SOP-CS-002"), OTHER: None})
    found = project.found()
    assert ("SOP608", PATH) in found
    assert ("SOP607", OTHER) in found


def test_an_id_and_a_file_renamed_at_once(project: Project) -> None:
    project.base({PATH: a()})
    project.write({PATH: None, NEW: a(id="SOP-CS-009")})
    assert ("SOP608", NEW) in project.found()
    assert "SOP607" not in project.codes()


def test_a_document_moves_away_and_another_takes_its_file(project: Project) -> None:
    project.base({PATH: a()})
    project.write({NEW: a(), PATH: b()})
    assert project.found() == []


def test_an_id_of_long_ago_is_not_given_again(project: Project) -> None:
    project.base({PATH: a(status="draft"), OTHER: b()})
    project.repository.commit("Drop", delete=[PATH])
    project.repository.check_out()
    project.write({NEW: a("\n## Purpose\n\nQuite another.\n", title="Quite another")})
    assert project.found() == [("SOP609", NEW)]


def test_an_id_that_a_document_gave_up_is_not_given_again(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.base({PATH: a(id="SOP-CS-009")})
    project.write({NEW: a("\n## Purpose\n\nQuite another.\n", title="Quite another")})
    assert project.found() == [("SOP609", NEW)]


def test_a_deleted_document_comes_back_as_it_was(project: Project) -> None:
    project.base({PATH: a(), OTHER: b()})
    project.repository.commit("Drop", delete=[PATH])
    project.repository.check_out()
    project.write({PATH: a()})
    assert project.found() == []
    project.write({PATH: a(with_roles())})
    assert project.found() == [("SOP601", PATH)]


def test_a_copy_is_a_duplicate_not_a_reuse(project: Project) -> None:
    project.base({PATH: a()})
    project.write({NEW: a()})
    assert project.found() == []
