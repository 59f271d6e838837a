"""The question as a sentence of removable parts."""

import pytest

from search.explain import explain
from search.grammar import parse
from search.query import Query


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (Query(""), "All articles."),
        (Query("*", quotes=True), "All quotations."),
        (Query("red lines -syria"), "Articles with red, lines, without syria."),
        (Query('"red lines" speaker:holm'), "Articles with “red lines”, quoting holm."),
        (Query("red-line"), "Articles with red-line."),
        (Query("a OR b c"), "Articles with a or (b and c)."),
        (Query("lin* li?es"), "Articles with words that begin with lin, words of the shape li?es."),
        (Query("lines~"), "Articles with words spelt like lines."),
        (Query("red w/5 fish"), "Articles with red at most 5 words from fish."),
        (Query('"red li*"'), "Articles with “red” right before words that begin with li."),
        (Query("date:2012 -place:oslo"), "Articles dated 2012, not from or about oslo."),
        (Query("since:2012"), "Articles since 2012-01-01."),
        (Query("date:undated OR title:red"), "Articles without a date or with red in the title."),
        (Query("speaker:holm said:fish"), "Articles where holm said fish."),
        (Query("said:fish"), "Articles where someone said fish."),
        (Query("speaker:*"), "Articles with any speaker."),
        (Query("language:ar -language:(de OR tlh)"), "Articles in Arabic, not in German or tlh."),
        (Query("", (("language", "ar"), ("language", "fr"))), "Articles in Arabic, or French."),
        (Query("a b", match="any"), "Articles with any of a, b."),
        (Query("a", (("speaker", "Ada Holm"), ("speaker", "Per Lind"), ("place", "-Oslo"))),
         "Articles with a, quoting Ada Holm, or Per Lind, not from or about Oslo."),
        (Query("", since="2012", until="2013", sort="oldest"), "Articles since 2012, until 2013, oldest first."),
    ],
)  # fmt: skip
def test_sentences(query, sentence):
    assert " ".join(part.text for part in explain(query, parse(query.text).tree)) == sentence


def test_each_part_says_what_is_left_without_it():
    query = Query('red "a b" OR c', offset=20)
    assert [part.without for part in explain(query, parse(query.text).tree)] == [None, Query("")]
    query = Query("red -lines date:2012", (("speaker", "Ada Holm"),), since="2011", sort="newest")
    left = [part.without for part in explain(query, parse(query.text).tree) if part.without]
    assert [(one.text, one.filters, one.since, one.sort) for one in left] == [
        ("-lines date:2012", query.filters, "2011", "newest"),
        ("red date:2012", query.filters, "2011", "newest"),
        ("red -lines", query.filters, "2011", "newest"),
        ("red -lines date:2012", (), "2011", "newest"),
        ("red -lines date:2012", query.filters, "", "newest"),
        ("red -lines date:2012", query.filters, "2011", None),
    ]
