"""Where words stand: phrases and nearness, worked out on positions.

A place is a document and a run of positions in it. Places are two sorted columns: `start`, the document's rank among
those looked at times 2³² plus the first position, and `end`, the same with the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.store.arrays import Array, firsts, ragged
from index.store.segment import Text

_SHIFT = np.int64(32)
_POSITION = np.int64(0xFFFFFFFF)


class Places(NamedTuple):
    """Runs of positions, by their starts."""

    start: Array
    end: Array

    @property
    def ranks(self) -> Array:
        """The ranks of the documents they stand in, each once."""
        ranks = self.start >> _SHIFT
        return ranks[firsts(ranks)]


class Words(NamedTuple):
    """Occurrences to look at: those of some members of a class in a field, or of all where `members` is None."""

    text: Text
    number: int  # of the class
    members: Sequence[int] | None = None


def of_words(words: Words, among: Array) -> Places:
    """Where words stand in the documents `among` (numbers of the segment, in order)."""
    documents, frequencies = words.text.postings(words.number)
    there, at = standing(among, documents)
    ranks = np.flatnonzero(there)
    nth, position = _occurrences(words, frequencies, at)
    start = (ranks[nth] << _SHIFT) + position
    return Places(start, start)


def phrase(parts: Sequence[Words], among: Array) -> Places:
    """Where words stand one behind the other in the documents `among`."""
    postings = [part.text.postings(part.number) for part in parts]
    ranks = np.arange(len(among))
    for documents, _ in sorted(postings, key=lambda pair: len(pair[0])):  # the rarest leaves the fewest to look at
        ranks = ranks[standing(among[ranks], documents)[0]]
        if not len(ranks):
            return NOWHERE
    few = among[ranks]
    lengths = parts[0].text.lengths[few] + np.int64(2 * len(parts))
    base = np.cumsum(lengths) - lengths + len(parts)  # of each document in a row of all places
    found = []
    for distance, (part, (documents, frequencies)) in enumerate(zip(parts, postings, strict=True)):
        nth, position = _occurrences(part, frequencies, standing(few, documents)[1])
        found.append((nth, position - distance))
    found.sort(key=lambda one: len(one[0]))
    nth, position = found[0]
    for other, there in found[1:]:
        row = np.zeros(int(base[-1] + lengths[-1]), bool)
        row[base[other] + there] = True
        kept = row[base[nth] + position]
        nth, position = nth[kept], position[kept]
    start = (ranks[nth] << _SHIFT) + position
    return Places(start, start + (len(parts) - 1))


def standing(wanted: Array, documents: Array, slots: Array | None = None) -> tuple[Array, Array]:
    """Which of `wanted` are among `documents`, and where these stand there. Both are in order and without repetition.

    `slots` is room for every document, which may hold anything: the sparse set of Briggs and Torczon (An Efficient
    Representation for Sparse Sets, 1993) needs no clearing.
    """
    if not len(documents) or not len(wanted):
        return np.zeros(len(wanted), bool), np.empty(0, np.int64)
    if len(wanted) * 16 < len(documents):
        at = documents.searchsorted(wanted)
    else:
        if slots is None:
            slots = np.zeros(int(max(documents[-1], wanted[-1])) + 1, np.int32)
        slots[documents] = np.arange(len(documents), dtype=np.int32)
        at = slots[wanted]
    at[at >= len(documents)] = 0
    there = documents[at] == wanted
    return there, at[there]


def _occurrences(words: Words, frequencies: Array, at: Array) -> tuple[Array, Array]:
    """The positions of words in the documents of the postings `at`, each with the rank of its document among these."""
    positions, noted = words.text.occurrences(words.number)
    counts = frequencies[at].astype(np.int64)
    chosen = ragged(frequencies.cumsum(dtype=np.int64)[at] - counts, counts)
    nth, position = np.repeat(np.arange(len(at), dtype=np.int32), counts), positions[chosen].astype(np.int64)
    members = words.members
    if members is not None and len(members) < words.text.class_size(words.number):
        found = noted[chosen]
        there = found == members[0] if len(members) == 1 else np.isin(found, np.array(members, found.dtype))
        return nth[there], position[there]
    return nth, position


def together(several: Sequence[Places]) -> Places:
    """Places that are any of some, in order."""
    if len(several) == 1:
        return several[0]
    start = np.concatenate([one.start for one in several]) if several else np.empty(0, np.int64)
    end = np.concatenate([one.end for one in several]) if several else start
    order = np.argsort(start, kind="stable")
    return Places(start[order], end[order])


def near(parts: Sequence[Places], distance: int, ordered: bool) -> Places:
    """Places of the last part that are reached from one of the first over the others.

    From one part to the next there are at most `distance` words; the next stands behind, or, where the order is
    free, before it.
    """
    reach = np.int64(distance + 1)
    reached = parts[0]
    for part in parts[1:]:
        behind = _any_between(np.sort(reached.end), np.maximum(part.start - reach, _first(part.start)), part.start - 1)
        if not ordered:
            behind |= _any_between(reached.start, part.end + 1, np.minimum(part.end + reach, part.end | _POSITION))
        reached = Places(part.start[behind], part.end[behind])
    return reached


def _first(start: Array) -> Array:
    """The first position of the document of each place."""
    return start & ~_POSITION


def _any_between(values: Array, low: Array, high: Array) -> Array:
    """Whether any of the sorted values lies from `low` to `high`, for each pair of these."""
    return np.asarray(values.searchsorted(low) < values.searchsorted(high, side="right"))


NOWHERE = Places(np.empty(0, np.int64), np.empty(0, np.int64))
