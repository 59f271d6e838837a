"""What an article is about, for others like it: its most telling words, and the articles that say the same anyway."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from index.store.arrays import Array
from index.tokens import folded_words, inflection
from search.engines import copies
from search.engines.collection import Collection

WORDS = 12  # of an article that stand for it; with more, the rest of its words dilute them
TITLE = 3  # how often a word of the title counts: it says what the article is about


def telling(
    article: dict[str, Any], count: Callable[[Sequence[str]], Sequence[int]], idf: Callable[[int], float]
) -> tuple[str, ...]:
    """The words of an article that other articles have too and that tell most of what it is about, the first first.

    By how often a word stands in it and how rare it is elsewhere (Salton and Buckley, Term-Weighting Approaches in
    Automatic Text Retrieval, 1988). `count` tells in how many articles inflection classes stand.
    """
    language = article["language"]
    written = folded_words(article["text"])
    often: Counter[str] = Counter(written)
    often.update({word: TITLE * count for word, count in Counter(folded_words(article["title"])).items()})
    classes: dict[str, list[str]] = {}
    for word in often:
        classes.setdefault(inflection(word, language), []).append(word)
    worths = []
    for (key, words), number in zip(classes.items(), count(list(classes)), strict=True):
        if number > 1 and not key[0].isdigit():
            worth = (1 + math.log(sum(often[word] for word in words))) * idf(number)
            worths.append((-worth, max(words, key=lambda word: often[word])))
    return tuple(word for _, word in sorted(worths)[:WORDS])


def same(collection: Collection, documents: Iterable[int]) -> Array:
    """Some documents and all their near copies."""
    leaders = np.array(list(documents), np.int64)
    found = copies.folded(collection, leaders, 0, collection.all)
    return np.array([*leaders.tolist(), *(one for some in found for one in some)], np.int64)
