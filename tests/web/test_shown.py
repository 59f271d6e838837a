"""Words to read and slices to mark."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from index.model import Article, Quote
from search.results import Facet, FacetValue, Hit, Passage, Quotation, Results
from web import shown


def results(*facets: Facet, total: int = 9, query: str = "") -> Results:
    return Results(query, (), (), total, (), facets, 0.0)


def counted(name: str, *values: str, count: int = 1) -> Facet:
    return Facet(name, tuple(FacetValue(value, count, within=value.partition(", ")[2] or None) for value in values))


def quotation(text: str, *marks: tuple[int, int]) -> Quotation:
    return Quotation("1", text, marks, None, None, None, None, None)


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair))), max_size=4)


@given(st.text(max_size=50), spans, spans)
def test_a_text_in_paragraphs_keeps_its_words(text: str, marks: list[Any], quoted: list[Any]) -> None:
    quotes = tuple(Quote(text[start:end], start, end, id=str(start)) for start, end in quoted)
    runs = [run for runs in shown.paragraphs(Article(text, quotes=quotes), marks) for run in runs]
    words = "".join(run.text for run in runs).replace("<mark>", "").replace("</mark>", "")
    assert "".join(words.split()) == "".join(str(Markup.escape(text)).split())
    for number in {run.quote for run in runs} - {None}:
        of_it = [run for run in runs if run.quote == number]
        assert [run.first for run in of_it] == [True] + [False] * (len(of_it) - 1)
        assert [run.last for run in of_it] == [False] * (len(of_it) - 1) + [True]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\nmore\n \n\n two", ["one\nmore", "two"]),
        ("one\ntwo\n", ["one", "two"]),
        ("one\nmore\n    two\nmore", ["one\nmore", "two\nmore"]),
        (f"{'x' * 91}\ntwo\n\nthree", ["x" * 91, "two", "three"]),
        ("", []),
    ],
)
def test_paragraphs(text: str, wanted: list[str]) -> None:
    assert ["".join(run.text for run in runs) for runs in shown.paragraphs(Article(text), [])] == wanted


def test_a_quotation_in_parts_and_one_inside_another() -> None:
    text = "“No,” he said, “never ‘ever’ again.”"
    outer = Quote(text, 0, len(text), spans=((0, 5), (15, 36)), id="outer")
    inner = Quote("‘ever’", 22, 28, id="inner")
    title = Quote("No", 0, 2, field="title", id="title")
    [runs] = shown.paragraphs(Article(text, title="No way", quotes=(outer, inner, title)), [(1, 3), (23, 27)])
    assert runs == [
        shown.Run(Markup("“<mark>No</mark>,”"), 0, True, False),
        shown.Run(Markup(" he said, ")),
        shown.Run(Markup("“never "), 0, False, False),
        shown.Run(Markup("‘<mark>ever</mark>’"), 1, True, True),
        shown.Run(Markup(" again.”"), 0, False, True),
    ]
    assert shown.title(Article(text, title="No way", quotes=(title,)), [])[0] == shown.Run(Markup("No"), 0, True, True)


def test_voices_are_grouped_and_the_nameless_last() -> None:
    quotes = [Quote("a", 0, 1), Quote("b", 1, 2, speaker="Holm"), Quote("c", 2, 3, speaker="Holm", role="chief")]
    first, last = shown.voices(Article("abc", quotes=tuple(quotes)))
    assert (first.speaker, first.role, [number for number, _ in first.quotes]) == ("Holm", "chief", [2, 3])
    assert (last.speaker, [number for number, _ in last.quotes]) == (None, [1])


@pytest.mark.parametrize(
    ("facets", "wanted"),
    [
        ([counted("place", "Norway", "Oslo, Norway", "Bergen, Norway")], {"Country": 1, "City or region": 2}),
        ([counted("outlet", "Wire", count=9)], {}),  # nothing to choose
        ([counted("outlet", "Wire", count=8)], {"Outlet": 1}),
        ([counted("speaker")], {}),
        ([Facet("outlet", (FacetValue("Wire", 9, selected=True),))], {"Outlet": 1}),
    ],
)
def test_groups(facets: list[Facet], wanted: dict[str, int]) -> None:
    assert {group.title: len(group.first) for group in shown.groups(results(*facets))} == wanted


def test_a_long_facet_shows_the_chosen_first_and_hides_the_rest() -> None:
    values = [FacetValue(str(n), 1, selected=n == 30, excluded=n == 40) for n in range(50)]
    [group] = shown.groups(results(Facet("speaker", tuple(values))))
    assert [value.value for value in group.first] == ["30", "40", "0", "1", "2", "3", "4", "5"]
    assert [value.value for value in group.more] == [str(n) for n in range(6, 26)]


def test_a_very_long_question_has_no_links_that_repeat_it() -> None:
    assert shown.groups(results(counted("outlet", "Wire"), query="x" * 401)) == []


@pytest.mark.parametrize(
    ("passage", "kept"),
    [
        ("He said “No red lines” twice.", False),
        ("…No red lines…", False),
        ("Red lines were drawn.", True),
    ],
)
def test_a_passage_that_a_quotation_tells_is_left_out(passage: str, kept: bool) -> None:
    hit = Hit("1", "", (), None, None, None, None, (), 1.0, (Passage(passage),), (quotation("“No red\nlines”"),))
    assert bool(shown.told(hit)) is kept


@pytest.mark.parametrize(
    ("text", "length"),
    [("word " * 100, 500), ("word " * 101, 500), ("x" * 501, 501), ("x" * 500, 500)],
)
def test_long_quotations_are_cut_behind_a_word(text: str, length: int) -> None:
    cut = shown.shortened(quotation(text, (0, 1), (len(text) - 1, len(text))))
    bare = cut.replace("<mark>", "").replace("</mark>", "")
    assert len(bare) == length
    assert bare.endswith("…") == (len(text) > 500)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("date", "2025-03-14", "14 March 2025"),
        ("date", "2025-03", "March 2025"),
        ("date", "2025", "2025"),
        ("date", "2025-99", "2025-99"),
        ("language", "uk", "Ukrainian"),
        ("language", "xx", "xx"),
        ("speaker", "2025-03", "2025-03"),
    ],
)
def test_values_are_worded_for_people(name: str, value: str, wanted: str) -> None:
    assert shown.value(name, value) == wanted
