"""Signatures of articles, by which near copies of one another are known: what an agency sends, many print.

A signature is a locality-sensitive hash of the words that follow one another in an article (Charikar, Similarity
Estimation Techniques from Rounding Algorithms, 2002; Manku, Jain and Das Sarma, Detecting Near-Duplicates for Web
Crawling, 2007): each of its bits is the one that most of its runs of words have, so that what is changed in a text
changes few of them. Beside it stand a few keys, of which near copies share one: each is the least of the runs in an
order of its own (Broder, On the Resemblance and Containment of Documents, 1997). They are found by these, sooner than
by counting bits.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np

from index.store.arrays import Array, offsets, ragged

NUMBERS = 2  # of 64 bits, of one signature: with one, chance brings a stranger close among a million
KEYS = 3  # of 16 bits: two texts that share two thirds of their runs share no key in one of thirty cases
RUN = 3  # words: of two, too many are the language's and not the text's
FEWEST = 32  # runs of a text that is signed: what is shorter is an alert, or a form filled in
AT_ONCE = 1 << 15  # words worked on at a time
_LANE = 255  # words that are counted in one byte
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


def hashes(words: Iterable[bytes]) -> Array:
    """A number for each word, the same in every segment."""
    return _mixed(np.fromiter(map(zlib.crc32, words), np.uint64))


def signatures(texts: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """The signatures of some documents and their keys, a column each; those of one with too few words are zero.

    Of each text field: the hash of each word, document after document, and how many words each document has.
    """
    starts = [offsets(lengths).astype(np.int64) for _, lengths in texts]
    total = np.sum(starts, axis=0)
    signed, keys = [np.empty((0, NUMBERS), "<u8")], [np.empty((0, KEYS), "<u2")]
    low, count = 0, len(total) - 1
    while low < count:
        high = min(max(int(np.searchsorted(total, total[low] + AT_ONCE)), low + 1), count)
        runs = [
            _runs(words[at[low] : at[high]], np.diff(at[low : high + 1]))
            for (words, _), at in zip(texts, starts, strict=True)
        ]
        more = np.sum([_more(*some) for some in runs], axis=0)
        least = np.min([_least(*some) for some in runs], axis=0)
        enough = np.sum([counts for _, counts in runs], axis=0)[:, None] >= FEWEST
        signed.append(np.packbits((more > 0) & enough).view("<u8").reshape(-1, NUMBERS))
        keys.append(np.where(enough, least, 0).astype("<u2"))
        low = high
    return np.concatenate(signed).T, np.concatenate(keys).T


def _runs(words: Array, lengths: Array) -> tuple[Array, Array]:
    """The hash of each run of words, document after document, and how many runs each document has."""
    counts = np.maximum(lengths - (RUN - 1), 0)
    last = max(len(words) - (RUN - 1), 0)
    run = words[:last]
    for step in range(1, RUN):
        run = _mixed(run) + words[step : last + step]
    return run[ragged(np.cumsum(lengths) - lengths, counts)], counts  # those that do not reach into the next document


def _more(runs: Array, counts: Array) -> Array:
    """Of each document, for each bit, in how many more runs it is set than not."""
    more = np.zeros((len(counts), 64 * NUMBERS), np.int32)
    some = np.flatnonzero(counts)
    if not len(some):
        return more
    several = np.stack([_mixed(runs + np.uint64(number)) for number in range(NUMBERS)], axis=1)
    bits = np.unpackbits(several.view("|u1").reshape(-1)).view(np.uint64).reshape(-1, 8 * NUMBERS)
    counts = counts[some]
    lanes = -(-counts // _LANE)  # how many sums of single bytes each document needs
    first = np.cumsum(counts) - counts
    parts = np.repeat(first, lanes) + _LANE * ragged(np.zeros(len(lanes), np.int64), lanes)
    sums = np.add.reduceat(bits, parts, axis=0).view("|u1")
    more[some] = 2 * np.add.reduceat(sums, np.cumsum(lanes) - lanes, axis=0, dtype=np.int32)
    more[some] -= counts[:, None].astype(np.int32)
    return more


def _least(runs: Array, counts: Array) -> Array:
    """Of each document the least run in each of some orders."""
    least = np.full((len(counts), KEYS), _NONE)
    some = np.flatnonzero(counts)
    if len(some):
        first = np.cumsum(counts[some]) - counts[some]
        for number in range(KEYS):
            least[some, number] = np.minimum.reduceat(_mixed(runs + np.uint64(NUMBERS + number)), first)
    return least


def _mixed(numbers: Array) -> Array:
    """Numbers with every bit of each depending on all of its bits: the finalizer of SplitMix64."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Array = numbers ^ (numbers >> np.uint64(31))
    return mixed
