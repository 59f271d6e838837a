"""Query text to trees: laws, notices, explained errors, limits."""

import json
import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from search import limits
from search.grammar import parse
from search.query import (
    And,
    AtLeast,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Near,
    Not,
    Often,
    Or,
    Phrase,
    Prefix,
    Range,
    Together,
    Word,
)

TODAY = date(2024, 5, 15)

# What queries are made of, so that random texts get past the first error.
PIECES = st.sampled_from(
    [
        *(
            "red",
            "lines",
            "AND",
            "OR",
            "NOT",
            "and",
            "or",
            "(",
            ")",
            '"',
            "“",
            "”",
            "-",
            "~2",
            "*",
            "?",
            "w/5",
            "pre/2",
            "|",
            "title=",
            "date>",
        ),
        *(
            "speaker:",
            "said:",
            "title:",
            "date:",
            "2012",
            "..",
            "since:2012-03",
            "[",
            "]",
            " TO ",
            " ",
            " ",
            "É",
            "U.S.",
        ),
        *(
            "red-line",
            "won't",
            "AT&T",
            "C++",
            "北京",
            "\u00ad",
            "\u0301",
            "atleast/2(",
            "atleast3/",
            "same",
            "w/p",
            "adj3",
            "near5",
            "site:",
            "hd=",
            "url:http://x.example/",
            "^2",
            ":",
        ),
    ]
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("red", Word("red")),
        ("red lines", And((Word("red"), Word("lines")))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("((a))", Word("a")),
        ("a (b c)", And((Word("a"), Word("b"), Word("c")))),
        ("NOT NOT a", Word("a")),
        ("-a", Not(Word("a"))),
        ("red-line", Phrase(("red", "line"), exact=False)),
        ('"red"', Exact("red")),
        ('"red line"', Phrase(("red", "line"))),
        ("and", Word("and")),
        ("a and b", And((Word("a"), Word("b")))),
        ("10:30", Phrase(("10", "30"), exact=False)),
        ("lin*", Prefix("lin")),
        ("lines~2", Fuzzy("lines", 2)),
        ("Title:red", Field("title", Word("red"))),
        ("title:(a OR b)", Field("title", Or((Word("a"), Word("b"))))),
        ('"a b"~3', Near((Exact("a"), Exact("b")), 3)),
        ('"a b"~3, c', And((Near((Exact("a"), Exact("b")), 3), Word("c")))),
        ('("a b"~3)', Near((Exact("a"), Exact("b")), 3)),
        ("a w/3 b w/3 c", Near((Word("a"), Word("b"), Word("c")), 3)),
        ("a pre/3 b w/4 c", Near((Near((Word("a"), Word("b")), 3, ordered=True), Word("c")), 4)),
        ("since:2012", Range(date(2012, 1, 1), None)),
        ("before:2012", Range(None, date(2011, 12, 31))),
        ("speaker:x said:y", Together((Field("speaker", Word("x")), Field("quote", Word("y"))))),
        ("atleast/2(a b c)", AtLeast(2, (Word("a"), Word("b"), Word("c")))),
        ("atleast3/a", Often(3, Word("a"))),
        ('atleast3/"a b" c', And((Often(3, Phrase(("a", "b"))), Word("c")))),
        ("ATLEAST3(a b)", And((Often(3, Word("a")), Often(3, Word("b"))))),
        ("a w/p b", Near((Word("a"), Word("b")), None)),
        ("a same b", Near((Word("a"), Word("b")), None)),
        ("a SAME b pre/p c", Near((Near((Word("a"), Word("b")), None), Word("c")), None, ordered=True)),
        ("the same day", And((Word("the"), Word("same"), Word("day")))),
        ("a adj3 b", Near((Word("a"), Word("b")), 3, ordered=True)),
        ("a near5 b n/6 c", Near((Near((Word("a"), Word("b")), 5), Word("c")), 6)),
        ("language:English", Field("language", Word("en"))),
        ("site:*", Field("url", Everything())),
        ("hd=a by=b", And((Field("title", Word("a")), Field("author", Word("b"))))),
        ("site:www.X.example a", And((Field("site", Exact("www.x.example")), Word("a")))),
        ('date>2012 title=red speaker="a b"', parse('date:>2012 title:red speaker:"a b"', TODAY).tree),
        ("date:> 2012 a", And((Range(date(2013, 1, 1), None), Word("a")))),
        ("(date:2011 TO 2012) a", And((Range(date(2011, 1, 1), date(2012, 12, 31)), Word("a")))),
        ("*:*", Everything()),
        ("country:norway source:courier", And((Field("place", Word("norway")), Field("outlet", Word("courier"))))),
    ],
)
def test_trees(text, tree):
    assert parse(text, TODAY).tree == tree


@pytest.mark.parametrize(
    ("text", "same", "said"),
    [
        ("red AND (lines", "red lines", "never closed"),
        ('"red lines', '"red lines"', "never closed"),
        ("red OR", "red", "“OR”"),
        ("AND red", "red", "“AND”"),
        ("red OR OR lines", "red OR lines", "“OR”"),
        ("red NOT", "red", "“NOT”"),
        ("red w/5", "red", "“w/5”"),
        ("w/5 red", "red", "“w/5”"),
        ("red w/5 w/6 lines", "red w/6 lines", "“w/5”"),
        ("red (w/5 lines)", "red lines", "“w/5”"),
        ("red | lines || a", "red OR lines OR a", "read as OR"),
        ("red && lines", "red lines", "read as AND"),
        ("speaker:-holm", "-speaker:holm", "-speaker:"),
        ('title:-"a b" c', '-title:"a b" c', "-title:"),
        ("speaker:-(a OR b)", "-speaker:(a OR b)", "-speaker:"),
        ("red) lines", "red lines", "without an opening one"),
        ("red or lines", "red lines", "write OR"),
        ("Holm: no deal", "Holm no deal", "“Holm:”"),
        ("place: Oslo", "place Oslo", "place:Oslo"),
        ("red^2", "red", "no weights"),
        ("lines~9", "lines~2", "2 edits"),
        ("red ???", "red", "needs a letter"),
        ("date:2013..2012", "date:2012-01-01..2013-12-31", "turned round"),
        ("https://x.example/a.", 'url:"https://x.example/a"', "address"),
    ],
)
def test_forgiven_with_a_notice(text, same, said):
    tree, notices = parse(text, TODAY)
    assert tree == parse(same, TODAY).tree
    assert any(said in notice for notice in notices)


@pytest.mark.parametrize(
    "text", ["red and lines", "red-line", "http", "red? lines", "3.5%", "- red", "a -- b", "date:[TO]"]
)
def test_plain_text_gets_no_notice(text):
    assert parse(text, TODAY).notices == ()


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("red nosuch:x", 4, "speaker"),
        ("speaker:", 8, "speaker:word"),
        ("(speaker:)", 9, "missing"),
        ('speaker:""', 8, "missing"),
        ("title:!!!", 6, "missing"),
        ("red date:soonish", 9, "soonish"),
        ("date:2012-13", 5, "2012-13"),
        ("date:2023-02-29", 5, "days 1 to 28"),
        ("date:0000", 5, "year 0"),
        ("date:{2012 TO 2012}", 5, "No day"),
        ("date:3/4/2012", 5, "2012-08-20"),
        ("after:9999", 6, "9999"),
        ('"red lines"~x', 11, "number"),
        ("red lines~x", 4, "not “x”"),
        ("date:>=", 5, "“>=”"),
        ("w/5", 0, "no word"),
        ("title:(red place:x)", 11, "inside"),
        ("body:[a TO b]", 5, "date:"),
        ("red w/5 title:x", 4, "w/5"),
        ("-", 0, "no word"),
        ('""', 0, "no word"),
        ("?????*", 0, "needs a letter"),
        ("(" * 50 + "a", limits.DEPTH, "parentheses"),
        ("a " * 300, limits.WORDS * 2, "words"),
        ("a* " * 21, 60, "20 words with"),
        ("a" * 9000, limits.LENGTH, "characters"),
        (" " * 9000, limits.LENGTH, "characters"),
    ],
)
def test_explained_errors(text, column, said):
    with pytest.raises(QueryError, match=said) as caught:
        parse(text, TODAY)
    assert caught.value.column == column


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
@example("adj3-*")
def test_a_tree_is_read_back_from_its_text(text):
    try:
        tree = parse(text, TODAY).tree
    except QueryError:
        return
    assert parse(str(tree), TODAY) == (tree, ())


@pytest.mark.parametrize(
    "piece", ['"', "(", "a:", "*a", "~", "[", "a OR ", "-", "w/5 ", "a b ", "é", "said:a ", "'a", "?", "^"]
)
def test_time_is_linear(piece):
    began = time.perf_counter()
    text = (piece * limits.LENGTH)[: limits.LENGTH]
    with suppress(QueryError):
        parse(text, TODAY)
    assert time.perf_counter() - began < 0.5


@pytest.mark.shared
def test_hostile_queries_are_answered_or_explained(shared, library):
    from search.find import find
    from search.query import Query

    for line in (shared / "data" / "hostile" / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = eval(row["gen"]) if "gen" in row else row["q"]  # an expression of our own data
        began = time.perf_counter()
        try:
            find(Query(text), library)
        except QueryError as error:
            assert str(error)
        longest = limits.SECONDS if "://" in library else 1  # a server has a limit of its own, and other work
        assert time.perf_counter() - began < longest, row["id"]
