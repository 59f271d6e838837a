"""What a word that is being typed may become: names and words of the index, with in how many articles they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.store.vocabulary import decode, encode
from search.engines.collection import NamesField, TextField, union
from search.engines.evaluate import Evaluator
from search.query import Field, Word

FREQUENT = 4  # times as many words as are wanted are looked at, for several may be of one class


def names(field: NamesField, words: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """The names that have words beginning with each of these, the most frequent first."""
    numbers = field.beginning(words)
    counts = field.totals[numbers]
    best = np.argsort(-counts, kind="stable")[:limit]
    return [(field.name(int(numbers[at])), int(counts[at])) for at in best.tolist() if counts[at]]


def words(
    evaluator: Evaluator, fields: Sequence[TextField], name: str, beginning: str, limit: int
) -> list[tuple[str, int]]:
    """The words that begin so, of each inflection class the shortest, the most frequent first.

    Which are the most frequent is told by how often their classes stand in any one of the texts of these fields; then
    it is counted in how many articles they are found, in the field called `name` or where plain words look.
    """
    classes: dict[str, tuple[int, str]] = {}
    for text in (text for field in fields for text in field.texts):
        span = text.words.beginning(encode(beginning))
        numbers = np.asarray(text.word_class[span.start : span.stop]).astype(np.int64)
        counts = text.posting_starts[1:][numbers].astype(np.int64) - text.posting_starts[numbers].astype(np.int64)
        for at in np.argsort(-counts, kind="stable")[: limit * FREQUENT].tolist():
            key, word = text.classes.text(int(numbers[at])), decode(text.words[span.start + at])
            count, known = classes.get(key, (0, word))
            classes[key] = max(count, int(counts[at])), min(known, word, key=lambda one: (len(one), one))
    frequent = sorted(classes.values(), key=lambda pair: (-pair[0], pair[1]))
    found = {word: _articles(evaluator, name, word) for word in dict.fromkeys([word for _, word in frequent][:limit])}
    return sorted(((word, count) for word, count in found.items() if count), key=lambda pair: (-pair[1], pair[0]))


def _articles(evaluator: Evaluator, name: str, word: str) -> int:
    """In how many articles a word is found, its inflections included."""
    if name:
        return len(evaluator.found(Field(name, Word(word))).documents)
    articles = evaluator.collection  # the same without a score for each, in less than half the time
    lists = [field.postings(key)[0] for field in articles.plain_text for key in evaluator.classes(word)]
    return len(union(lists, articles))
