"""`sopgen asks` tries what customers say on the built site, and says which documents beat it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sopgen.engines.building import build
from tests.commandline import Run
from tests.engines.projects import make_project, tree_of
from tests.site.libraries import sop

CARD = sop(id="SOP-FR-001", title="Block a card", department="fraud", asks=["my card is gone"])


def made(folder: Path, **more: str) -> Path:
    texts = {"fraud/card.md": CARD, **{f"fraud/{name}.md": text for name, text in more.items()}}
    config = make_project(folder, texts)
    build(config, tree_of(config))
    return config


def test_every_phrase_in_its_place_ends_with_0(tmp_path: Path, sopgen: Run) -> None:
    outcome = sopgen("asks", "--config", made(tmp_path))
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == (
        "1 phrase: 1 bring their document first (100 %), 1 among the first three (100 %)."
    )


def test_a_phrase_that_others_win_ends_with_1(tmp_path: Path, sopgen: Run) -> None:
    others = {
        f"o{n}": sop(
            id=f"SOP-FR-01{n}", title=f"Gone {n}", department="fraud", asks=["my card is gone"]
        )
        for n in range(4)
    }
    config = made(tmp_path, **others)
    outcome = sopgen("asks", "--config", config)
    assert outcome.code == 1
    assert '"my card is gone": SOP-FR-013 Gone 3 comes 5th.' in outcome.out
    assert '"my card is gone" stands under asks of SOP-FR-001 and SOP-FR-010' in outcome.out
    told = sopgen("asks", "--config", config, "--format", "json").json
    assert told["summary"] == {"phrases": 5, "first": 1, "first_three": 3}
    assert told["confusions"][0]["first"] == "SOP-FR-001"


def test_without_a_site_it_says_what_to_do(tmp_path: Path, sopgen: Run) -> None:
    outcome = sopgen("asks", "--config", make_project(tmp_path, {"fraud/card.md": CARD}))
    assert outcome.code == 2
    assert "There is no built site" in outcome.err
    assert 'Run "sopgen build" first.' in outcome.err


def test_a_site_of_other_documents_is_refused(tmp_path: Path, sopgen: Run) -> None:
    config = made(tmp_path)
    (tmp_path / "sops/fraud/card.md").write_text(CARD.replace("is gone", "has gone"), "utf-8")
    outcome = sopgen("asks", "--config", config)
    assert outcome.code == 2
    assert "was built from other documents" in outcome.err


@pytest.mark.parametrize("head", ["{}", "[", json.dumps({"format": 99})])
def test_an_index_of_another_format_is_refused(tmp_path: Path, sopgen: Run, head: str) -> None:
    config = made(tmp_path)
    (tmp_path / "site/search/index.json").write_text(head, "utf-8")
    outcome = sopgen("asks", "--config", config)
    assert outcome.code == 2
    assert "another version of sopgen" in outcome.err
