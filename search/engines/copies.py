"""Near copies among the hits: of what several outlets print, one stands for all on a page.

The first of them in the order of the results stands for the others, wherever these stand in it; so no page repeats what
an earlier one has folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from index.store.arrays import Array
from index.store.signatures import KEYS, NUMBERS
from search.engines.collection import Collection, true

# Bits of 128 in which the signatures of near copies differ at most. An article with another headline or byline, with a
# sentence changed or its last quarter cut stays below; most that fill in the same form with other numbers do not.
DISTANCE = 26
DAYS = 3  # between near copies at most: who fills in the same form next week has something else to say


def firsts(collection: Collection, documents: Array, many: int) -> list[int]:
    """The places, in a list of documents, of the first `many` that are no near copies of one of these before them."""
    return first_of_all(Signed.of(collection, documents), many)


def first_of_all(them: Signed, many: int) -> list[int]:
    """The same of what documents in some order are known by."""
    signed: Array = np.asarray(them.signatures.any(axis=0))
    if all(np.diff(np.sort(row[signed])).min(initial=1) for row in them.keys):  # no two share a key
        return list(range(min(len(signed), many)))
    left = np.ones(len(signed), bool)
    found: list[int] = []
    for at in range(len(signed)):
        if left[at]:
            found.append(at)
            if len(found) == many:
                break
            left[at + 1 :] &= ~them.close(slice(at + 1, None), them, at)
    return found


def folded(collection: Collection, leaders: Array, since: int, hits: Array) -> list[list[int]]:
    """Of each of the leaders from `since` on, its near copies among the hits, the newest first.

    The leaders, in the order of the results, are none of them a near copy of another; what is close to two of them
    belongs to the first.
    """
    them = Signed.of(collection, leaders)
    near = [_near(collection, at, hits, them, since) for at in range(len(collection.segments))]
    some, owner = (np.concatenate(columns) for columns in zip(*near, strict=True)) if near else (hits[:0], hits[:0])
    there = some != leaders[owner]
    some, owner = some[there], owner[there]
    found: list[list[int]] = [[] for _ in leaders[since:]]
    if len(some):
        theirs = Signed.of(collection, some)
        taken = np.zeros(len(some), bool)
        newest = np.lexsort((some, -collection.days[some].astype(np.int64)))
        for number in range(len(leaders)):
            mine = theirs.close(slice(None), them, number) & ~taken
            if number >= since:
                found[number - since] = some[newest[(mine & (owner == number))[newest]]].tolist()
            taken |= mine
    return found


def _near(collection: Collection, at: int, hits: Array, them: Signed, since: int) -> tuple[Array, Array]:
    """The hits of a segment whose signatures are close to one of some from `since` on, and the number of that one."""
    segment, local = collection.segments[at], collection.within(at, hits)
    few = len(local) * 8 < segment.keys.shape[1]
    keys = segment.keys[:, local] if few else segment.keys
    signed = since + np.flatnonzero(them.signatures[:, since:].any(axis=0))
    same = np.zeros(keys.shape[1], bool)
    for row, theirs in zip(keys, them.keys[:, signed], strict=True):  # of most hits this tells that they are no copies
        among = np.zeros(1 << 16, bool)
        among[theirs] = True
        same |= among[row]
    candidates = true(same)
    lists = [candidates[(keys[:, candidates] == them.keys[:, at, None]).any(axis=0)] for at in signed]
    owner = np.repeat(signed, list(map(len, lists)))
    some = np.concatenate(lists) if lists else candidates
    some = local[some] if few else some
    near = _distance(segment.signatures[:, some], them.signatures[:, owner]) <= DISTANCE
    some, owner = some[near], owner[near]
    if len(some) and not few:
        there = local[np.minimum(local.searchsorted(some), len(local) - 1)] == some
        some, owner = some[there], owner[there]
    return some.astype(np.int64) + collection.bases[at], owner


class Signed(NamedTuple):
    """What near copies of some documents are known by."""

    signatures: Array  # a column each
    keys: Array  # likewise
    days: Array  # NaT where it is not known

    @classmethod
    def of(cls, collection: Collection, documents: Array) -> Self:
        """Those of some documents, in any order."""
        signatures, keys = np.zeros((NUMBERS, len(documents)), np.uint64), np.zeros((KEYS, len(documents)), np.uint16)
        of_segment = np.searchsorted(collection.bases[1:], documents, side="right")
        for at, segment in enumerate(collection.segments):
            mine = of_segment == at
            local = documents[mine] - collection.bases[at]
            signatures[:, mine], keys[:, mine] = segment.signatures[:, local], segment.keys[:, local]
        days, months = collection.days[documents].astype(np.int64), collection.months[documents]
        dates = (months - 1970 * 12).astype("M8[M]").astype("M8[D]") + (days % 100 - 1)
        return cls(signatures, keys, np.where(days > 0, dates, np.datetime64("NaT")))

    @classmethod
    def told(cls, documents: Sequence[tuple[str, Sequence[str], str | None]]) -> Self:
        """Those of some documents whose signatures, keys and days are told as text."""
        signatures, keys = np.zeros((NUMBERS, len(documents)), np.uint64), np.zeros((KEYS, len(documents)), np.uint16)
        for at, (signature, near, _) in enumerate(documents):
            signatures[:, at] = [int(signature[first : first + 16] or "0", 16) for first in range(0, 16 * NUMBERS, 16)]
            keys[:, at] = [int(key.partition(":")[2]) for key in near] or 0
        return cls(signatures, keys, np.array([day or "NaT" for *_, day in documents], "M8[D]"))

    def close(self, some: slice, others: Signed, at: int) -> Array:
        """Of some of these whether each is a near copy of one of the others; without a date it may be of any day."""
        signature, key = others.signatures[:, at, None], others.keys[:, at, None]
        near = (self.keys[:, some] == key).any(axis=0) & (_distance(self.signatures[:, some], signature) <= DISTANCE)
        apart = np.abs(self.days[some] - others.days[at]) > np.timedelta64(DAYS, "D")
        return np.asarray(near & ~apart & signature.any())  # what has few words is no copy


def _distance(some: Array, others: Array) -> Array:
    """In how many bits signatures differ, column by column."""
    return np.asarray(np.bitwise_count(some ^ others).sum(axis=0, dtype=np.int64))
