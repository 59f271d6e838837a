"""The reading half of the Whoosh engine: tree → Whoosh's queries → what matches, counted and in order.

Whoosh's collectors are not used: every match is scored once, so that totals and facets are exact and ties are
broken by date.
"""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import query
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from index import generations, schema
from index.errors import DamagedIndex, DatelineError, QueryError
from index.record import Record
from index.store import SEPARATOR, open_collection, value_key
from index.tokens import tokens
from search import facets, rank
from search.days import interval
from search.engines import Answer, Choice, Question, Row
from search.engines.compiler import NOTHING, Compiler
from search.engines.matches import WhooshQuery, walk
from search.query import UNDATED, Undated
from search.results import Facet

Scores = dict[int, float]  # document number → score

FACETS = {field.name for fields in schema.FIELDS.values() for field in fields if field.facet}

_open: dict[Path, WhooshReader] = {}
_opening = threading.Lock()


def reader(location: Path) -> WhooshReader:
    """The reader of the generation in service, opened once; see engines.opened."""
    with _opening:
        folder, record = generations.opened(location)
        known = _open.get(location)
        if known is None or known.folder != folder:
            try:
                known = WhooshReader(folder, record)
            except DamagedIndex:  # or cleared away meanwhile, when two newer ones were published
                newer, record = generations.opened(location)
                if newer == folder:
                    raise
                known = WhooshReader(newer, record)
            _open[location] = known
        return known


class WhooshReader:
    """One generation, open; see engines.Reader. Whoosh's files have one position each, so it is asked in turn."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.folder = folder
        self.languages = record.languages
        self.lock = threading.Lock()
        with _reading(folder):
            self.collections = {name: _Collection(folder, name) for name in schema.FIELDS}

    def ask(self, question: Question) -> Answer:
        """Everything that matches, counted; the page asked for; the facets."""
        with self.lock, _reading(self.folder):
            return _Asking(self, question).answer()

    def stored(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The stored JSON of these articles."""
        with self.lock, _reading(self.folder):
            articles = self.collections["articles"]
            found = (articles.scores(query.Term("id", id)) for id in ids)
            return [articles.stored(number) for numbers in found for number in numbers]


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    """Say so where an error comes from a damaged file: Whoosh raises whatever its pickles and structs do."""
    try:
        yield
    except DatelineError:
        raise
    except Exception as error:
        if problems := generations.check(folder.parent):
            raise DamagedIndex(f"{problems[0]} Run: search-index build") from error
        raise


class _Collection:
    """The articles or the quotations of a generation, by document number."""

    def __init__(self, folder: Path, name: schema.Collection) -> None:
        self.name = name
        self.fields: Mapping[str, schema.Field] = {field.name: field for field in schema.FIELDS[name]}
        self.plain: tuple[schema.Field, ...] = tuple(field for field in schema.FIELDS[name] if field.weight)
        weighting = BM25F(K1=rank.K1, **{f"{name}_B": value for name, value in rank.B.items()})
        self.searcher = Searcher(open_collection(folder, name).reader(), weighting=weighting)
        self.reader: Any = self.searcher.reader()
        self.leaves = [(leaf.reader(), offset) for leaf, offset in self.searcher.leaf_searchers()]
        self.columns: defaultdict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        self.words: dict[str, list[str]] = {}
        self.ids: dict[int, str] = {}

    def scores(self, asked: WhooshQuery) -> Scores:
        """Every document that matches, with its score."""
        found: Scores = {}
        for leaf, offset in self.searcher.leaf_searchers():
            for number, score in walk(asked, leaf):
                found[number + offset] = score
        return found

    def stored(self, number: int) -> dict[str, Any]:
        """The JSON that was stored with a document."""
        values: dict[str, Any] = json.loads(self.searcher.stored_fields(number)["stored"])
        return values

    def values(self, name: str, numbers: Iterable[int]) -> Iterator[tuple[str, ...]]:
        """The values of a facet in each of these documents; a day is one value."""
        known = self.columns[name]
        column = f"{name}_shown" if self.fields[name].kind == "names" else name
        readers = [
            (offset, leaf.column_reader(column) if leaf.has_column(column) else None) for leaf, offset in self.leaves
        ]
        for number in numbers:
            if number not in known:
                offset, values = next(pair for pair in reversed(readers) if pair[0] <= number)
                value = values[number - offset] if values else None
                known[number] = _shown_day(value) if column == name else _shown_names(value)
            yield known[number]

    def article_ids(self, numbers: Iterable[int]) -> set[str]:
        """The ids of the articles that these documents are, or are quotations of."""
        if not self.ids:
            key = "id" if self.name == "articles" else "article"
            for text in self.reader.lexicon(key):
                matcher = self.reader.postings(key, text)
                self.ids.update((number, text.decode()) for number in matcher.all_ids())
        return {self.ids[number] for number in numbers}

    def lexicon(self, name: str) -> list[str]:
        """Every word of a field, sorted by its bytes."""
        if name not in self.words:
            self.words[name] = [word.decode() for word in self.reader.lexicon(name)]
        return self.words[name]


class _Asking:
    """One question on its way to an answer."""

    def __init__(self, reader: WhooshReader, question: Question) -> None:
        self.reader = reader
        self.question = question
        self.collection = reader.collections[question.collection]
        self.notices: list[str] = []
        self.compiler = Compiler(reader.collections, question.collection, reader.languages, self.notices)

    def answer(self) -> Answer:
        question, collection = self.question, self.collection
        matching = collection.scores(self.compiler.compiled(question.tree))
        chosen = {choice.name: self.chosen(choice) for choice in question.choices}
        kept = {choice.name: self.kept(choice, chosen[choice.name], matching) for choice in question.choices}
        hits = _all(matching, kept.values())
        order = self.ordered(hits, matching)
        page = order[question.offset : question.offset + question.limit]
        return Answer(
            total=len(hits),
            rows=tuple(
                Row(matching[number], collection.stored(number), next(iter(languages), None))
                for number, languages in zip(page, collection.values("language", page), strict=True)
            ),
            facets=tuple(
                self.facet(name, _all(matching, (numbers for other, numbers in kept.items() if other != name)), chosen)
                for name in question.facets
            ),
            notices=tuple(dict.fromkeys(self.notices)),
        )

    def ordered(self, hits: Iterable[int], scores: Scores) -> list[int]:
        """By score or by date; where that is equal the newest first, the undated last."""
        numbers = list(hits)
        days = dict(zip(numbers, (value[0] for value in self.collection.values("date", numbers)), strict=True))
        newest = sorted(numbers, key=lambda number: "" if days[number] == UNDATED else days[number], reverse=True)
        if self.question.sort == "oldest":
            return sorted(newest, key=lambda number: days[number])  # "undated" sorts behind any digit
        if self.question.sort == "newest":
            return newest
        return sorted(newest, key=lambda number: -round(scores[number], 6))

    # Filters and facets

    def chosen(self, choice: Choice) -> dict[str, set[int]]:
        """The documents of each value that is a filter."""
        if choice.name not in FACETS:
            raise QueryError(f"There is no filter “{choice.name}”. The filters are {', '.join(sorted(FACETS))}.")
        return {
            value: set(self.collection.scores(self.value(choice.name, value)))
            for value in (*choice.wanted, *choice.excluded)
        }

    def value(self, name: str, value: str) -> WhooshQuery:
        if name == "date":
            dated = Undated() if value == UNDATED else interval(value, self.question.today, self.notices)
            return self.compiler.compiled(dated)
        whole = query.Term(f"{name}_value", value_key(value))
        if (whole.fieldname, whole.text) in self.collection.reader:
            return whole
        words = [token.word for token in tokens(value)]
        self.notices.append(f"No {name} is called “{value}”; names with these words in them were taken.")
        return query.Phrase(name, words) if words else NOTHING

    def kept(self, choice: Choice, chosen: Mapping[str, set[int]], matching: Scores) -> set[int]:
        kept = set().union(*(chosen[value] for value in choice.wanted)) if choice.wanted else set(matching)
        return kept.difference(*(chosen[value] for value in choice.excluded))

    def facet(self, name: str, numbers: set[int], chosen: Mapping[str, dict[str, set[int]]]) -> Facet:
        if name not in FACETS:
            raise QueryError(f"There is no facet “{name}”. The facets are {', '.join(sorted(FACETS))}.")
        counts = Counter(value for values in self.collection.values(name, numbers) for value in values)
        filters = {value: len(numbers & found) for value, found in chosen.get(name, {}).items()}
        if name == "date":
            counts = facets.periods(counts, filters)
        excluded = [value for choice in self.question.choices if choice.name == name for value in choice.excluded]
        return facets.facet(name, counts, filters, excluded)


def _all(matching: Scores, kept: Iterable[set[int]]) -> set[int]:
    return set(matching).intersection(*kept)


def _shown_day(value: int | None) -> tuple[str, ...]:
    return (f"{value // 10_000:04}-{value // 100 % 100:02}-{value % 100:02}" if value else UNDATED,)


def _shown_names(value: bytes | None) -> tuple[str, ...]:
    return tuple(value.decode().split(SEPARATOR)) if value else ()
