"""What is counted: the values of a field among what matches, under the filters of all other fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from search.limits import FACET_VALUES
from search.query import UNDATED
from search.results import Facet, FacetValue

SHOWN = ("speaker", "place", "date", "outlet", "topic", "language")  # where a reader asks for facets as such
MONTHS = 24  # so many months, or fewer, are counted by month; more by year


def facet(name: str, counts: Mapping[str, int], chosen: Mapping[str, int], excluded: Collection[str]) -> Facet:
    """The facet of these values; those that are filters now (`chosen`, with their counts) are always among them.

    Dates are all there, so that a timeline has no gap that is none.
    """
    counts = {**counts, **chosen}
    values = sorted(counts, key=_newest_first) if name == "date" else sorted(counts, key=lambda v: (-counts[v], v))
    shown = dict.fromkeys([*(values if name == "date" else values[:FACET_VALUES]), *chosen])
    kept = (value for value in values if value in shown)
    return Facet(
        name,
        tuple(
            FacetValue(value, counts[value], value in chosen and value not in excluded, value in excluded)
            for value in kept
        ),
    )


def periods(days: Mapping[str, int], chosen: Collection[str]) -> Counter[str]:
    """Days (ISO 8601, or "undated") with their counts, by year, or by month where few months are left, or of one by day.

    A year that is a filter now is counted by month too, so that it can be narrowed.

    >>> periods({"2012-08-20": 2, "2012-09-21": 1, "undated": 4}, ())
    Counter({'undated': 4, '2012-08': 2, '2012-09': 1})
    """
    months = [int(day[:4]) * 12 + int(day[5:7]) for day in days if day != UNDATED]
    few = bool(months) and max(months) - min(months) < MONTHS
    if len(set(months)) == 1 and not chosen:
        return Counter(days)
    opened = {value[:4] for value in chosen}
    counts: Counter[str] = Counter()
    for day, count in days.items():
        if day == UNDATED:
            counts[day] += count
            continue
        if not few:
            counts[day[:4]] += count
        if few or day[:4] in opened:
            counts[day[:7]] += count
    return counts


def _newest_first(period: str) -> tuple[bool, list[int], str]:
    return period == UNDATED, [-ord(char) for char in period], period
