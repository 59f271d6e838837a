"""Facets: what is counted, how dates and places nest, which values are asked for; each count is what a filter finds."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import schema
from index.model import Article, Place, Quote
from index.names import Names
from search.engines import whoosh
from search.find import find
from search.query import Query, Values

FACETS = [field.name for field in schema.FIELDS["articles"] if field.facet]
TODAY = date(2024, 5, 15)
NAMES = Names(
    {
        "Lund": ("Emil Lund", "surname"),
        "Эмиль Лунд": ("Emil Lund", "script"),
        "Ann Holm": ("Dame Anna Holm", "correction"),  # as which nobody writes her
        "A. Holm": ("Dame Anna Holm", "correction"),
    }
)
SPEAKERS = [
    "Emil Lund",
    "Lund",
    "Эмиль Лунд",
    "Ann Holm",
    "A. Holm",
    "Bo Castell",
    "BO CASTELL",
    "Zoë O’Brien",
    "Zoe O'Brien",
]
PLACES = ["Oslo, Norway", "Norway", "Bergen, Norway", "Porto, Portugal", "Europe", "Georgia", "Atlanta, United States"]
VALUES = {  # of filters: those that exist, some that are written otherwise, some that are only parts of them
    "speaker": [*SPEAKERS, "Dame Anna Holm", "emil lund", "Holm", "nobody"],
    "place": [*PLACES, "Portugal", "oslo, norway", "Oslo"],
    "date": ["2021", "2022", "2022-01", "2022-01-03", "undated", "2021..2022", "last 3 years", ">2022-06"],
    "outlet": ["Le Courier", "le courier", "Gauge", "gauge"],
    "author": ["Per Lind", "Ola Ek"],
    "language": ["en", "de"],
    "topic": ["fish", "Fish", "ice"],
    "kind": ["html", "text"],
}


def archived(count: int, seed: int, days: int) -> Iterator[Article]:
    """So many articles, dated within so many days."""
    draw = random.Random(seed)
    for number in range(count):
        text = " ".join(draw.choices(["fish", "ice", "river", "talks", "Oslo"], k=8))
        said = draw.sample(SPEAKERS, draw.randrange(4))
        yield Article(
            text,
            id=f"{seed}-{number}",
            title=draw.choice(["Fish talks", "Ice"]),
            outlet=draw.choice([None, "Le Courier", "le courier", "Gauge"]),
            authors=tuple(draw.sample(VALUES["author"], draw.randrange(3))),
            published=draw.choice([None, *3 * [str(date(2021, 1, 1) + timedelta(draw.randrange(days)))]]),
            language=draw.choice([None, "en", "de"]),
            topics=tuple(draw.sample(VALUES["topic"], draw.randrange(3))),
            kind=draw.choice(VALUES["kind"]),
            places=tuple(Place(place.split(",")[0], place) for place in draw.sample(PLACES, draw.randrange(4))),
            quotes=tuple(
                Quote(text[:9], 0, 9, id=f"{seed}-{number}-{at}", speaker=name, place=draw.choice([None, *PLACES]))
                for at, name in enumerate(said)
            ),
        )


@pytest.fixture(scope="module", params=[50, 1000, 4000])
def archive(request: Any, tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> str:
    """An archive of several segments with articles that are gone, of a few weeks, some years, many years."""
    folder = tmp_path_factory.mktemp("facets")
    publish(folder, archived(120, 1, request.param), names=NAMES)
    gone = [f"1-{number}" for number in range(0, 120, 7)]
    publish(folder, archived(30, 2, request.param), names=NAMES, remove=gone)
    location = publish(folder, archived(9, 3, request.param), names=NAMES, remove=["1-1", "2-2"])
    if location == str(folder):
        articles = whoosh.reader(folder).collections["articles"]
        assert len(articles.parts) > 1 and articles.gone is not None
    return location


filters = st.lists(
    st.sampled_from([(name, minus + value) for name, some in VALUES.items() for value in some for minus in ("", "-")]),
    max_size=4,
    unique=True,
)


@settings(max_examples=60, deadline=None)
@given(
    text=st.sampled_from(["", "fish", "fish ice", "fish OR river", "-ice", "title:fish", "speaker:lund"]),
    filters=filters,
    quotes=st.booleans(),
    name=st.sampled_from(FACETS),
    since=st.sampled_from(["", "", "2021-02", "2022"]),
    find_=st.sampled_from(["", "", "o", "lu", "20"]),
)
def test_every_count_is_the_number_of_hits_under_that_value(
    archive: str, text: str, filters: list[tuple[str, str]], quotes: bool, name: str, since: str, find_: str
) -> None:
    query = Query(text, tuple(filters), since, quotes=quotes, facets=(name,), limit=0, values=Values(find_))
    (facet,) = find(query, archive, TODAY).facets
    for value in facet.values:
        barred = [one for one in query.filters if one[0] == name and one[1].startswith("-")]
        kept = [one for one in query.filters if one[0] != name]
        kept += [one for one in barred if one[1] != f"-{value.value}"]
        alone = dataclasses.replace(query, facets=(), filters=(*kept, (name, value.value)))
        assert find(alone, archive, TODAY).total == value.count, value
    if not find_:
        assert {value.value for value in facet.values} >= {value.lstrip("-") for of, value in filters if of == name}
    assert len({value.value for value in facet.values}) == len(facet.values) <= facet.total


def counted(location: str, name: str, **options: Any) -> list[tuple[str, int]]:
    (facet,) = find(Query(facets=(name,), limit=0, **options), location, TODAY).facets
    return [(value.value, value.count) for value in facet.values]


@pytest.fixture
def dated(tmp_path: Path, publish: Callable[..., str]) -> Callable[..., list[tuple[str, int]]]:
    """The facet of dates of an archive of these: dated(["2012-08"], filters=...)."""

    def asked(days: list[str], **options: Any) -> list[tuple[str, int]]:
        location = publish(tmp_path, [Article(day, id=str(n), published=day or None) for n, day in enumerate(days)])
        return counted(location, "date", **options)

    return asked


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (["2012-08-03", "2012-09-30", "2012-08-03"], ["2012-09-30", "2012-08-03"]),
        (["2012-08-03", "2012-10-01", ""], ["2012-10", "2012-08", "undated"]),
        (["2012-01-01", "2014-12-31"], ["2014-12", "2012-01"]),
        (["2012-01-01", "2015-01-01"], ["2015", "2012"]),
        (["0001-01-01", "9999-12-31"], ["9999", "0001"]),
        ([""], ["undated"]),
        ([], []),
    ],
)
def test_dates_are_counted_by_day_month_or_year_as_they_lie_apart(
    dated: Any, days: list[str], wanted: list[str]
) -> None:
    assert [value for value, _ in dated(days)] == wanted


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ("2012", ["2019", "2012", "2012-09", "2012-08"]),
        ("2012-08", ["2019", "2012", "2012-09", "2012-08", "2012-08-04", "2012-08-03"]),
        ("2012-08-03", ["2019", "2012", "2012-09", "2012-08", "2012-08-04", "2012-08-03"]),
        ("-2012", ["2019-02-02", "2012"]),
        ("2013", ["2019", "2013", "2012"]),
        ("last week", ["last week", "2019", "2012"]),
    ],
)
def test_a_date_that_is_a_filter_is_counted_by_its_parts(dated: Any, chosen: str, wanted: list[str]) -> None:
    found = dated(["2012-08-03", "2012-08-04", "2012-09-01", "2019-02-02"], filters=(("date", chosen),))
    assert [value for value, _ in found] == wanted


def test_cities_stand_behind_their_country(tmp_path: Path, publish: Callable[..., str]) -> None:
    labels = ["Oslo, Norway", "Oslo, Norway", "Norway", "Porto, Portugal", "Bergen, Norway", "Europe"]
    articles = [Article("x", id=str(n), places=(Place(label, label),)) for n, label in enumerate(labels)]
    (facet,) = find(Query(facets=("place",)), publish(tmp_path, articles)).facets
    assert [(value.value, value.count, value.within) for value in facet.values] == [
        ("Norway", 4, None),
        ("Oslo, Norway", 2, "Norway"),
        ("Bergen, Norway", 1, "Norway"),
        ("Europe", 1, None),
        ("Portugal", 1, None),
        ("Porto, Portugal", 1, "Portugal"),
    ]


def test_an_exclusion_holds_for_the_other_values_and_tells_what_it_keeps_out(ask: Callable[..., Any]) -> None:
    (facet,) = ask("", facets=("place",), filters=(("place", "-Germany"),)).facets
    assert {value.value: (value.count, value.excluded) for value in facet.values} == {
        "Germany": (1, True),
        "Norway": (1, False),
        "Oslo, Norway": (1, False),
        "Portugal": (1, False),
        "Porto, Portugal": (1, False),
        "Switzerland": (1, False),
        "Zürich, Switzerland": (1, False),
    }


def test_of_names_that_differ_in_case_alone_each_is_a_value(archive: str) -> None:
    found = dict(counted(archive, "outlet"))
    assert find(Query(filters=(("outlet", "Le Courier"),)), archive).total == found["Le Courier"]
    both = find(Query(filters=(("outlet", "LE COURIER"),)), archive)
    assert both.total == found["Le Courier"] + found["le courier"] and not both.notices


@pytest.mark.parametrize(
    ("name", "words", "wanted"),
    [
        ("speaker", "lun", {"Emil Lund"}),
        ("speaker", "лунд", {"Emil Lund"}),  # by another spelling
        ("speaker", "dam", {"Dame Anna Holm"}),  # by one that stands nowhere
        ("speaker", "zoe o'b", {"Zoë O’Brien", "Zoe O'Brien"}),
        ("speaker", "ZOË", {"Zoë O’Brien", "Zoe O'Brien"}),
        ("speaker", "lund emil", {"Emil Lund"}),
        ("speaker", "und", set()),
        ("speaker", "!!", set()),
        ("place", "nor", {"Norway", "Oslo, Norway", "Bergen, Norway"}),
        ("date", "undat", {"undated"}),
    ],
)
def test_values_are_found_by_how_their_words_begin(archive: str, name: str, words: str, wanted: set[str]) -> None:
    assert {value for value, _ in counted(archive, name, values=Values(words))} == wanted


def test_a_value_that_is_a_filter_is_told_so_among_those_found(archive: str) -> None:
    query = Query(filters=(("speaker", "Emil Lund"),), facets=("speaker",), values=Values("lund"))
    assert [(value.value, value.selected) for value in find(query, archive).facets[0].values] == [("Emil Lund", True)]


def test_more_values_on_request(tmp_path: Path, publish: Callable[..., str]) -> None:
    articles = [Article("x", id=str(n), topics=("all", f"topic {n:03}")) for n in range(120)]
    location = publish(tmp_path, articles)
    assert len(counted(location, "topic")) == 50
    pages = [counted(location, "topic", values=Values(offset=offset, limit=50)) for offset in (0, 50, 100, 150)]
    assert [len(page) for page in pages] == [50, 50, 21, 0]
    assert [value for page in pages for value, _ in page] == ["all", *(f"topic {n:03}" for n in range(120))]
    (facet,) = find(Query(facets=("topic",), values=Values("topic 01")), location).facets
    assert (len(facet.values), facet.total) == (10, 10)
