"""How `llms.txt` and `llms-full.txt` are cut into parts where they would be too long."""

from __future__ import annotations

import re

from sopgen.edition.addresses import Addresses
from sopgen.edition.edition import Edition
from sopgen.edition.records import Records
from sopgen.exports.texts.llms import Llms
from tests.site.libraries import SETTINGS, TEMPLATES, TODAY, library, sop

TEXTS = {
    f"{department}/it-{number}.md": sop(
        id=f"SOP-{code}-{number:03}", title=f"Title {code} {number}", department=department
    )
    for department, code in (("fraud", "FR"), ("billing", "BI"))
    for number in range(3)
}


def files(longest: int) -> dict[str, str]:
    edition = Edition(library(TEXTS), SETTINGS, TEMPLATES, TODAY)
    return dict(Llms(edition, Addresses(edition, Records(edition)), longest).files())


def test_a_small_library_has_one_file_of_each() -> None:
    assert list(files(100_000)) == ["llms.txt", "llms-full.txt"]


def test_the_shape_is_that_of_llmstxt_org() -> None:
    lines = files(100_000)["llms.txt"].splitlines()
    assert lines[0] == "# Example Care"
    assert lines[2].startswith("> ")
    sections = [line for line in lines if line.startswith("## ")]
    assert sections[-1] == "## Optional"
    for line in lines[lines.index(sections[0]) :]:
        assert not line or re.match(r"## |- \[.+\]\(.+\)(: .+)?$", line), line


def test_a_long_one_names_a_file_for_each_department() -> None:
    made = files(1500)
    parts = [
        f"{name}/llms-full{end}.txt" for name in ("billing", "fraud") for end in ("", "-2", "-3")
    ]
    assert sorted(path for path in made if "full-" in path or "/llms-full" in path) == sorted(parts)
    assert all(f"({path})" in made["llms.txt"] for path in parts)
    assert all(f"({path})" in made["llms-full.txt"] for path in parts)
    assert "Title FR 1" in made["fraud/llms-full-2.txt"]
    assert "## Purpose" not in made["llms-full.txt"]


def test_so_does_a_long_index() -> None:
    made = files(300)
    assert "[Fraud and security, llms.txt](fraud/llms.txt)" in made["llms.txt"]
    assert "Title FR 1" not in made["llms.txt"]
    assert "[Title FR 1](it-1/index.md)" in made["fraud/llms.txt"]
