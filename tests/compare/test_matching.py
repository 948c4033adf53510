"""Which parts of two versions are the same one."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.compare.assignment import best_assignment
from sopgen.compare.matching import Titled, longest_rise, match

BLOCK = Titled("Block the card", "Press block on the card page and wait for the message.")
VERIFY = Titled("Verify the caller", "Ask two questions from the record and compare the answers.")
CLOSE = Titled("Close the case", "Write the result into the ticket and close it.")
TELL = Titled("Tell the customer", "Say what was done and what happens next.")

scores = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9).map(float), min_size=columns, max_size=columns),
        min_size=1,
        max_size=5,
    )
)


def test_titles_decide_wherever_they_stand() -> None:
    matching = match([BLOCK, VERIFY, CLOSE], [VERIFY, CLOSE, TELL, BLOCK])

    assert matching.pairs == ((0, 3), (1, 0), (2, 1))
    assert matching.moved == {(0, 3)}


def test_a_new_title_over_the_same_text_is_the_same_part() -> None:
    renamed = Titled("Check who is calling", VERIFY.text)

    assert match([BLOCK, VERIFY], [BLOCK, TELL, renamed]).pairs == ((0, 0), (1, 2))


def test_the_best_assignment_is_taken_in_all_and_not_in_turn() -> None:
    # The first old part is like both new ones, the second like one of them only.
    first = Titled("Check the record", "alpha beta gamma delta epsilon zeta")
    second = Titled("Check the file", "alpha beta gamma delta")
    new_a = Titled("Look at the record", "alpha beta gamma delta epsilon")
    new_b = Titled("Look into the record", "epsilon zeta alpha beta eta")

    assert match([first, second], [new_a, new_b]).pairs == ((0, 1), (1, 0))


def test_parts_with_nothing_in_common_are_not_matched() -> None:
    assert match([BLOCK], [TELL]).pairs == ()


def test_of_two_with_one_title_the_text_decides() -> None:
    one = Titled("Check", "Compare the name with the record.")
    other = Titled("Check", "Count the parcels on the pallet.")

    assert match([one, other], [other]).pairs == ((1, 0),)
    assert match([other], [one, other]).pairs == ((0, 1),)
    assert match([one, other], [other, one]).pairs == ((0, 1), (1, 0))


def test_equals_keep_their_order() -> None:
    same, blank = Titled("A", "x y"), Titled("", "x y")

    assert match([same, same], [blank, blank, same, same, same]).pairs == ((0, 2), (1, 3))
    assert match([blank, blank, same, same, same], [same, same]).pairs == ((2, 0), (3, 1))


def test_hundreds_of_new_titles_are_left_unmatched() -> None:
    old = [Titled(f"old {n}", "same") for n in range(200)]
    new = [Titled(f"new {n}", "same") for n in range(200)]

    assert match(old, new).pairs == ()


@settings(deadline=None)
@given(st.permutations(range(7)))
def test_longest_rise_rises_and_none_is_longer(values: list[int]) -> None:
    rise = longest_rise(values)
    best = [1] * len(values)
    for i, value in enumerate(values):
        best[i] += max((best[j] for j in range(i) if values[j] < value), default=0)

    assert [values[i] for i in rise] == sorted(values[i] for i in rise)
    assert rise == sorted(rise)
    assert len(rise) == max(best)


@settings(deadline=None)
@given(scores)
def test_no_other_assignment_adds_up_to_more(table: list[list[float]]) -> None:
    found = best_assignment(table)
    rows, columns = len(table), len(table[0])
    few = min(rows, columns)
    wide = table if rows <= columns else [list(row) for row in zip(*table, strict=True)]
    most = max(
        sum(wide[i][j] for i, j in enumerate(chosen))
        for chosen in permutations(range(max(rows, columns)), few)
    )

    assert len({i for i, _ in found}) == len({j for _, j in found}) == few
    assert sum(table[i][j] for i, j in found) == most


def test_nothing_to_assign() -> None:
    assert best_assignment([]) == best_assignment([[], []]) == []


few = st.lists(
    st.builds(
        Titled,
        st.sampled_from(["", "A", "B", "A b"]),
        st.sampled_from(["x y", "y z", "x y z", "q"]),
    ),
    max_size=5,
)


@settings(deadline=None, max_examples=400)
@given(few, few)
def test_swapping_the_sides_swaps_the_pairs(old: list[Titled], new: list[Titled]) -> None:
    there, back = match(old, new), match(new, old)

    if [(t.title, t.text) for t in old] != [(t.title, t.text) for t in new]:
        assert set(there.pairs) == {(a, b) for b, a in back.pairs}
    assert len(there.moved) == len(back.moved)
