"""Makes the index: a small head, and files of words, postings and documents beside it.

Everything but the head stands in a folder named after its content, so that an old file from a
browser's cache never meets a new head. A search loads the head once, then only the pages of words,
shards of postings and blocks of documents that it needs: what is loaded hardly grows with the
library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from sopgen.search.entries import DocumentEntry, Facet
from sopgen.search.gathering import Gathered, ordinal
from sopgen.search.language import english
from sopgen.search.postings import pack_number, pack_postings
from sopgen.search.words import Words

FORMAT: Final = 1
HEAD: Final = "index.json"
_PAGE: Final = 16_000
_SHARD: Final = 24_000
_BLOCK: Final = 10
# How much another word counts beside the one that was typed, in sixteenths; what the parts of a
# score weigh, and how much a slip-free single word is worth.
_RULES: Final[Mapping[str, Any]] = {
    "exact": 16,
    "prefix": 11,
    "longer": 5,
    "slips": [16, 12, 9],
    "synonym": 11,
    "mostWords": 32,
    "mostPrefixes": 6,
    "mostSlips": 3,
    "deep": 50,
    "ask": 60,
    "text": 60,
    "step": 20,
}


def make_index(
    entries: Sequence[DocumentEntry],
    synonyms: Iterable[Sequence[str]] = (),
    *,
    source: str = "",
) -> dict[str, bytes]:
    """The files of the index by path below the search's folder.

    `synonyms` are groups of words and phrases that mean the same. `source` tells what the entries
    were made from; `sopgen asks` compares it.
    """
    language = english()
    words = Words(language)
    gathered = Gathered(entries, words)
    files: dict[str, bytes] = {}
    pages = list(_pages(gathered))
    shards = list(_shards(gathered))
    files |= {f"words-{number}.txt": data for number, (_, data) in enumerate(pages)}
    files |= {f"postings-{number}.bin": data for number, (_, data) in enumerate(shards)}
    facets = _facets(entries)
    files |= _blocks(entries, facets)
    files["filters.json"] = _json(_filters(entries, facets))
    files["asks.json"] = _json([[entry.id, entry.title, list(entry.asks)] for entry in entries])
    head = {
        "format": FORMAT,
        "source": source,
        "documents": len(entries),
        "block": _BLOCK,
        "unknownWeight": _unknown_weight(gathered),
        "rules": _RULES,
        "facets": {kind: _counted(facets[kind]) for kind in facets},
        "pages": [first for first, _ in pages],
        "shards": [first for first, _ in shards],
        "synonyms": _phrases(synonyms, words),
        "language": language,
    }
    folder = _digest({**files, HEAD: _json(head)})
    whole = {f"{folder}/{name}": data for name, data in files.items()}
    return {HEAD: _json({**head, "folder": folder}), **whole}


def _digest(files: Mapping[str, bytes]) -> str:
    whole = sha256()
    for name, data in files.items():
        whole.update(f"{name}\n{len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()[:16]


def _unknown_weight(gathered: Gathered) -> int:
    """What a word weighs that nothing matches: as much as a word usually does here."""
    weights = sorted(gathered.weights.values())
    return weights[len(weights) // 2] if weights else 1


def _pages(gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    """The words as they are written, in order, with how many documents have them.

    One line is: how many letters are those of the word before (0-9a-z), the size of the count
    (a for 1, b for up to 3, c for up to 7, ...), the other letters.
    """
    lines: list[str] = []
    first = last = ""
    size = 0
    for word in sorted(gathered.surfaces, key=ordinal):
        if size > _PAGE:
            yield first, "\n".join(lines).encode()
            lines, size, last = [], 0, ""
        first = first if lines else word
        rarity = chr(ord("a") + min(25, gathered.surfaces[word].bit_length() - 1))
        lines.append(f"{_front(last, word, rarity)}")
        size += len(lines[-1].encode()) + 1
        last = word
    if lines:
        yield first, "\n".join(lines).encode()


def _front(last: str, word: str, between: str = "") -> str:
    same = 0
    while same < min(len(last), len(word), 35) and last[same] == word[same]:
        same += 1
    return f"{'0123456789abcdefghijklmnopqrstuvwxyz'[same]}{between}{word[same:]}"


def _shards(gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    """Runs of stems with their postings, each of about the same size."""
    shard: list[tuple[str, int, bytes]] = []
    size = 0
    for stem, postings in gathered.postings():
        packed = pack_postings(postings)
        if shard and size + len(packed) > _SHARD:
            yield shard[0][0], _pack_shard(shard)
            shard, size = [], 0
        shard.append((stem, gathered.weights[stem], packed))
        size += len(packed) + len(stem) + 4
    if shard:
        yield shard[0][0], _pack_shard(shard)


def _pack_shard(shard: Sequence[tuple[str, int, bytes]]) -> bytes:
    """A line with the stems, then weight and length of each, then their postings."""
    names, last = [], ""
    table, body = bytearray(), bytearray()
    for stem, weight, packed in shard:
        names.append(_front(last, stem))
        last = stem
        table.append(weight)
        pack_number(table, len(packed))
        body += packed
    return " ".join(names).encode() + b"\n" + table + body


_KINDS: Final = ("departments", "types", "roles")


def _facets(entries: Sequence[DocumentEntry]) -> dict[str, dict[Facet, int]]:
    """Every facet that an entry has, by kind, with how many have it; by name."""
    found: dict[str, dict[Facet, int]] = {kind: {} for kind in _KINDS}
    for entry in entries:
        own = ((entry.department,), (entry.type,), dict.fromkeys(entry.roles))
        for kind, facets in zip(_KINDS, own, strict=True):
            for facet in facets:
                found[kind][facet] = found[kind].get(facet, 0) + 1
    return {
        kind: dict(sorted(counts.items(), key=lambda item: (item[0].name, item[0].key)))
        for kind, counts in found.items()
    }


def _counted(facets: Mapping[Facet, int]) -> list[dict[str, Any]]:
    return [
        {"key": facet.key, "name": facet.name, "count": count} for facet, count in facets.items()
    ]


def _filters(
    entries: Sequence[DocumentEntry], facets: Mapping[str, Mapping[Facet, int]]
) -> dict[str, Any]:
    """By kind, the numbers of each document's facets, in the order of the head."""
    places = {kind: {facet: at for at, facet in enumerate(facets[kind])} for kind in _KINDS}
    return {
        "departments": [places["departments"][entry.department] for entry in entries],
        "types": [places["types"][entry.type] for entry in entries],
        "roles": [sorted({places["roles"][role] for role in entry.roles}) for entry in entries],
    }


def _blocks(
    entries: Sequence[DocumentEntry], facets: Mapping[str, Mapping[Facet, int]]
) -> dict[str, bytes]:
    """What results show, for ten documents a file."""
    places = {kind: {facet: at for at, facet in enumerate(facets[kind])} for kind in _KINDS}
    rows = [
        [
            entry.id,
            entry.title,
            entry.href,
            places["departments"][entry.department],
            places["types"][entry.type],
            entry.version,
            entry.state,
            entry.state_name,
            entry.purpose,
            [[step.number, step.title] for step in entry.steps],
        ]
        for entry in entries
    ]
    return {
        f"documents-{at // _BLOCK}.json": _json(rows[at : at + _BLOCK])
        for at in range(0, len(rows), _BLOCK)
    }


def _phrases(synonyms: Iterable[Sequence[str]], words: Words) -> list[list[str]]:
    """Groups of phrases, each folded to its words; groups that say nothing are left out."""
    groups = (
        list(dict.fromkeys(filter(None, (" ".join(words.split(item)) for item in group))))
        for group in synonyms
    )
    return [group for group in groups if len(group) > 1]


def _json(value: Any) -> bytes:  # noqa: ANN401 whatever JSON can say
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
