"""The work at a glance, in as few words as it takes."""

from __future__ import annotations

import pytest

from sopgen.edition.edition import Edition
from sopgen.site.summary import summary_of
from tests.site.libraries import BODY, SETTINGS, TEMPLATES, TODAY, library, sop


def time_of(limits: str) -> str:
    """The time of a procedure that has a live limit ("x") or none ("-") in each step."""
    start, end = BODY.index("### 1."), BODY.index("## Reply")
    steps = "".join(
        f"### {n}. Do it\n\n- Role: Frontline agent\n"
        f"{'- Time limit: 2 minutes' if limit == 'x' else '- Tool: Form'}\n\nText.\n\n"
        for n, limit in enumerate(limits, 1)
    )
    made = library({"customer-service/it.md": sop(BODY[:start] + steps + BODY[end:])})
    return summary_of(Edition(made, SETTINGS, TEMPLATES, TODAY), made.documents[0]).time


@pytest.mark.parametrize(
    ("limits", "time"),
    [
        ("xxx", "about 6 min in all"),
        ("-x-", "about 2 min for step 2"),
        ("xx-", "about 4 min for steps 1 and 2"),
        ("xxx-", "about 6 min for steps 1–3"),
        ("xxxx-xx", "about 12 min for steps 1–4, 6 and 7"),
        ("x-x-x", "about 6 min for steps 1, 3 and 5"),
        ("---", ""),
    ],
)
def test_the_steps_with_a_live_limit_are_named_shortly(limits: str, time: str) -> None:
    assert time_of(limits) == time
