"""Which word of an index was meant by one that is spelt nearly so: the nearest, and of these the most frequent.

Norvig, How to Write a Spelling Corrector (2007): words one edit away are made and looked up, which costs a few
milliseconds whatever the size of the index; words two edits away are looked for among those that begin the same.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np

from index.store.arrays import gaps
from index.store.segment import Text
from index.store.vocabulary import Vocabulary, decode, encode
from index.tokens import fold
from search.engines.collection import Collection
from search.shapes import distance

SHORTEST = 4  # letters: shorter words are spelt nearly like many others
FAR = 6  # letters from which on two edits are tried
BEGINNING = 2  # letters that stay where there are two
LOOKED = 4_000  # words at most that begin so, of one segment
TIMES = 10  # more frequent: then it was probably meant
_LETTERS = {  # by the first word of their names in Unicode
    "LATIN": "abcdefghijklmnopqrstuvwxyz",
    "CYRILLIC": "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя",
    "GREEK": "αβγδεζηθικλμνξοπρστυφχψω",
    "ARABIC": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
}


def meant(word: str, collection: Collection) -> str | None:
    """The word of an index that was probably meant by another; None where that is as frequent, or nothing is near."""
    word, texts = fold(word), [text for field in collection.plain_text for text in field.texts]

    def near(edits: int) -> Iterable[str]:
        return _one_edit(word) if edits == 1 else _two_edits(word, texts)

    return chosen(word, partial(_counted, texts=texts), near)


def chosen(
    word: str, count: Callable[[Iterable[str]], Counter[str]], near: Callable[[int], Iterable[str]]
) -> str | None:
    """The same of a folded word, given in how many documents words stand and which are so many edits away."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    least = max(TIMES * count([word])[word], 1)
    for edits in (1, 2) if len(word) >= FAR else (1,):
        found = count(near(edits))
        if found and (best := min(found, key=lambda other: (-found[other], other))) and found[best] >= least:
            return best
    return None


def _counted(words: Iterable[str], texts: list[Text]) -> Counter[str]:
    """In how many documents words stand, in any inflection."""
    counts: Counter[str] = Counter()
    encoded = [encode(word) for word in words]
    for text in texts:
        for word in text.words.known(encoded):
            counts[decode(word)] += sum(text.count(int(text.word_class[number])) for number in text.words.span(word))
    return counts


def _one_edit(word: str) -> Iterator[str]:
    """Words with a letter more, less or changed, or with two neighbours swapped."""
    letters = _LETTERS.get(unicodedata.name(word[0], "").partition(" ")[0], "")
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters if letter != after[0])
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]


def _two_edits(word: str, texts: list[Text]) -> set[str]:
    letters = set(word)  # each edit changes two of them at most, which is soon seen
    return {
        other
        for text in texts
        for other in _beginning(encode(word[:BEGINNING]), len(encode(word)), text.words)
        if len(letters ^ set(other)) <= 4 and distance(word, other) == 2
    }


def _beginning(prefix: bytes, length: int, words: Vocabulary) -> Iterator[str]:
    """The words that begin so and are about so long, in bytes."""
    numbers = words.beginning(prefix)
    lengths = gaps(words.starts[numbers.start : numbers.stop + 1]) - 1
    for at in np.flatnonzero(np.abs(lengths - length) <= 4)[:LOOKED].tolist():
        yield decode(words[numbers.start + at])
