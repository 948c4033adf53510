"""The flowchart's laws: whatever the steps, boxes stay apart and lines stay beside them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.site.flowchart import Box, Exit, Kind, Line, Stage, draw
from sopgen.site.flowchart.lanes import Run, lanes
from sopgen.site.flowchart.lettering import text_width, wrap
from tests.site.libraries import BODY, page, sop, text_of
from tests.site.rendering import DATA_BLOCKS, Outline, render

WORDS = st.text(
    alphabet=st.sampled_from("ab iW处理עבר👩\u200d💻é\u0301<&\"'→\u202e"), min_size=0, max_size=90
)


@st.composite
def procedures(draw: st.DrawFn) -> tuple[Stage, ...]:
    count = draw(st.integers(1, 12))
    targets = st.none() | st.integers(1, count)
    exits = st.builds(Exit, WORDS, targets, WORDS, st.none() | st.just("../x/"))
    ways = st.lists(exits, max_size=4).map(tuple)
    return tuple(Stage(n, draw(WORDS), draw(WORDS), draw(ways)) for n in range(1, count + 1))


@settings(max_examples=150, deadline=None)
@given(procedures())
def test_no_two_boxes_overlap(stages: tuple[Stage, ...]) -> None:
    for one, other in combinations(draw(stages).boxes, 2):
        assert (
            one.right <= other.x
            or other.right <= one.x
            or one.bottom <= other.y
            or other.bottom <= one.y
        )


@settings(max_examples=150, deadline=None)
@given(procedures())
def test_no_line_crosses_a_box(stages: tuple[Stage, ...]) -> None:
    chart = draw(stages)
    for line in chart.lines:
        for box in chart.boxes:
            assert not _runs_through(line, box)


@settings(max_examples=150, deadline=None)
@given(procedures())
def test_no_line_runs_over_another_but_to_the_same_step(stages: tuple[Stage, ...]) -> None:
    for one, other in combinations(draw(stages).lines, 2):
        if one.to is None or one.to != other.to or one.route != other.route:
            assert not _share_a_stretch(one, other)


@settings(max_examples=150, deadline=None)
@given(procedures())
def test_every_branch_is_drawn_to_where_it_leads(stages: tuple[Stage, ...]) -> None:
    chart = draw(stages)
    steps = {box.number: box for box in chart.boxes if box.kind is Kind.STEP}
    assert sorted(filter(None, steps)) == [stage.number for stage in stages]
    wanted = sorted(way.to for stage in stages for way in stage.exits if way.to)
    beside = [line for line in chart.lines if line.route in {"ahead", "back"}]
    assert sorted(line.to or 0 for line in beside) == wanted
    for line in beside:
        target, end = steps[line.to], line.points[-1]
        assert end.y == target.middle.y
        assert end.x in {target.x, target.right}
    outs = [box for box in chart.boxes if box.kind is Kind.EXIT]
    assert len(outs) == sum(way.to is None for stage in stages for way in stage.exits)


@settings(max_examples=150, deadline=None)
@given(procedures())
def test_all_of_it_is_in_the_picture(stages: tuple[Stage, ...]) -> None:
    chart = draw(stages)
    points = [point for line in chart.lines for point in line.points]
    corners = [(box.x, box.y) for box in chart.boxes]
    corners += [(box.right, box.bottom) for box in chart.boxes]
    for x, y in [*points, *corners]:
        assert chart.left <= x <= chart.left + chart.width
        assert 0 <= y <= chart.height


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=30))
def test_no_two_runs_of_a_lane_touch(pairs: list[tuple[int, int]]) -> None:
    runs = [Run(key, min(pair), max(pair)) for key, pair in enumerate(pairs)]
    found = lanes(runs)
    for one, other in combinations(runs, 2):
        if found[one.key] == found[other.key]:
            assert one.top > other.bottom or other.top > one.bottom


@given(WORDS, st.integers(4, 30))
def test_lines_are_no_wider_than_asked_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, 1000)
    assert all(text_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.replace("\u202e", "").split())


def test_a_long_word_is_broken_and_a_long_text_is_cut() -> None:
    assert len(wrap("Donaudampfschifffahrtsgesellschaft", 8, 9)) > 1
    cut = wrap("word " * 50, 10, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert text_width(cut[-1]) <= 10


def test_an_emoji_that_is_several_characters_stays_one() -> None:
    family = "👩\u200d👩\u200d👧"
    assert all(line == family for line in wrap(family * 5, 1.2, 9))


def test_a_chart_of_sixty_steps_with_loops_holds_together() -> None:
    stages = tuple(
        Stage(n, f"Step {n}", "Agent", (Exit("it fails", 61 - n), Exit("no", None, "Other", "x")))
        for n in range(1, 61)
    )
    chart = draw(stages)
    assert len([box for box in chart.boxes if box.kind is Kind.STEP]) == 60
    assert chart.width < 2000


def test_the_page_draws_the_branch_and_tells_it_in_words() -> None:
    text = text_of(page(sop()))
    assert 'tabindex="-1"><rect' in text
    assert 'if somebody is at risk, to <a href="#step-2">step 2</a>' in text


def test_two_plain_steps_need_no_chart() -> None:
    text = text_of(page(sop(BODY.replace("- If: somebody is at risk → [step 2](#2-close)\n", ""))))
    assert "sop-flow" not in text


def test_a_chart_of_ten_steps_is_small() -> None:
    text = text_of(page(sop(_long_procedure(10))))
    drawing = text[text.index("<svg") : text.index("</svg>")]
    assert len(drawing.encode()) < 15_000


@pytest.mark.parametrize("title", ["</text></svg><script>x</script>", '"><b>&amp;', "{{ 7 * 7 }}"])
def test_hostile_titles_and_conditions_stay_text(title: str) -> None:
    body = BODY.replace("somebody is at risk", title).replace("2. Close", f"2. {title}")
    found = Outline(render(text_of(page(sop(body)))))
    assert not {"script", "b"} & {
        tag for tag, attrs in found.tags if (tag, attrs) not in DATA_BLOCKS
    }
    assert [tag for tag, _ in found.tags].count("svg") == 1


def _long_procedure(count: int) -> str:
    start, end = BODY.index("### 1."), BODY.index("## Reply")
    steps = "".join(
        f"### {n}. Do a thing that takes some words to say {n}\n\n- Role: Frontline agent\n"
        f"- If: the customer says that it is too late → [step 1](#step-1)\n\nText.\n\n"
        for n in range(1, count + 1)
    )
    return BODY[:start] + steps + BODY[end:]


def _stretches(line: Line) -> list[tuple[int, int, int, int]]:
    return [
        (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
        for a, b in pairwise(line.points)
    ]


def _runs_through(line: Line, box: Box) -> bool:
    return any(
        left < box.right and right > box.x and top < box.bottom and bottom > box.y
        for left, top, right, bottom in _stretches(line)
    )


def _share_a_stretch(one: Line, other: Line) -> bool:
    for a in _stretches(one):
        for b in _stretches(other):
            across = a[1] == a[3] == b[1] == b[3] and min(a[2], b[2]) > max(a[0], b[0])
            down = a[0] == a[2] == b[0] == b[2] and min(a[3], b[3]) > max(a[1], b[1])
            if across or down:
                return True
    return False
