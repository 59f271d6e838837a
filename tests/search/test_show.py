"""Results as text: widths, styles, links, and what is neutralised."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.results import About, Facet, FacetValue, Hit, Passage, Quotation, Results
from search.show import Terminal, as_text, measured, pointed, wrapped

QUOTATION = Quotation(
    id="q", quote="“No red lines.”", marks=((4, 7),), speaker="Ada Holm", role="Minister", cue="said",
    date="2024-03-04", place="Oslo, Norway",
)  # fmt: skip
HIT = Hit(
    id="a", title="Red lines", title_marks=((0, 3),), url="https://x.example/a b", outlet="Courier",
    date="2024-03-04", place="Oslo, Norway", speakers=(), score=1.0,
    passages=(Passage("Nobody drew red lines.", ((12, 15),)),), quotes=(QUOTATION,),
)  # fmt: skip


def results(*hits, total=None, facets=()):
    return Results("red", (), (), len(hits) if total is None else total, hits, facets, 1.0)


def test_an_article():
    assert list(as_text(results(HIT, total=43), Terminal(), offset=10)) == [
        "Red lines",
        "  2024-03-04 · Courier · Oslo, Norway",
        "  Ada Holm: “No red lines.”",
        "  Nobody drew red lines.",
        "",
        "11–11 of 43",
    ]


def test_styles_and_links():
    lines = list(as_text(results(HIT), Terminal(color=True, links=True)))
    assert lines[0] == "\x1b]8;;https://x.example/a%20b\x1b\\\x1b[1;33mRed\x1b[0m\x1b[1m lines\x1b[0m\x1b]8;;\x1b\\"
    assert lines[2] == "  \x1b[1;36mAda Holm:\x1b[0m “No \x1b[1;33mred\x1b[0m lines.”"
    assert lines[3] == "  Nobody drew \x1b[1;33mred\x1b[0m lines."


def test_only_web_addresses_become_links():
    lines = list(as_text(results(replace(HIT, url="javascript:alert(1)")), Terminal(links=True)))
    assert lines[0] == "Red lines"


def test_a_quotation():
    about = About("a", "Red lines drawn", "Courier", None, "2024-03-04")
    assert list(as_text(results(replace(QUOTATION, article=about, score=1.0)), Terminal())) == [
        "Ada Holm, Minister",
        "  “No red lines.”",
        "  2024-03-04 · Courier · Oslo, Norway",
        "  Red lines drawn",
        "",
        "1–1 of 1",
    ]


def test_a_passage_that_a_quotation_says_already_is_left_out():
    same = Passage("“No red lines.”, said Ada", ())
    assert "said Ada" not in "\n".join(as_text(results(replace(HIT, passages=(same,))), Terminal()))


def test_facets_and_an_empty_page():
    values = (
        FacetValue("Ada Holm", 12, selected=True),
        FacetValue("Per Lind", 1200),
        FacetValue("X", 3, excluded=True),
    )
    places = (
        FacetValue("Norway", 9),
        FacetValue("Oslo, Norway", 5, within="Norway"),
        FacetValue("Bergen, Norway", 2, within="Norway"),
        FacetValue("Porto, Portugal", 1, within="Portugal"),
    )
    dates = (
        FacetValue("2012", 3, selected=True),
        FacetValue("2012-08", 3, within="2012"),
        FacetValue("2012-08-01", 3, within="2012-08"),
        FacetValue("2011", 1),
    )
    facets = (Facet("speaker", values), Facet("place", places, 9), Facet("date", dates, 4), Facet("topic", ()))
    assert list(as_text(results(total=0, facets=facets), Terminal())) == [
        "speaker: ✓ Ada Holm 12 · Per Lind 1,200 · − X 3",
        "place: Norway 9 (Oslo 5 · Bergen 2) · Porto, Portugal 1 · …",
        "date: ✓ 2012 3 (2012-08 3 (2012-08-01 3)) · 2011 1",
        "",
    ]
    assert list(as_text(results(total=3), Terminal(), offset=10)) == ["3 in all; none from 11 on"]
    assert list(as_text(results(total=3), Terminal())) == ["3 in all"]


def test_the_text_cannot_steer_the_terminal():
    evil = replace(
        HIT,
        title="a\x1b[2Jb\x07\u202ec\x9b",
        outlet="\x1b]0;x\x07",
        quotes=(replace(QUOTATION, speaker="\x1b[1mX", quote="a\nb\tc"),),
    )
    text = "\n".join(as_text(results(evil), Terminal()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "a b c" in text


@pytest.mark.parametrize(("char", "columns"), [("a", 1), ("é", 1), ("\u0301", 0), ("\u200d", 0), ("語", 2), ("Ａ", 2)])
def test_columns(char, columns):
    assert measured(char) == columns


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_fit(width):
    long = replace(HIT, title="語" * 99, passages=(Passage("word " * 80, ((5, 9), (200, 204))),), quotes=())
    for line in as_text(results(long), Terminal(width=width)):
        assert sum(map(measured, line)) <= width


@given(st.text(st.sampled_from("ab 語\u0301"), max_size=60), st.integers(2, 20))
def test_wrapping_loses_nothing_but_blanks(text, width):
    spans = list(wrapped(text, width))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    assert all(sum(map(measured, text[start:end])) <= width for start, end in spans)


def test_a_caret_stands_under_the_column():
    assert list(pointed("red 語 date:x", 11, Terminal())) == ["  red 語 date:x", "              ^"]
    long = list(pointed("x" * 500 + "!", 500, Terminal(width=40)))
    assert long[0][long[1].index("^")] == "!"
