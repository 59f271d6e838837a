"""Names in the cases of Ukrainian and Russian brought back to the nominative, by their endings alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from index.extract.words import Words

SHORTEST = 2  # letters that every case leaves
_VOWELS = frozenset("аеєиіїоуюяыэё")
_CLOSED = {"о": "і", "е": "і", "є": "ї"}  # in a last syllable that a consonant closes: Харкова, but Харків
Cases = tuple[tuple[str, tuple[str, ...]], ...]


def nominatives(name: str, words: Words) -> tuple[str, ...]:
    """What a name of one or two words may be in the nominative, the likelier first; nothing where none has cases.

    >>> from index.extract.words import words
    >>> nominatives("Києві", words("uk"))[:3]
    ('Кий', 'Києв', 'Київ')
    """
    return _nominatives(name, words.cases) if words.cases else ()


@lru_cache(maxsize=10_000)
def _nominatives(name: str, cases: Cases) -> tuple[str, ...]:
    parts = name.split()
    if len(parts) == 1:
        return tuple(dict.fromkeys(_of_word(name, cases)))
    if len(parts) != 2:
        return ()
    firsts, lasts = ([*_of_word(part, cases)] for part in parts)
    return tuple(" ".join(pair) for pair in product(firsts, lasts))


def _of_word(word: str, cases: Cases) -> Iterator[str]:
    for ending, others in cases:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST:
            continue
        for other in others:
            if _fits(stem, other):
                yield stem + other
                if other in ("", "ь"):
                    yield from _closed(stem, other)


def _fits(stem: str, ending: str) -> bool:
    """Whether letters may meet so: й after a vowel, ь and most endings after a consonant."""
    vowel = stem[-1].lower() in _VOWELS
    if ending == "й":
        return vowel
    return ending == "я" or not vowel


def _closed(stem: str, ending: str) -> Iterator[str]:
    """The stem with the vowel of a closed syllable: Львова is of Львів."""
    for at in (-2, -3):
        if len(stem) > SHORTEST and (vowel := _CLOSED.get(stem[at])):
            yield stem[:at] + vowel + stem[at + 1 :] + ending
            return
