"""What committed texts state in their front matter, each text read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sopgen.history.git import Git
from sopgen.history.objects import read_texts

FrontMatterReader = Callable[[bytes], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Stated:
    """What one text says of itself; None for what it leaves out or what cannot be read."""

    document: str | None = None
    version: str | None = None
    status: str | None = None
    effective_date: date | None = None
    approver: str | None = None
    change_summary: str | None = None
    department: str | None = None


_NOTHING = Stated()


class Texts:
    """The statements of all texts read so far, by blob; with `keep` the texts themselves, too."""

    def __init__(
        self, git: Git, read_front_matter: FrontMatterReader, *, keep: bool = False
    ) -> None:
        self._git = git
        self._read_front_matter = read_front_matter
        self._stated: dict[str, Stated] = {}
        self._kept: dict[str, bytes] | None = {} if keep else None

    def read(self, blobs: Iterable[str | None]) -> None:
        """Read those not read before, all from one process; None stands for no text."""
        wanted = dict.fromkeys(blob for blob in blobs if blob and blob not in self._stated)
        for blob, content in zip(wanted, read_texts(self._git, list(wanted)), strict=True):
            self._stated[blob] = self._state(content)
            if self._kept is not None:
                self._kept[blob] = content

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """Give texts themselves, by their blob: those not kept are read, from one process."""
        kept = self._kept or {}
        wanted = dict.fromkeys(blobs)
        missing = [blob for blob in wanted if blob not in kept]
        read = dict(zip(missing, read_texts(self._git, missing), strict=True))
        return {blob: kept[blob] if blob in kept else read[blob] for blob in wanted}

    def stated(self, blob: str | None) -> Stated:
        """Give what a text states; it must have been read before."""
        return self._stated[blob] if blob else _NOTHING

    def document(self, blob: str | None) -> str | None:
        """Give the id that a text states; None too for a text that was not read."""
        found = self._stated.get(blob) if blob else None
        return found.document if found else None

    def _state(self, content: bytes) -> Stated:
        try:
            fields = self._read_front_matter(content)
        except ValueError:  # not UTF-8, for one: an old text that cannot be read stops nothing
            return _NOTHING
        return Stated(
            document=_text(fields.get("id")),
            version=_text(fields.get("version")),
            status=_text(fields.get("status")),
            effective_date=_date(fields.get("effective_date")),
            approver=_text(fields.get("approver")),
            change_summary=_text(fields.get("change_summary")),
            department=_text(fields.get("department")),
        )


def _text(value: object) -> str | None:
    """Take text, and a whole number; not a fraction, whose digits YAML has lost (1.10 is 1.1)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
