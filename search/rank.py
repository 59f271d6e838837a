"""What makes one hit better than another: the weights, each with its reason.

A word scores BM25F over the text fields (their weights stand in the schema). Conditions on names and days, and words
with wildcards, choose without ranking.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from index.schema import K1 as K1  # of every engine alike
from search.query import Field, Leaf, Near, Not, Phrase, Together, Tree, Word

Text = TypeVar("Text")  # a text field, as an engine has it
Kind = Literal["beside", "close", "typed"]

LEAST = 0.01  # the rarity of a word of half of all documents or more: next to nothing, but it still puts them in order
EXACT = 0.1  # share of a word's weight that its form as typed adds to that of its inflections
# What two of the rarest words score at most in title and body, and the two words of a query add where they stand side
# by side: they are meant as one name more often than not, so no article with them scattered comes before.
SURE = 2 * (2.0 + 1.0) * (K1 + 1) * (1 + EXACT)
BESIDE_EXACT = 0.1  # share of it that both words as typed add
PASSAGE = 20  # words, some of a sentence: what stands that close together is said in one breath
CLOSE = 0.5  # of their rarities, for words of a longer query in one passage; 0.2 to 0.7 change little
CHOSEN = 1.0  # the score of a condition that does not rank


def idf(count: int, documents: int) -> float:
    """How rare a word is that stands in `count` of so many documents: ln((N - n + 0.5) / (n + 0.5)).

    Robertson and Sparck Jones, Relevance Weighting of Search Terms (1976). A word of more than half of them tells
    nothing about any; without that, function words decide what comes first for a question in whole sentences.
    """
    return max(math.log((max(documents - count, 0) + 0.5) / (count + 0.5)), LEAST)


def raised(
    tree: Tree, texts: Sequence[Text], fields: Mapping[str, Text]
) -> Iterator[tuple[Kind, tuple[Word, ...], Text]]:
    """Where words of a tree score more than each by itself, and how.

    Two words in a query that stand side by side, more of them in one passage, each in the form as typed. `texts` are
    those where plain words look, `fields` all of them by their names.
    """
    if isinstance(tree, Field):
        field = fields.get(tree.name)
        yield from raised(tree.part, [field] if field else [], fields)
    elif isinstance(tree, Word):
        for text in texts:
            yield "typed", (tree,), text
    elif (parts := getattr(tree, "parts", None)) and not isinstance(tree, Not | Near | Phrase | Together):
        words = sum(isinstance(part, Leaf | Near) for part in parts)
        for left, right in pairwise(parts) if words == 2 else ():
            if isinstance(left, Word) and isinstance(right, Word):
                yield from (("beside", (left, right), text) for text in texts)
        for text in texts if words > 2 else ():
            yield "close", tuple(part for part in parts if isinstance(part, Word)), text
        for part in parts:
            yield from raised(part, texts, fields)
