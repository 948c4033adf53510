"""How far a word is from another, in slips of the keyboard."""

from __future__ import annotations


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may have: none in short ones, which slip into others."""
    if len(word) < 4 or max(word) > "\uffff":
        return 0
    return 1 if len(word) < 8 else 2


def distance(word: str, other: str, limit: int) -> int:
    """How many letters are missing, added, changed or swapped with their neighbour.

    The distance of optimal string alignment; more than `limit` is given as `limit + 1`.
    """
    if abs(len(word) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        last, before, row = before, row, [i]
        for j, that in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != that))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == that:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
