"""The fields of a segment's documents as lists of terms, each with where it stands: what an inverted index shows.

Every field of the schema becomes one or two of these: a text NAME holds inflection classes and NAME_exact surface
words, a field of names NAME holds the words of the names and NAME_value the names as wholes (see `value_key`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np

from index.schema import FIELDS, Collection
from index.store import value_key
from index.store.arrays import Array
from index.store.segment import Keys, Names, Segment, Text
from index.store.vocabulary import Vocabulary, decode, encode
from index.tokens import tokens

EXACT = "_exact"
VALUE = "_value"
GAP = 100  # positions between one name of a document and the next, so that no phrase reaches over


class Occurrences(NamedTuple):
    """Where a term stands: a document and a position for each time, in order; documents that are gone included."""

    documents: Array
    positions: Array


Words: TypeAlias = Vocabulary | list[bytes]


class Terms(Protocol):
    """The terms of a field."""

    @property
    def words(self) -> Words:
        """All terms in order; one may stand there more than once."""

    def find(self, word: bytes) -> Occurrences | None:
        """Where a term stands; None where it is none."""


def fields(segment: Segment, collection: Collection) -> dict[str, Terms]:
    """The fields of one collection of a segment."""
    part = segment.parts[collection]
    found: dict[str, Terms] = {}
    for field in FIELDS[collection]:
        if field.kind == "text":
            found[field.name] = _Classes(part.text[field.name])
            found[field.name + EXACT] = _Words(part.text[field.name])
        elif field.kind == "names":
            found[field.name] = _NameWords(part.names[field.name])
            found[field.name + VALUE] = _WholeNames(part.names[field.name])
        elif field.kind == "day":
            found[field.name] = _Listed((f"{day:08}", at) for at, day in enumerate(part.days.tolist()) if day)
        elif field.name in part.keys:
            found[field.name] = _Listed(_present(part.keys[field.name], range(len(part))))
        else:
            found[field.name] = _Listed(_present(segment.parts["articles"].keys["id"], segment.parents.tolist()))
    return found


def _present(keys: Keys, numbers: Iterable[int]) -> Iterator[tuple[str, int]]:
    return ((key, at) for at, number in enumerate(numbers) if (key := keys[number]))


class _Classes:
    """The inflection classes of a text field."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.words: Words = text.classes

    def find(self, word: bytes) -> Occurrences | None:
        return next((self.of_class(number) for number in self.text.classes.span(word)), None)

    def of_class(self, number: int) -> Occurrences:
        documents, frequencies = self.text.postings(number)
        return Occurrences(np.repeat(documents, frequencies), self.text.occurrences(number))


class _Words(_Classes):
    """The surface words of a text field."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.words = text.words

    def find(self, word: bytes) -> Occurrences | None:
        return _together([self.of_word(number) for number in self.text.words.span(word)])

    def of_word(self, number: int) -> Occurrences:
        of_class = int(self.text.word_class[number])
        documents, positions = self.of_class(of_class)
        if self.text.class_size(of_class) == 1:
            return Occurrences(documents, positions)
        there = self.text.postings(of_class).noted() == self.text.word_member[number]
        return Occurrences(documents[there], positions[there])


class _NameWords:
    """The words of a field of names; the names of a document stand one behind the other, GAP apart."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words: Words = names.tokens
        self._known: dict[int, list[bytes]] = {}

    def find(self, word: bytes) -> Occurrences | None:
        return _together([self.of_token(number, word) for number in self.names.tokens.span(word)])

    def of_token(self, number: int, word: bytes) -> Occurrences:
        holders = [self.names.holders(value) for value in self.names.with_token(number).tolist()]
        documents = np.unique(np.concatenate(holders))
        positions = [self._positions(document, word) for document in documents.tolist()]
        return Occurrences(
            np.repeat(documents, [len(some) for some in positions]),
            np.array([position for some in positions for position in some], "<u4"),
        )

    def _positions(self, document: int, word: bytes) -> list[int]:
        found, begin = [], 0
        first, last = (int(at) for at in self.names.value_starts[document : document + 2])
        for value in self.names.value_numbers[first:last].tolist():
            words = self._known.get(value)
            if words is None:
                words = self._known[value] = [encode(token.word) for token in tokens(self.names.values.text(value))]
            found += [begin + at for at, one in enumerate(words) if one == word]
            begin += len(words) + GAP
        return found


class _WholeNames:
    """The names of a field of names as wholes."""

    def __init__(self, names: Names) -> None:
        self.names = names

    @cached_property
    def _values(self) -> dict[bytes, list[int]]:
        found: dict[bytes, list[int]] = {}
        for number, name in enumerate(self.names.values):
            found.setdefault(encode(value_key(decode(name))), []).append(number)
        return found

    @cached_property
    def words(self) -> Words:
        return sorted(self._values)

    def find(self, word: bytes) -> Occurrences | None:
        if word not in self._values:
            return None
        documents = np.unique(np.concatenate([self.names.holders(value) for value in self._values[word]]))
        return Occurrences(documents, np.zeros_like(documents))


class _Listed:
    """A field with at most one term a document."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        self._terms = terms

    @cached_property
    def _documents(self) -> dict[bytes, list[int]]:
        found: dict[bytes, list[int]] = {}
        for word, document in self._terms:
            found.setdefault(encode(word), []).append(document)
        return found

    @cached_property
    def words(self) -> Words:
        return sorted(self._documents)

    def find(self, word: bytes) -> Occurrences | None:
        if word not in self._documents:
            return None
        documents = np.array(self._documents[word], "<u4")
        return Occurrences(documents, np.zeros_like(documents))


def _together(several: Sequence[Occurrences]) -> Occurrences | None:
    """What stands in any of these; a surface word of two languages is of two classes."""
    if len(several) < 2:
        return several[0] if several else None
    documents = np.concatenate([one.documents for one in several])
    positions = np.concatenate([one.positions for one in several])
    order = np.lexsort((positions, documents))
    return Occurrences(documents[order], positions[order])
