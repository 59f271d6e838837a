"""Where words stand: phrases and nearness, worked out on positions.

A place is a document and a run of positions in it. Places are two sorted columns: `start`, the document's rank among
those looked at times 2³² plus the first position, and `end`, the same with the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.store.arrays import Array, firsts, ragged, shared
from index.store.segment import Postings, Text, several_of

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
    postings = words.text.postings(words.number)
    ranks, at = postings.find(among)
    nth, position = _occurrences(words, postings, at)
    start = (ranks[nth] << _SHIFT) + position
    return Places(start, start)


def counted(words: Words) -> tuple[Array, Array]:
    """The documents in which words stand, and how often."""
    postings = words.text.postings(words.number)
    documents, frequencies = postings
    if _whole(words):
        return documents, frequencies
    frequencies = _frequencies(words, postings, np.arange(len(documents)))
    some = frequencies.nonzero()[0]
    return documents.take(some), frequencies.take(some)


def standing(words: Words, among: Array) -> tuple[Array, Array]:
    """In which of the documents `among` words stand, by their ranks, and how often."""
    postings = words.text.postings(words.number)
    ranks, at = postings.find(among)
    if _whole(words):
        return ranks, postings.frequencies.take(at)
    frequencies = _frequencies(words, postings, at)
    some = frequencies.nonzero()[0]
    return ranks.take(some), frequencies.take(some)


def _frequencies(words: Words, postings: Postings, at: Array) -> Array:
    """How often some words of a class stand in the documents of the postings `at`."""
    members = postings.members.take(at)
    found = postings.frequencies.take(at)
    found *= _members(words, members)
    several = (members == several_of(members)).nonzero()[0]
    if len(several):
        some = at.take(several)
        counts = postings.frequencies.take(some)
        there = _members(words, postings.noted(some))
        found[several] = np.add.reduceat(there, np.cumsum(counts, dtype=np.int64) - counts, dtype=found.dtype)
    return found


def phrase(parts: Sequence[Words], among: Array) -> Places:
    """Where words stand one behind the other in the documents `among`."""
    postings = [part.text.postings(part.number) for part in parts]
    ranks, places = _common(parts, postings, among, exactly=True)
    if not len(ranks):
        return NOWHERE
    base, total = _row(parts[0].text.lengths.take(among.take(ranks)), len(parts))
    row = np.zeros(total, np.uint8)  # of each place how many words stand where a phrase from there would have them
    often = sorted(range(len(parts)), key=lambda number: -len(postings[number].documents))
    for step, distance in enumerate(often):  # marking a place costs less than looking whether it is marked
        nth, position = _occurrences(parts[distance], postings[distance], places[distance])
        position = position - distance
        place = base.take(nth) + position
        if step:
            kept = (row.take(place) == step).nonzero()[0]
            nth, position, place = nth.take(kept), position.take(kept), place.take(kept)
        row[place] = step + 1
    start = (ranks.take(nth) << _SHIFT) + position
    return Places(start, start + (len(parts) - 1))


def side_by_side(first: Words, second: Words, among: Array) -> tuple[Array, Array]:
    """The ranks of the documents `among` in which two classes are side by side, and whether these words of them are."""
    postings = [words.text.postings(words.number) for words in (first, second)]
    few = min(among, *(one.documents for one in postings), key=len)
    ranks, (one, other) = _common((first, second), postings, few)
    if not len(ranks):
        return ranks, np.zeros(0, bool)
    documents = few.take(ranks)
    base, total = _row(first.text.lengths.take(documents), 1)
    row = np.zeros(total, np.uint8)
    counts, position, typed = _noted(second, postings[1], other)
    place = np.repeat(base, counts)
    place += position
    row[place] = 1 + typed
    counts, position, typed = _noted(first, postings[0], one)
    place = np.repeat(base, counts)
    place += position
    place += 1
    behind = row.take(place)
    there = behind.nonzero()[0]
    nth = np.repeat(np.arange(len(documents)), counts).take(there)
    exact = np.zeros(len(documents), bool)
    exact[nth[typed.take(there) & (behind.take(there) > 1)]] = True
    nth = nth[firsts(nth)]
    if few is among:
        return ranks.take(nth), exact.take(nth)
    at, there = shared(documents.take(nth), among)
    return there, exact.take(nth.take(at))


def _common(
    parts: Sequence[Words], postings: Sequence[Postings], among: Array, *, exactly: bool = False
) -> tuple[Array, list[Array]]:
    """The ranks of the documents `among` in which some classes all stand, and where in the postings of each.

    `exactly`: without most documents in which not the words themselves stand.
    """
    ranks, found = np.arange(len(among)), [among] * len(postings)
    looked: list[int] = []
    few = among
    for number in sorted(range(len(postings)), key=lambda number: len(postings[number].documents)):
        one, words = postings[number], parts[number]  # the rarest leaves the fewest to look at
        there, at = (ranks, ranks) if one.documents is few else one.find(few)
        if exactly and not _whole(words):
            members = one.members.take(at)
            kept = (_members(words, members) | (members == several_of(members))).nonzero()[0]
            there, at = there.take(kept), at.take(kept)
        found[number] = at
        if there is not ranks:
            few, ranks = few.take(there), ranks.take(there)
            for other in looked:
                found[other] = found[other].take(there)
        looked.append(number)
    return ranks, found


def _row(lengths: Array, apart: int) -> tuple[Array, int]:
    """Where each document begins in a row of all places, `apart` free ones before and behind each, and its length."""
    ends = np.cumsum(lengths + np.uint32(2 * apart), dtype=np.int64)
    total = int(ends[-1])
    return (ends - lengths - apart).astype(np.int32 if total < 1 << 31 else np.int64), total


def _occurrences(words: Words, postings: Postings, at: Array) -> tuple[Array, Array]:
    """The positions of words in the documents of the postings `at`, each with the rank of its document among these."""
    counts, position, there = _noted(words, postings, at)
    nth = np.repeat(np.arange(len(at), dtype=np.int32), counts)
    if _whole(words):
        return nth, position
    some = there.nonzero()[0]
    return nth.take(some), position.take(some)


def _noted(words: Words, postings: Postings, at: Array) -> tuple[Array, Array, Array]:
    """How many places their whole class has in each document, the places, and whether one of the words is in each."""
    position, counts = words.text.occurrences(words.number), postings.frequencies
    if every := len(at) == len(postings.documents):
        position = position.astype(np.int32)
    else:
        counts = counts.take(at)
        position = position.take(ragged(postings.starts.take(at), counts)).astype(np.int32)
    if _whole(words) or not words.members:
        return counts, position, np.full(len(position), bool(words.members is None or words.members))
    return counts, position, _members(words, postings.noted(None if every else at))


def _whole(words: Words) -> bool:
    """Whether these are all words of their class."""
    return words.members is None or len(words.members) == words.text.class_size(words.number)


def _members(words: Words, noted: Array) -> Array:
    """Of each of some occurrences whether one of the words stands there."""
    assert words.members is not None
    if len(words.members) == 1:
        return np.equal(noted, words.members[0])
    return np.isin(noted, np.array(words.members, noted.dtype))


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


def in_one_paragraph(parts: Sequence[Places], ordered: bool, text: Text, among: Array) -> Places:
    """Places of the last part in whose paragraph all others stand too, in order where that is asked."""
    begins, ends = text.paragraph_starts[among], text.paragraph_starts[1:][among]
    counts = ends - begins
    ranks = np.repeat(np.arange(len(among), dtype=np.int64), counts)
    starts = (ranks << _SHIFT) + text.paragraphs[ragged(begins, counts)]

    def paragraphs(positions: Array) -> Array:
        return starts.searchsorted(positions, side="right") + (positions >> _SHIFT)

    reached = parts[0]
    for part in parts[1:]:
        before, own = paragraphs(reached.end), paragraphs(part.start)
        kept = np.isin(own, before)
        if ordered:
            first = np.full(int(max(own.max(initial=0), before.max(initial=0))) + 1, np.iinfo(np.int64).max)
            np.minimum.at(first, before, reached.end)
            kept &= first[own] < part.start
        reached = Places(part.start[kept], part.end[kept])
    return reached


def _first(start: Array) -> Array:
    """The first position of the document of each place."""
    return start & ~_POSITION


def _any_between(values: Array, low: Array, high: Array) -> Array:
    """Whether any of the sorted values lies from `low` to `high`, for each pair of these."""
    return np.asarray(values.searchsorted(low) < values.searchsorted(high, side="right"))


NOWHERE = Places(np.empty(0, np.int64), np.empty(0, np.int64))
