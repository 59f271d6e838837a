"""The question as a value, and days in their shortest form."""

from datetime import date

import pytest

from search.query import Query, day_range


def test_filters_are_added_and_taken_away():
    query = Query("red", offset=20).adding("speaker", "Ada Holm").adding("speaker", "Per Lind").adding("place", "Oslo")
    assert query.filters == (("speaker", "Ada Holm"), ("speaker", "Per Lind"), ("place", "Oslo"))
    assert query.offset == 0
    assert query.without("speaker", "Ada Holm").filters == (("speaker", "Per Lind"), ("place", "Oslo"))
    assert query.without("speaker").filters == (("place", "Oslo"),)
    assert query.without("place", "Rome") == query
    assert query.adding("speaker", "Per Lind") == Query("red", query.filters[::2] + query.filters[1:2])


def test_a_month_takes_the_place_of_its_year():
    query = Query().adding("date", "2012").adding("date", "2013").adding("date", "2012-08")
    assert query.filters == (("date", "2013"), ("date", "2012-08"))
    assert query.adding("date", "2012").filters == (("date", "2013"), ("date", "2012"))


def test_since_and_until_are_taken_away_by_name():
    query = Query(since="2012", until="2013", offset=10)
    assert query.without("since") == Query(until="2013")
    assert query.without("until") == Query(since="2012")


@pytest.mark.parametrize(
    ("since", "until", "text"),
    [
        ("2012-02-29", "2012-02-29", "2012-02-29"),
        ("2012-02-01", "2012-02-29", "2012-02"),
        ("2012-01-01", "2012-12-31", "2012"),
        ("2012-01-01", "2013-12-31", "2012-01-01..2013-12-31"),
        ("0099-01-01", "0099-01-31", "0099-01"),
        ("9999-12-01", "9999-12-31", "9999-12"),
    ],
)
def test_day_range(since, until, text):
    assert day_range(date.fromisoformat(since), date.fromisoformat(until)) == text
