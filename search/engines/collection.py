"""The articles or the quotations of a generation, its segments side by side, each document by one number."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from index import schema
from index.store.arrays import Array, distinct, gaps, ragged, shared
from index.store.segment import FEW, Names, Part, Segment, Text
from index.store.vocabulary import decode, encode
from index.tokens import folded_words
from search import rank
from search.engines.kept import Kept
from search.engines.names import begins
from search.engines.places import Words, counted, standing
from search.engines.spellings import NO_SPELLINGS, Spellings

FOUND = 24 << 20  # bytes of what questions found, kept for the next page, filter or order of the same one
PAGES = 4 << 20  # bytes of pages, kept for the next time
ENTRY = 512  # bytes that one list takes besides, so that questions that find nothing are not kept for ever
ROWS = 16  # where lists hold more than a 16th of all documents together, adding up whole rows is faster than joining
DENSE = 32  # the same for lists without scores: more than a 32nd, and marking a row is faster than sorting


class Found(NamedTuple):
    """Documents in order, and what each is worth."""

    documents: Array
    scores: Array  # float32


class Page(NamedTuple):
    """The documents of a page, with the score of each and the near copies that are folded under it."""

    documents: list[int]
    scores: list[float]
    also: Sequence[Sequence[int]] = ()
    total: int = 0  # hits, of which these are some


class Collection:
    """One collection of an open generation."""

    def __init__(self, segments: Sequence[Segment], name: schema.Collection, spellings: Spellings) -> None:
        self.name = name
        self.fields = {field.name: field for field in schema.FIELDS[name]}
        self.plain = tuple(field for field in schema.FIELDS[name] if field.weight)
        self.segments = segments
        self.parts: list[Part] = [segment.parts[name] for segment in segments]
        self.bases = np.cumsum([0, *(len(part) for part in self.parts)]).tolist()
        self.text = {field.name: TextField(self, field) for field in schema.FIELDS[name] if field.kind == "text"}
        self.names = {
            field.name: NamesField(self, field, spellings if field.name == "speaker" else NO_SPELLINGS)
            for field in schema.FIELDS[name]
            if field.kind == "names"
        }
        self.plain_text = [self.text[field.name] for field in self.plain]
        self.found: Kept[Found] = Kept(FOUND, lambda found: ENTRY + 8 * len(found.documents))
        self.pages: Kept[Page] = Kept(PAGES, _bytes)

    @property
    def size(self) -> int:
        """The numbers given to documents, those of documents that are gone included."""
        return int(self.bases[-1])

    @cached_property
    def gone(self) -> Array | None:
        """Of each document whether it is no longer there; None where all are."""
        gone = _joined([part.gone for part in self.parts])
        return gone if gone.any() else None

    @cached_property
    def count(self) -> int:
        """How many documents there are."""
        return self.size - (0 if self.gone is None else int(self.gone.sum()))

    @cached_property
    def all(self) -> Array:
        """Every document."""
        return np.arange(self.size, dtype=np.uint32) if self.gone is None else true(~self.gone)

    @cached_property
    def days(self) -> Array:
        """Of each document its day as the number YYYYMMDD, 0 where it is not known."""
        return _joined([part.days for part in self.parts])

    @cached_property
    def months(self) -> Array:
        """Of each document the number of its month, counted from year 0; 0 where its day is not known."""
        days = self.days
        return np.where(days > 0, days // 10_000 * 12 + days // 100 % 100 - 1, 0).astype(np.int32)

    @cached_property
    def _slots(self) -> Array:
        return np.zeros(self.size, np.int32)

    def kept(self, documents: Array) -> Array:
        """Those that are still there."""
        return documents if self.gone is None else documents[~self.gone[documents]]

    def marked(self, documents: Iterable[Array]) -> Array:
        """Of each document whether it is in one of some lists."""
        row = np.zeros(self.size, bool)
        for some in documents:
            row[some] = True
        return row

    def places(self, wanted: Array, documents: Array) -> tuple[Array, Array]:
        """Where what `wanted` and `documents` share stands in each. Both are in order and without repetition.

        Many are found by the sparse set of Briggs and Torczon (An Efficient Representation for Sparse Sets, 1993):
        its slots, one a document, may hold anything before and need no clearing.
        """
        if min(len(wanted), len(documents)) * FEW < self.size:
            return shared(wanted, documents)
        self._slots[documents.astype(np.intp)] = np.arange(len(documents), dtype=np.int32)
        at = self._slots.take(wanted)
        there = (documents.take(at, mode="clip") == wanted).nonzero()[0]
        return there, at.take(there)

    def added(self, lists: Sequence[Found]) -> Found:
        """What is in any of some lists, with its scores added up."""
        lists = [one for one in lists if len(one.documents)]
        if not lists:
            return NOTHING
        if len(lists) == 1:
            return lists[0]
        if sum(len(one.documents) for one in lists) * ROWS > self.size:
            row = np.zeros(self.size, np.float32)
            for one in lists:
                row[one.documents] += one.scores
            documents = true(row != 0)
            return Found(documents, row[documents])
        largest, *others = sorted(lists, key=lambda one: -len(one.documents))
        documents, scores = largest.documents, largest.scores.copy()  # what is cached stays as it is
        left = []
        for one in others:  # most of a word's lists are within one of them: its title's, its exact form's
            there, at = self.places(one.documents, documents)
            scores[at] += one.scores.take(there)
            if len(at) < len(one.documents):
                other = np.ones(len(one.documents), bool)
                other[there] = False
                left.append(Found(one.documents[other], one.scores[other]))
        if left:
            more = self.added(left)
            old = np.ones(len(documents) + len(more.documents), bool)
            new = documents.searchsorted(more.documents) + np.arange(len(more.documents))
            old[new] = False
            documents, scores = (_filled(old, *pair, new) for pair in zip((documents, scores), more, strict=True))
        return Found(documents, scores)

    def release(self) -> None:
        """Drop what a question alone needed."""
        for field in self.text.values():
            field.release()

    def forget(self) -> None:
        """Drop what is kept for other questions."""
        self.found.clear()
        self.pages.clear()

    def local(self, documents: Array) -> Iterator[tuple[int, Array]]:
        """Documents in order by segment: its number, and their numbers there."""
        for segment in range(len(self.parts)):
            some = self.within(segment, documents)
            if len(some):
                yield segment, some

    def within(self, segment: int, documents: Array) -> Array:
        """Those of some documents in order that a segment has, as their numbers there."""
        if len(self.parts) == 1:
            return documents
        first, last = self.ranks(segment, documents)
        return documents[first:last] - np.uint32(self.bases[segment])

    def ranks(self, segment: int, documents: Array) -> tuple[int, int]:
        """Where, in some documents in order, those of a segment begin and end."""
        if len(self.parts) == 1:
            return 0, len(documents)
        first, last = np.searchsorted(documents, self.bases[segment : segment + 2])
        return int(first), int(last)

    def segment_of(self, document: int) -> tuple[int, int]:
        """The segment of a document, and its number there."""
        number = bisect_right(self.bases, document) - 1
        return number, document - self.bases[number]

    def head(self, document: int) -> dict[str, Any]:
        """What a list of hits shows of a document."""
        return self.heads([document])[0]

    def heads(self, documents: Iterable[int]) -> list[dict[str, Any]]:
        """The same of several; read as one, they take half the time."""
        places = map(self.segment_of, documents)
        values: list[dict[str, Any]] = json.loads(
            f"[{','.join(self.parts[number].head(place) for number, place in places)}]"
        )
        return values

    def rest(self, document: int) -> dict[str, Any]:
        """What else is stored with an article."""
        number, place = self.segment_of(document)
        values: dict[str, Any] = json.loads(self.parts[number].rest(place))
        return values

    def with_key(self, name: str, key: str) -> Array:
        """The documents with a key."""
        found = [
            base + at for base, part in zip(self.bases, self.parts, strict=False) for at in part.keys[name].find(key)
        ]
        return self.kept(np.array(found, np.uint32))

    def at_host(self, host: str) -> Array:
        """The articles whose address is at a host, or at one below it."""
        return self.kept(
            _joined(
                [
                    part.keys["url"].at_host(host) + np.uint32(base)
                    for base, part in zip(self.bases, self.parts, strict=False)
                ]
            )
        )

    def with_any_key(self, name: str) -> Array:
        """The documents with any key in a field."""
        return self.kept(true(_joined([part.keys[name].lengths for part in self.parts])))


class TextField:
    """A text field of a collection."""

    def __init__(self, collection: Collection, field: schema.Field) -> None:
        self.collection = collection
        self.field = field
        self.weight = field.weight or 1.0
        self.texts: list[Text] = [part.text[field.name] for part in collection.parts]
        self._inflected: dict[str, list[tuple[int, Words]]] = {}
        self._counts: dict[str, int] = {}

    def release(self) -> None:
        """Drop what a question alone needed."""
        self._inflected.clear()
        self._counts.clear()
        for text in self.texts:
            text.release()

    @cached_property
    def lengths(self) -> Array:
        """Of each document its number of words."""
        return _joined([text.lengths for text in self.texts])

    @cached_property
    def _norms(self) -> Array:
        """What the length of each document adds to the frequency of a word in BM25."""
        lengths = self.lengths if self.collection.gone is None else self.lengths[~self.collection.gone]
        average = max(float(lengths.mean(dtype=np.float64)) if len(lengths) else 0.0, 1e-9)
        b = self.field.shortness
        return (rank.K1 * (1 - b + b * self.lengths / average)).astype(np.float32)

    def inflected(self, key: str) -> list[tuple[int, Words]]:
        """The class of a key in each segment that has it, with the number of the segment."""
        if key not in self._inflected:
            word = encode(key)
            self._inflected[key] = [
                (at, Words(text, number)) for at, text in enumerate(self.texts) for number in text.classes_of(word)
            ]
        return self._inflected[key]

    def as_written(self, word: str) -> list[tuple[int, Words]]:
        """A surface word in each segment, and each language, that has it."""
        return [
            (at, Words(text, int(text.word_class[number]), (int(text.word_member[number]),)))
            for at, text in enumerate(self.texts)
            for number in text.words_of(encode(word))
        ]

    def count(self, key: str) -> int:
        """In how many documents a class stands, those that are gone included."""
        if key not in self._counts:
            self._counts[key] = sum(words.text.count(words.number) for _, words in self.inflected(key))
        return self._counts[key]

    def alive(self, key: str) -> int:
        """In how many documents a class stands."""
        return self.count(key) if self.collection.gone is None else len(self.postings(key)[0])

    def postings(self, key: str) -> tuple[Array, Array]:
        """The documents of a class, and how often it stands in each."""
        return self._postings(self.inflected(key))

    def word_postings(self, word: str) -> tuple[Array, Array]:
        """The documents in which a surface word stands, and how often, in whatever language."""
        return self._postings(self.as_written(word))

    def _postings(self, words: Sequence[tuple[int, Words]]) -> tuple[Array, Array]:
        lists = []
        for at, some in words:
            documents, frequencies = counted(some)
            lists.append(Found(documents + np.uint32(self.collection.bases[at]) if at else documents, frequencies))
        if len({at for at, _ in words}) == len(words):
            documents, frequencies = _joined([one.documents for one in lists]), _joined([one.scores for one in lists])
        else:  # a word of two languages, which stands in documents of either
            documents, frequencies = self.collection.added(
                [Found(one.documents, one.scores.astype(np.float32)) for one in lists]
            )
        if self.collection.gone is not None:
            there = ~self.collection.gone[documents]
            return documents[there], frequencies[there]
        return documents, frequencies

    def add(self, row: Array, words: Iterable[tuple[int, Words]], documents: Array, worth: float) -> None:
        """Add the BM25 of words, each with the number of its segment, to what each of some documents has in a row."""
        for at, some in words:
            ranks, frequencies = standing(some, self.collection.within(at, documents))
            if len(ranks):
                ranks = ranks + self.collection.ranks(at, documents)[0] if at else ranks
                row[ranks] += self.scores(documents.take(ranks), frequencies, worth)

    def idf(self, count: int) -> float:
        """How rare a word is that stands in so many documents."""
        return rank.idf(count, self.collection.count)

    def scores(self, documents: Array, frequencies: Array, worth: float) -> Array:
        """The BM25 of a word that stands so often in each of some documents; `worth` is its weight times its idf.

        Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009).
        """
        found = np.multiply(frequencies, np.float32(worth * (rank.K1 + 1)), dtype=np.float32)
        under = self._norms.take(documents)
        under += frequencies
        found /= under
        return found

    def least(self, documents: Array) -> Array:
        """What any word scores at least that stands in each of some documents, in shares of its idf."""
        return np.asarray(np.float32(self.weight * (rank.K1 + 1)) / (1 + self._norms.take(documents)))


class NamesField:
    """A field of names of a collection. The names that are shown have numbers, in their order, over all segments."""

    def __init__(self, collection: Collection, field: schema.Field, spellings: Spellings) -> None:
        self.collection = collection
        self.field = field
        self.spellings = spellings
        self.parts: list[Names] = [part.names[field.name] for part in collection.parts]
        self._names: dict[int, str] = {}  # by number, those that were asked for

    @cached_property
    def _numbering(self) -> tuple[list[bytes], list[Array]] | None:
        """All shown names, and of each segment's names their numbers; None where a segment's own numbers are these."""
        merged = self.spellings.names.merged
        if len(self.parts) == 1 and not merged:
            return None
        shown = {name: name for part in self.parts for name in part.values}
        stand = ((encode(name), encode(canonical)) for name, (canonical, _) in merged.items())
        shown |= {name: canonical for name, canonical in stand if name in shown}
        names = sorted(set(shown.values()))
        place = {name: number for number, name in enumerate(names)}
        return names, [np.fromiter((place[shown[name]] for name in part.values), np.int64) for part in self.parts]

    @cached_property
    def _repeats(self) -> list[tuple[Array, Array]]:
        """Of each segment the documents that have a second spelling of a shown name, and the number of that name."""
        found = []
        for part, numbers in zip(self.parts, self._numbering[1] if self._numbering else (), strict=True):
            several = np.bincount(numbers, minlength=1)[numbers] > 1  # of each name whether there are more spellings
            at = np.flatnonzero(several[part.value_numbers])
            documents = np.searchsorted(part.value_starts, at, side="right") - 1
            shown = numbers[part.value_numbers[at]]
            order = np.lexsort((shown, documents))
            documents, shown = documents[order], shown[order]
            again = np.flatnonzero((documents[1:] == documents[:-1]) & (shown[1:] == shown[:-1])) + 1
            found.append((documents[again], shown[again]))
        return found

    def name(self, number: int) -> str:
        """The shown name of a number."""
        if number not in self._names:
            written = self._numbering[0][number] if self._numbering else self.parts[0].values[number]
            self._names[number] = decode(written)
        return self._names[number]

    @cached_property
    def totals(self) -> Array:
        """How many documents have each shown name."""
        return self.counts(self.collection.all)

    def numbered(self, at: int, numbers: Array) -> Array:
        """The numbers of the shown names for those of a segment's names."""
        return self._numbering[1][at][numbers] if self._numbering else numbers

    def beginning(self, words: Sequence[str]) -> Array:
        """The numbers of the shown names that have, in any one spelling, words that begin with each of these."""
        found = [np.empty(0, np.int64)]
        for at, part in enumerate(self.parts):
            rows = np.ones(len(part.values), bool)
            for word in words:
                row = np.zeros(len(part.values), bool)
                row[part.with_tokens(part.tokens.beginning(encode(word)))] = True
                rows &= row
            if words:
                found.append(self.numbered(at, np.flatnonzero(rows)))
        unwritten = [number for number, tokens in self._unwritten.items() if words and begins(tokens, words)]
        return distinct(np.concatenate([*found, np.array(unwritten, np.int64)]))

    @cached_property
    def _unwritten(self) -> dict[int, list[str]]:
        """The words of the shown names that no document has as such, but another spelling of them."""
        if not self._numbering:
            return {}
        written = {name for part in self.parts for name in part.values}
        names = self._numbering[0]
        return {at: folded_words(decode(name)) for at, name in enumerate(names) if name not in written}

    def counts(self, documents: Array) -> Array:
        """How many of the documents have each shown name, in whatever spellings, by the names' numbers."""
        total = np.zeros(len(self._numbering[0]) if self._numbering else len(self.parts[0].values), np.int64)
        for at, local in self.collection.local(documents):
            part = self.parts[at]
            starts = part.value_starts
            if len(local) == len(starts) - 1:
                values = part.value_numbers
            elif part.single:
                values = part.value_numbers[local]
            else:
                first = starts[local]
                values = part.value_numbers[ragged(first, starts[1:][local] - first)]
            counted = np.bincount(values, minlength=len(part.values))
            if not self._numbering:
                total += counted
                continue
            np.add.at(total, self._numbering[1][at], counted)
            again, shown = self._repeats[at] if self.spellings.names.merged else (NOTHING.documents, NOTHING.documents)
            if len(again):
                asked = np.zeros(len(starts) - 1, bool)
                asked[local] = True
                np.subtract.at(total, shown[asked[again]], 1)
        return total

    def holders(self, values: Iterable[tuple[int, Iterable[int]]]) -> Array:
        """The documents that have any of some names: of each segment their numbers there."""
        lists = [
            self.parts[at].holders(number) + np.uint32(self.collection.bases[at])
            for at, numbers in values
            for number in numbers
        ]
        return self.collection.kept(union(lists, self.collection))

    def filled(self) -> Array:
        """The documents with any name."""
        return self.collection.kept(true(_joined([gaps(part.value_starts) for part in self.parts])))


def _bytes(page: Page) -> int:
    return ENTRY + 128 * len(page.documents) + 36 * sum(map(len, page.also))


def union(lists: Sequence[Array], collection: Collection) -> Array:
    """What is in any of some lists of documents, in order."""
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) * DENSE > collection.size:
        return true(collection.marked(lists))
    return distinct(np.concatenate(lists)) if lists else np.empty(0, np.uint32)


def true(row: Array) -> Array:
    """The numbers of the documents of which a row says something."""
    return np.flatnonzero(row).astype(np.uint32)  # of one type everywhere: comparing two costs more than the work


def _filled(old: Array, olds: Array, news: Array, new: Array) -> Array:
    """An array with some numbers where `old` says so, and others at the places `new`."""
    row = np.empty(len(old), olds.dtype)
    row[old], row[new] = olds, news
    return row


def _joined(arrays: Sequence[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays) if arrays else np.empty(0, np.uint32)


NOTHING = Found(np.empty(0, np.uint32), np.empty(0, np.float32))
