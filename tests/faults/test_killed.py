"""A build that is killed leaves the earlier site or the new one, and nothing that disturbs."""

from __future__ import annotations

import signal

import pytest

from tests.faults.building import Building
from tests.faults.moments import Ending, Moment

CLEAN = ["mkdocs.yml", "site", "sops"]


@pytest.fixture(scope="module")
def whole(building: Building) -> Ending:
    """A build that nobody disturbs."""
    (done,) = building.ending_at([Moment()])
    assert done.code == 0, done.said
    assert done.site != building.earlier
    assert list(done.beside) == CLEAN
    return done


def test_killed_at_any_moment(building: Building, whole: Ending) -> None:
    steps = [2, 3, 4, *(whole.steps * part // 4 for part in (1, 2, 3)), whole.steps]
    killed = building.ending_at([Moment(step) for step in steps])
    assert {ending.code for ending in killed} == {-signal.SIGKILL}
    assert {ending.site for ending in killed} <= {building.earlier, whole.site}
    # What one leaves the next takes away: there is never more than one leftover.
    assert all(len(ending.beside) <= len(CLEAN) + 1 for ending in killed)
    (next_one,) = building.ending_at([Moment()])
    assert (next_one.code, next_one.site) == (0, whole.site)
    assert list(next_one.beside) == CLEAN


def test_killed_at_the_swap(building: Building, whole: Ending) -> None:
    """Where two folders change places in one step there is never no site; else the next helps."""
    (removing,) = building.ending_at([Moment(1, "shutil.rmtree")])
    assert (removing.code, removing.site) == (-signal.SIGKILL, whole.site)
    moments = [Moment(step, "os.rename", two_steps=True) for step in (1, 2)]
    before, between = building.ending_at(moments)
    assert before.site == whole.site
    assert "site" not in between.beside
    (next_one,) = building.ending_at([Moment(3, "os.mkdir", signal.SIGTERM)])
    assert next_one.site == whole.site, "brought back, though this build came to nothing"
    assert list(next_one.beside) == CLEAN


def test_asked_to_stop_it_clears_away_at_once(building: Building, whole: Ending) -> None:
    moments = [
        Moment(whole.steps // 3, sign=signal.SIGTERM),
        Moment(whole.steps // 3, sign=signal.SIGINT),
        Moment(whole.steps * 9 // 10, sign=signal.SIGINT),
    ]
    ended = building.ending_at(moments)
    assert [ending.code for ending in ended] == [143, 130, 130]
    for ending in ended:
        assert "Traceback" not in ending.said
        assert ending.site in {building.earlier, whole.site}
        assert list(ending.beside) == CLEAN
