"""What is counted: the values of a field among what matches, under the filters of all other fields.

What a field's own filters exclude is not counted, since choosing another value leaves it excluded; of its filters that
are alternatives each count is told as if its value were the only one. So a value has as many hits as it counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Literal

from search.query import FIRST_VALUES, UNDATED, Values
from search.results import Facet, FacetValue

SHOWN = ("speaker", "place", "date", "outlet", "topic", "language")  # where a reader asks for facets as such
NESTED = ("place", "date")  # whose values hold others
BY_DAY, BY_MONTH = 2, 36  # so many months running, or fewer, are counted so; more by year

_PERIOD = re.compile(r"\d{4}(-\d\d){0,2}")


def facet(
    name: str,
    counts: Mapping[str, int],
    chosen: Mapping[str, int],
    excluded: Collection[str] = (),
    values: Values = FIRST_VALUES,
    total: int | None = None,
) -> Facet:
    """The facet of these values, which may be the most frequent of a `total`.

    Those that are filters now (`chosen`, with their counts) are among them on the first page, whatever their rank.
    Dates come newest first and all together, so that a timeline has no gap that is none; places under their country.
    """
    rank: Callable[[str], Any] = _newest_first if name == "date" else lambda value: (-counts[value], value)
    ranked = sorted(counts, key=rank)
    if values.find and name == "date":
        ranked = [value for value in ranked if values.find in value]
    shown = ranked[values.offset :]
    if name != "date" or values.limit is not None:
        shown = shown[: values.most]
    if chosen and values.foremost:
        counts = {**counts, **chosen}
        shown = sorted({*shown, *chosen}, key=rank)
    if name == "place":
        shown = _by_country(shown)
    nested = name in NESTED
    listed = [
        FacetValue(
            value,
            counts[value],
            value in chosen and value not in excluded,
            value in excluded,
            within(name, value) if nested else None,
        )
        for value in shown
    ]
    return Facet(name, tuple(listed), max(total or len(ranked), len(listed)))


def within(name: str, value: str) -> str | None:
    """The value of the same facet that holds this one: the country of a city, the year of a month, the month of a day.

    >>> within("place", "Oslo, Norway"), within("date", "2012-08"), within("date", "2012")
    ('Norway', '2012', None)
    """
    if name == "place" and ", " in value:
        return value.rsplit(", ", 1)[-1]
    if name == "date" and len(value) > 4 and _PERIOD.fullmatch(value):
        return value[:-3]
    return None


def unit(months: int) -> Literal["day", "month", "year"]:
    """By what dates are counted that lie so many months apart, the first and the last one included."""
    return "day" if months <= BY_DAY else "month" if months <= BY_MONTH else "year"


def periods(
    months: dict[str, int], days: Callable[[Collection[str]], dict[str, int]], chosen: Iterable[str]
) -> dict[str, int]:
    """The values of the facet of dates: years, or months, or days, with those that are opened counted finer too.

    `months` has how many documents there are of each month, and `days` tells it of each day of some months.
    """
    if not months:
        return {}
    first, last = min(months), max(months)
    wanted = unit((int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1)
    into, found = opened(chosen), dict[str, int]()
    if wanted == "year":
        for month, count in months.items():
            found[month[:4]] = found.get(month[:4], 0) + count
        months = {month: count for month, count in months.items() if month[:4] in into}
    if wanted != "day":
        found |= months
    fine = [month for month in months if wanted == "day" or month in into]
    return found | days(fine) if fine else found


def opened(chosen: Iterable[str]) -> set[str]:
    """The years that are counted by month too and the months that are by day, since they or a part are filters now.

    >>> sorted(opened(["2012-08", "1999", "undated"]))
    ['1999', '2012', '2012-08']
    """
    periods = (value for value in chosen if _PERIOD.fullmatch(value))
    return {value[:length] for value in periods for length in (4, 7) if length <= len(value)}


def _by_country(values: list[str]) -> list[str]:
    """Places in their order, those of a country that is among them right behind it."""
    cities = defaultdict(list)
    for value in values:
        cities[within("place", value)].append(value)
    known = set(values)
    return [
        place
        for value in values
        if (country := within("place", value)) is None or country not in known
        for place in (value, *cities[value])
    ]


def _newest_first(period: str) -> tuple[bool, list[int], str]:
    return period == UNDATED, [-ord(char) for char in period], period
