"""Where in a text the hits are: the best sentences, with the slices to mark. Offsets are code points of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from index.model import Span
from index.tokens import fold, inflection, tokens
from search.limits import PASSAGES, SCANNED
from search.query import (
    And,
    AtLeast,
    Exact,
    Field,
    Fuzzy,
    Near,
    Or,
    Phrase,
    Prefix,
    Together,
    Tree,
    Wildcard,
    Word,
)
from search.results import Passage
from search.shapes import fuzzy, wildcard

LENGTH = 240  # code points of a passage: two or three lines of a terminal
ELLIPSIS = "…"
PLAIN = ("title", "body", "quote")  # where words without a field may stand
# The end of a sentence or of a paragraph; a single line end may be mere wrapping. Possessive, to stay linear.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»)\]]*+\s++|[。！？]++[”」』]*+\s*+|\n[^\S\n]*+\n\s*+")
# A full stop after these does not end a sentence: initials, and the titles that stand before names.
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|St|No|Prof|Hr|Fr|Nr)\.\s*\Z")

_BLANK = re.compile(r"\s")
Test = Callable[[str], object]  # of a folded word


class Mark(NamedTuple):
    """A slice of a text to mark, with the number of the leaf that it matches."""

    start: int
    end: int
    leaf: int


def wanted(tree: Tree, field: str = "", name: str = "") -> Iterator[Tree]:
    """The leaves of a tree that are looked for in a field; what is excluded, or asked of other fields, is left out.

    `field` is the one whose text is looked at, `name` the one whose value this part of the tree is.
    """
    if isinstance(tree, And | Or | AtLeast | Together):
        for part in tree.parts:
            yield from wanted(part, field, name)
    elif isinstance(tree, Field):
        yield from wanted(tree.part, field, tree.name)
    elif isinstance(tree, Near):
        for part in tree.parts:
            yield from wanted(part, field, name)
    elif isinstance(tree, Word | Exact | Phrase | Prefix | Wildcard | Fuzzy) and (
        name == field or (not name and field in PLAIN)
    ):
        yield tree


def marked(text: str, leaves: tuple[Tree, ...], language: str | None) -> list[Mark]:
    """The places of a text that leaves match, in order and apart."""
    if not leaves:
        return []
    words = list(tokens(text[:SCANNED]))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word.word].append(at)
    found = []
    for number, leaf in enumerate(leaves):
        sequence = [{word for word in places if test(word)} for test in _tests(leaf, language)]
        for first in (at for word in sequence[0] for at in places[word]):
            last = first + len(sequence) - 1
            if last < len(words) and all(words[first + step].word in fits for step, fits in enumerate(sequence)):
                found.append(Mark(words[first].start, words[last].end, number))
    return _apart(found)


def passages(text: str, marks: list[Mark]) -> tuple[Passage, ...]:
    """The one to three sentences with the most of what was asked, in their order; without marks, the first one."""
    sentences = list(_sentences(text[:SCANNED]))
    if not marks:
        return tuple(_passage(text, span, []) for span in sentences[:1])
    starts = [start for start, _ in sentences]
    inside: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        inside[bisect_right(starts, mark.start) - 1].append(mark)
    best = sorted(inside, key=lambda at: (-worth(inside[at]), at))[:PASSAGES]
    return tuple(_passage(text, sentences[at], inside[at]) for at in sorted(best))


def _tests(leaf: Tree, language: str | None) -> list[Test]:
    """What each word of a place must be."""
    if isinstance(leaf, Word):
        return [_inflected(leaf.text, language)]
    if isinstance(leaf, Phrase):
        return [fold(part).__eq__ if leaf.exact else _inflected(part, language) for part in leaf.parts]
    if isinstance(leaf, Prefix):
        prefix = fold(leaf.text)
        return [lambda word: word.startswith(prefix)]
    if isinstance(leaf, Wildcard):
        shape, plain = wildcard(leaf.pattern), _inflected(leaf.pattern.rstrip("?"), language)
        return [(lambda word: shape(word) or plain(word)) if leaf.pattern.endswith("?") else shape]
    if isinstance(leaf, Fuzzy):
        return [fuzzy(leaf.text, leaf.edits)]
    assert isinstance(leaf, Exact)
    return [fold(leaf.text).__eq__]


def _inflected(text: str, language: str | None) -> Test:
    wanted = inflection(fold(text), language)
    return lambda word: inflection(word, language) == wanted


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks that do not overlap: of two that do, the earlier, or the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def worth(marks: list[Mark]) -> float:
    """How much of what was asked stands here; words right behind one another count more."""
    beside = sum(left.leaf != right.leaf and right.start - left.end < 2 for left, right in pairwise(marks))
    return len({mark.leaf for mark in marks}) + 0.5 * min(beside, 1) + 0.1 * min(len(marks), 4)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        following = text[end : end + 1]
        paragraph = match[0].count("\n") > 1
        stopped = (
            paragraph
            or match[0][0] in "。！？"
            or not (following.islower() or _ABBREVIATION.search(text, max(start, end - 9), end))
        )
        if stopped:
            if text[start:end].strip():
                yield start, end
            start = end
    if text[start:].strip():
        yield start, len(text)


def _passage(text: str, span: Span, marks: list[Mark]) -> Passage:
    start, end = span
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    low, high = start, end
    if end - start > LENGTH:
        low, high = _window(text, start, end, marks)
    before, after = (ELLIPSIS if low > start else ""), (ELLIPSIS if high < end else "")
    shift = len(before) - low
    shown = _BLANK.sub(" ", text[low:high])
    return Passage(
        before + shown + after,
        tuple((mark.start + shift, mark.end + shift) for mark in marks if low <= mark.start and mark.end <= high),
    )


def _window(text: str, start: int, end: int, marks: list[Mark]) -> Span:
    """The part of a long sentence with the most of what was asked, cut between words."""
    best, low = 0.0, start
    for first in range(len(marks)):
        together = [mark for mark in marks[first : first + 20] if mark.end - marks[first].start <= LENGTH - 60]
        if worth(together) > best:
            best, low = worth(together), max(start, marks[first].start - 60)
    if low + LENGTH > end:
        low = max(start, end - LENGTH)
    high = min(end, low + LENGTH)
    if low > start and (blank := _BLANK.search(text, low, low + 30)):
        low = blank.end()
    if high < end and (blanks := list(_BLANK.finditer(text, high - 30, high))):
        high = blanks[-1].start()
    return low, high
