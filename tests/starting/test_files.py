"""What the files of a new repository hold, whatever an organisation is called."""

from __future__ import annotations

import json
import re

import pyromark
import pytest
import yaml
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from sopgen import __version__
from sopgen.model.errors import OperatorError
from sopgen.starting.departments import departments
from tests.commandline import REPOSITORY, Run
from tests.engines.test_hostile_names import Markup
from tests.sample import SampleLibrary
from tests.starting.starting import HOSTILE, files, given

names = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60)
NAMED = re.compile(r"\bhttps?://([\w.-]*\w)")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["mkdocs.yml", "schema/vocabulary.yml"])
def test_a_name_stays_one_value(name: str, path: str) -> None:
    name = " ".join(name.split())
    made = yaml.safe_load(files(given(name, name))[path])
    if path == "mkdocs.yml":
        assert made["site_name"] == f"{name} procedures"
    else:
        (department,) = made["departments"].values()
        assert department["name"] == name


@for_all(names)
@settings(max_examples=40)
def test_any_name_that_is_taken_stays_one_value(name: str) -> None:
    try:
        answered = given(name, name, "Sales")
    except OperatorError:
        return
    made = files(answered)
    assert yaml.safe_load(made["mkdocs.yml"])["site_name"] == f"{answered.organisation} procedures"
    words = yaml.safe_load(made["schema/vocabulary.yml"])
    assert answered.organisation in [item["name"] for item in words["departments"].values()]


@pytest.mark.parametrize("name", [*HOSTILE, "<b data-no=x>", "![x](no)", "1. # * _ ~~x~~"])
@pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md"])
def test_a_name_is_text_on_a_page_for_people(name: str, path: str) -> None:
    found = Markup(
        pyromark.html(files(given(name, name))[path], options=pyromark.Options.ENABLE_TABLES)
    )
    assert found.found == []
    assert " ".join(name.split()) in " ".join(found.text.split())


@for_all(st.lists(names.filter(str.strip), min_size=1, max_size=40, unique_by=str.casefold))
def test_every_department_has_a_key_and_a_code_of_its_own(wanted: list[str]) -> None:
    made = departments(wanted)
    assert [item.name for item in made] == wanted
    assert len({item.key for item in made}) == len({item.code for item in made}) == len(wanted)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", item.key) for item in made)
    assert all(re.fullmatch(r"[A-Z]{2,4}", item.code) for item in made)


@pytest.mark.parametrize(
    ("name", "key", "code"),
    [
        ("Customer service", "customer-service", "CS"),
        ("Billing", "billing", "BI"),
        ("Kundendienst Süd", "kundendienst-sud", "KS"),
        ("客服", "department-1", "DE"),
        ("2nd line", "nd-line", "NL"),
        ("Register", "register-2", "RE"),
        ("A", "a", "AA"),
        ("Off", "off-2", "OF"),
    ],
)
def test_a_key_and_a_code_are_as_a_person_would_choose(name: str, key: str, code: str) -> None:
    (made,) = departments([name])
    assert (made.key, made.code) == (key, code)


def test_no_host_is_named_but_those_that_are_there() -> None:
    hosts = {host for text in files().values() for host in NAMED.findall(text)}
    places = {"www.python.org", "git-scm.com", "editorconfig.org", "pre-commit.com"}
    assert hosts == places | {"json-schema.org", "127.0.0.1"}


def test_schemas_and_scaffolds_are_those_that_sopgen_brings() -> None:
    made = files()
    for folder, pattern in (("schema", "*.json"), ("templates", "*.md")):
        for file in (REPOSITORY / folder).glob(pattern):
            assert made[f"{folder}/{file.name}"] == file.read_text("utf-8")


def test_the_editor_finds_the_line_of_each_finding(library: SampleLibrary, sopgen: Run) -> None:
    library.add("a, b.md", title="Answer, or %: call")
    library.add("c.md", status="aproved")
    tasks = json.loads(files()[".vscode/tasks.json"])["tasks"]
    assert tasks[0]["command"] == "sopgen validate --format github"
    pattern = tasks[0]["problemMatcher"]["pattern"]
    lines = sopgen("validate", "--format", "github").out.splitlines()
    found = [re.match(pattern["regexp"], line) for line in lines]
    assert all(found)
    match = next(m for m in found if m and m[pattern["code"]] == "SOP206")
    names = ("severity", "file", "line", "column")
    assert [match[pattern[name]] for name in names] == ["error", "sops/c.md", "6", "9"]


def test_one_version_of_sopgen_is_asked_for() -> None:
    made = files()
    assert "\nsopgen==1.2.3\n" in made["requirements.txt"]
    assert made[".pre-commit-config.yaml"].count("sopgen==1.2.3") == 2
    assert re.fullmatch(r"[0-9.]+", __version__)


@pytest.mark.parametrize("forge", ["github", "gitlab", "none"])
def test_every_link_of_the_guides_leads_somewhere(forge: str) -> None:
    made = files(given(forge=forge))
    folders = {path.rpartition("/")[0] for path in made}
    for page in ("README.md", "CONTRIBUTING.md"):
        anchors = {_anchor(line) for line in made[page].splitlines() if line.startswith("#")}
        for target in re.findall(r"\]\(([^)]+)\)", re.sub(r"(?s)```.*?```", "", made[page])):
            path, _, anchor = target.partition("#")
            if not target.startswith("http"):
                assert path in {"", *made, *folders}, target
                assert not anchor or anchor in anchors, target


def _anchor(heading: str) -> str:
    words = heading.lstrip("# ").lower()
    return re.sub(r"[^\w -]", "", words).replace(" ", "-")


@pytest.mark.parametrize(
    ("forge", "requests"),
    [("github", {"pull request"}), ("gitlab", {"merge request"}), ("none", set())],
)
def test_the_guides_speak_as_the_forge_does(forge: str, requests: set[str]) -> None:
    made = files(given(forge=forge))
    text = made["CONTRIBUTING.md"] + made["README.md"]
    assert set(re.findall(r"(?:pull|merge) request", text)) == requests
    assert [mark for mark in ("<<", ">>", "<%", "%>", "<#", "\n\n\n") if mark in text] == []
