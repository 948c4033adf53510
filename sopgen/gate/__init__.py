"""Change control: the documents as they are, held against a commit that they started from.

A document that moved to another folder or got another file name has not changed: its id and its
permanent address stay, and links that only follow the move count for nothing.
"""

from sopgen.gate.alteration import Alteration, Fate
from sopgen.gate.check import Violation, alterations, check_changes
from sopgen.gate.evidence import Evidence, read_evidence
from sopgen.gate.proposal import Proposal, propose

__all__ = [
    "Alteration",
    "Evidence",
    "Fate",
    "Proposal",
    "Violation",
    "alterations",
    "check_changes",
    "propose",
    "read_evidence",
]
