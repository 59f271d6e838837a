"""The reading half of the Whoosh engine: tree → Whoosh's queries → what matches, counted and in order.

Whoosh's collectors are not used: every match is scored once, so that totals and facets are exact and ties are
broken by date. Its matchers give constants of their own to negations and constant scores; the two queries of our
own below, `_Listed` and `_AtLeast`, replace those that do.
"""

from __future__ import annotations

import json
import math
import threading
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from whoosh import query
from whoosh.matching import IntersectionMatcher, ListMatcher
from whoosh.query.spans import SpanQuery, SpanWrappingMatcher
from whoosh.scoring import BM25F
from whoosh.searching import SearchContext, Searcher

from index import generations, schema
from index.errors import DamagedIndex, QueryError
from index.store import NO_DAY, SEPARATOR, open_collection, value_key
from index.tokens import fold, inflections, tokens
from search import facets, limits, rank
from search.days import interval
from search.engines import Answer, Choice, Question, Row
from search.query import (
    UNDATED,
    And,
    AtLeast,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Range,
    Together,
    Tree,
    Undated,
    Wildcard,
    Word,
    all_of,
)
from search.results import Facet
from search.shapes import fuzzy, wildcard

WhooshQuery: TypeAlias = Any  # Whoosh has no types
Scores = dict[int, float]  # document number → score

FIRST_DAY, LAST_DAY = 1, 99_991_231
NOTHING = query.NullQuery
FACETS = {field.name for fields in schema.FIELDS.values() for field in fields if field.facet}

_open: dict[str, WhooshReader] = {}
_opening = threading.Lock()


def reader(location: str) -> WhooshReader:
    """The reader of the generation in service, opened once; see engines.reader."""
    with _opening:
        folder = generations.current(Path(location))
        known = _open.get(location)
        if known is None or known.folder != folder:
            known = _open[location] = WhooshReader(Path(location), folder)
        return known


class WhooshReader:
    """One generation, open; see engines.Reader. Whoosh's files have one position each, so it is asked in turn."""

    def __init__(self, location: Path, folder: Path) -> None:
        self.folder = folder
        self.languages = generations.record(location).languages
        self.collections = {
            "articles": _Collection(folder, "articles"),
            "quotations": _Collection(folder, "quotations"),
        }
        self.lock = threading.Lock()

    def ask(self, question: Question) -> Answer:
        """Everything that matches, counted; the page asked for; the facets."""
        with self.lock:
            return _Asking(self, question).answer()

    def stored(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The stored JSON of these articles."""
        with self.lock:
            articles = self.collections["articles"]
            found = (articles.scores(query.Term("id", id)) for id in ids)
            return [articles.stored(number) for numbers in found for number in numbers]


class _Collection:
    """The articles or the quotations of a generation, by document number."""

    def __init__(self, folder: Path, name: schema.Collection) -> None:
        self.name = name
        self.fields = {field.name: field for field in schema.FIELDS[name]}
        self.plain = tuple(field for field in schema.FIELDS[name] if field.weight)
        weighting = BM25F(K1=rank.K1, **{f"{name}_B": value for name, value in rank.B.items()})
        try:
            self.searcher = Searcher(open_collection(folder, name).reader(), weighting=weighting)
        except (OSError, EOFError) as error:
            raise DamagedIndex(f"The index in {folder} cannot be read ({error}). Run: search-index build") from error
        self.reader = self.searcher.reader()
        self.leaves = [(leaf.reader(), offset) for leaf, offset in self.searcher.leaf_searchers()]
        self.columns: defaultdict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        self.words: dict[str, list[str]] = {}
        self.ids: dict[int, str] = {}

    def scores(self, asked: WhooshQuery) -> Scores:
        """Every document that matches, with its score."""
        found: Scores = {}
        for leaf, offset in self.searcher.leaf_searchers():
            for number, score in _walk(asked, leaf, _context(leaf)):
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
        self.expansions = 0

    def answer(self) -> Answer:
        question, collection = self.question, self.collection
        matching = collection.scores(self.compiled(question.tree))
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
            dated = Undated() if value == UNDATED else interval(value, date.today(), self.notices)
            return self.compiled(dated)
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

    # From the tree to Whoosh's queries

    def compiled(self, tree: Tree, field: schema.Field | None = None) -> WhooshQuery:
        """What a tree means in Whoosh, for one field or for those where plain words look."""
        return self.COMPILE[type(tree)](self, tree, field)

    def every(self, tree: And, field: schema.Field | None) -> WhooshQuery:
        wanted = [self.compiled(part, field) for part in tree.parts if not isinstance(part, Not)]
        unwanted = [self.compiled(part.part, field) for part in tree.parts if isinstance(part, Not)]
        found = query.And(wanted) if wanted else query.Every()
        if unwanted:
            found = query.AndNot(found, query.Or(unwanted))
        return self.raised(found, tree.parts, field)

    def any(self, tree: Or, field: schema.Field | None) -> WhooshQuery:
        return query.Or([self.compiled(part, field) for part in tree.parts])

    def at_least(self, tree: AtLeast, field: schema.Field | None) -> WhooshQuery:
        found = _AtLeast(tree.count, [self.compiled(part, field) for part in tree.parts])
        return self.raised(found, tree.parts, field)

    def raised(self, found: WhooshQuery, parts: tuple[Tree, ...], field: schema.Field | None) -> WhooshQuery:
        """The same matches, those with words side by side higher."""
        words = sum(isinstance(part, Leaf | Near) for part in parts)
        bonus = []
        for pair in rank.pairs(parts):
            worth = rank.beside(words, [self.rarity(word, field) for word in pair], self.rarest())
            if worth > 0:
                bonus.append(_Listed([self.compiled(Phrase(pair, exact=False), field)], worth))
                bonus.append(_Listed([self.compiled(Phrase(pair), field)], worth * rank.BESIDE_EXACT))
        return query.AndMaybe(found, query.Or(bonus)) if bonus else found

    def rarity(self, word: str, field: schema.Field | None) -> float:
        """How rare a word is in the field where it is most frequent, as BM25 counts it."""
        reader = self.collection.reader
        most = max(
            sum(reader.doc_frequency(one.name, key) for key in self.classes(word))
            for one in ((field,) if field else self.collection.plain)
        )
        return max(self.rarest() - math.log(most + 1), 1.0)

    def rarest(self) -> float:
        return math.log(max(self.collection.reader.doc_count_all(), 1)) + 1

    def not_(self, tree: Not, field: schema.Field | None) -> WhooshQuery:
        return query.AndNot(query.Every(), self.compiled(tree.part, field))

    def in_field(self, tree: Field, field: schema.Field | None) -> WhooshQuery:
        name = "id" if (tree.name, self.collection.name) == ("article", "articles") else tree.name
        if name not in self.collection.fields:  # of the article that a quotation stands in
            return self.elsewhere("articles", tree)
        return self.compiled(tree.part, self.collection.fields[name])

    def together(self, tree: Together, field: schema.Field | None) -> WhooshQuery:
        if self.collection.name == "articles":
            return self.elsewhere("quotations", tree)
        return self.compiled(all_of(tree.parts))

    def elsewhere(self, name: schema.Collection, tree: Tree) -> WhooshQuery:
        """What belongs to the documents of the other collection that match."""
        here, self.collection = self.collection, self.reader.collections[name]
        try:
            parts = all_of(tree.parts) if isinstance(tree, Together) else tree
            ids = self.collection.article_ids(self.collection.scores(self.compiled(parts)))
        finally:
            self.collection = here
        return _Listed([query.Term("id" if name == "quotations" else "article", id) for id in ids])

    def everything(self, tree: Everything, field: schema.Field | None) -> WhooshQuery:
        if field and field.kind == "day":
            return self.range(Range(None, None), field)
        if field and field.kind == "key":
            return _Listed([query.Every(field.name)])
        return _Filled(field.name) if field else query.Every()

    def range(self, tree: Range, field: schema.Field | None) -> WhooshQuery:
        return _Dated(_number(tree.since) if tree.since else FIRST_DAY, _number(tree.until) if tree.until else LAST_DAY)

    def undated(self, tree: Undated, field: schema.Field | None) -> WhooshQuery:
        return _Dated(NO_DAY, NO_DAY)

    # Leaves, in each field where they look

    def leaf(self, tree: Tree, field: schema.Field | None) -> WhooshQuery:
        if field is None:
            return query.Or([self.leaf(tree, one) for one in self.collection.plain])
        if field.kind == "key":
            return query.Term(field.name, tree.text) if isinstance(tree, Exact) else NOTHING
        if field.kind == "names":
            return _Listed([self.placed(tree, field)])
        if isinstance(tree, Word):
            word = fold(tree.text)
            found = query.Or([query.Term(field.name, key, boost=field.weight or 1.0) for key in self.classes(word)])
            return query.AndMaybe(found, query.Term(f"{field.name}_exact", word, boost=rank.EXACT * field.weight))
        found = self.placed(tree, field)
        if isinstance(tree, Prefix | Wildcard | Fuzzy):
            return _Listed(found.subqueries)
        found.boost = field.weight or 1.0
        return found

    def placed(self, tree: Tree, field: schema.Field) -> WhooshQuery:
        """A leaf as a query that knows where in the field it matches, so that others can be near it."""
        surface = f"{field.name}_exact" if field.kind == "text" else field.name
        if isinstance(tree, Word) and field.kind == "text":
            return query.Or([query.Term(field.name, key) for key in self.classes(fold(tree.text))])
        if isinstance(tree, Word | Exact):
            return query.Term(surface, fold(tree.text))
        if isinstance(tree, Phrase):
            words = [fold(part) for part in tree.parts]
            if tree.exact or field.kind == "names":
                return query.Phrase(surface, words)
            spelled = dict.fromkeys(tuple(inflections(word, [one])[0] for word in words) for one in self.languages())
            return query.Or([query.Phrase(field.name, list(keys)) for keys in spelled])
        if isinstance(tree, Near):
            return _Near([self.placed(part, field) for part in tree.parts], tree.distance, tree.ordered)
        if isinstance(tree, Or):
            return query.Or([self.placed(part, field) for part in tree.parts])
        found = query.Or([query.Term(surface, word) for word in self.expanded(tree, surface)])
        if isinstance(tree, Wildcard) and tree.pattern.endswith("?"):  # or a mere question mark
            found = query.Or([found, self.placed(Word(tree.pattern.rstrip("?")), field)])
        return found

    def near(self, tree: Near, field: schema.Field | None) -> WhooshQuery:
        if field is None:
            return query.Or([self.near(tree, one) for one in self.collection.plain])
        return self.placed(tree, field) if field.kind in ("text", "names") else NOTHING

    def expanded(self, tree: Tree, name: str) -> list[str]:
        """The words of a field that a prefix, a wildcard or a fuzzy word stands for."""
        if isinstance(tree, Prefix):
            prefix = fold(tree.text)
            words = [word.decode() for word in self.collection.reader.expand_prefix(name, prefix)]
        elif isinstance(tree, Wildcard | Fuzzy):
            fits = wildcard(tree.pattern) if isinstance(tree, Wildcard) else fuzzy(tree.text, tree.edits)
            words = [word for word in self.collection.lexicon(name) if fits(word)]
        else:
            return []  # a condition without places, which the grammar does not put here
        self.expansions += len(words)
        if self.expansions > limits.EXPANSIONS:
            words = words[: max(0, len(words) + limits.EXPANSIONS - self.expansions)]
            self.notices.append(f"“{tree}” stands for very many words, and not all were searched. Type more letters.")
        return words

    def classes(self, word: str) -> list[str]:
        """The inflection classes of a word in the languages of the index, and the word itself for texts in none."""
        return list(dict.fromkeys([*inflections(fold(word), self.reader.languages), fold(word)]))

    def languages(self) -> list[str]:
        return [*self.reader.languages, ""]

    COMPILE: ClassVar[dict[type, Callable[[_Asking, Any, schema.Field | None], WhooshQuery]]] = {
        And: every,
        Or: any,
        AtLeast: at_least,
        Not: not_,
        Field: in_field,
        Together: together,
        Everything: everything,
        Range: range,
        Undated: undated,
        Near: near,
        **dict.fromkeys((Word, Exact, Phrase, Prefix, Wildcard, Fuzzy), leaf),
    }


class _Listed(query.Query):  # type: ignore[misc]
    """Whatever matches any of some queries, with one score for all."""

    def __init__(self, asked: list[WhooshQuery], score: float = rank.CHOSEN) -> None:
        self.asked = asked
        self.score = score

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        numbers = {number for one in self.asked for number, _ in _walk(one, searcher, _context(searcher))}
        return ListMatcher(array("I", sorted(numbers)), all_weights=self.score)

    def estimate_size(self, reader: Any) -> int:
        return sum(one.estimate_size(reader) for one in self.asked)


class _Filled(query.Query):  # type: ignore[misc]
    """Documents with something in a field; Whoosh's own reads every posting of it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        reader = searcher.reader()
        numbers = [number for number in reader.all_doc_ids() if reader.doc_field_length(number, self.name)]
        return ListMatcher(array("I", numbers), all_weights=rank.CHOSEN)

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count())


class _Dated(query.Query):  # type: ignore[misc]
    """Documents by their day; Whoosh's own ranges of numbers match too much when they are wide."""

    def __init__(self, since: int, until: int) -> None:
        self.since = since
        self.until = until

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        reader = searcher.reader()
        days = reader.column_reader("date") if reader.has_column("date") else defaultdict(int)
        numbers = [number for number in reader.all_doc_ids() if self.since <= days[number] <= self.until]
        return ListMatcher(array("I", numbers), all_weights=rank.CHOSEN)

    def estimate_size(self, reader: Any) -> int:
        return int(reader.doc_count())


class _Near(SpanQuery):  # type: ignore[misc]
    """Queries with at most so many words between the places of one and of the next.

    Whoosh's own joins every two places into a new one, which never ends where many words repeat.
    """

    def __init__(self, asked: list[WhooshQuery], distance: int, ordered: bool) -> None:
        self.asked = asked
        self.distance = distance
        self.ordered = ordered

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        return _NearMatcher([one.matcher(searcher, context) for one in self.asked], self.distance + 1, self.ordered)

    def estimate_size(self, reader: Any) -> int:
        return min(int(one.estimate_size(reader)) for one in self.asked)


class _NearMatcher(SpanWrappingMatcher):  # type: ignore[misc]
    """The matcher of _Near; its places are those of its last part."""

    def __init__(self, parts: list[Any], reach: int, ordered: bool) -> None:
        self.parts = parts
        self.reach = reach
        self.ordered = ordered
        super().__init__(reduce(IntersectionMatcher, parts))

    def _get_spans(self) -> list[Any]:
        reached = list(self.parts[0].spans())
        for part in self.parts[1:]:
            starts = sorted(span.start for span in reached)
            ends = sorted(span.end for span in reached)
            reached = [
                span
                for span in part.spans()
                if _any_between(ends, span.start - self.reach, span.start - 1)
                or (not self.ordered and _any_between(starts, span.end + 1, span.end + self.reach))
            ]
        return reached


class _AtLeast(query.Query):  # type: ignore[misc]
    """What matches so many of some queries, with the sum of their scores."""

    def __init__(self, count: int, asked: list[WhooshQuery]) -> None:
        self.count = count
        self.asked = asked

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        scores: defaultdict[int, float] = defaultdict(float)
        counts: Counter[int] = Counter()
        for one in self.asked:
            for number, score in _walk(one, searcher, _context(searcher)):
                scores[number] += score
                counts[number] += 1
        numbers = sorted(number for number, count in counts.items() if count >= self.count)
        return ListMatcher(numbers, weights=[scores[number] for number in numbers])

    def estimate_size(self, reader: Any) -> int:
        return sum(one.estimate_size(reader) for one in self.asked)


def _walk(asked: WhooshQuery, leaf: Any, context: Any) -> Iterator[tuple[int, float]]:
    matcher = asked.matcher(leaf, context)
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()


def _context(leaf: Any) -> Any:
    # With needs_current, Whoosh makes matchers that walk document by document and keep their positions.
    return SearchContext(needs_current=True, weighting=leaf.weighting)


def _any_between(values: list[int], low: int, high: int) -> bool:
    at = bisect_left(values, low)
    return at < len(values) and values[at] <= high


def _all(matching: Scores, kept: Iterable[set[int]]) -> set[int]:
    return set(matching).intersection(*kept)


def _number(day: Any) -> int:
    return int(day.year * 10_000 + day.month * 100 + day.day)


def _shown_day(value: int | None) -> tuple[str, ...]:
    return (f"{value // 10_000:04}-{value // 100 % 100:02}-{value % 100:02}" if value else UNDATED,)


def _shown_names(value: bytes | None) -> tuple[str, ...]:
    return tuple(value.decode().split(SEPARATOR)) if value else ()
