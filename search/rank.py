"""What makes one hit better than another: the weights, each with its reason.

A word scores BM25F over the text fields (their weights stand in the schema). Conditions on names and days, and words
with wildcards, choose without ranking.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from search.query import And, AtLeast, Tree, Word

K1 = 1.2  # how soon more of the same word stops counting; the value BM25 is known by
B = {"title": 0.3, "body": 0.75, "quote": 0.75}  # how much length counts against a field: headlines are all short
EXACT = 0.1  # share of a word's weight that its form as typed adds to that of its inflections
ADJACENT = 8.0  # see `adjacent`; a word in title and body scores at most (2 + 1) · (K1 + 1) = 6.6 times its rarity
ADJACENT_EXACT = 1.0  # what the same adds when both words stand as typed
CHOSEN = 1.0  # the score of a condition that does not rank


def pairs(tree: Tree) -> Iterator[tuple[str, str]]:
    """The words that were typed next to each other, which are worth more where they stand so in a text."""
    for left, right in pairwise(tree.parts if isinstance(tree, And | AtLeast) else ()):
        if isinstance(left, Word) and isinstance(right, Word):
            yield left.text, right.text


def adjacent(count: int) -> float:
    """What a pair side by side adds, in units of the rarity of its words; `count` is the number of pairs asked.

    For a single pair this is more than its words scattered can ever score; in longer questions the sum of all
    pairs stays the same, or function words would outweigh the rare one.
    """
    return ADJACENT / count
