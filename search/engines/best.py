"""The best of what matches: raised where words stand as they were typed, and side by side where they were typed so.

Where the two words of a query stand side by side comes before everything else, so it is looked up in all that
matches, unless both are frequent. What else is added, for words of a longer query that stand together and for each
word's own form, is looked up in the best documents only: what the others could gain at most is known, so it is also
known when none of them can come forward (the threshold algorithm of Fagin, Lotem and Naor, Optimal Aggregation
Algorithms for Middleware, 2001).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from index.store.arrays import Array
from index.tokens import fold
from search import rank
from search.engines.collection import Collection, Found, TextField
from search.engines.evaluate import Evaluator
from search.engines.places import side_by_side
from search.query import And, AtLeast, Field, Or, Tree, Word

FREQUENT = 60_000  # documents from which on a word is frequent: fewer take some milliseconds
FIRST_LOOK = 256  # documents in which is looked for what frequent words add at first
BLOCK = 64  # scores of which the highest is looked at first
MARGIN = 1e-3  # of a score, so that rounding changes nothing


class _Bonus(NamedTuple):
    """What is added to the scores of documents: `most` at most, and to each of some what `of` says.

    What words add that stand as they were typed, or close together, is in proportion to what they score there.
    """

    kind: rank.Kind
    most: float
    of: Callable[[Array], Array]


def best(evaluator: Evaluator, tree: Tree, found: Found, wanted: int) -> Found:
    """What matches a tree, raised; of many only some, the `wanted` best among them."""
    first: list[_Bonus] = []
    left: list[_Bonus] = []
    for bonus, later in _bonuses(evaluator, tree, evaluator.collection.plain_text):
        (left if later else first).append(bonus)
    found = _raised(found, first)
    looked = max(FIRST_LOOK, 8 * wanted)
    if left and wanted and len(found.documents) > looked:
        least = _least(found.scores, wanted)
        found = _those(found, found.scores >= least - sum(bonus.most for bonus in left) - MARGIN)
        if len(found.documents) > looked:
            most = _most(evaluator.collection, tree, found, left)
            some = _raised(_those(found, most >= _least(most, looked)), left)
            found = _those(found, most >= max(nth_highest(some.scores, wanted), least) - MARGIN)
    return _raised(found, left)


def _those(found: Found, kept: Array) -> Found:
    at = kept.nonzero()[0]
    return Found(found.documents.take(at), found.scores.take(at))


def _most(collection: Collection, tree: Tree, found: Found, left: Sequence[_Bonus]) -> Array:
    """The scores that documents have at most when they are raised."""
    if not _all_scored(tree):
        return found.scores + np.float32(sum(bonus.most for bonus in left))
    share: Any = rank.EXACT
    if any(bonus.kind == "close" for bonus in left):
        share += rank.CLOSE / np.min([text.least(found.documents) for text in collection.text.values()], axis=0)
    most = found.scores * np.asarray(share, np.float32)
    np.minimum(most, sum(bonus.most for bonus in left if bonus.kind != "beside"), out=most)
    most += found.scores
    most += np.float32(sum(bonus.most for bonus in left if bonus.kind == "beside"))
    return most


def _all_scored(tree: Tree, alternative: bool = False) -> bool:
    """Whether all words that stand in what a tree matches are in its score.

    They are not where some are wanted together as one of several alternatives: what has some of them may match as
    another one.
    """
    if isinstance(tree, Field):
        return _all_scored(tree.part, alternative)
    if not isinstance(tree, And | Or | AtLeast):
        return True
    if alternative and not isinstance(tree, Or):
        return False
    return all(_all_scored(part, alternative or not isinstance(tree, And)) for part in tree.parts)


def highest(scores: Array, count: int) -> Array:
    """The numbers, in order, of the `count` highest scores, and of some more; of fewer, all."""
    return (scores >= _least(scores, count)).nonzero()[0]


def _least(scores: Array, count: int) -> float:
    """No more than the count-th highest score, or than all if these are fewer.

    The count-th highest of the maxima of blocks is no higher than that of all scores, and found sooner.
    """
    if len(scores) < 4 * count:
        return -np.inf
    width = min(len(scores) // (2 * count), BLOCK)
    blocks = len(scores) // width
    return nth_highest(scores[: blocks * width].reshape(width, blocks).max(axis=0), count)


def nth_highest(scores: Array, count: int) -> float:
    """The score that so many are as high as, or higher."""
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])


def _raised(found: Found, bonuses: Sequence[_Bonus]) -> Found:
    """The same documents with what is added to their scores."""
    scores = found.scores
    for bonus in bonuses:
        scores = scores + bonus.of(found.documents)
    return Found(found.documents, scores)


def _bonuses(evaluator: Evaluator, tree: Tree, texts: Sequence[TextField]) -> Iterator[tuple[_Bonus, bool]]:
    """What words add in each of some fields, and whether that is to be looked up in the best documents only."""
    for kind, words, text in rank.raised(tree, texts, evaluator.collection.text):
        counts = {word: evaluator.count(word.text, text) for word in words}
        if kind == "typed" and text.field.weight and counts[words[0]]:
            worth = rank.EXACT * text.weight * text.idf(counts[words[0]])
            yield _Bonus(kind, worth * (rank.K1 + 1), partial(_as_typed, text, words[0].text, worth)), True
        elif kind == "beside" and (count := min(counts.values())):
            worth = rank.SURE * rank.idf(1, evaluator.collection.count)
            added = partial(_side_by_side, evaluator, (words[0].text, words[1].text), text, worth)
            yield _Bonus(kind, worth * (1 + rank.BESIDE_EXACT), added), count > FREQUENT
        elif kind == "close":
            worths = {word: rank.CLOSE * text.idf(count) for word, count in counts.items() if count}
            if worths:
                yield _Bonus(kind, sum(worths.values()), partial(_close, evaluator, worths, text)), True


def _as_typed(text: TextField, word: str, worth: float, documents: Array) -> Array:
    """What a word's own form adds to that of its inflections: a share of the BM25 that it has by itself."""
    row = np.zeros(len(documents), np.float32)
    text.add(row, text.as_written(fold(word)), documents, worth)
    return row


def _side_by_side(
    evaluator: Evaluator, pair: tuple[str, str], field: TextField, worth: float, documents: Array
) -> Array:
    """What two words add where they stand side by side, and somewhat more where both stand as they were typed."""
    collection, row = evaluator.collection, np.zeros(len(documents), np.float32)
    for at, text in enumerate(field.texts):
        for words in evaluator.typed(pair, text):
            ranks, exact = side_by_side(*words, collection.within(at, documents))
            ranks += collection.ranks(at, documents)[0]
            row[ranks] = np.float32(worth) * (1 + exact * np.float32(rank.BESIDE_EXACT))
    return row


def _close(evaluator: Evaluator, worths: dict[Word, float], field: TextField, documents: Array) -> Array:
    """What words add that stand in one passage: what each is worth, in the passage where that is most."""
    collection, row = evaluator.collection, np.zeros(len(documents), np.float32)
    for at in range(len(field.texts)):
        first, last = collection.ranks(at, documents)
        local = collection.within(at, documents)
        standing = [(evaluator.placed(word, field, at, local).start, worth) for word, worth in worths.items()]
        begins = np.concatenate([start for start, _ in standing])
        total = np.zeros(len(begins), np.float32)
        for start, worth in standing:
            if len(start):
                following = start[np.minimum(start.searchsorted(begins), len(start) - 1)]
                total[(following >= begins) & (following < begins + rank.PASSAGE)] += worth
        np.maximum.at(row[first:last], begins >> 32, total)
    return row
