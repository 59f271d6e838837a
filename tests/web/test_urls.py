"""URL ↔ question."""

import dataclasses
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import schema
from index.errors import QueryError
from search.query import Query
from web import urls

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = texts.filter(bool)
pages = st.integers(1, urls.DEEPEST // urls.LARGEST_PAGE)


@st.composite
def questions(draw: st.DrawFn) -> Query:
    filters = draw(st.lists(st.tuples(st.sampled_from(urls.FILTERS), values), max_size=6, unique=True))
    limit = draw(st.integers(1, urls.LARGEST_PAGE))
    return Query(
        text=draw(texts).strip(),
        filters=tuple(filters),
        since=draw(texts),
        until=draw(texts),
        sort=draw(st.sampled_from([None, "best", "newest", "oldest"])),
        limit=limit,
        offset=limit * (draw(pages) - 1),
        quotes=draw(st.booleans()),
        match=draw(st.sampled_from(["all", "most", "any"])),
        facets=urls.COUNTED,
    )


def asked(address: str) -> Query:
    return urls.read(parse_qsl(urlsplit(address).query))


@given(questions())
def test_an_address_asks_the_question_it_was_made_from(query: Query) -> None:
    assert asked(urls.address(query)) == query


@given(questions(), st.sampled_from(urls.FILTERS), values)
def test_choosing_a_value_makes_it_a_filter_and_goes_to_the_first_page(query: Query, name: str, value: str) -> None:
    chosen = urls.choosing(query, name, value)
    assert (name, value) in chosen.filters
    assert asked(urls.address(chosen)) == chosen
    assert chosen == query or chosen.offset == 0


@given(st.lists(st.tuples(st.sampled_from([*urls.FILTERS, "q", "sort", "page", "limit", "match", "utm"]), texts)))
def test_any_query_string_is_a_question_or_is_explained(pairs: list[tuple[str, str]]) -> None:
    try:
        query = urls.read(pairs)
    except QueryError as error:
        assert str(error).endswith(".")
    else:
        assert asked(urls.address(query)) == query


def test_the_filters_are_the_facets_of_the_schema() -> None:
    fields = {field.name for fields in schema.FIELDS.values() for field in fields if field.facet}
    assert set(urls.FILTERS) == fields
    assert set(urls.COUNTED) <= fields


@pytest.mark.parametrize(
    ("string", "wanted"),
    [
        ("", {}),
        ("q=red+lines", {"text": "red lines"}),
        ("q=a&q=b", {"text": "a"}),
        ("q=++a+b++", {"text": "a b"}),
        ("q=a&q=", {"text": "a"}),
        ("speaker=Holm&speaker=-Lind", {"filters": (("speaker", "Holm"), ("speaker", "-Lind"))}),
        ("place=Oslo,+Norway&place=Oslo,+Norway", {"filters": (("place", "Oslo, Norway"),)}),
        ("speaker=&since=&sort=&page=&quotes=&match=&limit=", {}),
        ("since=2025&until=2025-03", {"since": "2025", "until": "2025-03"}),
        ("quotes=1&match=any&sort=oldest", {"quotes": True, "match": "any", "sort": "oldest"}),
        ("quotes=0&match=all", {}),
        ("page=3", {"offset": 20}),
        ("page=3&limit=100", {"offset": 200, "limit": 100}),
        ("utm_source=x&Speaker=y&facets=z&offset=7", {}),
    ],
)
def test_read(string: str, wanted: dict[str, Any]) -> None:
    pairs = parse_qsl(string, keep_blank_values=True)
    assert urls.read(pairs) == dataclasses.replace(urls.DEFAULT, **wanted)


@pytest.mark.parametrize(
    ("string", "said"),
    [
        ("page=x", "“x” is no value of page. It is a number from 1 on."),
        ("page=0", "“0” is no value of page. It is a number from 1 on."),
        ("page=-1", "“-1” is no value of page. It is a number from 1 on."),
        ("page=²", "“²” is no value of page. It is a number from 1 on."),
        ("page=1001", "Page goes up to 1,000. Narrow the question to see what lies beyond."),
        ("page=101&limit=100", "Page goes up to 100. Narrow the question to see what lies beyond."),
        (f"page={'9' * 5000}", "Page goes up to 1,000. Narrow the question to see what lies beyond."),
        ("limit=101", "Limit goes up to 100. Narrow the question to see what lies beyond."),
        ("sort=foo", "“foo” is no value of sort. It may be best or newest or oldest."),
        ("match=none", "“none” is no value of match. It may be all or most or any."),
        ("quotes=yes", "“yes” is no value of quotes. It may be 1 or 0."),
        (f"sort={'x' * 999}", f"“{'x' * 40}…” is no value of sort. It may be best or newest or oldest."),
        (f"speaker={'x' * 301}", "The value of speaker has more than 300 characters. Shorten it."),
        (f"since={'x' * 301}", "The value of since has more than 300 characters. Shorten it."),
        ("&".join(f"place={n}" for n in range(51)), "There are more than 50 filters. Leave some out."),
    ],
)
def test_read_explains(string: str, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        urls.read(parse_qsl(string))
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("filters", "name", "value", "wanted"),
    [
        ((), "place", "Norway", (("place", "Norway"),)),
        ((("place", "Norway"),), "place", "Oslo, Norway", (("place", "Oslo, Norway"),)),
        ((("place", "Oslo, Norway"),), "place", "Norway", (("place", "Norway"),)),
        ((("place", "Sweden"),), "place", "Oslo, Norway", (("place", "Sweden"), ("place", "Oslo, Norway"))),
        ((("date", "2025"),), "date", "2025-03", (("date", "2025-03"),)),
        ((("date", "2025-02"),), "date", "2025-03", (("date", "2025-02"), ("date", "2025-03"))),
        ((("outlet", "Wire"),), "outlet", "Wire, Wire", (("outlet", "Wire"), ("outlet", "Wire, Wire"))),
    ],
)
def test_choosing(filters: Any, name: str, value: str, wanted: Any) -> None:
    assert urls.choosing(Query(filters=filters), name, value).filters == wanted


@pytest.mark.parametrize(
    ("id", "path"),
    [("talks", "/article/talks"), ("a/b c?d#e%41&f", "/article/a%2Fb%20c%3Fd%23e%2541%26f"), ("é", "/article/%C3%A9")],
)
def test_the_address_of_an_article(id: str, path: str) -> None:
    assert urls.article(id) == path
    assert urls.article(id, Query("x"), "q 1") == f"{path}?q=x#quote-q%201"


def test_a_long_question_is_not_repeated_in_the_address_of_each_article() -> None:
    assert urls.article("talks", Query("x" * (urls.LINKED + 1))) == "/article/talks"
