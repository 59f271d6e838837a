"""Why a quotation has its speaker: the cue, who else could have been meant, and what was taken for no speech.

Found again from the article when somebody asks; the way of every other article carries none of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any, NamedTuple, TypeVar

from index.extract.said.marks import quoted
from index.extract.said.quotes import attributed
from index.extract.steps import groundwork
from index.extract.who.names import Person
from index.extract.who.speakers import BACK, Attribution, Context
from index.model import Article, Quote, Span

AHEAD = 300  # characters behind a quotation in which a candidate may be named: the speaker often follows
MOST = 6  # candidates of a quotation
_GENDERS = {"m": "taken for a man", "f": "taken for a woman"}
_WORD = re.compile(r"\w+")

Placed = TypeVar("Placed", bound=tuple[Any, ...])


class Candidate(NamedTuple):
    """Somebody who could have said a quotation, and what speaks for it."""

    name: str
    facts: tuple[str, ...]


class Evidence(NamedTuple):
    """A quotation with where its cue stands and with the candidates, the likeliest first."""

    quote: Quote
    cue: Span | None
    candidates: tuple[Candidate, ...]


def evidence_of(article: Article) -> tuple[list[Evidence], list[Span]]:
    """The evidence of each quotation of an extracted article, and the parts in marks that are none."""
    base = groundwork(article)
    context = Context(base.text, base.people, base.words, [])
    found = attributed(context, base.prose, base.published)
    context.spoken.sort(key=_place)
    left = {(quote.field, quote.start, quote.end): quote for quote in article.quotes}
    told = []
    for quote, attribution in found:
        quote = left.pop((quote.field, quote.start, quote.end), quote)  # as it is now, with its id
        told.append(Evidence(quote, _cue(base.text, attribution), _candidates(context, quote)))
    told += [Evidence(quote, None, ()) for quote in left.values()]
    said = bytearray(len(base.text))
    for start, end in (span for quote, _ in found for span in quote.spans):
        said[start:end] = b"\1" * (end - start)
    marked = [(part.start, part.end) for part in quoted(base.text, base.prose)]
    return told, [part for part in marked if said.find(1, *part) < 0]


def _cue(text: str, attribution: Attribution) -> Span | None:
    """The word of the cue by which its place is known."""
    word = _WORD.match(text, attribution.at) if attribution.cue and attribution.at >= 0 else None
    return word.span() if word else None


def _candidates(context: Context, quote: Quote) -> tuple[Candidate, ...]:
    """Everyone named or heard near a quotation, its speaker first, then by distance."""
    low, high = quote.start - BACK, quote.end + AHEAD
    near = {quote.speaker: (0, list[str]())} if quote.speaker else {}
    named: dict[str, tuple[int, str, Person]] = {}
    for start, end, person in _between(context.people.mentions, low, high):
        if not any(first <= start < last for first, last in quote.spans):
            distance = max(quote.start - end, start - quote.end, 0)
            where = "before" if start < quote.start else "after" if start >= quote.end else "between its parts"
            if person.name not in named or distance < named[person.name][0]:
                named[person.name] = distance, where, person
    for name, (distance, where, person) in named.items():
        place = f"named {_characters(distance)} {where}" if distance else f"named {where}"
        near[name] = distance, [fact for fact in (_GENDERS.get(person.gender or ""), person.role, place) if fact]
    heard = {speaker.name: at for at, speaker in _between(context.spoken, low, quote.start) if speaker.name}
    for name, at in heard.items():
        distance, facts = near.get(name, (quote.start - at, []))
        near[name] = distance, [*facts, f"subject of a sentence {_characters(quote.start - at)} before"]
    order = sorted(near, key=lambda name: (name != quote.speaker, near[name][0], name))
    return tuple(Candidate(name, tuple(near[name][1])) for name in order[:MOST])


def _between(places: list[Placed], low: int, high: int) -> list[Placed]:
    """Those of some tuples, in order of their first number, in which it lies between two."""
    return places[bisect_left(places, low, key=_place) : bisect_left(places, high, key=_place)]


def _place(placed: tuple[Any, ...]) -> int:
    return int(placed[0])


def _characters(count: int) -> str:
    return f"{count} character{'' if count == 1 else 's'}"
