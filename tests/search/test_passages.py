"""Passages and their marks."""

import random
import time

import pytest

from index.model import Article
from search.find import find
from search.grammar import parse
from search.passages import LENGTH, marked, passages, wanted
from search.query import Query

TEXT = (
    "Talks began on Monday. Mr. Holm of the U.S. delegation spoke of red lines and of fish. Nobody else did.\n\n"
    "A line was drawn, in red, on the map. The red-line talk went on."
)


def marks(text, query, field="body", language="en"):
    return [text[mark.start : mark.end] for mark in marked(text, wanted(parse(query).tree, field), language)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lines", ["lines", "line", "line"]),
        ('"lines"', ["lines"]),
        ('"red lines"', ["red lines"]),
        ("red-line", ["red lines", "red-line"]),
        ("title:lines", []),
        ("body:fish", ["fish"]),
        ("-fish map", ["map"]),
        ("fi* OR m?p", ["fish", "map"]),
        ("fihs~", ["fish"]),
        ("fish?", ["fish"]),
        ("talks w/9 monday", ["Talks", "Monday"]),
        ("monday w/1 talks", []),
        ("monday w/2 talks", ["Talks", "Monday"]),
        ("monday pre/9 talks", []),
        ('"red lines" w/3 fish', ["red lines", "fish"]),
        ("(fish OR map) w/9 red", ["red", "fish", "red", "map", "red"]),
        ("talk w/p map", ["map", "talk"]),
        ("delegation w/p map", []),
        ('"holm fish"~10', ["Holm", "fish"]),
        ('"holm fish"~9', []),
        ("date:2012 speaker:holm", []),
        ("u.s.", ["U.S."]),
        ("*", []),
    ],
)
def test_marks(query, found):
    assert marks(TEXT, query) == found


@pytest.mark.parametrize("query", ["u.s", "U.S.", '"u.s"', '"U.S. policy"', "u.s-policy"])
def test_initials_are_the_same_with_their_last_stop_and_without(query):
    for text in ("The U.S. policy", "The U.S policy", "Die U.S. policy – für"):
        assert marks(text, query)[0].startswith("U.S"), text
        assert marks(text.replace("U.S", "A.S"), query)[:1] in ([], ["policy"]), text


def test_marks_follow_the_language():
    assert marks("Die Linien und die Linie", "linie", language="de") == ["Linien", "Linie"]
    assert marks("Die Linien und die Linie", "linie", language="en") == ["Linie"]


def test_a_passage_begins_with_the_first_letter_of_a_text():
    text = "OSLO, March 3 — Two red lines were drawn.\n\nMore followed. A red line was moved."
    found = passages(text, marked(text, wanted(parse("red").tree, "body"), "en"))
    assert [passage.text for passage in found] == ["OSLO, March 3 — Two red lines were drawn.", "A red line was moved."]


def test_a_day_does_not_end_a_sentence():
    text = "WIEN, 10. April. Die Linien sind rot. Mehr folgt."
    assert [passage.text for passage in passages(text, [])] == ["WIEN, 10. April."]


def test_words_of_quotations_are_marked_there():
    assert marks(TEXT, "said:lines", field="quote") == ["lines", "line", "line"]
    assert marks(TEXT, "said:lines", field="title") == []


def shown(query):
    tree = parse(query).tree
    return passages(TEXT, marked(TEXT, wanted(tree, "body"), "en"))


def test_whole_sentences_with_most_of_what_was_asked_in_their_order():
    found = shown("red lines")
    assert [passage.text for passage in found] == [
        "Mr. Holm of the U.S. delegation spoke of red lines and of fish.",
        "A line was drawn, in red, on the map.",
        "The red-line talk went on.",
    ]
    assert [[passage.text[start:end] for start, end in passage.marks] for passage in found] == [
        ["red", "lines"],
        ["line", "red"],
        ["red", "line"],
    ]


def test_without_marks_the_beginning():
    assert [passage.text for passage in shown("*")] == ["Talks began on Monday."]
    assert passages("", []) == ()


def test_long_sentences_are_cut_between_words_around_the_marks():
    text = "word " * 200 + "red lines " + "more\n" * 200
    (passage,) = passages(text, marked(text, wanted(parse("red lines").tree, "body"), "en"))
    assert passage.text.startswith("…word ") and passage.text.endswith(" more…")
    assert len(passage.text) <= LENGTH + 2
    assert [passage.text[start:end] for start, end in passage.marks] == ["red", "lines"]


@pytest.mark.parametrize("piece", [".", "\n", " ", "a. ", "A", '."', "red ", "。"])
def test_time_is_linear(piece):
    text = piece * (1_000_000 // len(piece))
    began = time.thread_time()
    passages(text, marked(text, wanted(parse("red").tree, "body"), "en"))
    assert time.thread_time() - began < 1.5


@pytest.mark.parametrize("end", ["y.\n\n", "y.\n"])
def test_what_is_found_near_is_marked_and_nothing_else(tmp_path, publish, end):
    """Of random texts those are found in which something is marked, whatever ends a paragraph."""
    chance = random.Random(8)

    def text():
        return " ".join(chance.choice(["red", "line", "fish", "map", "x", end]) for _ in range(14))

    articles = [Article(text(), id=str(number), language="en", title="") for number in range(60)]
    location = publish(tmp_path, articles)
    for query in ("red w/1 line", "red pre/2 fish", "red w/0 line w/2 map", "red pre/1 line pre/3 map", "red w/p map",
                  '"red line" w/2 fish', "(red OR map) w/1 fish", "re* w/0 fish"):  # fmt: skip
        found = {hit.id for hit in find(Query(query, limit=60, group=False), location).hits}
        assert found == {one.id for one in articles if marks(one.text, query)}, query
        assert 0 < len(found) < 60, query
