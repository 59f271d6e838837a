"""What to ask instead where little or nothing was found: words spelt otherwise, fewer conditions, fewer words."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

from search.query import And, AtLeast, Field, Not, Or, Range, Together, Tree, Undated, Word, all_of

FEW = 5  # hits of a question below which other spellings of its words are tried
PARTS = 8  # of a question, each of which is dropped to see what is found without it
NEAREST = 5  # hits shown where nothing has all the words
MOST = 2 / 3  # share of the words that are most of them

Spellings = Callable[[str], str | None]  # a word of the index spelt nearly so and far more frequent


def relaxed(tree: Tree, count: Callable[[int], int]) -> Tree:
    """A tree of which only `count(n)` of its n words are required; conditions and exclusions all hold."""
    parts = tree.parts if isinstance(tree, And) else (tree,)
    firm = [part for part in parts if isinstance(part, Field | Range | Undated | Not | Together)]
    words = tuple(part for part in parts if part not in firm)
    return all_of([AtLeast(count(len(words)), words), *firm]) if len(words) > 1 else tree


def most(words: int) -> int:
    """How many words are most of them: two thirds."""
    return math.ceil(words * MOST)


def nearest(tree: Tree) -> Tree | None:
    """A tree of which most words are required, and never all; None where there are not several."""
    found = relaxed(tree, lambda words: min(most(words), words - 1))
    return None if found == tree else found


def respelt(tree: Tree, spelling: Spellings) -> Tree:
    """A tree with its plain words spelt as the index does; conditions, phrases and patterns stay as they are."""
    if isinstance(tree, Word):
        return Word(spelling(tree.text) or tree.text)
    if isinstance(tree, And | Or | AtLeast):
        return dataclasses.replace(tree, parts=tuple(respelt(part, spelling) for part in tree.parts))
    return tree
