"""When: the days of what was found as bars, each a narrower question, beside what the archive itself has then."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from search.find import find
from search.query import UNDATED, Query
from search.results import Results
from web import language
from web.urls import LINKED

MOST = 40  # bars; where there are more years, they are put together by ten, a hundred …
HEIGHT = 48  # of the largest bar, in the units of its drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time: what it is called, how many hits it has, and the question that it narrows to.

    `archived` is how many there are then whatever is asked, so that a gap is not read as silence.
    """

    label: str  # "Mar"
    context: str  # "1987": what the label leaves out
    opens: bool  # whether a year or a month begins here, so that the context is worth telling again
    count: int
    archived: int
    height: int
    narrowed: Query


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars in their order; `undated` are the hits without a date, `wider` the question of a longer time."""

    bars: tuple[Bar, ...]
    undated: int
    without: Query  # the question of the undated
    wider: Query | None


def timeline(found: Results, query: Query, location: str) -> Timeline | None:
    """The timeline of an answer; None where nothing that was found has a date. Raises EngineError.

    A very long question has none either, for each bar would repeat it.
    """
    values = {value.value: value.count for facet in found.facets if facet.name == "date" for value in facet.values}
    undated = values.pop(UNDATED, 0)
    if not values or len(query.text) > LINKED:
        return None
    for length in (10, 7, 4):  # days, or months, or years, as many bars as there may be
        counts = _counts(values, length)
        first, last = min(counts, default=""), max(counts, default="")
        if counts and len(list(_units(first, last))) <= MOST:
            break
    stretches = list(_stretches(first, last))
    archived = _archived(first, last, query, location) if _narrow(query) else counts
    most = max(sum(counts[unit] for unit in units) for units in stretches)
    return Timeline(
        tuple(_bar(units, counts, archived, most, query) for units in stretches),
        undated,
        dataclasses.replace(_anytime(query), filters=(*_anytime(query).filters, ("date", UNDATED))),
        _wider(query),
    )


def _counts(values: dict[str, int], length: int) -> Counter[str]:
    """The hits of each day, month or year (by the length of its name); added up where only their parts are counted."""
    exact = Counter({value: count for value, count in values.items() if len(value) == length})
    if exact:
        return exact
    for value, count in values.items():
        exact[value[:length]] += count if len(value) > length else 0
    return +exact


def _narrow(query: Query) -> bool:
    """Whether anything is asked but when."""
    return bool(query.text or any(name != "date" for name, _ in query.filters))


def _archived(first: str, last: str, query: Query, location: str) -> Counter[str]:
    """What the archive has in each unit of a time."""
    everything = Query(quotes=query.quotes, since=first, until=last, limit=0, facets=("date",))
    values = find(everything, location).facets[0].values
    return _counts({value.value: value.count for value in values}, len(first))


def _stretches(first: str, last: str) -> Iterator[list[str]]:
    """The units (days, months or years) from the first to the last, as many together as leave few enough bars."""
    units = list(_units(first, last))
    together = 1
    while len(units) > MOST * together:
        together *= 10
    start = 0
    for at, unit in enumerate(units):
        if at and int(unit) % together == 0 if together > 1 else at:
            yield units[start:at]
            start = at
    yield units[start:]


def _units(first: str, last: str) -> Iterator[str]:
    if len(first) == 4:
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
    elif len(first) == 7:
        low, high = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(low, high + 1))
    else:
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        yield from (str(day + timedelta(days)) for days in range((end - day).days + 1))


def _bar(units: list[str], counts: Counter[str], archived: Counter[str], most: int, query: Query) -> Bar:
    first, last = units[0], units[-1]
    count = sum(counts[unit] for unit in units)
    label, context = _called(first)
    return Bar(
        label=label if first == last else f"{first}–{last[2:] if first[:2] == last[:2] else last}",
        context=context,
        opens=first.endswith("-01"),
        count=count,
        archived=sum(archived[unit] for unit in units),
        height=max(round(count / most * HEIGHT), 1) if count else 0,
        narrowed=dataclasses.replace(_anytime(query), since=first, until=last),
    )


def _called(unit: str) -> tuple[str, str]:
    """A unit in a word or a number, and what that leaves out."""
    if len(unit) == 4:
        return unit, ""
    month = language.month(unit)
    return (month, unit[:4]) if len(unit) == 7 else (str(int(unit[8:])), f"{month} {unit[:4]}")


def _anytime(query: Query) -> Query:
    return dataclasses.replace(query.without("date"), since="", until="")


def _wider(query: Query) -> Query | None:
    """The question of the year around its month, of the month around its day, else of any time; None if it is that."""
    dates = [value for name, value in query.filters if name == "date"]
    around = query.since if query.since and query.since == query.until else dates[0] if len(dates) == 1 else ""
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", around):
        return dataclasses.replace(_anytime(query), since=around[:-3], until=around[:-3])
    return _anytime(query) if query.since or query.until or dates else None
