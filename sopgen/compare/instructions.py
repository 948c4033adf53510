"""What a step says besides its title and attributes, and a step as it is matched."""

from __future__ import annotations

from sopgen.compare.cuttings import Cutter
from sopgen.compare.matching import Titled
from sopgen.compare.visible import pieces_of, split_item, spoken
from sopgen.model.document import Document, Step


def titled(document: Document, step: Step, cut: Cutter) -> Titled:
    """A step as it is matched: by title, instruction and attributes."""
    facts = " ".join(item.value for item in step.attributes)
    return Titled(step.title, lambda: instruction(document, step, cut), facts)


def instruction(document: Document, step: Step, cut: Cutter) -> str:
    """What a step says besides its title and attributes; what hangs under an attribute counts."""
    below = [block for item in step.attributes for block in split_item(item.node)[1]]
    if step.heading is None:  # an item of a list, in which its blocks stand
        return spoken(pieces_of(document.source, (*below, *step.blocks)))
    return spoken((*pieces_of(document.source, below), *cut(step.blocks)))
