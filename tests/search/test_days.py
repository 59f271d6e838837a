"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError
from search.days import days, interval
from search.query import day_range

TODAY = date(2024, 5, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012/2/3", "2012-02-03", "2012-02-03"),
        ("20120203", "2012-02-03", "2012-02-03"),
        ("201202", "2012-02-01", "2012-02-29"),
        ("3.2.2012", "2012-02-03", "2012-02-03"),
        ("2012-02-03T10:00:00Z", "2012-02-03", "2012-02-03"),
        ("August 2012", "2012-08-01", "2012-08-31"),
        ("20 août 2012", "2012-08-20", "2012-08-20"),
        ("today", "2024-05-15", "2024-05-15"),
        ("yesterday", "2024-05-14", "2024-05-14"),
        ("gestern", "2024-05-14", "2024-05-14"),
        ("last week", "2024-05-06", "2024-05-12"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last 7 days", "2024-05-08", "2024-05-15"),
        ("past 2 weeks", "2024-05-01", "2024-05-15"),
        ("2011..2012", "2011-01-01", "2012-12-31"),
        ("2011-2012", "2011-01-01", "2012-12-31"),
        ("2011 to 2012-03", "2011-01-01", "2012-03-31"),
        ("[2011 TO 2012]", "2011-01-01", "2012-12-31"),
        ("{2011 TO 2013}", "2012-01-01", "2012-12-31"),
        ("[2011 TO 2013}", "2011-01-01", "2012-12-31"),
        ("last week..today", "2024-05-06", "2024-05-15"),
        ("2012..", "2012-01-01", None),
        ("[* TO 2012]", None, "2012-12-31"),
        (">2012", "2013-01-01", None),
        (">= 2012", "2012-01-01", None),
        ("<2012", None, "2011-12-31"),
        ("<=2012", None, "2012-12-31"),
        ("≥2012", "2012-01-01", None),
        ("=2012", "2012-01-01", "2012-12-31"),
        ("after 2012", "2013-01-01", None),
        ("before August 2012", None, "2012-07-31"),
        ("2012,", "2012-01-01", "2012-12-31"),
    ],
)
def test_interval(text, since, until):
    found = interval(text, TODAY, [])
    assert (found.since and str(found.since), found.until and str(found.until)) == (since, until)


@pytest.mark.parametrize(
    "text", ["", "5", "2012-13", "2012-00", "2012-2-30", "0000", "1/2/2012", "99999999 years ago", "x" * 99]
)
def test_no_date(text):
    with pytest.raises(QueryError):
        days(text, TODAY)


@given(st.dates(), st.dates())
def test_the_shortest_form_is_read_back(one, other):
    since, until = sorted((one, other))
    found = interval(day_range(since, until), TODAY, [])
    assert (found.since, found.until) == (since, until)
