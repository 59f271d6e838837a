"""What a query that is being typed may become: names, places and words that the index has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from index.tokens import folded_words
from search import engines
from search.engines import Reader
from search.lexer import ALIASES, KINDS
from search.limits import LENGTH

NAMED = ("speaker", "place", "outlet", "author", "topic")  # what words without a field may be the beginning of
WORD = "word"  # the kind of a suggestion that is none of these
LONGEST_NAME = 6  # words of which a name is looked for at the end of a query

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_END = re.compile(r'(?:(?P<name>[^\W\d]\w*):(?!//))?(?P<typed>[^"():]*)$')
_NAME = re.compile(r"([^\W\d]\w*):$")
_UNQUOTABLE = re.compile(r'["*?]')


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on: what is suggested, of which kind, in how many articles it is, and the whole query with it.

    The kind is the name of a field, or "word". `value` is a value of that facet, or a word as the index folds it.
    """

    value: str
    kind: str
    count: int
    query: str


def suggest(text: str, location: str, limit: int = 10) -> list[Suggestion]:
    """How the last word, name or value of a field of a query may go on, by kind, each kind by frequency.

    Nothing is suggested that the index does not have, and nothing where a date or a pattern is typed.
    Raises EngineError.
    """
    if len(text) > LENGTH or limit < 1:
        return []
    reader = engines.opened(location)
    kinds: dict[str, dict[str, Suggestion]] = {}
    for suggestion in _suggestions(text, text.translate(_QUOTES), reader, limit):
        kinds.setdefault(suggestion.kind, {}).setdefault(suggestion.value, suggestion)
    turns = zip_longest(*(found.values() for found in kinds.values()))
    picked = [one for turn in turns for one in turn if one][:limit]
    return [one for kind in kinds for one in picked if one.kind == kind]


def _suggestions(text: str, plain: str, reader: Reader, limit: int) -> Iterator[Suggestion]:
    """Those of longer names first; `plain` is the text with straight quotation marks."""
    if plain.count('"') % 2:
        start = plain.rindex('"')
        named = _NAME.search(plain[:start])
        if named and KINDS.get(name := _field(named[1])) == "names":
            yield from _values(text[: named.start()], name, text[start + 1 :], reader, limit)
        return  # the words of a phrase are exact: there is no telling which of a class is meant
    end = _END.search(plain)
    assert end is not None  # the empty one at the end
    start = end.start("typed")
    pieces = [(start + piece.start(), piece[0]) for piece in re.finditer(r"\S+", end["typed"])]
    if not pieces or any(char in pieces[-1][1] for char in "*?~"):
        return
    if pieces[0][0] == start and plain[:start].endswith(":"):  # the value of a field, which may have ended
        name = _field(end["name"] or "")
        found = list(_values(text[: end.start()], name, text[start:], reader, limit)) if name else []
        yield from found
        if found or len(pieces) == 1:
            return
        pieces = pieces[1:]
    yield from _plain(text, pieces, reader, limit)


def _plain(text: str, pieces: list[tuple[int, str]], reader: Reader, limit: int) -> Iterator[Suggestion]:
    """Words without a field: the last few as a name, the last one as a word."""
    reach = 0
    for _, piece in reversed(pieces[-LONGEST_NAME:]):
        if piece in ("AND", "OR", "NOT"):
            break
        reach += 1
    for length in range(reach, 0, -1):
        start, piece = pieces[-length]
        start += len(piece) - len(piece.lstrip("-"))
        for name in NAMED:
            yield from _values(text[:start], name, text[start:], reader, limit)
    if reach and not text[-1:].isspace() and len(words := folded_words(text[start:])) == 1:
        for word, count in reader.completions("", words, limit):
            yield Suggestion(word, WORD, count, text[:start] + word)


def _values(head: str, name: str, typed: str, reader: Reader, limit: int) -> Iterator[Suggestion]:
    """The values of a field, or its words, that begin as what is typed."""
    words = folded_words(typed)
    names = KINDS[name] == "names"
    if not words or len(words) > LONGEST_NAME or (not names and (len(words) > 1 or typed[-1:].isspace())):
        return
    field = "said" if name == "quote" else name
    for value, count in reader.completions(name, words, limit):
        quoted = f'"{" ".join(_UNQUOTABLE.sub(" ", value.translate(_QUOTES)).split())}"' if names else value
        yield Suggestion(value, name, count, f"{head}{field}:{quoted}")


def _field(name: str) -> str:
    """The field of a name, where it has words or names; else nothing."""
    field = {**ALIASES, "said": "quote"}.get(name.lower(), name.lower())
    return field if KINDS.get(field) in ("names", "text") else ""
