"""Words typed next to each other are worth more where they stand side by side: what matches, raised by that.

Where two rare words stand side by side is worked out once, and kept. For frequent ones it is looked up in the best
documents only: what the others could gain at most is known, so it is also known when none of them can come forward
(the threshold algorithm of Fagin, Lotem and Naor, Optimal Aggregation Algorithms for Middleware, 2001).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from index.store.arrays import Array, distinct
from search import rank
from search.engines.collection import NOTHING, Collection, Found, TextField
from search.engines.evaluate import Evaluator
from search.engines.places import phrase
from search.query import Field, Leaf, Near, Not, Phrase, Together, Tree

FREQUENT = 60_000  # documents from which on a word is frequent: fewer take some milliseconds, once
FIRST_LOOK = 256  # documents in which frequent words are looked for at first
MARGIN = 1e-3  # of a score, so that rounding changes nothing


class _Bonus(NamedTuple):
    """What two words add to the score of a document where they stand side by side in a field."""

    pair: tuple[str, str]
    text: TextField
    worth: float

    def frequent(self, evaluator: Evaluator) -> bool:
        counts = [sum(map(self.text.count, evaluator.classes(word))) for word in self.pair]
        return min(counts) > FREQUENT


def best(evaluator: Evaluator, tree: Tree, found: Found, wanted: int) -> Found:
    """What matches a tree, raised where words stand side by side; of many only some, the `wanted` best among them."""
    left: list[_Bonus] = []
    rare: list[_Bonus] = []
    for bonus in _bonuses(evaluator, tree, evaluator.collection.plain_text):
        (left if bonus.frequent(evaluator) else rare).append(bonus)
    found = _raised(evaluator.collection, found, [(bonus, _everywhere(evaluator, bonus)) for bonus in rare])
    most = sum(bonus.worth for bonus in left) * (1 + rank.BESIDE_EXACT) + MARGIN
    looked, count = max(FIRST_LOOK, 8 * wanted), len(found.documents)
    while left:
        at = np.arange(count)
        if looked < count:
            at = np.sort(np.argpartition(found.scores, count - looked)[count - looked :])
        some = Found(found.documents[at], found.scores[at])
        lowest = some.scores.min(initial=np.inf)
        beside = [(bonus, _among(evaluator, bonus, some.documents)) for bonus in left]
        some = _raised(evaluator.collection, some, beside)
        if looked >= count or not wanted or np.partition(some.scores, looked - wanted)[looked - wanted] > lowest + most:
            return some
        looked *= 8
    return found


def _bonuses(evaluator: Evaluator, tree: Tree, texts: Sequence[TextField]) -> Iterator[_Bonus]:
    """What words typed next to each other add, in each of some fields."""
    if isinstance(tree, Field):
        field = evaluator.collection.text.get(tree.name)
        yield from _bonuses(evaluator, tree.part, [field] if field else [])
    elif (parts := getattr(tree, "parts", None)) and not isinstance(tree, Not | Near | Phrase | Together):
        words = sum(isinstance(part, Leaf | Near) for part in parts)
        for pair in rank.pairs(parts):
            worth = rank.beside(
                words, [_rarity(evaluator, word, texts) for word in pair], _rarest(evaluator.collection)
            )
            if worth > 0:
                yield from (_Bonus(pair, text, worth) for text in texts)
        for part in parts:
            yield from _bonuses(evaluator, part, texts)


def _rarity(evaluator: Evaluator, word: str, texts: Sequence[TextField]) -> float:
    """How rare a word is in the field where it is most frequent, as BM25 counts it."""
    most = max((sum(map(text.count, evaluator.classes(word))) for text in texts), default=0)
    return max(_rarest(evaluator.collection) - math.log(most + 1), 1.0)


def _rarest(collection: Collection) -> float:
    return math.log(max(collection.count, 1)) + 1


def _raised(collection: Collection, found: Found, bonuses: Sequence[tuple[_Bonus, Found]]) -> Found:
    """The same documents with their scores raised; each pair comes with its documents, with 1 or somewhat more."""
    if not bonuses:
        return found
    scores = found.scores.copy()  # what is cached stays as it is
    for bonus, beside in bonuses:
        there, at = collection.places(beside.documents, found.documents)
        scores[at] += np.float32(bonus.worth) * beside.scores[there]
    return Found(found.documents, scores)


def _everywhere(evaluator: Evaluator, bonus: _Bonus) -> Found:
    """All documents that have a pair, kept for the next time."""
    key = (bonus.pair, bonus.text, evaluator.languages)
    return evaluator.collection.cached(key, partial(_among, evaluator, bonus, None))


def _among(evaluator: Evaluator, bonus: _Bonus, documents: Array | None) -> Found:
    """The documents that have a pair, with 1, or somewhat more where both words stand as they were typed."""
    collection, lists = evaluator.collection, []
    segments = enumerate([None] * len(collection.parts)) if documents is None else collection.local(documents)
    for number, local in segments:
        inflected = _standing(evaluator, Phrase(bonus.pair, exact=False), bonus.text, number, local)
        exact = _standing(evaluator, Phrase(bonus.pair), bonus.text, number, inflected)
        scores = 1 + np.isin(inflected, exact, assume_unique=True) * np.float32(rank.BESIDE_EXACT)
        lists.append(Found(inflected + np.uint32(collection.bases[number]), scores.astype(np.float32)))
    return collection.added(lists)


def _standing(evaluator: Evaluator, tree: Phrase, field: TextField, number: int, among: Array | None) -> Array:
    """The documents of a segment, of all or of some, in which a phrase stands."""
    text, lists = field.texts[number], []
    for words in evaluator.spelled(tree, text):
        some = min((text.postings(word.number)[0] for word in words), key=len) if among is None else among
        lists.append(some[phrase(words, some).ranks])
    return lists[0] if len(lists) == 1 else distinct(np.concatenate(lists)) if lists else NOTHING.documents
