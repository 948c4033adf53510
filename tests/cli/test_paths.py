"""Which files are checked: those of the library, those named, and what stands in the way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

from tests.commandline import Run, run_process
from tests.sample import TODAY, SampleLibrary, sop

ARGUMENTS: Final = ("validate", "--format", "json", "--today", TODAY)
WEIRD_NAMES: Final = [
    "with spaces.md",
    "'single' and \"double\".md",
    "ünïcödé 文档 😀.md",
    "new\nline.md",
    "-f.md",
    "$(touch gone); `x` & #1.md",
    "UPPER.MD",
]


def test_a_file_or_a_folder_can_be_named(library: SampleLibrary, sopgen: Run) -> None:
    library.add("billing/a.md", id="SOP-BI-001", title=None)
    library.add("billing/b.md", id="SOP-BI-002", title=None)
    library.add("other.md", id="SOP-CS-001", title=None)
    one = sopgen(*ARGUMENTS, "sops/billing/a.md").json["summary"]
    folder = sopgen(*ARGUMENTS, "sops/billing").json["summary"]
    folder_and_file = sopgen(*ARGUMENTS, "sops/billing/", "sops/other.md").json["summary"]
    everything = sopgen(*ARGUMENTS, ".").json["summary"]
    counted = [item["documents"] for item in (one, folder, folder_and_file, everything)]
    assert counted == [1, 2, 3, 3]


def test_a_named_file_is_held_against_the_whole_library(
    library: SampleLibrary, sopgen: Run
) -> None:
    library.add("a.md", related_docs="[SOP-CS-002]", title="One title")
    library.add("b.md", id="SOP-CS-002", title="One title")
    assert sopgen(*ARGUMENTS, "sops/a.md").findings == [("SOP408", "sops/a.md", 3)]


def test_a_name_is_understood_from_a_folder_below(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add("billing/a.md", title=None)
    monkeypatch.chdir(library.sops / "billing")
    assert sopgen(*ARGUMENTS, "a.md").findings == [("SOP201", "sops/billing/a.md", 2)]
    assert sopgen(*ARGUMENTS, ".").findings == [("SOP201", "sops/billing/a.md", 2)]


def test_a_file_outside_is_checked_alone_and_may_name_the_library(
    library: SampleLibrary, sopgen: Run, tmp_path: Path
) -> None:
    library.add()
    draft = tmp_path / "draft.md"
    draft.write_text(sop(id="SOP-CS-002", title="A draft", related_docs="[SOP-CS-001]"), "utf-8")
    outcome = sopgen(*ARGUMENTS, draft)
    assert (outcome.code, outcome.json["summary"]["documents"]) == (0, 1)


def test_without_any_settings_a_file_is_held_against_the_bundled_schema(
    tmp_path: Path, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text(sop(status="aproved"), "utf-8")
    assert sopgen(*ARGUMENTS, "draft.md").findings == [("SOP206", "draft.md", 6)]


def test_files_inside_and_outside_cannot_be_mixed(
    library: SampleLibrary, sopgen: Run, tmp_path: Path
) -> None:
    inside, outside = library.add(), tmp_path / "draft.md"
    outside.write_text(sop(), "utf-8")
    outcome = sopgen(*ARGUMENTS, inside, outside)
    assert outcome.code == 2
    assert "Check them apart." in outcome.err


@pytest.mark.parametrize("name", WEIRD_NAMES)
def test_a_weird_name_is_found_and_told(library: SampleLibrary, sopgen: Run, name: str) -> None:
    file = library.add(name, title=None)
    expected = [("SOP201", f"sops/{name}", 2)]
    assert sopgen(*ARGUMENTS).findings == expected
    assert sopgen(*ARGUMENTS, "--", file).findings == expected
    out = sopgen("validate").out
    assert out.splitlines()[1].startswith("  2:1 error")


def test_names_that_are_no_utf_8_are_checked_apart(library: SampleLibrary) -> None:
    for name in (b"\xff.md", b"\xfe.md"):
        Path(os.fsdecode(os.fsencode(library.sops) + b"/" + name)).write_text(sop(title=None))
    everything = run_process(*ARGUMENTS, cwd=library.root)
    assert everything.code == 1, everything.err
    assert everything.json["summary"]["documents"] == 2
    one = run_process(*ARGUMENTS, os.fsdecode(b"sops/\xff.md"), cwd=library.root)
    assert one.json["summary"]["documents"] == 1


def test_a_link_to_a_document_of_the_library_is_followed(
    library: SampleLibrary, sopgen: Run
) -> None:
    library.add(title=None)
    (library.sops / "link.md").symlink_to("answer-a-call.md")
    assert sopgen(*ARGUMENTS, "sops/link.md").findings[0][1] == "sops/link.md"


@pytest.mark.parametrize("target", ["../../outside.md", "/dev/zero", "no-such.md", "link.md"])
def test_a_link_that_leads_nowhere_good_is_a_finding(
    library: SampleLibrary, sopgen: Run, tmp_path: Path, target: str
) -> None:
    (tmp_path / "outside.md").write_text(sop(), "utf-8")
    library.add()
    (library.sops / "link.md").symlink_to(target)
    assert sopgen(*ARGUMENTS).findings == [("SOP101", "sops/link.md", 1)]
    assert sopgen(*ARGUMENTS, "sops/link.md").findings == [("SOP101", "sops/link.md", 1)]


def test_a_linked_folder_is_a_finding_for_its_documents_are_not_read(
    library: SampleLibrary, sopgen: Run, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text(sop(title=None), "utf-8")
    library.add()
    (library.sops / "linked").symlink_to(tmp_path / "elsewhere")
    assert sopgen(*ARGUMENTS).findings == [("SOP101", "sops/linked", 1)]


def test_a_folder_may_be_called_like_a_document(library: SampleLibrary, sopgen: Run) -> None:
    library.add("x.md/a.md", title=None)
    assert sopgen(*ARGUMENTS).findings == [("SOP201", "sops/x.md/a.md", 2)]


def test_a_pipe_among_the_files_is_a_finding_and_not_waited_for(
    library: SampleLibrary, sopgen: Run
) -> None:
    os.mkfifo(library.sops / "pipe.md")
    assert sopgen(*ARGUMENTS).findings == [("SOP101", "sops/pipe.md", 1)]


def test_a_file_that_may_not_be_read_is_a_finding(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = library.add("closed.md")
    read = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return read(path, *arguments, **options)  # type: ignore[call-overload] # passed on as it came

    monkeypatch.setattr(Path, "open", refuse)
    (finding,) = sopgen(*ARGUMENTS).json["findings"]
    assert (finding["code"], finding["message"]) == (
        "SOP101",
        "The file cannot be read: Permission denied.",
    )


def test_a_folder_that_may_not_be_read_stops_the_check(
    library: SampleLibrary, sopgen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add("closed/a.md")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    outcome = sopgen(*ARGUMENTS)
    assert outcome.code == 2
    assert "closed cannot be read: Permission denied." in outcome.err


def test_hidden_files_are_left_alone(library: SampleLibrary, sopgen: Run) -> None:
    for name in (".hidden.md", ".obsidian/a.md"):
        library.add(name)
    assert sopgen(*ARGUMENTS).json["summary"]["documents"] == 0


def test_a_broken_document_never_stops_the_others(library: SampleLibrary, sopgen: Run) -> None:
    for number, content in enumerate(
        (b"", b"\x00", b"\xff\xfe", b"---", b"---\n{[\n---\n", b"#\n")
    ):
        library.file(f"sops/broken-{number}.md", content)
    library.add("z.md", title=None)
    findings = sopgen(*ARGUMENTS).findings
    assert {path for _, path, _ in findings} >= {f"sops/broken-{n}.md" for n in range(6)}
    assert ("SOP201", "sops/z.md", 2) in findings


def test_an_empty_file_is_one_finding(library: SampleLibrary, sopgen: Run) -> None:
    library.file("sops/empty.md")
    assert ("SOP103", "sops/empty.md", 1) in sopgen(*ARGUMENTS).findings


def test_a_document_of_three_thousand_lines_is_read(library: SampleLibrary, sopgen: Run) -> None:
    step = "### {0}. Do thing {0}\n\n- Role: Frontline agent\n\nDo it [well](#step-{0}).\n\n"
    steps = "".join(step.format(number) for number in range(3, 503))
    document = sop() + "\n" + steps
    library.file("sops/long.md", document.replace("#step-400)", "#step-4000)"))
    line = 1 + document[: document.index("#step-400)")].count("\n")
    assert ("SOP401", "sops/long.md", line) in sopgen(*ARGUMENTS).findings
