"""What a shell offers, asked as the shell asks."""

from __future__ import annotations

import pytest

from tests.commandline import run_process
from tests.sample import SampleLibrary


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sopgen va", ["validate"]),
        ("sopgen show sop-cs", ["SOP-CS-001", "SOP-CS-002"]),
        ("sopgen diff SOP-CS-002", ["SOP-CS-002"]),
        ("sopgen new Title --department cust", ["customer-service"]),
        ("sopgen new Title -t pol", ["policy"]),
        ("sopgen new Title --owner team", ["team-lead"]),
        ("sopgen rules SOP31", [f"SOP31{digit}" for digit in range(10)]),
    ],
)
def test_a_shell_offers_what_may_stand_there(
    library: SampleLibrary, line: str, offered: list[str]
) -> None:
    library.add()
    library.add("b.md", id="SOP-CS-002", title="Another")
    library.add("broken.md", id="[")
    words = line.split()
    done = run_process(
        cwd=library.root,
        _SOPGEN_COMPLETE="bash_complete",
        COMP_WORDS=line,
        COMP_CWORD=str(len(words) - 1),
    )
    assert [item.partition(",")[2] for item in done.out.splitlines()] == offered


def test_without_a_library_a_shell_hears_no_complaint(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    done = run_process(
        cwd=tmp_path_factory.mktemp("empty"),
        _SOPGEN_COMPLETE="bash_complete",
        COMP_WORDS="sopgen show SOP",
        COMP_CWORD="2",
    )
    assert (done.out.strip(), done.err) == ("", "")
