"""How words are read: separators, folded letters, endings and stop words, all of them data.

Every character class is written so that Python's and JavaScript's regular expressions read it
alike; neither relies on the Unicode tables of the machine it runs on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

# Nothing here is part of a word: controls, punctuation, symbols, emoji, lone surrogates.
_SEPARATORS: Final = (
    *((0x00, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0xA9), (0xAB, 0xB1), (0xB4, 0xB4)),
    *((0xB6, 0xB8), (0xBB, 0xBB), (0xBF, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2C2, 0x2C5)),
    *((0x2D2, 0x2DF), (0x37E, 0x37E), (0x387, 0x387), (0x55A, 0x55F), (0x589, 0x58A)),
    *((0x5BE, 0x5BE), (0x5C0, 0x5C0), (0x5C3, 0x5C3), (0x5C6, 0x5C6), (0x5F3, 0x5F4)),
    *((0x600, 0x60F), (0x61B, 0x61F), (0x66A, 0x66D), (0x6D4, 0x6D4), (0x700, 0x70D)),
    *((0x964, 0x965), (0x970, 0x970), (0xE3F, 0xE3F), (0xE4F, 0xE4F), (0xE5A, 0xE5B)),
    *((0x104A, 0x104F), (0x10FB, 0x10FB), (0x1360, 0x1368), (0x17D4, 0x17DB)),
    *((0x1800, 0x180A), (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2BFF)),
    *((0x2E00, 0x2E7F), (0x3000, 0x3004), (0x3008, 0x3020), (0x3030, 0x3030)),
    *((0x303D, 0x303F), (0x30FB, 0x30FB), (0xD800, 0xF8FF), (0xFD3E, 0xFD3F), (0xFE00, 0xFE1F)),
    *((0xFE30, 0xFE6F), (0xFEFF, 0xFEFF), (0xFFE0, 0xFFFF), (0x1F000, 0x1FAFF)),
    (0xE0000, 0x10FFFF),
)
# Accents, and the points of Hebrew and Arabic: people leave them out.
_MARKS: Final = (
    *((0x300, 0x36F), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5)),
    *((0x5C7, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC)),
    *((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
)
# Within a word and left out of it: apostrophes, soft hyphen, joiners, the Arabic stretch.
_JOINERS: Final = (
    *((0x27, 0x27), (0xAD, 0xAD), (0x2BC, 0x2BC), (0x640, 0x640), (0x200B, 0x200F)),
    *((0x2018, 0x2019), (0x202A, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF)),
)
# Scripts written without spaces, or with endings grown onto the word, are read in runs of letters.
_BY_TWOS: Final = (
    *((0x3005, 0x3007), (0x3041, 0x3096), (0x309D, 0x30FA), (0x30FC, 0x30FF), (0x3400, 0x9FFF)),
    *((0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)
_BY_THREES: Final = ((0xE01, 0xE3E), (0xE40, 0xE4E), (0xE81, 0xEDF), (0x1000, 0x1049))
_FOLDS: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ς": "σ"}

# Endings by passes: in each the first that fits is replaced where at least so many letters stay.
_ENDINGS: Final = (
    (
        ("ies", "y", 2),
        ("sses", "ss", 1),
        ("ches", "ch", 2),
        ("shes", "sh", 2),
        ("xes", "x", 2),
        ("ss", "ss", 0),
        ("us", "us", 0),
        ("is", "is", 0),
        ("s", "", 3),
    ),
    (
        ("ification", "ify", 2),
        ("ified", "ify", 2),
        ("llation", "l", 2),
        ("ization", "ise", 3),
        ("isation", "ise", 3),
        ("ation", "at", 3),
        ("ience", "ient", 2),
        ("able", "", 4),
        ("ing", "", 3),
        ("ied", "y", 2),
        ("eed", "eed", 0),
        ("ed", "", 3),
        ("ly", "", 4),
    ),
    (("ize", "is", 3), ("yse", "ys", 3), ("ee", "ee", 0), ("e", "", 3)),
    tuple((letter * 2, letter, 2) for letter in "bdglmnprt"),
)
_IRREGULAR: Final = (
    "bought buy; broke broken break; came come; caught catch; children child; died die; drew "
    "drawn draw; drove driven drive; fell fallen fall; fewer few; found find; forgot forgotten "
    "forget; gave given give; gone went go; grew grown grow; heard hear; held hold; hung hang; "
    "kept keep; knew known know; left leave; lost lose; made make; meant mean; men man; met meet; "
    "paid pay; people person; read read; rang rung ring; ran run; said say; sent send; shown "
    "show; sold sell; spoke spoken speak; stole stolen steal; stuck stick; swore sworn swear; "
    "taken took take; taught teach; thought think; threw thrown throw; told tell; understood "
    "understand; women woman; wrote written write; wrongly wrong"
)
_STOP_WORDS: Final = (
    "a about again all also always am an and any anybody anyone anything are arent as at be "
    "because been being but by can cannot cant could couldnt did didnt do does doesnt doing done "
    "dont for from get gets getting go goes going got had has hasnt have havent having he hello "
    "her hers hes hey hi him his how i if im in into is isnt it its ive just let lets like may me "
    "might mine must my need needs no nor not now of oh on only or our ours please really shall "
    "she shes should shouldnt so some somebody someone something still such thank thanks than "
    "that thats the their them then there theres these they theyre this those to too us very want "
    "wants was wasnt we well were what whats when where wheres which while who whom whos whose "
    "why will with wont would wouldnt yes yet you youre your yours youve"
)


def english() -> dict[str, Any]:
    """The data by which words are read, as it stands in the index's head."""
    return {
        "separators": _characters(_SEPARATORS),
        "marks": _characters(_MARKS),
        "joiners": _characters(_JOINERS),
        "grams": [[_characters(_BY_TWOS), 2], [_characters(_BY_THREES), 3]],
        "folds": _FOLDS,
        "endings": _ENDINGS,
        "irregular": _irregular(),
        "stopWords": _STOP_WORDS.split(),
        "longestWord": 40,
    }


def _characters(ranges: Iterable[tuple[int, int]]) -> str:
    """What stands between the brackets of a character class."""
    return "".join(f"{_escaped(first)}-{_escaped(last)}" for first, last in ranges)


def _escaped(code: int) -> str:
    character = chr(code)
    return f"\\{character}" if character in "\\]^-" else character


def _irregular() -> dict[str, str]:
    families = (family.split() for family in _IRREGULAR.split(";"))
    return {form: family[-1] for family in families for form in family[:-1]}
