"""Signatures of articles, by which near copies of one another are known: what an agency sends, many print.

A signature is a locality-sensitive hash of the words that follow one another in an article (Charikar, Similarity
Estimation Techniques from Rounding Algorithms, 2002; Manku, Jain and Das Sarma, Detecting Near-Duplicates for Web
Crawling, 2007): each of its bits is the one that most of its runs of words have, so that what is changed in a text
changes few of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from index.store.arrays import Array, offsets, ragged

NUMBERS = 2  # of 64 bits, of one signature: with one, chance brings a stranger close among a million
RUN = 3  # words: of two, too many are the language's and not the text's
AT_ONCE = 1 << 15  # words worked on at a time
_LANE = 255  # words that are counted in one byte


def hashes(words: Iterable[bytes]) -> Array:
    """A number for each word, the same in every segment."""
    return _mixed(np.fromiter(map(zlib.crc32, words), np.uint64))


def signatures(texts: Sequence[tuple[Array, Array]]) -> Array:
    """The signatures of some documents, one behind the other; of a document without a run of words, all zero.

    Of each text field: the hash of each word, document after document, and how many words each document has.
    """
    starts = [offsets(lengths).astype(np.int64) for _, lengths in texts]
    count = len(texts[0][1])
    total = np.sum(starts, axis=0) if texts else np.zeros(1, np.int64)
    found = [np.empty(0, np.uint64)]
    low = 0
    while low < count:
        high = max(int(np.searchsorted(total, total[low] + AT_ONCE)), low + 1)
        high = min(high, count)
        # Twice as many as there are with each bit, less all: how much more often it is set than not.
        more = sum(
            _more(words[at[low] : at[high]], np.diff(at[low : high + 1]))
            for (words, _), at in zip(texts, starts, strict=True)
        )
        found.append(np.packbits(np.asarray(more) > 0).view("<u8"))
        low = high
    return np.concatenate(found)


def _more(words: Array, lengths: Array) -> Array:
    """Of each document, for each bit, in how many more runs of words it is set than not."""
    more = np.zeros((len(lengths), 64 * NUMBERS), np.int32)
    runs = np.maximum(lengths - (RUN - 1), 0)
    if not runs.any():
        return more
    run = words[: len(words) - (RUN - 1)]
    for step in range(1, RUN):
        run = _mixed(run) + words[step : len(words) - (RUN - 1) + step]
    run = run[ragged(np.cumsum(lengths) - lengths, runs)]  # those that do not reach into the next document
    both = np.stack([_mixed(run + np.uint64(number)) for number in range(NUMBERS)], axis=1)
    bits = np.unpackbits(both.view("|u1").reshape(-1)).view(np.uint64).reshape(-1, 8 * NUMBERS)
    some = np.flatnonzero(runs)
    lanes = -(-runs[some] // _LANE)  # how many sums of single bytes each document needs
    first = np.cumsum(runs[some]) - runs[some]
    parts = np.repeat(first, lanes) + _LANE * ragged(np.zeros(len(lanes), np.int64), lanes)
    sums = np.add.reduceat(bits, parts, axis=0).view("|u1")
    more[some] = 2 * np.add.reduceat(sums, np.cumsum(lanes) - lanes, axis=0, dtype=np.int32)
    more[some] -= runs[some, None].astype(np.int32)
    return more


def _mixed(numbers: Array) -> Array:
    """Numbers with every bit of each depending on all of its bits: the finalizer of SplitMix64."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Array = numbers ^ (numbers >> np.uint64(31))
    return mixed
