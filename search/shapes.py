"""Which words a pattern stands for: wildcards and small edits, on folded words."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable

from index.tokens import fold


def wildcard(pattern: str) -> Callable[[str], object]:
    """Whether a folded word has this shape: `*` any letters, `?` one.

    >>> bool(wildcard("li?es")("lines")), bool(wildcard("*ine")("lines"))
    (True, False)
    """
    return re.compile(fnmatch.translate(fold(pattern).replace("[", "[[]"))).match


def fuzzy(text: str, edits: int) -> Callable[[str], bool]:
    """Whether a folded word is within so many edits; of two edits, none may change the first letter.

    >>> fuzzy("lnies", 1)("lines"), fuzzy("lines", 1)("lions")
    (True, False)
    """
    wanted = fold(text)
    kept = max(len(wanted) - 1, 0) // 2 if edits == 1 else 1  # letters that one edit leaves at the start or at the end
    start, end = wanted[:kept], wanted[len(wanted) - kept :] if edits == 1 else "\0"

    def fits(word: str) -> bool:
        if abs(len(word) - len(wanted)) > edits or not (word.startswith(start) or word.endswith(end)):
            return False
        return distance(wanted, word) <= edits

    return fits


def distance(one: str, other: str) -> int:
    """The number of letters to put in, take out, change, or swap with a neighbour, each place edited once.

    The optimal string alignment distance: Boytsov, Indexing methods for approximate dictionary searching (2011).
    """
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
