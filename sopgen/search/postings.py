"""Where a word stands, in as few bytes as are needed; `search-index.js` reads the same bytes.

A posting is: how far its document is from the one before (a varint), a byte with the word's impact
(5 bits) and three flags, and for each flag that is set: the steps that have the word in their text,
the steps that have it in their title, the asks that have it. Steps are a bit mask in groups of
seven; of asks there is their count, then number and share of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

IMPACTS: Final = 31
SHARES: Final = 255
_IN_TEXT: Final = 0x20
_IN_TITLE: Final = 0x40
_IN_ASKS: Final = 0x80


class Posting(NamedTuple):
    """One word in one document.

    `impact` is how much it says of the document, 1 to 31. `text` and `titles` are the steps that
    have it there: the lowest bit stands for the first step. `asks` are pairs: the number of an
    ask, and the word's share of its meaning, of 255; ask 0 is the title.
    """

    document: int
    impact: int
    text: int = 0
    titles: int = 0
    asks: Sequence[tuple[int, int]] = ()


def pack_postings(postings: Iterable[Posting]) -> bytes:
    """The bytes of a word's postings, which are in the order of documents."""
    packed = bytearray()
    last = 0
    for document, impact, text, titles, asks in postings:
        pack_number(packed, document - last)
        last = document
        packed.append(
            impact
            | (_IN_TEXT if text else 0)
            | (_IN_TITLE if titles else 0)
            | (_IN_ASKS if asks else 0)
        )
        if text:
            pack_number(packed, text)
        if titles:
            pack_number(packed, titles)
        if asks:
            packed.append(len(asks))
            for number, share in asks:
                packed += bytes((number, share))
    return bytes(packed)


def unpack_postings(packed: bytes) -> list[Posting]:
    """What `pack_postings` packed."""
    found = []
    at = document = 0
    while at < len(packed):
        step, at = unpack_number(packed, at)
        document += step
        flags, at = packed[at], at + 1
        text = titles = 0
        asks: Sequence[tuple[int, int]] = ()
        if flags & _IN_TEXT:
            text, at = unpack_number(packed, at)
        if flags & _IN_TITLE:
            titles, at = unpack_number(packed, at)
        if flags & _IN_ASKS:
            end = at + 1 + 2 * packed[at]
            asks = tuple(zip(packed[at + 1 : end : 2], packed[at + 2 : end : 2], strict=True))
            at = end
        found.append(Posting(document, flags & IMPACTS, text, titles, asks))
    return found


def pack_number(packed: bytearray, number: int) -> None:
    """Add a number of 0 or more, seven bits a byte, the lowest first (LEB128)."""
    while number > 0x7F:
        packed.append(number & 0x7F | 0x80)
        number >>= 7
    packed.append(number)


def unpack_number(packed: bytes, at: int) -> tuple[int, int]:
    """The number at a place, and the place after it."""
    number = shift = 0
    while packed[at] & 0x80:
        number |= (packed[at] & 0x7F) << shift
        shift += 7
        at += 1
    return number | packed[at] << shift, at + 1


def positions(steps: int) -> tuple[int, ...]:
    """The places of the steps that bits stand for, from 0."""
    return tuple(place for place in range(steps.bit_length()) if steps >> place & 1)
