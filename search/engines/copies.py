"""Near copies among the hits: of what several outlets print, one stands for all on a page.

The first of them in the order of the results stands for the others, wherever these stand in it; so no page repeats what
an earlier one has folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Self

import numpy as np

from index.store.arrays import Array, distinct
from index.store.signatures import KEYS, NUMBERS
from search.engines.collection import Collection

# Bits of 128 in which the signatures of near copies differ at most. An article with another headline or byline, with a
# sentence changed or its last quarter cut stays below; most that fill in the same form with other numbers do not.
DISTANCE = 26
COMPARED = 1 << 18  # pairs of articles whose keys are compared at once
DAYS = 3  # between near copies at most: who fills in the same form next week has something else to say


def first_of_all(them: Signed, many: int) -> list[int]:
    """The places, in a list of documents, of the first `many` that are no near copies of one of these before them."""
    count = len(them.dates)
    keys = [set(zip(range(KEYS), column, strict=True)) if any(column) else set() for column in them.keys.T.tolist()]
    often = Counter(chain.from_iterable(keys))
    left = np.ones(count, bool)
    found: list[int] = []
    for at in range(count):
        if left[at]:
            found.append(at)
            if len(found) == many:
                break
            if any(often[key] > 1 for key in keys[at]):  # copies share one
                left[at + 1 :] &= ~them.close(slice(at + 1, None), them, at)
    return found


def folded(
    collection: Collection, leaders: Array, since: int, hits: Array, them: Signed | None = None
) -> list[list[int]]:
    """Of each of the leaders from `since` on, its near copies among the hits, the newest first; `them` are the leaders.

    The leaders, in the order of the results, are none of them a near copy of another; what is close to two of them
    belongs to the first.
    """
    them = them or Signed.of(collection, leaders)
    near = [_near(collection, at, hits, leaders, them, since) for at in range(len(collection.segments))]
    some, owner = (np.concatenate(columns) for columns in zip(*near, strict=True)) if near else (hits[:0], hits[:0])
    found: list[list[int]] = [[] for _ in leaders[since:]]
    if len(some):
        theirs = Signed.of(collection, some)
        taken = np.zeros(len(some), bool)
        newest = np.lexsort((some, -collection.days[some].astype(np.int64)))
        for number in (*range(since), *distinct(owner).tolist()):
            mine = theirs.close(slice(None), them, number) & ~taken
            if number >= since:
                found[number - since] = some[newest[(mine & (owner == number))[newest]]].tolist()
            taken |= mine
    return found


def _near(
    collection: Collection, at: int, hits: Array, leaders: Array, them: Signed, since: int
) -> tuple[Array, Array]:
    """The hits of a segment whose signatures are close to another one of some from `since` on, and its number."""
    segment, local = collection.segments[at], collection.within(at, hits)
    few = len(local) * 8 < segment.keys.shape[1]
    keys = segment.keys.take(local, axis=1) if few else segment.keys
    signed = since + np.flatnonzero(them.keys[:, since:].any(axis=0))
    theirs = them.keys.take(signed, axis=1)
    candidates = None
    if keys.shape[1] * len(signed) > COMPARED:
        candidates = _sharing(keys, theirs)
        keys = keys.take(candidates, axis=1)
    shared = (theirs[:, :, None] == keys[:, None, :]).any(axis=0)
    owner, some = np.divmod(np.flatnonzero(shared), max(keys.shape[1], 1))
    some = some if candidates is None else candidates.take(some)
    some, owner = local.take(some) if few else some, signed.take(owner)
    other = (some + collection.bases[at] != leaders.take(owner)).nonzero()[0]
    some, owner = some.take(other).astype(np.int64), owner.take(other)
    if not len(some):
        return some, owner
    near = _distance(segment.signatures.take(some, axis=1), them.signatures.take(owner, axis=1)) <= DISTANCE
    some, owner = some[near], owner[near]
    if len(some) and not few:
        there = local.take(local.searchsorted(some), mode="clip") == some
        some, owner = some[there], owner[there]
    return some + collection.bases[at], owner


def _sharing(keys: Array, theirs: Array) -> Array:
    """The numbers of the columns that share a key with any of some: of most hits this tells that they do not."""
    same = np.zeros(keys.shape[1], bool)
    for row, those in zip(keys, theirs, strict=True):
        among = np.zeros(1 << 16, bool)
        among[those] = True
        same |= among.take(row)
    return np.flatnonzero(same)


class Signed:
    """What near copies of some documents are known by: a column each of signatures and keys, and their days.

    `dates` are numbers YYYYMMDD, 0 where a day is not known.
    """

    def __init__(self, signatures: Array, keys: Array, dates: Array) -> None:
        self.signatures = signatures
        self.keys = keys
        self.dates = dates

    @classmethod
    def of(cls, collection: Collection, documents: Array) -> Self:
        """Those of some documents, in any order."""
        signatures, keys = (
            _columns(collection, [getattr(segment, name) for segment in collection.segments], documents)
            for name in ("signatures", "keys")
        )
        return cls(signatures, keys, collection.days.take(documents))

    @classmethod
    def told(cls, documents: Sequence[tuple[str, Sequence[str], str | None]]) -> Self:
        """Those of some documents whose signatures, keys and days are told as text."""
        signatures, keys = np.zeros((NUMBERS, len(documents)), np.uint64), np.zeros((KEYS, len(documents)), np.uint16)
        for at, (signature, near, _) in enumerate(documents):
            signatures[:, at] = [int(signature[first : first + 16] or "0", 16) for first in range(0, 16 * NUMBERS, 16)]
            keys[:, at] = [int(key.partition(":")[2]) for key in near] or 0
        return cls(
            signatures, keys, np.array([int((day or "0")[:10].replace("-", "")) for *_, day in documents], np.uint32)
        )

    @cached_property
    def days(self) -> Array:
        """NaT where it is not known."""
        dates = self.dates.astype(np.int64)
        months = (dates // 10_000 - 1970) * 12 + dates // 100 % 100 - 1
        return np.where(dates > 0, months.astype("M8[M]").astype("M8[D]") + (dates % 100 - 1), np.datetime64("NaT"))

    def close(self, some: slice, others: Signed, at: int) -> Array:
        """Of some of these whether each is a near copy of one of the others; without a date it may be of any day."""
        signature, key = others.signatures[:, at, None], others.keys[:, at, None]
        near = (self.keys[:, some] == key).any(axis=0) & (_distance(self.signatures[:, some], signature) <= DISTANCE)
        apart = np.abs(self.days[some] - others.days[at]) > np.timedelta64(DAYS, "D")
        return np.asarray(near & ~apart & signature.any())  # what has few words is no copy


def _columns(collection: Collection, tables: Sequence[Array], documents: Array) -> Array:
    """The columns of some documents, in any order, given a table of each segment."""
    if len(tables) == 1:
        return tables[0].take(documents, axis=1)
    found = np.zeros((len(tables[0]), len(documents)), tables[0].dtype)
    of_segment = np.searchsorted(collection.bases[1:], documents, side="right")
    for at, table in enumerate(tables):
        mine = of_segment == at
        found[:, mine] = table[:, documents[mine] - collection.bases[at]]
    return found


def _distance(some: Array, others: Array) -> Array:
    """In how many bits signatures differ, column by column."""
    return np.asarray(np.bitwise_count(some ^ others).sum(axis=0, dtype=np.int64))
