"""Queries of our own for Whoosh's matchers, where its own give scores, ranges or places that we cannot use."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import reduce
from typing import Any, TypeAlias

from whoosh import query
from whoosh.matching import IntersectionMatcher, ListMatcher
from whoosh.query.spans import SpanQuery, SpanWrappingMatcher
from whoosh.searching import SearchContext

from search.rank import CHOSEN

WhooshQuery: TypeAlias = Any  # Whoosh has no types


def walk(asked: WhooshQuery, leaf: Any) -> Iterator[tuple[int, float]]:
    """Every document of a leaf searcher that matches, with its score."""
    # With needs_current, Whoosh makes matchers that walk document by document and keep their positions.
    matcher = asked.matcher(leaf, SearchContext(needs_current=True, weighting=leaf.weighting))
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


class Listed(query.Query):  # type: ignore[misc]
    """Whatever matches any of some queries, with one score for all."""

    def __init__(self, asked: list[WhooshQuery], score: float = CHOSEN) -> None:
        self.asked = asked
        self.score = score

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        numbers = {number for one in self.asked for number, _ in walk(one, searcher)}
        return ListMatcher(array("I", sorted(numbers)), all_weights=self.score)

    def estimate_size(self, reader: Any) -> int:
        return sum(one.estimate_size(reader) for one in self.asked)


class Filled(query.Query):  # type: ignore[misc]
    """Documents with something in a field; Whoosh's own reads every posting of it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        reader = searcher.reader()
        numbers = [number for number in reader.all_doc_ids() if reader.doc_field_length(number, self.name)]
        return ListMatcher(array("I", numbers), all_weights=CHOSEN)

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count())


class Dated(query.Query):  # type: ignore[misc]
    """Documents by their day; Whoosh's own ranges of numbers match too much when they are wide."""

    def __init__(self, since: int, until: int) -> None:
        self.since = since
        self.until = until

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        reader = searcher.reader()
        days = reader.column_reader("date") if reader.has_column("date") else defaultdict(int)
        numbers = [number for number in reader.all_doc_ids() if self.since <= days[number] <= self.until]
        return ListMatcher(array("I", numbers), all_weights=CHOSEN)

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count())


class Near(SpanQuery):  # type: ignore[misc]
    """Queries with at most so many words between the places of one and of the next.

    Whoosh's own joins every two places into a new one, which never ends where many words repeat.
    """

    def __init__(self, asked: list[WhooshQuery], distance: int, ordered: bool) -> None:
        self.asked = asked
        self.distance = distance
        self.ordered = ordered

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        return _NearMatcher([one.matcher(searcher, context) for one in self.asked], self.distance + 1, self.ordered)

    def estimate_size(self, reader: Any) -> int:
        return min(int(one.estimate_size(reader)) for one in self.asked)


class _NearMatcher(SpanWrappingMatcher):  # type: ignore[misc]
    """The matcher of Near; its places are those of its last part."""

    def __init__(self, parts: list[Any], reach: int, ordered: bool) -> None:
        self.parts = parts
        self.reach = reach
        self.ordered = ordered
        super().__init__(reduce(IntersectionMatcher, parts))

    def _get_spans(self) -> list[Any]:
        reached = list(self.parts[0].spans())
        for part in self.parts[1:]:
            starts = sorted(span.start for span in reached)
            ends = sorted(span.end for span in reached)
            reached = [
                span
                for span in part.spans()
                if _any_between(ends, span.start - self.reach, span.start - 1)
                or (not self.ordered and _any_between(starts, span.end + 1, span.end + self.reach))
            ]
        return reached


class AtLeast(query.Query):  # type: ignore[misc]
    """What matches so many of some queries, with the sum of their scores."""

    def __init__(self, count: int, asked: list[WhooshQuery]) -> None:
        self.count = count
        self.asked = asked

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        scores: defaultdict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        for one in self.asked:
            for number, score in walk(one, searcher):
                scores[number] += score
                counts[number] += 1
        numbers = sorted(number for number, count in counts.items() if count >= self.count)
        return ListMatcher(numbers, weights=[scores[number] for number in numbers])

    def estimate_size(self, reader: Any) -> int:
        return sum(one.estimate_size(reader) for one in self.asked)


def _any_between(values: list[int], low: int, high: int) -> bool:
    at = bisect_left(values, low)
    return at < len(values) and values[at] <= high
