"""Few words that differ are said with a change; many are not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare.saying import reworded

KEPT = " ".join(f"Word{number} stays{number} here." for number in range(24))


def words(letters: str) -> st.SearchStrategy[str]:
    """Words of these letters, up to the longest that an excerpt has room for."""
    return st.text(st.sampled_from(letters), min_size=1, max_size=40)


@settings(deadline=None)
@given(was=st.tuples(words("abc"), words("def")), now=st.tuples(words("uvw"), words("xyz")))
def test_two_words_that_differ_are_said_however_far_apart(
    was: tuple[str, str], now: tuple[str, str]
) -> None:
    before, after = (f"Take {a} first. {KEPT} Then take {b} home." for a, b in (was, now))
    assert reworded(before, after) == (
        f": “Take {was[0]} first.” → “Take {now[0]} first.”; "
        f"“Then take {was[1]} home.” → “Then take {now[1]} home.”"
    )


def test_a_long_passage_that_came_or_went_is_not_said() -> None:
    assert reworded("Take one.", f"Take one. {KEPT}") == ""
    assert reworded(f"{KEPT} Take one.", "Take one.") == ""
    assert reworded(f"Take one. {KEPT}", f"{KEPT} Take one.") == ""
