"""Which places of a text are near one another: of words that are, each is marked, and none of those that are not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from search.query import Near, Tree

if TYPE_CHECKING:
    from index.model import Span


Find: TypeAlias = "Callable[[Tree], Sequence[Span]]"  # the places of a part: the numbers of their first and last words


def near(tree: Near, find: Find, paragraphs: Sequence[int]) -> list[Span]:
    """The places of all parts by which the last part is reached from the first, as the engines find them.

    `paragraphs` has of each word the number of its paragraph.
    """
    return sorted(set(_used(tree, reached(tree, find, paragraphs)[-1], find, paragraphs)))


def reached(tree: Near, find: Find, paragraphs: Sequence[int]) -> list[Sequence[Span]]:
    """Of each part the places that are reached from the one before."""
    kept: list[Sequence[Span]] = []
    for part in tree.parts:
        places = reached(part, find, paragraphs)[-1] if isinstance(part, Near) else find(part)
        kept.append(_having(tree, places, kept[-1], paragraphs, behind=True) if kept else places)
    return kept


def _used(tree: Near, last: Sequence[Span], find: Find, paragraphs: Sequence[int]) -> Iterator[Span]:
    """The places of all parts that lead to some of the last part."""
    *before, _ = reached(tree, find, paragraphs)
    kept = [last]
    for places in reversed(before):
        kept.append(_having(tree, places, kept[-1], paragraphs, behind=False))
    for part, places in zip(tree.parts, reversed(kept), strict=True):
        yield from _used(part, places, find, paragraphs) if isinstance(part, Near) else places


def _having(
    tree: Near, places: Sequence[Span], others: Sequence[Span], paragraphs: Sequence[int], *, behind: bool
) -> list[Span]:
    """The places that have another near: before them where they must stand `behind` those, else behind them."""
    starts, ends = sorted(start for start, _ in others), sorted(end for _, end in others)
    found = []
    for first, last in places:
        if tree.distance is None:
            low, high = bisect_left(paragraphs, paragraphs[first]), bisect_left(paragraphs, paragraphs[last] + 1) - 1
        else:
            low, high = first - tree.distance - 1, last + tree.distance + 1
        before = (behind or not tree.ordered) and _any_between(ends, low, first - 1)
        if before or ((not behind or not tree.ordered) and _any_between(starts, last + 1, high)):
            found.append((first, last))
    return found


def _any_between(numbers: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(numbers, low)
    return at < len(numbers) and numbers[at] <= high
