"""Days as bars."""

from pathlib import Path
from typing import Any

import pytest

from index.model import Article
from search.find import find
from search.query import Query
from web.timeline import timeline


@pytest.fixture(scope="module")
def years(publish: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive with snow in 1901 and 1990, rain in 1902 and on two days of 1903, and more rain every ten years."""
    days = [*(f"{year}-05-01" for year in (1902, *range(1910, 1991, 10))), "1903-02-03", "1903-02-05", None]
    rain = [Article("Rain.", id=f"rain-{day}", published=day) for day in days]
    snow = [Article("Snow.", id=f"snow-{day}", published=day) for day in ("1901-01-01", "1990-01-01", "1990-01-02")]
    location: str = publish(Path(tmp_path_factory.mktemp("years")), [*rain, *snow])
    return location


def bars(location: str, **query: Any) -> list[tuple[str, str, int, int]]:
    asked = Query(facets=("date",), limit=0, **query)
    line = timeline(find(asked, location), asked, location)
    return [(bar.label, bar.context, bar.count, bar.archived) for bar in line.bars] if line else []


@pytest.mark.parametrize(
    ("query", "first", "last", "number"),
    [
        ({"text": "snow"}, ("1901–09", "", 1, 4), ("1990", "", 2, 3), 10),
        ({"text": "rain", "until": "1920"}, ("1902", "", 1, 1), ("1920", "", 1, 1), 19),
        ({"text": "rain", "until": "1903"}, ("May", "1902", 1, 1), ("Feb", "1903", 2, 2), 10),
        ({"text": "rain", "since": "1903-02", "until": "1903-02"}, ("3", "Feb 1903", 1, 1), ("5", "Feb 1903", 1, 1), 3),
        ({"text": "snow", "filters": (("date", "1990"),)}, ("Jan", "1990", 2, 2), ("Jan", "1990", 2, 2), 1),
        ({"filters": (("date", "1902"), ("date", "1990"))}, ("1901–09", "", 4, 4), ("1990", "", 3, 3), 10),
    ],
)
def test_bars(years: str, query: Any, first: Any, last: Any, number: int) -> None:
    found = bars(years, **query)
    assert (found[0], found[-1], len(found)) == (first, last, number)


def test_nothing_dated_has_no_timeline(years: str) -> None:
    assert bars(years, text="zebra") == bars(years, text="rain date:undated") == []
    assert bars(years, text="snow OR " * 200 + "snow") == []  # nor has a very long question


@pytest.mark.parametrize("query", [Query("snow"), Query("rain"), Query(""), Query("rain", since="1903", until="1903")])
def test_a_bar_finds_what_it_counts(years: str, query: Query) -> None:
    asked = Query(query.text, since=query.since, until=query.until, facets=("date",))
    line = timeline(find(asked, years), asked, years)
    assert line
    for bar in line.bars:
        assert find(bar.narrowed, years).total == bar.count, bar
    assert find(line.without, years).total >= line.undated


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        (Query(), None),
        (Query(since="1903-02-03", until="1903-02-03"), ("1903-02", "1903-02")),
        (Query(since="1903-02", until="1903-02"), ("1903", "1903")),
        (Query(since="1903", until="1903"), ("", "")),
        (Query(since="1903-02", until="1903-05"), ("", "")),
        (Query(filters=(("date", "1903-02"),)), ("1903", "1903")),
        (Query(filters=(("date", "-1990"),)), ("", "")),
    ],
)
def test_wider(years: str, query: Query, wider: Any) -> None:
    asked = Query(since=query.since, until=query.until, filters=query.filters, facets=("date",))
    line = timeline(find(asked, years), asked, years)
    assert line and (line.wider and (line.wider.since, line.wider.until)) == wider
    assert not line.wider or not line.wider.filters
