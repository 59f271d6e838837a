"""Which names, and which words, a part of a query means: worked out on the lists of them, which are short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from index.store.segment import Names
from index.store.vocabulary import Vocabulary, decode, encode
from index.tokens import fold, folded_words
from search.nearness import reached
from search.query import Exact, Fuzzy, Near, Or, Phrase, Prefix, Tree, Wildcard, Word
from search.shapes import fuzzy, wildcard

if TYPE_CHECKING:
    from index.model import Span

Words = Callable[[Tree, Vocabulary], list[int]]  # which words a pattern stands for, within the limits of a query


def fitting(tree: Tree, words: Vocabulary) -> list[int]:
    """The numbers of the words that a prefix, a wildcard or a fuzzy word stands for."""
    if isinstance(tree, Prefix):
        return list(words.beginning(encode(fold(tree.text))))
    assert isinstance(tree, Wildcard | Fuzzy)
    fits = wildcard(tree.pattern) if isinstance(tree, Wildcard) else fuzzy(tree.text, tree.edits)
    return [number for number, word in enumerate(words) if fits(decode(word))]


def matching(tree: Tree, names: Names, words_of: Words) -> list[int]:
    """The numbers of the names that a tree matches, in order."""
    found = _candidates(tree, names, words_of)
    if isinstance(tree, Phrase | Near):
        return [number for number in found if places(tree, folded_words(names.values.text(number)))]
    return found


def spelled(spellings: Iterable[str], names: Names) -> list[int]:
    """The numbers of names by their spellings."""
    return [number for name in spellings for number in names.values.span(encode(name))]


def _candidates(tree: Tree, names: Names, words_of: Words) -> list[int]:
    """The numbers of the names that have the words that a tree needs."""
    if isinstance(tree, Word | Exact):
        return _with_tokens(names, names.tokens.span(encode(fold(tree.text))))
    if isinstance(tree, Phrase):
        every = [set(_with_tokens(names, names.tokens.span(encode(fold(part))))) for part in tree.parts]
        return sorted(set.intersection(*every))
    if isinstance(tree, Near):
        return sorted(set.intersection(*(set(_candidates(part, names, words_of)) for part in tree.parts)))
    if isinstance(tree, Or):
        return sorted(set().union(*(matching(part, names, words_of) for part in tree.parts)))
    found = set(_with_tokens(names, words_of(tree, names.tokens)))
    if isinstance(tree, Wildcard) and tree.pattern.endswith("?"):  # or a mere question mark
        found.update(_candidates(Word(tree.pattern.rstrip("?")), names, words_of))
    return sorted(found)


def _with_tokens(names: Names, numbers: Iterable[int]) -> list[int]:
    return sorted({value for number in numbers for value in names.with_token(number).tolist()})


def begins(words: Sequence[str], typed: Sequence[str]) -> bool:
    """Whether the words of a name have one that begins so for each that is being typed."""
    return all(any(word.startswith(beginning) for word in words) for beginning in typed)


def places(tree: Tree, words: Sequence[str]) -> list[Span]:
    """Where a tree stands among the words of a name: first and last word."""
    if isinstance(tree, Phrase):
        wanted = [fold(part) for part in tree.parts]
        last = len(wanted) - 1
        return [(at, at + last) for at in range(len(words) - last) if list(words[at : at + last + 1]) == wanted]
    if isinstance(tree, Or):
        return [place for part in tree.parts for place in places(part, words)]
    if isinstance(tree, Near):
        return list(reached(tree, lambda part: places(part, words), [0] * len(words))[-1])  # a name is one paragraph
    fits = _test(tree)
    return [(at, at) for at, word in enumerate(words) if fits(word)]


def _test(tree: Tree) -> Callable[[str], object]:
    if isinstance(tree, Prefix):
        prefix = fold(tree.text)
        return lambda word: word.startswith(prefix)
    if isinstance(tree, Wildcard):
        shape, plain = wildcard(tree.pattern), fold(tree.pattern.rstrip("?"))
        return lambda word: shape(word) or (tree.pattern.endswith("?") and word == plain)
    if isinstance(tree, Fuzzy):
        return fuzzy(tree.text, tree.edits)
    assert isinstance(tree, Word | Exact)
    return fold(tree.text).__eq__
