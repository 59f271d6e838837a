"""What makes one hit better than another: the weights, each with its reason.

A word scores BM25F over the text fields (their weights stand in the schema). Conditions on names and days, and words
with wildcards, choose without ranking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from search.query import Tree, Word

K1 = 1.2  # how soon more of the same word stops counting; the value BM25 is known by
B = {"title": 0.3, "body": 0.75, "quote": 0.75}  # how much length counts against a field: headlines are all short
EXACT = 0.1  # share of a word's weight that its form as typed adds to that of its inflections
SURE = 2 * (2.0 + 1.0) * (K1 + 1) * (1 + EXACT)  # what two of the rarest words score at most in title and body
BESIDE = 0.3  # of their rarity, for words side by side in a longer query; 0.1 to 0.5 change little (TIME collection)
BESIDE_EXACT = 0.1  # share of either that both words as typed add
CHOSEN = 1.0  # the score of a condition that does not rank


def pairs(parts: Iterable[Tree]) -> Iterator[tuple[str, str]]:
    """The words that were typed next to each other, which are worth more where they stand so in a text."""
    for left, right in pairwise(parts):
        if isinstance(left, Word) and isinstance(right, Word):
            yield left.text, right.text


def beside(words: int, rarities: Iterable[float], rarest: float) -> float:
    """What a pair of words side by side adds, in a query of so many words; rarities as BM25's idf, from 1 on.

    Two words alone are meant as one name more often than not: no article with them scattered comes before one
    with them side by side. In longer queries function words stand beside one another too, so what counts there is
    how rare the two are.
    """
    return SURE * rarest if words == 2 else BESIDE * sum(rarity - 1 for rarity in rarities)
