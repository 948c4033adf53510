"""What has one right form is mended; everything else stays, letter by letter."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.fixing import Fixed, fix_documents
from sopgen.inspection import inspect, levels_of
from sopgen.library import Library
from sopgen.reading.reader import read_document
from sopgen.settings import default_settings
from sopgen.template import load_templates, load_vocabulary
from sopgen.workspace import Workspace
from tests.commandline import Run
from tests.golden.render import TODAY
from tests.sample import BODY, SampleLibrary, sop

PATH: Final = "sops/a.md"
SOUND: Final = sop(BODY)
MARKS: Final = "\t\xa0：—*-#\u200b> "
SETTINGS: Final = default_settings(Path("/"))
TEMPLATES: Final = load_templates(SETTINGS.schema_dir)
VOCABULARY: Final = load_vocabulary(SETTINGS.schema_dir)
SLIPS: Final = {
    "owner: team-lead": ("owner: Team lead", "owner:\tteam-lead", "owner： team-lead"),
    "status: approved": ("status: Approved", "status:\xa0approved"),
    "department: customer-service": ("department: Customer service",),
    "effective_date: 2026-11-01": ("effective_date: 2026-11-1", "effective_date：2026-11-01"),
    "---\n\n## Purpose": ("----\n\n## Purpose", "—\n\n## Purpose", "...\n\n## Purpose"),
    "## Scope": ("## Sc\u200bope", "\u202e## Scope"),
}


def fixed(text: str) -> Fixed | None:
    """The only document of a library, mended."""
    reading = read_document(PATH, text.encode(), TEMPLATES.layout_of)
    library = Library({PATH: reading}, frozenset(), "sops/", VOCABULARY)
    workspace = Workspace(SETTINGS, TEMPLATES, VOCABULARY)
    vars(workspace)["library"] = library
    found = inspect(library, TEMPLATES, levels_of({}), TODAY).findings
    return next(iter(fix_documents(workspace, found, TODAY)), None)


@pytest.mark.parametrize(
    ("right", "wrong"), [(right, wrong) for right, slips in SLIPS.items() for wrong in slips]
)
def test_a_slip_is_mended_to_the_letter(right: str, wrong: str) -> None:
    assert right in SOUND
    made = fixed(SOUND.replace(right, wrong))
    assert made is not None
    assert made.new.source.text.replace("owner:  team", "owner: team") == SOUND
    assert made.findings


def test_several_slips_are_mended_together() -> None:
    text = SOUND
    for right, slips in SLIPS.items():
        text = text.replace(right, slips[0])
    made = fixed(text)
    assert made is not None
    assert made.new.source.text == SOUND


def test_a_list_gets_its_empty_line_also_in_a_quotation() -> None:
    body = BODY.replace("Every call from a customer.", "Calls by:\n- phone\n- chat\n\n> So:\n> - a")
    made = fixed(sop(body))
    assert made is not None
    assert "Calls by:\n\n- phone\n- chat\n\n> So:\n>\n> - a" in made.new.source.text


@pytest.mark.parametrize(
    "wrong",
    [
        "effective_date: 1.2.2026",
        "effective_date: 2026-13-01",
        "owner: somebody",
        "version: 1.0",
        "status: aproved",
    ],
)
def test_what_may_mean_two_things_is_left_to_its_writer(wrong: str) -> None:
    name = wrong.partition(":")[0]
    lines = [wrong if line.startswith(f"{name}:") else line for line in SOUND.split("\n")]
    assert fixed("\n".join(lines)) is None


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from([(r, w) for r, ws in SLIPS.items() for w in ws]), max_size=4),
    st.lists(
        st.tuples(st.integers(0, len(SOUND)), st.sampled_from("\t\xa0：—*-#\u200b> ")), max_size=3
    ),
)
def test_nothing_but_what_was_named_changes(
    slips: list[tuple[str, str]], marks: list[tuple[int, str]]
) -> None:
    text = SOUND
    for at, mark in marks:
        text = text[:at] + mark + text[at:]
    for right, wrong in slips:
        text = text.replace(right, wrong, 1)
    made = fixed(text)
    if made is None:
        return
    assert fixed(made.new.source.text) is None
    old, new = (item.source.text.splitlines() for item in (made.old, made.new))
    touched = [line for line in ndiff(old, new) if line.startswith("- ")]
    assert len(touched) <= len(made.findings)


def test_the_command_mends_and_says_so(library: SampleLibrary, sopgen: Run) -> None:
    file = library.add(owner="Team lead", kpis="[nothing]")
    done = sopgen("validate", "--fix", file)
    assert "owner: team-lead\n" in file.read_text("utf-8")
    assert "mended sops/answer-a-call.md:8:8" in done.err
    assert done.code == 1
    assert "SOP209" in done.out
    assert sopgen("validate", "--fix", file).err == ""


def test_a_file_that_is_not_utf8_keeps_its_bytes(library: SampleLibrary, sopgen: Run) -> None:
    content = sop(owner="Team lead").encode().replace(b"customer", b"c\xfcstomer")
    file = library.file("sops/a.md", content)
    sopgen("validate", "--fix")
    assert file.read_bytes() == content
