"""What a change is: one thing that differs between two versions, said in plain words."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from sopgen.compare.wording import Wording


class ChangeKind(StrEnum):
    """Every kind of difference; `sopgen.compare.asked` says what each asks for."""

    STEP_ADDED = "step_added"
    STEP_REMOVED = "step_removed"
    STEP_MOVED = "step_moved"
    STEP_RETITLED = "step_retitled"
    STEP_REWORDED = "step_reworded"
    ROLE_CHANGED = "role_changed"
    TIME_LIMIT_CHANGED = "time_limit_changed"
    OUTCOME_CHANGED = "outcome_changed"
    RECORD_CHANGED = "record_changed"
    TOOL_CHANGED = "tool_changed"
    ATTRIBUTE_CHANGED = "attribute_changed"
    CONFIRMATION_ADDED = "confirmation_added"
    CONFIRMATION_REMOVED = "confirmation_removed"
    CONFIRMATION_CHANGED = "confirmation_changed"
    BRANCH_ADDED = "branch_added"
    BRANCH_REMOVED = "branch_removed"
    BRANCH_CHANGED = "branch_changed"
    SECTION_ADDED = "section_added"
    SECTION_REMOVED = "section_removed"
    SECTION_CHANGED = "section_changed"
    SECTION_RENAMED = "section_renamed"
    SECTION_MOVED = "section_moved"
    RESPONSIBILITY_ADDED = "responsibility_added"
    RESPONSIBILITY_REMOVED = "responsibility_removed"
    RESPONSIBILITY_CHANGED = "responsibility_changed"
    DEFINITION_ADDED = "definition_added"
    DEFINITION_REMOVED = "definition_removed"
    DEFINITION_CHANGED = "definition_changed"
    REPLY_ADDED = "reply_added"
    REPLY_REMOVED = "reply_removed"
    REPLY_CHANGED = "reply_changed"
    LINK_CHANGED = "link_changed"  # links and pictures: where they lead, not what they say
    FIELD_CHANGED = "field_changed"
    LAYOUT_CHANGED = "layout_changed"  # the same words: markup, order in a list, written numbers


class Where(NamedTuple):
    """Where a change is.

    `part` is the property of the document ("steps", "scope"), "front_matter", "introduction" for
    what stands before the first section, or an unknown section's heading. `name` is the title of
    the step, section, role, term or reply, or the field's name, as the newer version has it.
    `before` and `after` are a step's or section's numbers, from 1; None where it is not there.
    """

    part: str
    name: str = ""
    before: int | None = None
    after: int | None = None


class Change(NamedTuple):
    """One difference.

    `before` and `after` are the texts, None where there was or is nothing; `sentence` says it as a
    team lead would; `wording` is how much the texts differ.
    """

    kind: ChangeKind
    where: Where
    before: str | None
    after: str | None
    sentence: str
    wording: Wording = Wording.SUBSTANTIAL
