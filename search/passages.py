"""Where in a text the hits are: the best sentences, with the slices to mark. Offsets are code points of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.tokens import Token, common_beginning, fold, inflection, tokens
from index.tokens import paragraphs as paragraphs_of
from search.limits import PASSAGES, SCANNED
from search.nearness import near, reached
from search.query import (
    And,
    AtLeast,
    Exact,
    Field,
    Fuzzy,
    Near,
    Often,
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

if TYPE_CHECKING:
    from index.model import Span

LENGTH = 240  # code points of a passage: two or three lines of a terminal
ELLIPSIS = "…"
PLAIN = ("title", "body", "quote")  # where words without a field may stand
# The end of a sentence or of a paragraph; a single line end may be mere wrapping. Possessive, to stay linear.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»)\]]*+\s++|[。！？]++[”」』]*+\s*+|\n[^\S\n]*+\n\s*+")
# A full stop after these does not end a sentence: initials, "10. April", and the titles that stand before names.
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]|\d\d?|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|St|No|Prof|Hr|Fr|Nr)\.\s*\Z")

_BLANK = re.compile(r"\s")
# Characters that fold to others; quotation marks, dashes and the like do not.
_ACCENTED = re.compile("[^\x00-\x7f‘’“”–—…\u00a0€£]")
Test = Callable[[str], object]  # of a folded word


class Mark(NamedTuple):
    """A slice of a text to mark, with the number of the leaf that it matches."""

    start: int
    end: int
    leaf: int


@lru_cache(maxsize=256)  # asked of each hit anew
def wanted(tree: Tree, field: str) -> tuple[Tree, ...]:
    """The leaves of a tree that are looked for in a field; what is excluded, or asked of other fields, is left out."""
    return tuple(_leaves(tree, field, ""))


def _leaves(tree: Tree, field: str, name: str) -> Iterator[Tree]:
    """`field` is the one whose text is looked at, `name` the one whose value this part of the tree is."""
    if isinstance(tree, And | Or | AtLeast | Together):
        for part in tree.parts:
            yield from _leaves(part, field, name)
    elif isinstance(tree, Often):
        yield from _leaves(tree.part, field, name)
    elif isinstance(tree, Field):
        yield from _leaves(tree.part, field, tree.name)
    elif isinstance(tree, Word | Exact | Phrase | Prefix | Wildcard | Fuzzy | Near) and (
        name == field or (not name and field in PLAIN)
    ):
        yield tree


class Marker:
    """Finds the places that some leaves match, in one text after the other."""

    def __init__(self, leaves: tuple[Tree, ...]) -> None:
        self.leaves = leaves
        self._sought: dict[str | None, list[_Sought]] = {}

    def marked(self, text: str, language: str | None) -> list[Mark]:
        """The places of a text, in order and apart."""
        if not self.leaves:
            return []
        sought = self._sought.get(language)
        if sought is None:
            sought = self._sought[language] = _sought(self.leaves, language)
        return _marked(text[:SCANNED], self.leaves, sought, language)


def marked(text: str, leaves: tuple[Tree, ...], language: str | None) -> list[Mark]:
    """The places of a text that leaves match, in order and apart."""
    return Marker(leaves).marked(text, language)


def _marked(text: str, leaves: tuple[Tree, ...], tests: list[_Sought], language: str | None) -> list[Mark]:
    lower = text.lower()
    plain = language in (None, "en") and (text.isascii() or not _ACCENTED.search(text))
    words: list[Token] | None = None
    found: list[Mark] = []
    for number, (leaf, sought) in enumerate(zip(leaves, tests, strict=True)):
        if isinstance(leaf, Near):
            words = list(tokens(text)) if words is None else words
            found += _near(leaf, text, words, language, number)
            continue
        if plain and sought.hint not in lower:
            continue
        if plain and sought.hint:
            more = len(sought.tests) - 1
            for start, end in _runs(lower, sought.hint):
                if more or not (run := text[start:end]).isalpha():
                    found += _matches(list(_cut(text, start, end, more)), sought.tests, number)
                elif sought.tests[0][fold(run)]:  # a word by itself, as most are
                    found.append(Mark(start, end, number))
        else:
            words = list(tokens(text)) if words is None else words
            found += _matches(words, sought.tests, number)
    return _apart(found) if found else found


def _matches(words: list[Token], tests: list[_Known], number: int) -> Iterator[Mark]:
    return (Mark(words[first].start, words[last].end, number) for first, last in _places(words, tests))


def _places(words: list[Token], tests: list[_Known]) -> Iterator[Span]:
    """The numbers of the first and the last word of each place."""
    first, *rest = tests
    for at, word in enumerate(words):
        if first[word.word]:
            last = at + len(rest)
            if last < len(words) and all(test[words[at + step].word] for step, test in enumerate(rest, 1)):
                yield at, last


def _near(tree: Near, text: str, words: list[Token], language: str | None, number: int) -> Iterator[Mark]:
    """Words that are near one another, and none of those that are not."""
    starts = [start for start, _ in paragraphs_of(text)]
    paragraphs = [bisect_right(starts, word.start) for word in words]

    def find(part: Tree) -> list[Span]:
        found: set[Span] = set()
        leaves = wanted(part, "body")
        for leaf, sought in zip(leaves, _sought(leaves, language), strict=True):
            if isinstance(leaf, Near):
                found.update(reached(leaf, find, paragraphs)[-1])
            else:
                found.update(_places(words, sought.tests))
        return sorted(found)

    return (Mark(words[first].start, words[last].end, number) for first, last in near(tree, find, paragraphs))


def _runs(lower: str, beginning: str) -> Iterator[Span]:
    """The runs between two blanks of a text in lower case in which a word begins so."""
    end, at = 0, lower.find(beginning)
    while at >= 0:
        if at == 0 or not lower[at - 1].isalnum():
            start = max(lower.rfind(" ", end, at), lower.rfind("\n", end, at), end - 1) + 1
            blank = _BLANK.search(lower, at)
            end = blank.start() if blank else len(lower)
            yield start, end
            at = end - 1
        at = lower.find(beginning, at + 1)


def _cut(text: str, start: int, end: int, more: int) -> Iterator[Token]:
    """The tokens of a run, and so many behind it."""
    for token in tokens(text, start):
        if token.start >= end:
            more -= 1
        if more < 0:
            return
        yield token


def passages(text: str, marks: list[Mark]) -> tuple[Passage, ...]:
    """The one to three sentences with the most of what was asked, in their order; without marks, the first one."""
    text = text[:SCANNED]
    if not marks:
        return tuple(_passage(text, span, []) for span in islice(_sentences(text, 0, len(text)), 1))
    sentences = [sentence for start, end in _paragraphs(text, marks) for sentence in _sentences(text, start, end)]
    starts = [start for start, _ in sentences]
    inside: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        inside[bisect_right(starts, mark.start) - 1].append(mark)
    best = sorted(inside, key=lambda at: (-worth(inside[at]), at))[:PASSAGES]
    return tuple(_passage(text, sentences[at], inside[at]) for at in sorted(best))


class _Known(dict[str, bool]):
    """What a test says of words, each tested once."""

    def __init__(self, test: Test) -> None:
        self.test = test

    def __missing__(self, word: str) -> bool:
        self[word] = found = bool(self.test(word))
        return found


class _Sought(NamedTuple):
    """What is looked for: what each word must be, and how the first begins in a text without accents, where known."""

    tests: list[_Known]
    hint: str


@lru_cache(maxsize=64)  # asked of each hit anew
def _sought(leaves: tuple[Tree, ...], language: str | None) -> list[_Sought]:
    """What is looked for, of each leaf."""
    return [
        _Sought([] if isinstance(leaf, Near) else list(map(_Known, _tests(leaf, language))), _hint(leaf))
        for leaf in leaves
    ]


def _hint(leaf: Tree) -> str:
    """How every place begins where an English leaf may stand, so that few words need to be cut; "" if unknown."""
    if isinstance(leaf, Phrase):
        word, inflected = fold(leaf.parts[0]), not leaf.exact
    elif isinstance(leaf, Word | Exact):
        word, inflected = fold(leaf.text), isinstance(leaf, Word)
    else:
        return ""
    begins = (common_beginning(word) if inflected else word).partition("'")[0]  # apostrophes are of several kinds
    begins = begins.rstrip(".")  # the last one of initials may be missing
    return begins if begins.isascii() else ""


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


def _paragraphs(text: str, marks: list[Mark]) -> Iterator[Span]:
    """From one empty line to the next, wherever there are marks."""
    end = 0
    for mark in marks:
        if mark.start >= end:
            before = text.rfind("\n\n", end, mark.start)
            start = before + 2 if before >= 0 else end
            following = text.find("\n\n", mark.start)
            end = following + 2 if following >= 0 else len(text)
            yield start, end


def _sentences(text: str, start: int, stop: int) -> Iterator[Span]:
    for match in _SENTENCE_END.finditer(text, start, stop):
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
    if text[start:stop].strip():
        yield start, stop


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
