"""Documents made ready for a segment by whichever process has time for it: their words cut, their texts packed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.document import Document, Value
from index.schema import FIELDS, Collection
from index.store import stored
from index.store.arrays import distinct
from index.store.vocabulary import encode
from index.tokens import fold, inflection, paragraphs, written_words

CLASS = "\t"  # between the word of a term and its class: below all that words hold, so that terms sort by words
CHUNKS = 1 << 18  # that a process remembers: some 50 MB
LONGEST = 32  # characters of a chunk that is remembered: longer ones hardly come again

_TEXTS = {name: tuple(field.name for field in fields if field.kind == "text") for name, fields in FIELDS.items()}


class Prepared(NamedTuple):
    """What a segment takes of a document. A term is a class with one of its words."""

    collection: Collection
    id: str
    values: dict[str, Value]  # by field, without the texts
    words: dict[str, bytes]  # of each text field the terms in order, as places in `terms`, <u4
    paragraphs: dict[str, list[int]]  # of each text field the words at which paragraphs begin, the first aside
    terms: list[str]  # of all documents that were prepared together
    head: bytes
    rest: bytes


def prepared(documents: Iterable[Document]) -> list[Prepared]:
    """Documents, ready for `Inverter.add`; many at once take less time."""
    _forget()
    terms: list[str] = []
    found = [_prepared(document, terms) for document in documents]
    texts = [(document.words, name) for document in found for name in document.words]
    numbers = np.frombuffer(b"".join(words[name] for words, name in texts), "<u4")
    used = distinct(numbers)
    place = np.empty(len(_TERMS), "<u4")
    place[used] = np.arange(len(used), dtype="<u4")
    terms += map(_TERMS.__getitem__, used.tolist())
    places, end = place[numbers].tobytes(), 0
    for words, name in texts:
        start, end = end, end + len(words[name])
        words[name] = places[start:end]
    return found


def _prepared(document: Document, terms: list[str]) -> Prepared:
    """A document whose words are numbers of _TERMS still."""
    texts = {name: str(text) for name in _TEXTS[document.collection] if (text := document.values.get(name))}
    words, begins = {}, {}
    for name, text in texts.items():
        numbers, begins[name] = _cut(text, document.language)
        words[name] = numbers.tobytes()
    values = {name: value for name, value in document.values.items() if name not in texts}
    head, rest = encode(document.head), stored.packed(document.rest)
    return Prepared(document.collection, document.id, values, words, begins, terms, head, rest)


def cut(text: str, language: str | None) -> tuple[list[str], list[int]]:
    """The terms of a text in order, and the words at which its paragraphs begin, the first aside."""
    _forget()
    numbers, begins = _cut(text, language)
    return list(map(_TERMS.__getitem__, numbers)), begins


def _cut(text: str, language: str | None) -> tuple[array[int], list[int]]:
    chunks = _CHUNKS.get(language)
    if chunks is None:
        chunks = _CHUNKS[language] = _Chunks(language)
    numbers, begins = array("I"), list[int]()
    for paragraph in _paragraphs(text):
        before = len(numbers)
        numbers.extend(chain.from_iterable(map(chunks.__getitem__, paragraph.split())))
        if 0 < before < len(numbers):
            begins.append(before)
    return numbers, begins


def _forget() -> None:
    """Let go of what is remembered, where that is too much."""
    if max(len(_TERMS), sum(map(len, _CHUNKS.values()))) >= CHUNKS:
        for remembered in (_CHUNKS, _NUMBERS, _TERMS):
            remembered.clear()


def _paragraphs(text: str) -> list[str]:
    if "\n" in text.replace("\n\n", "") or "\r" in text:
        return [text[start:end] for start, end in paragraphs(text)]
    return text.split("\n\n")  # the same in a tenth of the time


class _Chunks(dict[str, tuple[int, ...]]):
    """Of each chunk of a language, which is what stands between blanks, its terms: most chunks come again."""

    def __init__(self, language: str | None) -> None:
        self.language = language

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        folded = filter(None, map(fold, written_words(chunk)))
        numbers = tuple(_number(f"{word}{CLASS}{inflection(word, self.language)}") for word in folded)
        if len(chunk) <= LONGEST and len(self) < CHUNKS:
            self[chunk] = numbers
        return numbers


def _number(term: str) -> int:
    number = _NUMBERS.setdefault(term, len(_TERMS))
    if number == len(_TERMS):
        _TERMS.append(term)
    return number


_CHUNKS: dict[str | None, _Chunks] = {}
_NUMBERS: dict[str, int] = {}
_TERMS: list[str] = []
