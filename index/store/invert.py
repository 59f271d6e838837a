"""Prepared documents → the arrays of a segment, everything in the order it is read in."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.document import Value
from index.schema import FIELDS, Collection, Field
from index.store import vocabulary
from index.store.arrays import Array, ArraysWriter, gaps, offsets, ordered, ragged, smallest
from index.store.prepare import CLASS, NO_TEXT, Cut, Prepared
from index.store.segment import BLOCK_BITS, LOW, SATURATED, blocks, key_sum, several_of
from index.store.signatures import hashes, signatures
from index.store.vocabulary import encode
from index.tokens import tokens

_BETWEEN = "\n"  # in no term
MOST_TOKENS = 2_000_000  # of one segment before it is written: the arrays of the work take about 100 bytes a token


class Inverter:
    """Collects documents and writes them as a segment."""

    def __init__(self) -> None:
        self.terms = _Terms()
        self.parts: dict[Collection, _Part] = {name: _Part(name, self.terms) for name in FIELDS}
        self.parents = array("I")
        self.tokens = 0  # words collected, in all fields
        self._terms: list[str] = []  # those that the last document counts its words by

    def add(self, documents: Iterable[Prepared]) -> int:
        """Add the documents of one article, itself first; gives the number of the article."""
        number = self.articles
        for document in documents:
            if document.terms is not self._terms:
                self._number()
                self._terms = document.terms
            self.tokens += self.parts[document.collection].add(document)
            if document.collection == "quotations":
                self.parents.append(number)
        return number

    @property
    def articles(self) -> int:
        """How many were added."""
        return len(self.parts["articles"].stored["head"])

    def write(self, path: Path | BytesIO) -> None:
        """Write all that was added as a segment."""
        self._number()
        with ArraysWriter(path) as file:
            for part in self.parts.values():
                part.write(file)
            file.put("quotations.article.parent", np.array(self.parents, "<u4"))
            signed, keys = self.parts["articles"].signatures()
            file.put("articles.copies.signature", signed.reshape(-1))
            file.put("articles.copies.key", keys.reshape(-1))

    def _number(self) -> None:
        """Number the words that came since the last time, which are of the same terms, as those of the segment."""
        texts = [text for part in self.parts.values() for text in part.texts.values()]
        numbers = np.zeros(len(self._terms), "<u4")
        for text in texts:
            numbers[text.new()] = 1
        used = np.flatnonzero(numbers)
        came = list(map(self._terms.__getitem__, used.tolist()))
        if not self.terms:  # as it is of most segments, and takes a fifth of the time
            self.terms.update(zip(came, range(len(came)), strict=True))
        numbers[used] = list(map(self.terms.__getitem__, came))
        for text in texts:
            text.number(numbers)


class _Collector(Protocol):
    """Collects one field: a value a document, None where it has none."""

    def add(self, value: Value | None) -> None: ...

    def write(self, file: ArraysWriter, name: str) -> None: ...


class _Part:
    """One collection of a segment in the making."""

    def __init__(self, collection: Collection, terms: _Terms) -> None:
        self.collection = collection
        self.terms = terms
        fields = [field for field in FIELDS[collection] if not _is_parent(collection, field)]
        self.texts = {field.name: _Text(terms) for field in fields if field.kind == "text"}
        self.fields = {field.name: _COLLECTORS[field.kind]() for field in fields if field.kind != "text"}
        self.stored: dict[str, list[bytes]] = {"head": [], "rest": []}

    def add(self, document: Prepared) -> int:
        """Add a document; gives how many words it has."""
        for name, field in self.fields.items():
            field.add(document.values.get(name))
        self.stored["head"].append(document.head)
        self.stored["rest"].append(document.rest)
        return sum(text.add(document.texts.get(name, NO_TEXT)) for name, text in self.texts.items())

    def signatures(self) -> tuple[Array, Array]:
        """Those of its documents, and their keys, from what stands in their text fields."""
        words = hashes(_parted(self.terms)[0])
        return signatures([(words[np.array(text.tokens)], np.array(text.lengths)) for text in self.texts.values()])

    def write(self, file: ArraysWriter) -> None:
        collected: dict[str, _Text | _Collector] = {**self.texts, **self.fields}
        for name in (field.name for field in FIELDS[self.collection] if field.name in collected):
            collected[name].write(file, f"{self.collection}.{name}")
        for part, packed in self.stored.items():
            file.put(f"{self.collection}.{part}.starts", offsets([len(one) for one in packed]))
            file.put(f"{self.collection}.{part}.data", np.frombuffer(b"".join(packed), "|u1"))


def _is_parent(collection: Collection, field: Field) -> bool:
    """Whether a field says which article a quotation belongs to: a number of the segment says it too."""
    return collection == "quotations" and field.name == "article"


class _Terms(dict[str, int]):
    """Of each term its number, given as it comes."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def _parted(terms: Iterable[str]) -> tuple[list[bytes], list[bytes]]:
    """The word and the class of each term, all at once."""
    parts = encode(_BETWEEN.join(terms)).replace(encode(CLASS), encode(_BETWEEN)).split(encode(_BETWEEN))
    return parts[: len(parts) // 2 * 2 : 2], parts[1::2]  # nothing is one part


class _Text:
    """A text field: the term at each place of each document, and where its paragraphs begin."""

    def __init__(self, terms: _Terms) -> None:
        self.terms = terms
        self.tokens = array("I")
        self.numbered = 0  # of the tokens are numbers of `terms`
        self.lengths = array("I")
        self.paragraphs = array("I")
        self.paragraph_counts = array("I")

    def add(self, text: Cut) -> int:
        self.tokens.frombytes(text.words)
        count = len(text.words) // self.tokens.itemsize
        self.lengths.append(count)
        self.paragraphs.extend(text.paragraphs)
        self.paragraph_counts.append(len(text.paragraphs))
        return count

    def new(self) -> Array:
        """The words that came since the last time."""
        return np.frombuffer(self.tokens, "<u4")[self.numbered :] if self.tokens else np.empty(0, "<u4")

    def number(self, numbers: Array) -> None:
        """Give these words the numbers of `terms`."""
        new = self.new()
        new[:] = numbers[new]
        self.numbered = len(self.tokens)

    def write(self, file: ArraysWriter, name: str) -> None:
        lengths = np.array(self.lengths, "<u4")
        tokens = np.frombuffer(self.tokens, "<u4") if self.tokens else np.empty(0, "<u4")
        terms = list(self.terms)
        used = np.flatnonzero(np.bincount(tokens, minlength=len(terms))).tolist()  # not those of other fields
        used.sort(key=terms.__getitem__)
        words, keys = _parted(map(terms.__getitem__, used))
        classes = sorted(set(keys))
        numbers = {key: number for number, key in enumerate(classes)}
        word_class = np.fromiter(map(numbers.__getitem__, keys), "<u4", len(keys))
        word_member = members(word_class)
        term_class, term_member = (np.zeros(len(terms), column.dtype) for column in (word_class, word_member))
        term_class[used], term_member[used] = word_class, word_member

        write_words(file, name, classes, words, word_class, word_member)
        file.put(f"{name}.length", lengths)
        write_paragraphs(file, name, np.array(self.paragraphs, "<u4"), np.array(self.paragraph_counts, "<u4"))

        of_class = term_class[tokens]
        place = ordered(of_class)
        document = np.repeat(np.arange(len(lengths), dtype="<u4"), lengths)
        position = np.arange(len(tokens), dtype="<u4") - np.repeat(offsets(lengths)[:-1].astype("<u4"), lengths)
        words_of_class = np.bincount(word_class, minlength=len(classes))
        postings = Postings(file, name, words_of_class, len(lengths), smallest(int(position.max(initial=0))))
        postings.add(of_class[place], document[place], position[place], term_member[tokens[place]])
        postings.finish()


def write_paragraphs(file: ArraysWriter, name: str, positions: Array, counts: Array) -> None:
    """Write where the paragraphs of each document begin, the first aside: `counts` of them, document after document."""
    file.put(f"{name}.paragraph", positions.astype(smallest(int(positions.max(initial=0)))))
    file.put(f"{name}.paragraph_starts", offsets(counts))


def write_words(
    file: ArraysWriter, name: str, classes: list[bytes], words: list[bytes], word_class: Array, word_member: Array
) -> None:
    """Write the classes and the words of a text field, both sorted."""
    vocabulary.write(file, f"{name}.class", classes)
    vocabulary.write(file, f"{name}.word", words)
    file.put(f"{name}.word_class", word_class)
    file.put(f"{name}.word_member", word_member)
    file.put(f"{name}.class_word", np.argsort(word_class, kind="stable").astype("<u4"))
    file.put(f"{name}.class_starts", offsets(np.bincount(word_class, minlength=len(classes))))


def members(word_class: Array) -> Array:
    """Of each word, in order, its number among those of its class."""
    order = np.argsort(word_class, kind="stable")
    counts = np.bincount(word_class) if len(word_class) else np.empty(0, np.int64)
    numbers = np.empty(len(word_class), np.int64)
    numbers[order] = ragged(np.zeros(len(counts), np.int64), counts)
    return numbers.astype(smallest(int(numbers.max(initial=0))))


class Postings:
    """Writes the postings of a text field, class by class; the occurrences in one document come together.

    `words` are the numbers of words of each class, `documents` that of all documents.
    """

    def __init__(self, file: ArraysWriter, name: str, words: Array, documents: int, position_type: str) -> None:
        self.file = file
        self.name = name
        self.words = words
        self.blocks = blocks(documents)
        self.types = {
            "document": "<u2",
            "frequency": "|u1",
            "many": "<u8",
            "many_frequency": "<u4",
            "position": position_type,
            "member": smallest(int(words.max(initial=1))),  # and the largest for several
            "mixed": smallest(int(words.max(initial=1))),
        }
        self.counts = np.zeros(len(words) * self.blocks, np.int64)  # postings of each class in each block
        self.occurrences = np.zeros(len(words), np.int64)
        self.mixed = np.zeros(len(words), np.int64)  # of these those in documents with several words of the class
        self.written = 0
        for part, kind in self.types.items():
            file.append(f"{name}.{part}", kind, np.empty(0, kind))

    def add(self, of_class: Array, document: Array, position: Array, member: Array) -> None:
        """Write occurrences, which are in order of class, document and position."""
        first = np.ones(len(of_class), bool)  # of a class in a document
        first[1:] = (of_class[1:] != of_class[:-1]) | (document[1:] != document[:-1])
        begins = np.flatnonzero(first)
        frequency = np.diff(begins, append=len(of_class))
        many = np.flatnonzero(frequency >= SATURATED)
        self._append("document", document[begins] & LOW)
        self._append("frequency", np.minimum(frequency, SATURATED))
        self._append("many", many + self.written)
        self._append("many_frequency", frequency[many])
        self._append("position", position)
        own = np.minimum.reduceat(member, begins).astype(self.types["member"])
        several = own != np.maximum.reduceat(member, begins)
        own[several] = several_of(own)
        self._append("member", own[self.words[of_class[begins]] > 1])
        mixed = np.repeat(several, frequency)
        self._append("mixed", member[mixed])
        _count(self.mixed, of_class[mixed].astype(np.int64))
        self.written += len(begins)
        _count(self.counts, of_class[begins].astype(np.int64) * self.blocks + (document[begins] >> BLOCK_BITS))
        _count(self.occurrences, of_class.astype(np.int64))

    def finish(self) -> None:
        """Put the arrays in their places."""
        self.file.put(f"{self.name}.posting_starts", offsets(self.counts))
        self.file.put(f"{self.name}.position_starts", offsets(self.occurrences))
        several = np.flatnonzero(self.words > 1)
        self.file.put(f"{self.name}.several", several.astype("<u4"))
        postings = self.counts.reshape(-1, self.blocks).sum(axis=1)
        self.file.put(f"{self.name}.member_starts", offsets(postings[several]))
        self.file.put(f"{self.name}.mixed_starts", offsets(self.mixed[several]))
        self.file.finish(*(f"{self.name}.{part}" for part in self.types))

    def _append(self, part: str, array: Array) -> None:
        self.file.append(f"{self.name}.{part}", self.types[part], array)


def _count(counts: Array, numbers: Array) -> None:
    """Add up how often each number comes; they are in order."""
    if len(numbers):
        low, high = int(numbers[0]), int(numbers[-1]) + 1
        counts[low:high] += np.bincount(numbers - low, minlength=high - low)


class _Names:
    """A field of names."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.known: dict[Value, array[int]] = {}  # the numbers of values that came before
        self.values = array("I")
        self.counts = array("I")

    def add(self, value: Value | None) -> None:
        if not value:
            self.counts.append(0)
            return
        numbers = self.known.get(value)
        if numbers is None:
            names = dict.fromkeys(one.replace("\n", " ") for one in value)
            numbers = array("I", (self.numbers.setdefault(one, len(self.numbers)) for one in names))
            self.known[value] = numbers
        self.values += numbers
        self.counts.append(len(numbers))

    def write(self, file: ArraysWriter, name: str) -> None:
        write_names(file, name, list(self.numbers), np.array(self.values, "<u4"), np.array(self.counts, "<u4"))


def write_names(file: ArraysWriter, name: str, names: list[str], values: Array, counts: Array) -> None:
    """Write a field of names: `values` are numbers of `names`, document after document, `counts` of them each."""
    order = sorted(range(len(names)), key=lambda number: encode(names[number]))
    rank = np.empty(len(names), "<u4")
    rank[order] = np.arange(len(names), dtype="<u4")
    values = rank[values]
    found: dict[bytes, int] = {}  # a number for each token
    pairs = array("I"), array("I")  # token and name
    for number, at in enumerate(order):
        for word in dict.fromkeys(token.word for token in tokens(names[at])):
            pairs[0].append(found.setdefault(encode(word), len(found)))
            pairs[1].append(number)
    vocabulary.write(file, f"{name}.name", (encode(names[at]) for at in order))
    file.put(f"{name}.value_starts", offsets(counts))
    file.put(f"{name}.value", values)
    holders = np.repeat(np.arange(len(counts), dtype="<u4"), counts)[np.argsort(values, kind="stable")]
    file.put(f"{name}.holder_starts", offsets(np.bincount(values, minlength=len(names))))
    file.put(f"{name}.holder", holders)
    words = sorted(found)
    place = np.empty(len(words), "<u4")
    place[[found[word] for word in words]] = np.arange(len(words), dtype="<u4")
    of_token, of_name = place[np.array(pairs[0], "<u4")], np.array(pairs[1], "<u4")
    vocabulary.write(file, f"{name}.token", words)
    file.put(f"{name}.token_starts", offsets(np.bincount(of_token, minlength=len(words))))
    file.put(f"{name}.token_value", of_name[ordered(of_token)])


class _Keys:
    """A field of keys."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def add(self, value: Value | None) -> None:
        self.keys.append(str(value or ""))

    def write(self, file: ArraysWriter, name: str) -> None:
        encoded = [encode(key) for key in self.keys]
        write_keys(
            file,
            name,
            offsets([len(key) for key in encoded]),
            np.frombuffer(b"".join(encoded), "|u1"),
            np.fromiter((key_sum(key) if key else 0 for key in self.keys), "<u8", len(self.keys)),
        )


def write_keys(file: ArraysWriter, name: str, starts: Array, data: Array, sums: Array) -> None:
    """Write a field of keys: their bytes, where each begins, and the sum of each."""
    there = np.flatnonzero(gaps(starts))
    order = there[np.argsort(sums[there], kind="stable")]
    file.put(f"{name}.key_starts", starts)
    file.put(f"{name}.key", data)
    file.put(f"{name}.key_sum", sums[order])
    file.put(f"{name}.key_document", order.astype("<u4"))


class _Days:
    """A field of days."""

    def __init__(self) -> None:
        self.days = array("I")

    def add(self, value: Value | None) -> None:
        self.days.append(int(str(value)[:10].replace("-", "")) if value else 0)

    def write(self, file: ArraysWriter, name: str) -> None:
        file.put(f"{name}.day", np.array(self.days, "<u4"))


_COLLECTORS: dict[str, Any] = {"names": _Names, "key": _Keys, "day": _Days}
