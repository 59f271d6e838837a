"""Documents made ready for a segment by whichever process has time for it: their words cut, their texts packed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.document import Document, Value
from index.schema import FIELDS, Collection
from index.store import stored
from index.store.arrays import Array, ragged
from index.store.vocabulary import decode, encode
from index.tokens import fold, inflection, paragraphs, written_words

CLASS = "\t"  # between the word of a term and its class: below all that words hold, so that terms sort by words
CHUNKS = 1 << 18  # that a process remembers: some 50 MB
LONGEST = 32  # bytes of a chunk that is remembered: longer ones hardly come again
SLOTS = 1 << 17  # of the chunks of a language that are found many at once

_TEXTS = {name: tuple(field.name for field in fields if field.kind == "text") for name, fields in FIELDS.items()}
_BLANK = np.isin(np.arange(256), list(b"\0\t\n\v\f\r\x1c\x1d\x1e\x1f "))
_AROUND = b'"(),:;?![]'  # in no word, and what stands beside it makes none
_END = "\0"  # of a paragraph among many
_SHORT = 16  # bytes of a chunk that may be found with many others
_FACTOR, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(64 - SLOTS.bit_length() + 1)  # multiplicative hashing
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], "<u8")


class Prepared(NamedTuple):
    """What a segment takes of a document. A term is a class with one of its words."""

    collection: Collection
    id: str
    values: dict[str, Value]  # by field, without the texts
    words: dict[str, bytes]  # of each text field the terms in order, as places in `terms`, <u4
    paragraphs: dict[str, list[int]]  # of each text field the words at which paragraphs begin, the first aside
    terms: list[str]  # all that the process knows, which become more
    head: bytes
    rest: bytes


def prepared(documents: Iterable[Document]) -> list[Prepared]:
    """Documents, ready for `Inverter.add`; many at once take less time."""
    _forget()
    found, texts = [], defaultdict[str | None, list[tuple[Prepared, str, str]]](list)
    for document in documents:
        values = document.values.copy()
        head, rest = encode(document.head), stored.packed(document.rest)
        one = Prepared(document.collection, document.id, values, {}, {}, _TERMS, head, rest)
        for name in _TEXTS[document.collection]:
            if text := values.pop(name, None):
                texts[document.language].append((one, name, str(text)))
        found.append(one)
    for language, some in texts.items():
        _cut(some, _chunks(language))
    return found


def cut(text: str, language: str | None) -> tuple[list[str], list[int]]:
    """The terms of a text in order, and the words at which its paragraphs begin, the first aside."""
    _forget()
    chunks, terms, begins = _chunks(language), list[str](), list[int]()
    for paragraph in _paragraphs(text):
        before = len(terms)
        for chunk in encode(paragraph).split():
            terms += map(_TERMS.__getitem__, chunks.of(chunk))
        if 0 < before < len(terms):
            begins.append(before)
    return terms, begins


def _forget() -> None:
    """Let go of what is remembered, where that is too much."""
    global _TERMS
    if max(len(_TERMS), sum(chunks.size for chunks in _CHUNKS.values())) >= CHUNKS:
        _CHUNKS.clear()
        _NUMBERS.clear()
        _TERMS = []  # others may hold the former


def _chunks(language: str | None) -> _Chunks:
    if language not in _CHUNKS:
        _CHUNKS[language] = _Chunks(language)
    return _CHUNKS[language]


def _cut(texts: list[tuple[Prepared, str, str]], chunks: _Chunks) -> None:
    """Note the words and the paragraphs of texts of one language with their documents, all at once."""
    parted = [_paragraphs(text) or [""] for _, _, text in texts]
    together = _END.join(chain.from_iterable(parted))
    if together.count(_END) >= sum(map(len, parted)):  # a text has such a character: it parts words as any blank does
        together = _END.join(paragraph.replace(_END, " ") for some in parted for paragraph in some)
    data = encode(together) + b"\0"
    terms, ends = chunks.terms(data)  # of each paragraph the end of its terms
    begins = np.concatenate(([0], ends[:-1]))
    counts = np.fromiter(map(len, parted), np.int64, len(parted))
    after = np.cumsum(counts)
    low, high = begins[after - counts], ends[after - 1]  # of each text
    places = begins - np.repeat(low, counts)
    told = (places > 0) & (begins < ends)
    starts, upto = places[told].tolist(), np.cumsum(told)[after - 1].tolist()
    words, first = terms.tobytes(), 0
    for (document, name, _), start, end, last in zip(texts, (4 * low).tolist(), (4 * high).tolist(), upto, strict=True):
        document.words[name] = words[start:end]
        document.paragraphs[name] = starts[first:last]
        first = last


def _paragraphs(text: str) -> list[str]:
    if "\n" in text.replace("\n\n", "") or "\r" in text:
        return [text[start:end] for start, end in paragraphs(text)]
    return text.split("\n\n")  # the same in a tenth of the time


class _Chunks(dict[bytes, int]):
    """The chunks of a language, which are what stands between blanks, by their numbers: most come again.

    Those of few bytes are also found by these bytes as two numbers, many at once, unless another has their slot.
    """

    def __init__(self, language: str | None) -> None:
        self.language = language
        self._counts = array("I")  # of each chunk how many terms it has
        self._starts = array("I")  # where they begin
        self._terms = array("I")
        self._keys = np.zeros((2, SLOTS), "<u8")
        self._numbers = np.zeros(SLOTS, np.int32)  # of the chunk in each slot

    @property
    def size(self) -> int:
        """By what memory it takes: how many chunks it has, or how many times four terms."""
        return max(len(self._starts), len(self._terms) // 4)

    def of(self, chunk: bytes) -> array[int]:
        """The terms of a chunk."""
        start = self._starts[number := self[chunk]]
        return self._terms[start : start + self._counts[number]]

    def terms(self, data: bytes) -> tuple[Array, Array]:
        """The terms of paragraphs with a zero behind each, one behind the other, and where those of each end."""
        characters = np.frombuffer(data, "|u1")
        blank = _BLANK[characters]
        edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1
        if not blank[0]:
            edges = np.concatenate(([0], edges))
        starts, ends = edges[::2], edges[1::2]
        chunks = self._found(data, starts, ends)
        counts = np.frombuffer(self._counts, "<u4")[chunks] if len(chunks) else np.empty(0, "<u4")
        before = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        paragraphs = before[starts.searchsorted(np.flatnonzero(characters == 0))]
        if not before[-1]:
            return np.empty(0, "<u4"), paragraphs
        starts = np.frombuffer(self._starts, "<u4")[chunks]
        terms: Array = np.frombuffer(self._terms, "<u4")[ragged(starts, counts)]
        return terms, paragraphs

    def _found(self, data: bytes, starts: Array, ends: Array) -> Array:
        """The number of each chunk."""
        eight = np.ndarray(len(data), "<u8", data + bytes(2 * _SHORT), strides=(1,))  # the eight bytes from each on
        lengths = ends - starts
        low = eight[starts] & _MASKS[np.minimum(lengths, 8)]
        high = eight[np.minimum(starts + 8, len(data) - 1)] & _MASKS[np.clip(lengths - 8, 0, 8)]
        slots = ((low ^ high * _FACTOR) * _FACTOR >> _SHIFT).astype(np.int64)
        numbers: Array = self._numbers[slots]
        there = (self._keys[0, slots] == low) & (self._keys[1, slots] == high) & (lengths <= _SHORT)
        missing = np.flatnonzero(~there)
        if not len(missing):
            return numbers
        numbers[missing] = [
            self[data[start:end]] for start, end in zip(starts[missing].tolist(), ends[missing].tolist(), strict=True)
        ]
        new = missing[(lengths[missing] <= _SHORT) & (self._keys[0, slots[missing]] == 0)]
        self._keys[0, slots[new]], self._keys[1, slots[new]] = low[new], high[new]  # of several in one slot the last
        self._numbers[slots[new]] = numbers[new]
        return numbers

    def __missing__(self, chunk: bytes) -> int:
        bare = chunk.strip(_AROUND)
        if bare[-1:] == b"." and bare[-3:-1].isalpha():  # no initials
            bare = bare[:-1]
        number = self._new(chunk) if len(bare) == len(chunk) else self[bare]
        if len(chunk) <= LONGEST and len(self) < CHUNKS:
            self[chunk] = number
        return number

    def _new(self, chunk: bytes) -> int:
        if chunk.isalnum():  # of ASCII, which makes one word
            folded: Iterable[str] = [chunk.decode().lower()]
        else:
            folded = filter(None, map(fold, written_words(decode(chunk))))
        terms = [_number(f"{word}{CLASS}{inflection(word, self.language)}") for word in folded]
        number = len(self._starts)
        self._starts.append(len(self._terms))
        self._counts.append(len(terms))
        self._terms.extend(terms)
        return number


def _number(term: str) -> int:
    number = _NUMBERS.setdefault(term, len(_TERMS))
    if number == len(_TERMS):
        _TERMS.append(term)
    return number


_CHUNKS: dict[str | None, _Chunks] = {}
_NUMBERS: dict[str, int] = {}
_TERMS: list[str] = []
