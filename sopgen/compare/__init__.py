"""Compares two versions of a document: typed changes, the version step they ask for, a redline."""

from sopgen.compare.asked import asked_by, step_asked_for
from sopgen.compare.change import Change, ChangeKind, Where
from sopgen.compare.comparand import Comparand
from sopgen.compare.cuttings import Cuttings
from sopgen.compare.documents import changes, changes_between, text_changes
from sopgen.compare.redlines import AddressChange, Block, Passage, PassageKind, Redline, State
from sopgen.compare.redlining import redline, redline_between, text_redline
from sopgen.compare.version import (
    VersionFault,
    VersionMove,
    VersionStep,
    next_version,
    required_step,
    step_between,
)
from sopgen.compare.visible import PieceKind
from sopgen.compare.word_diff import Mark, Run, word_diff
from sopgen.compare.wording import Wording, compare_wording

__all__ = [
    "AddressChange",
    "Block",
    "Change",
    "ChangeKind",
    "Comparand",
    "Cuttings",
    "Mark",
    "Passage",
    "PassageKind",
    "PieceKind",
    "Redline",
    "Run",
    "State",
    "VersionFault",
    "VersionMove",
    "VersionStep",
    "Where",
    "Wording",
    "asked_by",
    "changes",
    "changes_between",
    "compare_wording",
    "next_version",
    "redline",
    "redline_between",
    "required_step",
    "step_asked_for",
    "step_between",
    "text_changes",
    "text_redline",
    "word_diff",
]
