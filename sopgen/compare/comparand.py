"""One version of a document, cut up for comparing once however often it is compared."""

from __future__ import annotations

from functools import cached_property, partial

from sopgen.compare.cuttings import Cutter, Cuttings
from sopgen.compare.entries import Entries, entries_of
from sopgen.compare.instructions import titled
from sopgen.compare.matching import Titled
from sopgen.compare.parts import Part, parts_of
from sopgen.compare.sheets import Sheet, sheets_of
from sopgen.model.document import Document


class Comparand:
    """What of a version is compared, each part worked out when it is first asked for.

    A version is the newer of one pair and the older of the next: whoever compares neighbours keeps
    it from the one to the other, and no longer, for it holds the text several times over. What is
    cut goes into `cuttings`, which all versions of a document may share.
    """

    def __init__(self, document: Document, cuttings: Cuttings | None = None) -> None:
        self.document = document
        self._cut: Cutter = partial((cuttings or Cuttings()).of, document)

    @cached_property
    def steps(self) -> tuple[Titled, ...]:
        """The steps as they are matched; the text of each is its instruction."""
        return tuple(titled(self.document, step, self._cut) for step in self.document.steps)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections, and what stands before the first."""
        return parts_of(self.document, self._cut)

    @cached_property
    def entries(self) -> Entries:
        """The roles, terms and replies."""
        return entries_of(self.document, self._cut)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The passages of a redline."""
        return sheets_of(self.document, self.steps, self._cut)
