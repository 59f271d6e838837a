"""Who a headline or a line of a transcript names before its colon: "Holm: Ferries are late"."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from index.extract.who.names import People, resolve
from index.extract.words import Words
from index.model import Span

LONGEST = 200  # characters of a headline: a longer first paragraph is a text
SHORTEST = 2  # blanks in what a headline says: three words
_NAMED = re.compile(r"([^\W\d_][\w.’'-]{1,30}(?: [^\W\d_][\w.’'-]{0,30}){0,3}): +(?=\S)")


class Turn(NamedTuple):
    """A paragraph that says who speaks before its colon, and what after it."""

    name: Span
    said: Span


def turns_of(text: str, paragraphs: list[Span], people: People, words: Words) -> dict[int, Turn]:
    """The headline and the lines of transcripts among the paragraphs, by number."""
    named = {number: turn for number, span in enumerate(paragraphs) if (turn := _turn(text, span, words))}
    often = Counter(text[slice(*turn.name)] for turn in named.values())
    return {number: turn for number, turn in named.items() if _is_turn(text, number, named, often, people, words)}


def _is_turn(text: str, number: int, named: dict[int, Turn], often: Counter[str], people: People, words: Words) -> bool:
    """Whether a line that begins with capitals and a colon is a headline of a known source's, or part of a dialogue."""
    turn = named[number]
    name = text[slice(*turn.name)]
    source = name.split()[-1].lower() in words.unnamed
    headline = number == 0 and turn.said[1] - turn.name[0] <= LONGEST and text.count(" ", *turn.said) >= SHORTEST
    if headline and (source or resolve(people, name, turn.name[0], words)[1] is not None):
        return True
    beside = [text[slice(*named[k].name)] for k in (number - 1, number + 1) if k in named]
    return not source and any(other != name and max(often[name], often[other]) > 1 for other in beside)


def _turn(text: str, paragraph: Span, words: Words) -> Turn | None:
    match = _NAMED.match(text, *paragraph)
    if match is None:
        return None
    named = all(word[0].isupper() or word in words.particles or word in words.unnamed for word in match[1].split())
    return Turn(match.span(1), (match.end(), paragraph[1])) if named else None
