"""Which of a page's headings is its headline: the one that the page's own names agree with.

Names (JSON-LD, og:title, <title>) tell which heading it is, but carry the outlet, or words for search engines;
headings have the wording that readers see, but some pages give their outlet or a sidebar an <h1>.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|–—\-•·»:~/]+\s+|\s*[|»]\s*")
_ALIKE = 0.5  # share of words that a first heading and a name must have in common to mean the same


def headline(first: Sequence[str], second: Sequence[str], names: Sequence[str], outlet: str | None) -> str:
    """The headline by the first-level and second-level headings of a page and its names, the better first."""
    first, second, names = (list(filter(None, texts)) for texts in (first, second, names))
    stated = [_words(name) for name in names]
    own = _words(outlet or "")
    headings = [(text, words) for text in [*first, *second] if (words := _words(text)) and words != own]
    for name, words in zip(names, stated, strict=True):  # a kicker stands before the headline in one heading
        if len(words) > 2 and any(
            len(words) < len(heading) and heading[-len(words) :] == words for _, heading in headings
        ):
            return name
    agreeing = [text for text, words in headings if any(_begins_or_ends(name, words) for name in stated)]
    if agreeing:
        return _without_outlet([max(agreeing, key=len)], own)
    for text in first:
        if any(_alike(_words(text), name) for name in stated):
            return text
    if len(names) == 1 == len(first) and _words(first[0]) != own:  # a page with nothing but a <title>, maybe the site's
        return first[0]
    return _without_outlet(names, own) if names else next(iter(first), "")


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.casefold()))


def _begins_or_ends(name: Words, heading: Words) -> bool:
    """Whether a heading is a name, or a name's first or last words: the rest is the outlet or a section."""
    return name[: len(heading)] == heading or (len(heading) > 1 and name[-len(heading) :] == heading)


def _alike(one: Words, other: Words) -> bool:
    common = set(one) & set(other)
    return bool(common) and len(common) >= _ALIKE * len(set(one) | set(other))


def _without_outlet(names: Sequence[str], outlet: Words) -> str:
    """The first name, without what another name shows to be no part of it, and without the outlet after it."""
    best = names[0]
    for cut in [found.start() for found in _SEPARATOR.finditer(best)]:
        rest = _words(best[cut:])
        if rest == outlet or any(_words(name) == _words(best[:cut]) for name in names[1:]):
            return best[:cut].strip()
    return best
