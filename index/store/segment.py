"""One segment: some articles and their quotations as arrays in one file, never changed once it is written.

Each collection of schema.FIELDS has its documents, numbered from 0; each field has arrays named COLLECTION.FIELD.PART.
Quotations stand in the order of their articles; `quotations.article.parent` is the number of each one's article, and
`articles.copies` what near copies are known by.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index.schema import FIELDS, Collection
from index.store import stored
from index.store.arrays import Array, Arrays, gaps, ragged, shared
from index.store.signatures import KEYS, NUMBERS
from index.store.vocabulary import Vocabulary, decode, encode

BLOCK_BITS = 16  # documents are counted in blocks of 65,536, so that a posting needs two bytes for its document
LOW = np.uint32((1 << BLOCK_BITS) - 1)
SATURATED = 255  # a frequency of this or more is kept apart, so that the others need one byte
FEW = (
    64  # documents are looked up one by one, 30 ns each, where they are fewer than a 64th of all: a row of all takes 1
)
HELD = 8  # classes of a field whose postings are kept while a question is answered, which looks at them several times


def blocks(documents: int) -> int:
    """In how many blocks so many documents are counted."""
    return max(-(-documents >> BLOCK_BITS), 1)


class Segment:
    """A segment, open; `dead` are the numbers of articles that are no longer part of it."""

    def __init__(self, path: Path, dead: Sequence[int] | Array = ()) -> None:
        self.path = path
        arrays = Arrays(path)
        self.parents = arrays["quotations.article.parent"]  # of each quotation the number of its article
        self.signatures = arrays["articles.copies.signature"].reshape(NUMBERS, -1)  # a column an article
        self.keys = arrays["articles.copies.key"].reshape(KEYS, -1)  # likewise
        self.parts: dict[Collection, Part] = {name: Part(arrays, name) for name in FIELDS}
        self.bury(dead)

    def bury(self, numbers: Sequence[int] | Array) -> None:
        """Take articles and their quotations out, in memory."""
        if len(numbers):
            gone = self.parts["articles"].gone
            gone[numbers] = True
            self.parts["quotations"].gone |= gone[self.parents]

    @property
    def dead(self) -> Array:
        """The numbers of the articles that are no longer part of it."""
        return np.flatnonzero(self.parts["articles"].gone)


class Part:
    """The documents of one collection in a segment."""

    def __init__(self, arrays: Arrays, collection: Collection) -> None:
        self.arrays = arrays
        self.collection = collection
        self.days = arrays[f"{collection}.date.day"]  # of each document as the number YYYYMMDD, 0 where it is not known
        self.gone = np.zeros(len(self.days), bool)  # of each document whether it is no longer part of the segment
        self.text = {f.name: Text(arrays, f"{collection}.{f.name}") for f in FIELDS[collection] if f.kind == "text"}
        self.names = {f.name: Names(arrays, f"{collection}.{f.name}") for f in FIELDS[collection] if f.kind == "names"}
        self.keys = {
            f.name: Keys(arrays, f"{collection}.{f.name}")
            for f in FIELDS[collection]
            if f.kind == "key" and f.name != "article"
        }

    def __len__(self) -> int:
        return len(self.days)

    def head(self, number: int) -> str:
        """The JSON of what a list of hits shows of a document."""
        return decode(self._stored("head", number))

    def rest(self, number: int) -> str:
        """The JSON of everything else that is stored with a document."""
        return stored.unpacked(self._stored("rest", number))

    def _stored(self, part: str, number: int) -> bytes:
        starts, data = self.arrays[f"{self.collection}.{part}.starts"], self.arrays[f"{self.collection}.{part}.data"]
        return data[int(starts[number]) : int(starts[number + 1])].tobytes()


class Postings:
    """The documents of a class in order, and how often it stands in each; of a segment with `size` documents.

    Where it has several words, `members` say which of them stands in each document. Where several do (`several_of`),
    `mixed` says which in each place, document after document.
    """

    def __init__(self, documents: Array, frequencies: Array, size: int, members: Array, mixed: Array) -> None:
        self.documents = documents
        self.frequencies = frequencies
        self.size = size
        self.members = members
        self.mixed = mixed

    def __iter__(self) -> Iterator[Array]:
        yield self.documents
        yield self.frequencies

    @cached_property
    def starts(self) -> Array:
        """Of each document where its occurrences begin among those of the class, and at last where all end."""
        starts = np.zeros(len(self.frequencies) + 1, np.int64)
        np.cumsum(self.frequencies, out=starts[1:])
        return starts

    def noted(self, at: Array | None = None) -> Array:
        """Of each place in some of the documents, or in all, which word stands there; of a class with one, nothing."""
        if not len(self.members):
            return self.members
        if at is None:
            return each_member(self.members, self.frequencies, self.mixed)
        members, counts = self.members.take(at), self.frequencies.take(at)
        several = (members == several_of(members)).nonzero()[0]
        if not len(several):
            return np.repeat(members, counts)
        mixed = (self.members == several_of(members)).nonzero()[0]
        ends, some = np.cumsum(self.frequencies.take(mixed), dtype=np.int64), counts.take(several)
        first = ends.take(mixed.searchsorted(at.take(several))) - some
        return each_member(members, counts, self.mixed.take(ragged(first, some)))

    @cached_property
    def _ranks(self) -> Array:
        ranks = np.full(self.size, -1, np.int32)
        ranks[self.documents.astype(np.intp)] = np.arange(len(self.documents), dtype=np.int32)  # twice as fast so
        return ranks

    def find(self, wanted: Array) -> tuple[Array, Array]:
        """In which of some documents in order, each once, the class stands, by their ranks, and by those of its own."""
        if min(len(wanted), len(self.documents)) * FEW > self.size:
            at = self._ranks.take(wanted)
            there = (at >= 0).nonzero()[0]
            return there, at.take(there)
        return shared(wanted, self.documents)


def several_of(members: Array) -> int:
    """What stands for several in an array of members: the largest number of its type."""
    return (1 << 8 * members.itemsize) - 1


def each_member(members: Array, frequencies: Array, mixed: Array) -> Array:
    """Of each occurrence in some postings which word stands there."""
    found = np.repeat(members, frequencies)
    if len(mixed):
        found[found == several_of(members)] = mixed
    return found


class Text:
    """A text field: postings by inflection class, each with the surface word that stands there.

    A class is a set of surface words of one language; its members are numbered. What stands in a document of a class
    are its positions. Most documents have only one of its words; which is where is noted for the others alone.
    """

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.classes = Vocabulary(arrays, f"{name}.class")
        self.words = Vocabulary(arrays, f"{name}.word")

        self.lengths = arrays[f"{name}.length"]  # of each document its number of words
        self.word_class = arrays[f"{name}.word_class"]  # of each word the number of its class
        self.word_member = arrays[f"{name}.word_member"]  # of each word its number among the words of its class
        self.class_words = arrays[f"{name}.class_word"]  # the numbers of words by class and member
        self.class_starts = arrays[f"{name}.class_starts"]  # where the words of each class begin, and the end
        self.blocks = blocks(len(self.lengths))
        self.block_starts = arrays[f"{name}.posting_starts"]  # where the postings of each class in each block begin
        self.posting_starts = self.block_starts[:: self.blocks]  # where those of each class begin, and the end
        self.paragraph_starts = arrays[f"{name}.paragraph_starts"]  # where the paragraphs of each document are told of
        self.paragraphs = arrays[f"{name}.paragraph"]  # the positions at which those behind the first one begin
        self.position_starts = arrays[f"{name}.position_starts"]  # where the occurrences of each class begin
        self.positions = arrays[f"{name}.position"]  # of each occurrence, counted in words from 0
        self.several = arrays[f"{name}.several"]  # the classes with more than one word
        self.member_starts = arrays[f"{name}.member_starts"]  # where the members of each of these begin, and the end
        self.members = arrays[f"{name}.member"]  # of each posting the word that stands there, or that several do
        self.mixed_starts = arrays[f"{name}.mixed_starts"]  # the same of the occurrences in postings with several words
        self.mixed = arrays[f"{name}.mixed"]
        self._documents = arrays[f"{name}.document"]  # of each posting, without its block
        self._frequencies = arrays[f"{name}.frequency"]
        self._many = arrays[f"{name}.many"]
        self._many_frequencies = arrays[f"{name}.many_frequency"]
        self._held: dict[int, Postings] = {}
        self._classes: dict[bytes, range] = {}
        self._words: dict[bytes, range] = {}

    def class_size(self, number: int) -> int:
        """How many words a class has."""
        return int(self.class_starts[number + 1]) - int(self.class_starts[number])

    def count(self, number: int) -> int:
        """In how many documents a class stands."""
        return int(self.posting_starts[number + 1]) - int(self.posting_starts[number])

    def postings(self, number: int) -> Postings:
        """The postings of a class; kept until `release`, or until others were asked for."""
        found = self._held.get(number)
        if found is None:
            first, last = int(self.posting_starts[number]), int(self.posting_starts[number + 1])
            members = self.members_of(number, number + 1)
            found = Postings(
                self.documents(number, number + 1), self.frequencies(first, last), len(self.lengths), *members
            )
            if len(self._held) >= HELD:
                self._held.clear()
            self._held[number] = found
        return found

    def classes_of(self, key: bytes) -> range:
        """The number of a class, or none; kept until `release`."""
        if key not in self._classes:
            self._classes[key] = self.classes.span(key)
        return self._classes[key]

    def words_of(self, word: bytes) -> range:
        """The numbers of a surface word, which may be one of several languages; kept until `release`."""
        if word not in self._words:
            self._words[word] = self.words.span(word)
        return self._words[word]

    def release(self) -> None:
        """Keep nothing in memory."""
        self._held.clear()
        self._classes.clear()
        self._words.clear()

    def documents(self, first: int, last: int) -> Array:
        """The documents of the classes from `first` to `last`, class after class."""
        starts = self.block_starts[first * self.blocks : last * self.blocks + 1]
        documents = self._documents[int(starts[0]) : int(starts[-1])].astype(np.uint32)
        if self.blocks > 1 and last - first == 1:  # of one class, which has few blocks, no row of them is needed
            ends = (starts - starts[0]).tolist()
            for at in range(1, self.blocks):
                documents[ends[at] : ends[at + 1]] |= np.uint32(at << BLOCK_BITS)
        elif self.blocks > 1:
            block = np.tile(np.arange(self.blocks, dtype=np.uint32) << np.uint32(BLOCK_BITS), last - first)
            documents |= np.repeat(block, gaps(starts))
        return documents

    def frequencies(self, first: int, last: int) -> Array:
        """How often a class stands in its document, for the postings from `first` to `last`."""
        found = self._frequencies[first:last]
        low, high = (int(self._many.searchsorted(np.uint64(at))) for at in (first, last)) if len(self._many) else (0, 0)
        if low < high:
            found = found.astype("<u4")
            found[self._many[low:high].astype(np.int64) - first] = self._many_frequencies[low:high]
        return found

    def members_of(self, first: int, last: int) -> tuple[Array, Array]:
        """The members in the postings of the classes from `first` to `last` with several words, and those of mixed."""
        if last - first == 1 and self.class_size(first) == 1:
            return self.members[:0], self.mixed[:0]
        low, high = self.several.searchsorted(np.array((first, last), np.uint32)).tolist()
        return (
            self.members[int(self.member_starts[low]) : int(self.member_starts[high])],
            self.mixed[int(self.mixed_starts[low]) : int(self.mixed_starts[high])],
        )

    def occurrences(self, number: int) -> Array:
        """All positions of a class, document after document."""
        return self.positions[int(self.position_starts[number]) : int(self.position_starts[number + 1])]


class Names:
    """A field of names: the distinct ones, which documents have which, and by which words they are found."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.values = Vocabulary(arrays, f"{name}.name")
        self.tokens = Vocabulary(arrays, f"{name}.token")
        self.value_starts = arrays[f"{name}.value_starts"]  # where the values of each document begin
        self.value_numbers = arrays[f"{name}.value"]  # of all documents, each value at most once in one
        self._holder_starts = arrays[f"{name}.holder_starts"]
        self._holders = arrays[f"{name}.holder"]
        self._token_starts = arrays[f"{name}.token_starts"]
        self._token_values = arrays[f"{name}.token_value"]

    @cached_property
    def single(self) -> bool:
        """Whether each document has one value."""
        return len(self.value_numbers) == len(self.value_starts) - 1 and bool((gaps(self.value_starts) == 1).all())

    def holders(self, number: int) -> Array:
        """The documents that have a value, in order."""
        return self._holders[int(self._holder_starts[number]) : int(self._holder_starts[number + 1])]

    def with_token(self, number: int) -> Array:
        """The numbers of the values in which a token stands, in order."""
        return self.with_tokens(range(number, number + 1))

    def with_tokens(self, numbers: range) -> Array:
        """The numbers of the values in which some tokens stand: of each in order, token after token."""
        return self._token_values[int(self._token_starts[numbers.start]) : int(self._token_starts[numbers.stop])]


class Keys:
    """A field of keys: at most one in a document, found as a whole."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._starts = arrays[f"{name}.key_starts"]
        self.data = arrays[f"{name}.key"]  # the bytes of all keys
        self.sums = arrays[f"{name}.key_sum"]  # sorted
        self.documents = arrays[f"{name}.key_document"]  # the document of each sum

    def __getitem__(self, number: int) -> str:
        """The key of a document, "" where it has none."""
        return decode(self.data[int(self._starts[number]) : int(self._starts[number + 1])].tobytes())

    @property
    def lengths(self) -> Array:
        """The bytes of each document's key."""
        return gaps(self._starts)

    def find(self, key: str) -> list[int]:
        """The documents with this key."""
        wanted = np.uint64(key_sum(key))
        low, high = np.searchsorted(self.sums, wanted), np.searchsorted(self.sums, wanted, side="right")
        return [number for number in self.documents[low:high].tolist() if self[number] == key]

    def at_host(self, host: str) -> Array:
        """The documents whose key is a web address (RFC 3986) at a host, or at one below it, such as www.HOST."""
        name = re.escape(encode(host.lower().removeprefix("www.").rstrip("/.")))
        pattern = re.compile(rb"https?://(?:[^/?#]+[.@])?" + name + rb"(?::\d+)?(?=[/?#]|https?://|$)", re.I)
        begins = [match.start() for match in pattern.finditer(self.data.data)]
        documents = np.searchsorted(self._starts, np.array(begins, np.int64), side="right") - 1
        return np.array(
            [document for document, at in zip(documents.tolist(), begins, strict=True) if self._starts[document] == at],
            np.uint32,
        )


def key_sum(key: str) -> int:
    """The number by which a key is looked up: the first 64 bits of its BLAKE2b digest."""
    return int.from_bytes(hashlib.blake2b(encode(key), digest_size=8).digest(), "little")
