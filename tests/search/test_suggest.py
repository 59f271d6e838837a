"""Suggestions: what is typed last goes on to names and words of the index, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Article, Place
from index.names import Names
from search.find import find
from search.query import Query
from search.suggest import Suggestion, suggest

ARTICLES = [
    Article(
        "Red lines were drawn by the obstinate. Lines, again.",
        title="Obstacles",
        id="1",
        language="en",
        outlet="Northern Press",
        authors=("Per Lind",),
        topics=("oil",),
        speakers=("Anna Obrist", "Zoë O’Brien"),
        places=(Place("Oslo", "Oslo, Norway"),),
    ),
    Article("An obstacle.", id="2", language="en", speakers=("Anna Obrist", 'José "Pepe" Lund'), topics=("Oil price",)),
    Article("A line of red.", title="Lines", id="3", language="en", speakers=("Lund", "Bo Lund", "!!", "What? Ever*")),
    Article("Gone: obsolete.", id="4", language="en", speakers=("Obadiah Gone",)),
]
NAMES = Names({"Lund": ("Bo Lund", "surname")})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> str:
    """An archive in two segments, with an article that is gone."""
    folder = tmp_path_factory.mktemp("suggest")
    publish(folder, ARTICLES[2:], names=NAMES)
    return publish(folder, ARTICLES[:2], names=NAMES, remove=["4"])


def rows(found: list[Suggestion]) -> list[tuple[str, str, int]]:
    return [(one.kind, one.value, one.count) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ob", [("speaker", "Anna Obrist", 2), ("word", "obstacle", 2), ("word", "obstinate", 1)]),
        ("OB", [("speaker", "Anna Obrist", 2), ("word", "obstacle", 2), ("word", "obstinate", 1)]),
        ("speaker:ob", [("speaker", "Anna Obrist", 2)]),
        ("Speaker:OB", [("speaker", "Anna Obrist", 2)]),
        ("anna ob", [("speaker", "Anna Obrist", 2), ("word", "obstacle", 2), ("word", "obstinate", 1)]),
        ("speaker:anna ob", [("speaker", "Anna Obrist", 2)]),
        ("speaker:\"anna ob", [("speaker", "Anna Obrist", 2)]),
        ("speaker:“anna ob", [("speaker", "Anna Obrist", 2)]),
        ("anna ", [("speaker", "Anna Obrist", 2)]),
        ("zoe", [("speaker", "Zoë O’Brien", 1)]),
        ("o'b", [("speaker", "Zoë O’Brien", 1)]),
        ("speaker:lu", [("speaker", "Bo Lund", 1), ("speaker", "José \"Pepe\" Lund", 1)]),  # Lund is Bo Lund
        ("place:no", [("place", "Norway", 1), ("place", "Oslo, Norway", 1)]),
        ("no", [("place", "Norway", 1), ("place", "Oslo, Norway", 1), ("outlet", "Northern Press", 1)]),
        ("author:p", [("author", "Per Lind", 1)]),
        ("topic:oi", [("topic", "Oil price", 1), ("topic", "oil", 1)]),
        ("language:e", [("language", "en", 3)]),
        ("title:li", [("title", "lines", 1)]),
        ("lin", [("author", "Per Lind", 1), ("word", "line", 2)]),  # one word of a class
        ("obs", [("word", "obstacle", 2), ("word", "obstinate", 1)]),  # not what stands in an article that is gone
        ("speaker:oba", []),
        ("speaker:zz obs", [("word", "obstacle", 2), ("word", "obstinate", 1)]),
        ("talks -(osl", [("place", "Oslo, Norway", 1)]),
        *((text, []) for text in ("", " ", "ob*", "ob~", "o?", "date:2", "since:19", "nosuch:ob", "http://ob", "zz")),
        *((text, []) for text in ('"red li', "oslo)", "speaker:", 'speaker:"', "!!", "a b c d e f g h OR", "x" * 9000)),
    ],
)  # fmt: skip
def test_what_is_typed_is_completed(archive: str, text: str, wanted: list[tuple[str, str, int]]) -> None:
    assert rows(suggest(text, archive)) == wanted


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("red anna ob", 'red speaker:"Anna Obrist"'),
        ("red obstac", "red obstacle"),
        ("red -osl", 'red -place:"Oslo, Norway"'),
        ("red -speaker:ob", 'red -speaker:"Anna Obrist"'),
        ('"red lines" author:li', '"red lines" author:"Per Lind"'),
        ("(red OR osl", '(red OR place:"Oslo, Norway"'),
        ("speaker:jos", 'speaker:"José Pepe Lund"'),
        ("speaker:wha", 'speaker:"What Ever"'),
        ("title:obst", "title:obstacles"),
    ],
)
def test_the_query_goes_on_from_what_was_typed_before(archive: str, text: str, query: str) -> None:
    assert suggest(text, archive)[0].query == query
    assert find(Query(query), archive).notices == () or "(" in query


def test_kinds_take_turns_within_the_limit(archive: str) -> None:
    assert [one.kind for one in suggest("o", archive, 4)] == ["speaker", "place", "topic", "word"]
    assert suggest("o", archive, 0) == []


def test_words_of_quotations_are_suggested_by_the_articles_they_are_found_in(library: str) -> None:
    assert [(one.value, one.query, one.count) for one in suggest("said:fis", library)] == [
        ("fishing", "said:fishing", 1)
    ]


@settings(max_examples=200, deadline=None)
@given(st.text('ob lianNZë"“:-()*?~speakertitl’!', max_size=20))
def test_whatever_is_typed_nothing_is_invented(archive: str, text: str) -> None:
    for one in suggest(text, archive):
        if one.kind in ("word", "title", "quote"):
            found = Query(one.value if one.kind == "word" else f"{one.kind}:{one.value}")
        else:
            found = Query(filters=((one.kind, one.value),))
        assert find(found, archive).total == one.count > 0
        assert one.query.startswith(text[: len(text) - len(text.lstrip())])


def test_names_are_completed_by_whole_queries_that_find_them(archive: str) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for one in suggest(letter, archive, 100):
            assert find(Query(one.query), archive).total >= one.count, one


def test_an_index_without_anything(tmp_path: Path, publish: Callable[..., Any]) -> None:
    assert suggest("ob", publish(tmp_path, [])) == []
