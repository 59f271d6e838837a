"""Ids that a second reading of the same article repeats."""

import pytest

from index.identity import identify
from index.model import Article, Quote

PAGE = "https://example.org/a?page=2"


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://Example.ORG:443/a?page=2",
        "https://example.org/a?page=2#comments",
        "https://example.org/a?utm_source=mail&page=2&fbclid=x&gclid=y",
    ],
)
def test_links_to_the_same_page_give_the_same_id(url: str) -> None:
    assert identify(Article("a", url=url)).id == identify(Article("b", url=PAGE)).id


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a?page=2",
        "https://example.org/A?page=2",
        "https://example.org:8443/a?page=2",
        "https://example.org/a?page=3",
    ],
)
def test_other_pages_have_other_ids(url: str) -> None:
    assert identify(Article("a", url=url)).id != identify(Article("a", url=PAGE)).id


def test_an_id_given_stays() -> None:
    assert identify(Article("a", id="reuters-7", url=PAGE)).id == "reuters-7"


def test_without_a_url_outlet_day_and_title_count() -> None:
    one = Article("first wording", title="Red lines", outlet="The Mercury", published="2024-05-06T10:00:00Z")
    corrected = Article("second wording", title="Red lines", outlet="The Mercury", published="2024-05-06")
    assert identify(one).id == identify(corrected).id
    assert (
        identify(one).id != identify(Article("x", title="Red lines", outlet="The Courier", published="2024-05-06")).id
    )
    assert len(identify(one).id) == 16


def test_without_a_title_the_text_counts() -> None:
    assert identify(Article("one", outlet="The Mercury")).id != identify(Article("two", outlet="The Mercury")).id


def test_equal_quotations_are_numbered() -> None:
    quotes = (Quote("No.", 0, 3), Quote("Yes.", 4, 8), Quote("No.", 9, 12))
    ids = [quote.id for quote in identify(Article("No. Yes. No.", id="a", quotes=quotes)).quotes]
    assert ids[2] == f"{ids[0]}-2"
    assert [name.count("-") for name in ids] == [1, 1, 2]
    assert all(name.startswith("a-") for name in ids)


def test_a_broken_url_still_gives_an_id() -> None:
    assert len(identify(Article("a", url="https://[broken/")).id) == 16
