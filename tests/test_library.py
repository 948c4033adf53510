"""A library knows its documents, and where the links between them lead."""

from __future__ import annotations

import pytest

from sopgen.library import Leads, Library, read_file
from sopgen.model.document import Document
from sopgen.settings import load_settings
from sopgen.workspace import open_workspace
from tests.examples.checking import templates
from tests.sample import BODY, SampleLibrary


def opened(library: SampleLibrary) -> Library:
    return open_workspace(library.root).library


def document(library: Library, name: str) -> Document:
    found = library.readings[f"sops/{name}"].document
    assert found is not None
    return found


@pytest.fixture
def linked(library: SampleLibrary) -> SampleLibrary:
    """Two documents of two departments, a page, a picture, and a file outside."""
    library.add("service/a.md", id="SOP-CS-001")
    library.add("billing/b c.md", id="SOP-BI-001", title="B", department="billing")
    library.file("sops/service/index.md", "# A page\n")
    library.file("sops/service/form.png")
    library.file("README.md")
    return library


@pytest.mark.parametrize(
    ("link", "leads", "path", "anchor"),
    [
        ("https://example.org/a#b", Leads.OUT, "https://example.org/a#b", ""),
        ("//example.org/a", Leads.OUT, "//example.org/a", ""),
        ("mailto:a@example.org", Leads.OUT, "mailto:a@example.org", ""),
        ("TEL:+4930123", Leads.OUT, "TEL:+4930123", ""),
        ("javascript:alert(1)", Leads.UNSAFE, "javascript:alert(1)", ""),
        ("data:text/html,x", Leads.UNSAFE, "data:text/html,x", ""),
        ("file:///etc/passwd", Leads.UNSAFE, "file:///etc/passwd", ""),
        ("#step-2", Leads.ANCHOR, "sops/service/a.md", "step-2"),
        ("#", Leads.ANCHOR, "sops/service/a.md", ""),
        ("#gr%C3%B6%C3%9Fe", Leads.ANCHOR, "sops/service/a.md", "größe"),
        ("a.md#scope", Leads.DOCUMENT, "sops/service/a.md", "scope"),
        ("../billing/b%20c.md", Leads.DOCUMENT, "sops/billing/b c.md", ""),
        ("./../billing/../billing/b%20c.md#x", Leads.DOCUMENT, "sops/billing/b c.md", "x"),
        ("index.md", Leads.PAGE, "sops/service/index.md", ""),
        ("form.png", Leads.FILE, "sops/service/form.png", ""),
        ("Form.png", Leads.MISSING, "sops/service/Form.png", ""),
        ("../nothing.md", Leads.MISSING, "sops/nothing.md", ""),
        ("../service/", Leads.MISSING, "sops/service", ""),
        ("http://[", Leads.MISSING, "http://[", ""),
        ("../../README.md", Leads.OUTSIDE, "README.md", ""),
        ("../../../../etc/passwd", Leads.OUTSIDE, "../../etc/passwd", ""),
        ("/sops/service/a.md", Leads.OUTSIDE, "/sops/service/a.md", ""),
        ("..\\billing\\b.md", Leads.OUTSIDE, "..\\billing\\b.md", ""),
    ],
)
def test_where_a_link_leads(
    linked: SampleLibrary, link: str, leads: Leads, path: str, anchor: str
) -> None:
    library = opened(linked)
    target = library.target(document(library, "service/a.md"), link)
    assert (target.leads, target.path, target.anchor) == (leads, path, anchor)
    assert (target.document is not None) == (leads in {Leads.DOCUMENT, Leads.ANCHOR})


def test_every_kind_of_target_is_tested() -> None:
    (cases,) = (mark for mark in test_where_a_link_leads.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined] # set by pytest
    assert {case[1] for case in cases.args[1]} == set(Leads)


def test_of_two_that_claim_an_id_the_first_by_path_has_it(library: SampleLibrary) -> None:
    library.add("b.md")
    library.add("a.md")
    assert opened(library).by_id["SOP-CS-001"].path == "sops/a.md"


def test_who_claims_a_title_an_id_and_an_address(library: SampleLibrary) -> None:
    library.add("x/a.md", title="One  Title")
    library.add("y/a.md", title="one title", id="SOP-CS-002")
    claims = opened(library).claims
    assert len(claims["title", "one title"]) == 2
    assert len(claims["address", "customer-service/a/"]) == 2
    assert len(claims["id", "SOP-CS-001"]) == 1


def test_who_refers_to_a_document_by_id_or_by_link(library: SampleLibrary) -> None:
    library.add("a.md", related_docs="[SOP-CS-001]")
    library.add("b.md", id="SOP-CS-002", related_docs="[SOP-CS-001, SOP-XX-404]")
    library.add("c.md", id="SOP-CS-003", body=f"{BODY}\nSee [A](a.md) and [A](a.md#scope).\n")
    library.add("d.md", id="SOP-CS-004", supersedes="SOP-CS-001")
    referrers = opened(library).referrers
    assert {key: [item.path for item in value] for key, value in referrers.items()} == {
        "SOP-CS-001": ["sops/b.md", "sops/c.md", "sops/d.md"]
    }


def test_a_document_without_a_department_still_has_an_address(library: SampleLibrary) -> None:
    library.add("a.md", department=None)
    found = opened(library)
    assert document(found, "a.md").address == "other/a/"


def test_a_library_whose_folder_lies_beside_its_settings_finds_its_links(
    library: SampleLibrary,
) -> None:
    library.add("a.md")
    library.add("b.md", id="SOP-CS-002")
    library.file("config/mkdocs.yml", "docs_dir: ../sops\n")
    found = open_workspace(library.root, library.root / "config" / "mkdocs.yml").library
    one = found.by_id["SOP-CS-001"]
    assert found.target(one, "b.md").leads is Leads.DOCUMENT
    assert found.target(one, "c.md").leads is Leads.MISSING


def test_a_file_beyond_the_limit_is_told_with_its_size(library: SampleLibrary) -> None:
    library.settings("largest_file: 2048")
    file = library.add(body="x" * 5000)
    settings = load_settings(library.root / "mkdocs.yml")
    (problem,) = read_file(file, "sops/a.md", templates().layout_of, settings).problems
    size = f"{file.stat().st_size:,}"
    assert problem.message == f"The file has {size} bytes and is not read: 2,048 are the most."
    assert "largest_file" in problem.hint
