"""Who answers: the reading half of each engine, chosen by the index's location."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from index.names import Names
from index.schema import Collection
from index.settings import is_address
from search.query import FIRST_VALUES, Sort, Tree, Values
from search.results import Facet


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters on one field: any of `wanted` (if there are any) and none of `excluded`."""

    name: str
    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What an engine is asked: everything has been read, and only the values of filters are looked up yet."""

    collection: Collection
    tree: Tree
    choices: tuple[Choice, ...]  # one a field
    sort: Sort
    limit: int
    offset: int
    facets: tuple[str, ...]  # names of fields to count
    texts: bool  # whether what is stored beside the heads is wanted
    today: date  # from which a relative date among the filters counts
    values: Values = FIRST_VALUES  # which values of the facets
    group: bool = False  # let one article stand for its near copies


class Row(NamedTuple):
    """One hit: its score, and what is stored with it as document.py wrote it.

    `rest` is empty where the question does not ask for texts; a quotation's head has the head of its `article`. `also`
    are the heads of the near copies that it stands for.
    """

    score: float
    head: dict[str, Any]
    rest: dict[str, Any]
    also: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found."""

    total: int
    rows: tuple[Row, ...]  # of the page asked for
    facets: tuple[Facet, ...]
    notices: tuple[str, ...]  # of what was limited or taken otherwise


class Reader(Protocol):
    """One published index, open; used by find.py from several threads. Any method may raise EngineError."""

    languages: tuple[str, ...]
    """In which the words of a query are inflected."""

    names: Names
    """Which names are one speaker's: of its facet values, filters and conditions, each stands for all."""

    def ask(self, question: Question) -> Answer:
        """Everything that matches, counted; the page asked for; the facets. Raises QueryError for a bad filter."""

    def every(self, question: Question) -> Iterator[Row]:
        """The hits asked for, read a few at a time. Raises QueryError for a bad filter, at once."""

    def meant(self, word: str, collection: Collection) -> str | None:
        """A far more frequent word of the index that is spelt nearly so, if there is one."""

    def about(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The most telling words of the article with this id, and its id with those of its near copies."""

    def stored(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The stored JSON of the articles with these ids; those that do not exist are left out."""

    def completions(self, name: str, words: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """What folded words that are being typed may become, the most frequent first, each with its articles counted.

        In a field of names: those with words that begin with each of these. In one of text, or, without a name, where
        plain words look: the words that begin with the last of these.
        """


def opened(location: str) -> Reader:
    """The reader of what is published now at a location, opened once a generation; raises EngineError."""
    if is_address(location):
        from search.engines import opensearch

        return opensearch.reader(location)
    from search.engines import whoosh

    return whoosh.reader(_folder(location))


_folder = lru_cache(Path)  # paths keep their hashes
