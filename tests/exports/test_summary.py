"""The summary of a change: whole within a comment's size, and nothing in it but text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.exports.forge import lines_at, lines_of
from sopgen.exports.summary import LARGEST, Summary, summarise, summary_as_markdown
from sopgen.exports.summary.as_markdown import size
from sopgen.forge.comment import unlike_a_summary
from sopgen.gate import Alteration
from sopgen.gate.alteration import alteration
from sopgen.inspection import Inspection
from sopgen.library import Library
from sopgen.model.document import Document
from sopgen.model.finding import Finding, Severity
from sopgen.model.source import Place
from sopgen.model.vocabulary import Entry, Vocabulary
from sopgen.reading.reader import Reading, read_document
from tests.examples.checking import templates, vocabulary
from tests.exports.rendering import seen
from tests.exports.test_markdown import HOSTILE, MENTION
from tests.golden.render import change
from tests.sample import BODY, sop

TODAY: Final = date(2026, 11, 22)
FORGE: Final = "https://forge.example/org/sops/blob/0123abc"

ALLOWED: Final = {
    *("h2", "h3", "p", "ul", "li", "strong", "em", "code", "a", "del", "ins"),
    *("details", "summary", "table", "thead", "tbody", "tr", "th", "td"),
}
text = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), min_size=1, max_size=4).map(
    " ".join
)


def document(path: str = "sops/a.md", body: str = BODY, **fields: str | None) -> Document:
    content = sop(body, **fields).encode("utf-8", "replace")
    found = read_document(path, content, templates().layout_of).document
    assert found is not None
    return found


def told(
    *altered: Alteration, words: Vocabulary | None = None, findings: tuple[Finding, ...] = ()
) -> Summary:
    now = [item.now for item in altered if item.now]
    readings = {found.path: Reading(found, front_matter_usable=True) for found in now}
    library = Library(readings, frozenset(), "sops/", words or vocabulary())
    return summarise(altered, library, Inspection((), findings, {}), TODAY)


def markdown(summary: Summary, largest: int = LARGEST) -> str:
    return summary_as_markdown(summary, lines_at(FORGE), largest)


def finding(message: str, path: str = "sops/a.md") -> Finding:
    place = Place(3, 1)
    return Finding("SOP201", "r", Severity.ERROR, message, message, path, place, None)


def body(words: str, step: str) -> str:
    flat = " ".join(words.split())
    return BODY.replace("Say your name", f"{flat} Say your name").replace("Greet the", step)


@settings(max_examples=60)
@given(text, text, text)
def test_nothing_of_a_document_becomes_markup(one: str, two: str, path: str) -> None:
    flat = [" ".join(words.split()) for words in (one, two)]
    old = document("sops/old.md", title=repr(flat[1]))
    new = replace(
        document(f"sops/{path}.md", body(one, flat[1])), front_matter={**old.front_matter}
    )
    new.front_matter.update(title=flat[0], change_summary=two, version=flat[1], owner=one)
    altered = alteration(new.path, old, new, f"sops/{one}.md")
    made = markdown(told(altered, findings=(finding(one, new.path),)))
    for found in seen(made):
        assert set(found.tags) <= ALLOWED
        assert all(address.startswith(f"{FORGE}/") for address in found.addresses)
        assert found.comments == []
        assert not MENTION.search(re.sub(r"sops/\S*", "", found.text))
    assert unlike_a_summary(made, f"{FORGE}/") is None


def test_the_golden_summary_is_rendered_as_meant() -> None:
    for found in seen(markdown(change())):
        assert set(found.tags) <= ALLOWED
        assert all(address.startswith(FORGE) for address in found.addresses)
        assert "@octocat" not in found.text


@settings(max_examples=30)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(600, 20_000))
def test_it_keeps_within_the_size_and_says_what_is_left_out(
    documents: int, lines: int, largest: int
) -> None:
    summary = told(*many(documents, lines), findings=(finding("Wrong. " * lines),) * 40)
    made = markdown(summary, largest)
    assert size(made) <= largest
    if made.startswith("There is no room here"):
        return
    shown = made.count("\n### SOP-")
    left = re.search(r"(\d+) more documents? changed; there is no room", made)
    assert shown + (int(left[1]) if left else 0) == documents


def many(documents: int, lines: int) -> Iterator[Alteration]:
    for number in range(documents):
        old = document(f"sops/{number}.md", id=f"SOP-CS-{number:03}")
        words = "\n\n".join(
            f"😀 Words {line} that are new, and long & <odd>." for line in range(lines)
        )
        new = document(old.path, BODY + f"\n### 3. More\n\n{words}\n", id=old.id)
        yield alteration(old.path, old, new)


def test_a_large_change_is_cut_where_a_comment_ends() -> None:
    made = markdown(told(*many(300, 40), findings=(finding("Wrong " * 90),) * 400))
    assert 60_000 < size(made) <= LARGEST < 65_536
    assert "more documents changed; there is no room for them here" in made
    assert "… and 370 more findings" in made
    assert "… and 260 more rows" in made


def test_no_text_is_so_long_that_the_summary_outgrows_a_comment() -> None:
    title = "& " * 4_000
    altered = (
        Alteration(f"sops/{number}.md", None, document(f"sops/{number}.md", title=f"'{title}'"))
        for number in range(60)
    )
    made = markdown(told(*altered, findings=(finding("& " * 4_000),) * 60))
    assert 0 < size(made) <= LARGEST


def test_findings_of_what_changed_come_before_those_of_others() -> None:
    new = document("sops/z.md")
    found = (finding("Other.", "sops/a.md"), finding("Own.", "sops/z.md"))
    made = markdown(told(Alteration(new.path, None, new), findings=found))
    assert made.index("Own.") < made.index("Other.")


def test_teams_are_named_without_calling_them() -> None:
    role = Entry("team-lead", "Team lead", teams=("@org/leads", "lead@example.org"))
    words = Vocabulary({"roles": {"team-lead": role}})
    new = document()
    made = markdown(told(Alteration(new.path, None, new), words=words))
    assert "owner Team lead (@\u200borg/leads, lead@\u200bexample.org)" in made


CASES: Final[dict[str, tuple[dict[str, Any], dict[str, Any], str, str]]] = {
    "draft": (
        {"status": "draft", "effective_date": None},
        {"status": "draft", "effective_date": None, "title": "New"},
        "1.0.0 stays, a draft until now",
        "A draft: nobody follows it yet.",
    ),
    "draft approved": (
        {"status": "draft"},
        {},
        "1.0.0 stays, a draft until now",
        "In force on merge.",
    ),
    "tried": (
        {},
        {"version": "2.0.0", "status": "pilot", "effective_date": "2026-12-24"},
        "1.0.0 → 2.0.0 (major), ok; nothing asked for it",
        "On trial from 24 Dec 2026; version 1.0.0 stays in force.",
    ),
    "lower": (
        {"version": "1.2.0"},
        {"version": "1.1.0"},
        "1.2.0 → 1.1.0: the one cannot follow the other, see the findings",
        "In force on merge.",
    ),
    "not counted": (
        {},
        {"owner": "head-of-customer-service"},
        "1.0.0 stays, which is too small: the change asks for 1.1.0 (minor)",
        "On merge, under the number of version 1.0.0, which people follow already.",
    ),
}


@pytest.mark.parametrize(("before", "after", "version", "effect"), CASES.values(), ids=CASES)
def test_version_and_effect_in_words(
    before: dict[str, Any], after: dict[str, Any], version: str, effect: str
) -> None:
    altered = alteration("sops/a.md", document(**before), document(**after))
    (found,) = told(altered).tellings
    assert (found.version, found.effect) == (version, effect)


def test_lines_are_linked_as_each_forge_shows_them() -> None:
    github = lines_of("https://github.com/o/r", "abc")
    assert github("a b#?.md", 3) == ("https://github.com/o/r/blob/abc/a%20b%23%3F.md?plain=1#L3")
    gitlab = lines_of("https://gitlab.com/o/r", "abc")
    assert gitlab("a.md", 1) == "https://gitlab.com/o/r/-/blob/abc/a.md?plain=1#L1"
    for nothing in ("", "javascript:alert(1)"):
        assert lines_of(nothing, "abc")("a.md", 1) is None
