"""Wildcards and small edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.shapes import distance, fuzzy, wildcard

WORDS = st.text("abc", min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("pattern", "word", "fits"),
    [
        ("li?es", "lines", True),
        ("li?es", "lies", False),
        ("*ine", "line", True),
        ("l*", "l", True),
        ("[a]*", "a", False),
    ],
)
def test_wildcard(pattern, word, fits):
    assert bool(wildcard(pattern)(word)) == fits


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("lines", "lines", 0),
        ("lnies", "lines", 1),
        ("line", "lines", 1),
        ("", "ab", 2),
        ("abcd", "badc", 2),
        ("ca", "abc", 3),
    ],
)
def test_distance(one, other, edits):
    assert distance(one, other) == edits


@given(WORDS, WORDS)
def test_one_edit_is_never_missed(one, other):
    assert fuzzy(one, 1)(other) == (distance(one, other) <= 1)


@given(WORDS, WORDS)
def test_two_edits_keep_the_first_letter(one, other):
    assert fuzzy(one, 2)(other) == (distance(one, other) <= 2 and one[:1] == other[:1])
