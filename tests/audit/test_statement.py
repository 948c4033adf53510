"""The statement by clause: it is counted, it changes with the library, and it claims no more."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sopgen.audit.measures import MEASURES, Measure
from sopgen.audit.statement import Verdict, clauses, verdict
from tests.audit.audited import ALONE, DAY, approve, audited, contents
from tests.commandline import Run

BEST_FIRST = [Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET]


def told(files: dict[str, bytes]) -> dict[str, Any]:
    """Every measure of a package by its key."""
    data = json.loads(files["statement.json"])
    found = [clause for item in data["standards"] for clause in item["clauses"]]
    return {measure["key"]: measure for clause in found for measure in clause["measures"]}


def verdicts(files: dict[str, bytes]) -> dict[str, str]:
    """The verdict of each clause of a package."""
    data = json.loads(files["statement.json"])
    return {
        f"{item['standard']} {clause['clause']}": clause["verdict"]
        for item in data["standards"]
        for clause in item["clauses"]
    }


def test_figures_are_those_of_the_library(files: dict[str, bytes]) -> None:
    approved = told(files)["approved"]
    said = (
        "2 of 3 documents in force have an approval with evidence in git "
        "(1 named in a commit's trailer, 1 merged by a named person)."
    )
    assert approved["sentence"] == said
    (missing,) = approved["missing"]
    assert missing["name"] == "SOP-FR-001 1.0.0"
    assert "git holds no proof" in missing["why"]
    assert said.replace("'", "&#39;") in files["statement.html"].decode()
    assert missing["name"] in files["statement.html"].decode()


def test_a_change_of_the_library_changes_the_sentence_and_the_verdict(
    files: dict[str, bytes], tmp_path: Path, sopgen: Run
) -> None:
    there = audited(tmp_path / "copy")
    approve(there, ALONE, "1.1.0")
    file = tmp_path / "again.zip"
    assert sopgen("export", file, "-f", there / "mkdocs.yml", "--today", DAY).code == 0
    now = contents(file)
    sentence = told(now)["approved"]["sentence"]
    assert sentence.startswith("All 3 documents in force have an approval with evidence in git")
    assert told(files)["again"]["met"] < told(now)["again"]["met"]


def test_versions_are_counted_as_they_were_issued_and_approved(files: dict[str, bytes]) -> None:
    measures = told(files)
    assert (measures["issued"]["met"], measures["issued"]["total"]) == (6, 6)
    assert (measures["approved_ever"]["met"], measures["approved_ever"]["total"]) == (2, 6)
    assert (measures["kept"]["met"], measures["kept"]["total"]) == (3, 3)
    assert (measures["other_eyes"]["met"], measures["other_eyes"]["total"]) == (2, 2)
    assert (measures["compared"]["met"], measures["compared"]["total"]) == (2, 2)


def test_a_late_review_is_no_current_one(inside: Path, tmp_path: Path, sopgen: Run) -> None:
    assert inside
    file = tmp_path / "later.zip"
    outcome = sopgen("export", file, "--today", "2027-12-01", "--format", "json")
    assert outcome.json["overdue"] == 3
    later = contents(file)
    assert told(later)["reviewed"]["sentence"].startswith("None of the 3 documents in force")
    assert verdicts(later)["EPA QA/G-6 (2007) 2.3"] == "not met"
    assert "days late" in later["reviews.html"].decode()


def test_what_no_data_can_show_is_left_to_the_organisation(files: dict[str, bytes]) -> None:
    found = verdicts(files)
    for clause in "dhij":
        assert found[f"21 CFR 11.10 11.10 ({clause})"] == "outside"
    assert found["21 CFR 11.10 11.10 (a)"] == "partly"
    page = files["statement.html"].decode().lower()
    assert "compliant" not in page
    assert "certified" not in page


def test_every_clause_is_spoken_of_and_rests_on_measures_that_exist() -> None:
    standards = {item["standard"]: item["clauses"] for item in clauses()}
    asked = [item["clause"] for item in standards["21 CFR 11.10"]]
    assert asked == [f"11.10 ({letter})" for letter in "abcdefghijk"]
    iso = [item["clause"] for item in standards["ISO 9001:2015, 7.5"]]
    assert {name.split()[0].rstrip(",") for name in iso} == {"7.5.2", "7.5.3.1", "7.5.3.2"}
    named = set()
    for clause in (item for items in standards.values() for item in items):
        assert clause["asks"]
        limit = Verdict(clause.get("at_most", "met"))
        assert clause.get("outside") or limit is Verdict.MET
        assert clause.get("measures") or limit is Verdict.OUTSIDE
        named |= set(clause.get("measures", ()))
    assert named == set(MEASURES)


def measure(met: int, total: int) -> Measure:
    return Measure(key="", met=met, total=total, sentence="", basis="", missing=())


measures = st.lists(
    st.integers(0, 5).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))),
    max_size=4,
)


@given(measures)
def test_better_figures_never_give_a_worse_verdict(figures: list[tuple[int, int]]) -> None:
    ladder = [
        verdict([measure(min(total, met + more), total) for met, total in figures])
        for more in range(6)
    ]
    ranks = [BEST_FIRST.index(item) for item in ladder if item in BEST_FIRST]
    assert all(later <= earlier for earlier, later in pairwise(ranks))


@given(measures)
def test_no_figures_lift_a_clause_above_its_limit(figures: list[tuple[int, int]]) -> None:
    found = [measure(met, total) for met, total in figures]
    assert verdict(found, Verdict.PARTLY) is not Verdict.MET
    assert verdict(found, Verdict.OUTSIDE) is Verdict.OUTSIDE
    if verdict(found) is Verdict.MET:
        assert found
        assert all(item.met == item.total > 0 for item in found)
