"""The page about the query language is true: its examples are understood, its numbers are the limits."""

import re
from pathlib import Path

import pytest

from search import limits
from search.grammar import parse
from search.lexer import ALIASES, NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_understood_without_a_notice(text):
    tree, notices = parse(text)
    assert notices == ()
    assert parse(str(tree)).tree == tree


@pytest.mark.parametrize("name", [*NAMES, *ALIASES])
def test_every_field_is_told(name):
    assert f"{name}:" in PAGE


@pytest.mark.parametrize("limit", [limits.LENGTH, limits.WORDS, limits.PATTERNS, limits.DEPTH, limits.EXPANSIONS])
def test_every_limit_is_told(limit):
    assert f"{limit:,} " in PAGE.replace("\n", " ")
