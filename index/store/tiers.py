"""Which segments to merge, so that there are never many and none is rewritten often."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 5  # segments: a query costs about 0.2 times more with each
WIDE = 2.0  # a segment joins a merge unless it is so many times as large as all the smaller ones together
DEAD = 0.2  # share of a segment's articles that are gone at which it is written anew


def to_merge(alive: Sequence[int], gone: Sequence[int]) -> list[int]:
    """The numbers of the segments to merge into one; `alive` and `gone` count the articles of each.

    >>> to_merge([100_000, 40, 30, 20, 10, 10], [0] * 6), to_merge([100, 10], [50, 0]), to_merge([100, 10], [0, 0])
    ([1, 2, 3, 4, 5], [0], [])
    """
    wasted = [at for at, dead in enumerate(gone) if dead > DEAD * (alive[at] + dead)]
    if len(alive) <= MOST:
        return wasted
    by_size = sorted(range(len(alive)), key=lambda at: alive[at])
    chosen, total = by_size[:2], sum(alive[at] for at in by_size[:2])
    for at in by_size[2:]:
        if alive[at] > WIDE * total and len(by_size) - len(chosen) < MOST:
            break
        chosen.append(at)
        total += alive[at]
    return sorted({*chosen, *wasted})
