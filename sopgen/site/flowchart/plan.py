"""What a flowchart shows, before it has any place: steps in order, and the ways out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SELF_EVIDENT: Final = 2


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step under a condition.

    `to` is the number of the step that it leads to; where it is None it leads out of the
    procedure, to what `text` names and `href` links to (None where it is only named).
    """

    condition: str
    to: int | None
    text: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: its permanent number from 1, its title, who does it, and the ways out of it.

    After the last exit that does not apply, the work goes on with the stage that comes next.
    """

    number: int
    title: str
    who: str = ""
    exits: tuple[Exit, ...] = ()


def is_worth_drawing(stages: Sequence[Stage]) -> bool:
    """Whether a picture says more than the list: there are branches, or more than two steps."""
    return len(stages) > _SELF_EVIDENT or any(stage.exits for stage in stages)
