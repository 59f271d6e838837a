"""Documents made ready for a segment by whichever process has time for it: their words cut, their texts packed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


class Cut(NamedTuple):
    """A text as words."""

    words: bytes  # its terms in order, as places among all terms, <u4
    paragraphs: list[int]  # the words at which paragraphs begin, the first aside


NO_TEXT = Cut(b"", [])


class Prepared(NamedTuple):
    """What a segment takes of a document. A term is a class with one of its words."""

    collection: Collection
    id: str
    values: dict[str, Value]  # by field, without the texts
    texts: dict[str, Cut]  # of each text field that it has
    terms: list[str]  # all that the process knows, which become more
    head: bytes
    rest: bytes


def prepared(documents: Iterable[Document]) -> list[Prepared]:
    """Documents, ready for `Inverter.add`; many at once take less time."""
    some = list(documents)
    cuts, terms = cut(some)
    found = []
    for document, texts in zip(some, cuts, strict=True):
        values = {name: value for name, value in document.values.items() if name not in texts}
        head, rest = encode(document.head), stored.packed(document.rest)
        found.append(Prepared(document.collection, document.id, values, texts, terms, head, rest))
    return found


def cut(documents: Sequence[Document]) -> tuple[list[dict[str, Cut]], list[str]]:
    """The texts of each document by their fields, and all terms that the process knows, which become more."""
    _forget()
    found: list[dict[str, Cut]] = [{} for _ in documents]
    of_language = defaultdict[str | None, list[tuple[dict[str, Cut], str, str]]](list)
    for document, texts in zip(documents, found, strict=True):
        for name in _TEXTS[document.collection]:
            if text := document.values.get(name):
                of_language[document.language].append((texts, name, str(text)))
    for language, some in of_language.items():
        cuts = _cut([text for _, _, text in some], _chunks(language))
        for (texts, name, _), one in zip(some, cuts, strict=True):
            texts[name] = one
    return found, _TERMS


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


def _cut(texts: list[str], chunks: _Chunks) -> Iterator[Cut]:
    """Texts of one language, all at once."""
    parted = [[text[start:end] for start, end in paragraphs(text)] or [""] for text in texts]
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
    for start, end, last in zip((4 * low).tolist(), (4 * high).tolist(), upto, strict=True):
        yield Cut(words[start:end], starts[first:last])
        first = last


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
