"""Several segments → one, array by array into its file, so that memory does not grow with the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from pathlib import Path

import numpy as np

from index.schema import FIELDS, Collection
from index.store.arrays import Array, ArraysWriter, distinct, gaps, offsets, ordered, smallest
from index.store.invert import Postings, members, write_keys, write_names, write_paragraphs, write_words
from index.store.prepare import CLASS
from index.store.segment import Keys, Names, Part, Segment, Text, each_member, several_of

_CLASS = CLASS.encode()

AT_ONCE = 500_000  # occurrences put in order at a time
POSTINGS = 100_000  # of one class taken up at a time; each stands for several occurrences


def merge(segments: Sequence[Segment], path: Path) -> None:
    """Write the documents of these segments that are still there as one segment, in their order."""
    with ArraysWriter(path) as file:
        for collection in FIELDS:
            _merge_part([segment.parts[collection] for segment in segments], file, collection)
        articles = _numbers([segment.parts["articles"] for segment in segments])
        parents = [
            articles[at][segment.parents[~segment.parts["quotations"].gone]] for at, segment in enumerate(segments)
        ]
        file.put("quotations.article.parent", np.concatenate(parents).astype("<u4"))
        alive = [~segment.parts["articles"].gone for segment in segments]
        for part, rows in (
            ("signature", [one.signatures for one in segments]),
            ("key", [one.keys for one in segments]),
        ):
            kept = [columns[:, there] for columns, there in zip(rows, alive, strict=True)]
            file.put(f"articles.copies.{part}", np.concatenate(kept, axis=1).reshape(-1))


def _numbers(parts: Sequence[Part]) -> list[Array]:
    """Of each document of each part its new number; that of one that is gone means nothing."""
    numbers, first = [], 0
    for part in parts:
        kept = ~part.gone
        numbers.append((np.cumsum(kept) - 1 + first).astype("<u4"))
        first += int(kept.sum())
    return numbers


def _merge_part(parts: Sequence[Part], file: ArraysWriter, collection: Collection) -> None:
    numbers = _numbers(parts)
    gone = [part.gone for part in parts]
    for field in FIELDS[collection]:
        name = f"{collection}.{field.name}"
        if field.kind == "text":
            _merge_text([part.text[field.name] for part in parts], gone, numbers, file, name)
        elif field.kind == "names":
            _merge_names([part.names[field.name] for part in parts], gone, file, name)
        elif field.kind == "day":
            file.put(f"{name}.day", np.concatenate([part.days[~part.gone] for part in parts]))
        elif field.name in parts[0].keys:
            _merge_keys([part.keys[field.name] for part in parts], gone, file, name)
    for stored in ("head", "rest"):
        name = f"{collection}.{stored}"
        file.append(f"{name}.data", "|u1", np.empty(0, "|u1"))
        lengths = []
        for part in parts:
            starts, data = part.arrays[f"{name}.starts"], part.arrays[f"{name}.data"]
            for first, last in _runs(~part.gone):
                file.append(f"{name}.data", "|u1", data[int(starts[first]) : int(starts[last])])
            lengths.append(gaps(starts)[~part.gone])
        file.put(f"{name}.starts", offsets(np.concatenate(lengths)))
        file.finish(f"{name}.data")


def _runs(kept: Array) -> Iterator[tuple[int, int]]:
    """The runs of True: where each begins and ends."""
    edges = np.flatnonzero(np.diff(kept.astype(np.int8), prepend=0, append=0))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _merge_text(
    texts: Sequence[Text], gone: Sequence[Array], numbers: Sequence[Array], file: ArraysWriter, name: str
) -> None:
    used = [_used(text, gone[at]) for at, text in enumerate(texts)]
    there = [_classes_of(text, used[at]) for at, text in enumerate(texts)]
    classes, places = _together(_kept(text.classes, there[at]) for at, text in enumerate(texts))
    new_class = [_spread(there[at], places[at], len(classes)) for at in range(len(texts))]
    terms, places = _together(_terms(text, used[at]) for at, text in enumerate(texts))
    word_class = np.empty(len(terms), "<u4")
    for at, text in enumerate(texts):
        word_class[places[at]] = new_class[at][text.word_class[used[at]]]
    word_member = members(word_class)
    new_member = []
    for at in range(len(texts)):
        new_member.append(np.zeros(len(used[at]), word_member.dtype))
        new_member[at][used[at]] = word_member[places[at]]

    write_words(file, name, classes, [term.partition(_CLASS)[0] for term in terms], word_class, word_member)
    del terms, places
    lengths = np.concatenate([text.lengths[~gone[at]] for at, text in enumerate(texts)])
    file.put(f"{name}.length", lengths)
    kept = [~row for row in gone]
    each = [gaps(text.paragraph_starts) for text in texts]
    positions = [text.paragraphs[np.repeat(kept[at], each[at])] for at, text in enumerate(texts)]
    counts = [each[at][kept[at]] for at in range(len(texts))]
    write_paragraphs(file, name, np.concatenate(positions), np.concatenate(counts))
    words_of_class = np.bincount(word_class, minlength=len(classes))
    postings = Postings(file, name, words_of_class, len(lengths), smallest(int(lengths.max(initial=1)) - 1))
    for low, high in _shares(texts, new_class, len(classes)):
        taken = (
            some
            for at, text in enumerate(texts)
            for some in _occurrences(text, new_class[at], new_member[at], numbers[at], gone[at], low, high)
        )
        if high - low == 1:
            for some in taken:
                postings.add(*some)
            continue
        together = [np.concatenate(columns) for columns in zip(*taken, strict=True)]
        order = ordered(together[0] - np.uint32(low))
        postings.add(*(column[order] for column in together))
    postings.finish()


def _used(text: Text, gone: Array) -> Array:
    """Of each word whether it still stands anywhere, so that nothing is left of what was taken out."""
    used = np.full(len(text.words), not gone.any())
    if gone.any():
        for first, last in _ranges(gaps(text.position_starts)):
            for some in _standing(text, gone, first, last):
                used[some[3]] = True
    return used


def _classes_of(text: Text, words: Array) -> Array:
    """Of each class whether it has any of some words."""
    row = np.zeros(len(text.classes), bool)
    row[text.word_class[words]] = True
    return row


def _kept(words: Iterable[bytes], kept: Array) -> Iterator[bytes]:
    return compress(words, kept.tolist())


def _terms(text: Text, used: Array) -> Iterator[bytes]:
    """The words that still stand anywhere, each with its class behind it; so they are in order, too."""
    classes = list(text.classes)
    its_class = map(classes.__getitem__, text.word_class[used].tolist())
    return map(_CLASS.join, zip(_kept(text.words, used), its_class, strict=True))


def _together(lists: Iterable[Iterable[bytes]]) -> tuple[list[bytes], list[Array]]:
    """What is in any of some lists, in order, and where that of each stands there."""
    numbers = defaultdict[bytes, int](count().__next__)  # given as they come
    found = [np.fromiter(map(numbers.__getitem__, some), "<u4") for some in lists]
    every = sorted(numbers)
    place = np.empty(len(every), "<u4")
    place[np.fromiter(map(numbers.__getitem__, every), "<u4", len(every))] = np.arange(len(every), dtype="<u4")
    return every, [place[some] for some in found]


def _spread(there: Array, places: Array, end: int) -> Array:
    """Of each class its place; of one that is not there, where the next stands."""
    found = np.full(len(there), end, np.int64)
    found[there] = places
    return np.minimum.accumulate(found[::-1])[::-1].astype("<u4")


def _shares(texts: Sequence[Text], new_class: Sequence[Array], classes: int) -> Iterator[tuple[int, int]]:
    """The classes in ranges of some AT_ONCE occurrences, or one class with more."""
    occurrences = np.zeros(classes + 1, np.int64)  # with those of the dead behind the last class
    for text, numbers in zip(texts, new_class, strict=True):
        np.add.at(occurrences, numbers, gaps(text.position_starts))
    return _ranges(occurrences[:-1])


def _ranges(occurrences: Array) -> Iterator[tuple[int, int]]:
    ends = np.cumsum(occurrences)
    low = 0
    while low < len(occurrences):
        before = int(ends[low - 1]) if low else 0
        high = max(int(np.searchsorted(ends, before + AT_ONCE, side="right")), low + 1)
        yield low, high
        low = high


def _occurrences(
    text: Text, new_class: Array, new_member: Array, numbers: Array, gone: Array, low: int, high: int
) -> Iterator[tuple[Array, Array, Array, Array]]:
    """Of the classes that become those from `low` to `high`: class, document, position and member, as they become."""
    first, last = (int(at) for at in np.searchsorted(new_class, (low, high)))
    for of_class, documents, position, words in _standing(text, gone, first, last):
        yield new_class[of_class], numbers[documents], position, new_member[words]


def _standing(text: Text, gone: Array, first: int, last: int) -> Iterator[tuple[Array, Array, Array, Array]]:
    """Of the classes from `first` to `last`: class, document, position and word, without those of the dead.

    Some postings at a time, since most documents have the most frequent words many times.
    """
    begin, end = (int(text.posting_starts[at]) for at in (first, last))
    every_document = text.documents(first, last)
    every_class = np.repeat(np.arange(first, last, dtype="<u4"), gaps(text.posting_starts[first : last + 1]))
    members, mixed = text.members_of(first, last)
    start = int(text.position_starts[first])
    for low in range(begin, max(end, begin + 1), POSTINGS):
        high = min(low + POSTINGS, end)
        of_class, documents = every_class[low - begin : high - begin], every_document[low - begin : high - begin]
        frequency = text.frequencies(low, high)
        several = gaps(text.class_starts)[of_class] > 1
        of_class, documents = np.repeat(of_class, frequency), np.repeat(documents, frequency)
        position = text.positions[start : start + len(documents)]
        member = np.zeros(len(position), text.members.dtype)
        counts = frequency[several]
        these, members = members[: len(counts)], members[len(counts) :]
        noted = int(counts[these == several_of(these)].sum())
        member[np.repeat(several, frequency)] = each_member(these, counts, mixed[:noted])
        start, mixed = start + len(documents), mixed[noted:]
        if gone.any():
            kept = ~gone[documents]
            of_class, documents, position, member = of_class[kept], documents[kept], position[kept], member[kept]
        yield of_class, documents, position, text.class_words[text.class_starts[of_class].astype(np.int64) + member]


def _merge_names(fields: Sequence[Names], gone: Sequence[Array], file: ArraysWriter, name: str) -> None:
    counts, values, known = [], [], dict[str, int]()
    for at, field in enumerate(fields):
        kept = ~gone[at]
        each = gaps(field.value_starts)
        mine = field.value_numbers[np.repeat(kept, each)]
        used = distinct(mine)
        place = np.zeros(len(field.values), "<u4")
        place[used] = [known.setdefault(field.values.text(int(number)), len(known)) for number in used]
        counts.append(each[kept])
        values.append(place[mine])
    write_names(file, name, list(known), np.concatenate(values), np.concatenate(counts))


def _merge_keys(fields: Sequence[Keys], gone: Sequence[Array], file: ArraysWriter, name: str) -> None:
    lengths, data, sums = [], [], []
    for at, field in enumerate(fields):
        kept = ~gone[at]
        by_document = np.zeros(len(kept), "<u8")
        by_document[field.documents] = field.sums
        lengths.append(field.lengths[kept])
        data.append(field.data[np.repeat(kept, field.lengths)])
        sums.append(by_document[kept])
    write_keys(file, name, offsets(np.concatenate(lengths)), np.concatenate(data), np.concatenate(sums))
