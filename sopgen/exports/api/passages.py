"""What a version says, passage by passage; what its document's versions say alike is told once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from sopgen.edition.edition import Edition
from sopgen.edition.plain import plain
from sopgen.edition.timeline import Entry
from sopgen.exports.api.written import Written, as_object
from sopgen.exports.texts.links import lead_from
from sopgen.exports.texts.source import markdown, stands_alone
from sopgen.model.document import Document
from sopgen.model.markdown import Node


class Alike:
    """What the versions of one document have told already; it lives as long as they are told."""

    def __init__(self) -> None:
        self._told: dict[Hashable, Written] = {}

    def once(self, key: Hashable, make: Callable[[], Written]) -> Written:
        """What was made for this key; the same key must always mean the same."""
        if key not in self._told:
            self._told[key] = make()
        return self._told[key]


@dataclass(frozen=True)
class Text:
    """The text of one version, and where it stands.

    `document` is the text, `of` the document of the library that it is a version of. `entry` is
    None without a history. `base` is the address of its page. `alike` is that of all versions.
    """

    of: Document
    document: Document
    entry: Entry | None
    base: str
    alike: Alike

    def passage(
        self, edition: Edition, blocks: Sequence[Node], named: Mapping[str, str | None]
    ) -> Written:
        """What names some blocks, and what they say as Markdown and as plain text."""
        if not blocks:
            return as_object({**named, "markdown": "", "text": ""})
        source = self.document.source.text
        start = source.rfind("\n", 0, blocks[0].start) + 1
        whole = source[start : blocks[-1].end]
        if not stands_alone(whole):
            return self._passage(edition, blocks, named)
        places = tuple((node.kind, node.start - start, node.end - start) for node in blocks)
        key = whole, places, *named.values()
        return self.alike.once(key, lambda: self._passage(edition, blocks, named))

    def _passage(
        self, edition: Edition, blocks: Sequence[Node], named: Mapping[str, str | None]
    ) -> Written:
        lead = lead_from(edition, self.document, self.base)
        told = markdown(self.document, blocks, lead)
        return as_object({**named, "markdown": told, "text": plain(blocks)})
