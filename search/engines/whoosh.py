"""The reading half of the Whoosh engine: what matches, counted and in order."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np

from index import generations, schema
from index.errors import DamagedIndex, DatelineError, QueryError
from index.store import segments, value_key
from index.store.arrays import Array
from index.store.segment import Names
from index.tokens import folded_words
from search import facets
from search.days import interval
from search.engines import Answer, Choice, Question, Row, alike, completions, copies, names
from search.engines.best import best, highest
from search.engines.collection import Collection, Found, NamesField, Page
from search.engines.evaluate import Evaluator
from search.engines.misspelt import meant
from search.engines.spellings import Spellings
from search.query import UNDATED, Phrase, Undated
from search.results import Facet

FACETS = {field.name for fields in schema.FIELDS.values() for field in fields if field.facet}
SPELLINGS = 4_096  # words of which is kept how they were meant
BATCH = 200  # hits that are read at a time where all are asked for
DIGITS = 4  # of a score: what differs further behind is a tie

Given = TypeVar("Given")

_open: dict[Path, tuple[tuple[int, int], WhooshReader]] = {}  # with generations.mark
_opening = threading.Lock()


def reader(location: Path) -> WhooshReader:
    """The reader of the generation in service, opened once; see engines.opened.

    Where that is damaged, the reader of the generation before it, which says so with each answer.
    """
    mark = generations.mark(location)
    known = _open.get(location)
    if mark is None or known is None or known[0] != mark:
        with _opening:
            try:
                known = mark or (0, 0), generations.reading(location, WhooshReader)
            except DamagedIndex as error:
                known = mark or (0, 0), _former(location, error)
            _open[location] = known
    return known[1]


def _former(location: Path, error: DamagedIndex) -> WhooshReader:
    """The reader of the last whole generation before the damaged one; raises the error where there is none."""
    kept = generations.former(location)
    if kept is None:
        raise error
    return WhooshReader(kept, f"This answer comes from an older state of the index. {error}")


class WhooshReader:
    """One generation, open; see engines.Reader. Its caches are shared, so it is asked in turn.

    `notice` is said with each answer.
    """

    def __init__(self, generation: generations.Generation, notice: str = "") -> None:
        self.generation = generation
        self.notice = notice
        self.languages = generation.record.languages
        self.names = generations.names(generation)
        self.lock = threading.Lock()
        self._meant: dict[tuple[str, schema.Collection], str | None] = {}
        with self._reading():
            opened = segments(generation.folder, generation.digests)
            spellings = Spellings(self.names)
            self.collections = {name: Collection(opened, name, spellings) for name in schema.FIELDS}

    def ask(self, question: Question) -> Answer:
        """Everything that matches, counted; the page asked for; the facets."""
        return self._answered(lambda one: one._answer(question))

    def _answer(self, question: Question) -> Answer:
        try:
            return _Asking(self, question).answer()
        finally:
            self._release()

    def _release(self) -> None:
        for collection in self.collections.values():
            collection.release()

    def every(self, question: Question) -> Iterator[Row]:
        """The hits asked for, one after the other; others are answered in between."""
        reader, asking, hits = self._answered(lambda one: (one, *one._order(question)))
        return reader._rows(asking, hits)

    def _rows(self, asking: _Asking, hits: Found) -> Iterator[Row]:
        documents, scores = hits
        for first in range(0, len(documents), BATCH):
            some = slice(first, first + BATCH)
            with self.lock, self._reading():
                rows = asking.rows_of(Page(documents[some].tolist(), scores[some].tolist()))
            yield from rows

    def _order(self, question: Question) -> tuple[_Asking, Found]:
        try:
            asking = _Asking(self, question)
            documents, scores = asking.foremost(asking.matching().hits, question.offset + question.limit)
            return asking, Found(documents[question.offset :], scores[question.offset :])
        finally:
            self._release()

    def meant(self, word: str, collection: schema.Collection) -> str | None:
        """A far more frequent word of the index that is spelt nearly so, if there is one."""
        found = self._meant.get((word, collection), "")
        if found == "":  # not looked for yet
            found = self._answered(lambda one: meant(word, one.collections[collection]))
            if len(self._meant) >= SPELLINGS:
                self._meant.clear()
            self._meant[word, collection] = found
        return found

    def stored(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The stored JSON of these articles."""
        return self._answered(lambda one: one._stored(ids))

    def about(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The most telling words of an article, and the ids of all that say the same."""
        return self._answered(lambda one: one._about(id))

    def _about(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        articles = self.collections["articles"]
        numbers = articles.with_key("id", id).tolist()
        if not numbers:
            return None
        words = alike.telling(
            articles.head(numbers[0]) | articles.rest(numbers[0]),
            lambda keys: list(map(articles.text["body"].count, keys)),
            articles.text["body"].idf,
        )
        return words, tuple(articles.head(number)["id"] for number in alike.same(articles, numbers))

    def _stored(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        articles = self.collections["articles"]
        numbers = [number for id in ids for number in articles.with_key("id", id).tolist()]
        return [articles.head(number) | articles.rest(number) for number in numbers]

    def completions(self, name: str, words: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """What folded words that are being typed may become."""
        return self._answered(lambda one: one._completions(name, words, limit))

    def _completions(self, name: str, words: Sequence[str], limit: int) -> list[tuple[str, int]]:
        articles = self.collections["articles"]
        if name in articles.names:
            return completions.names(articles.names[name], words, limit)
        text = self.collections["quotations"].text | articles.text
        fields = [text[name]] if name else articles.plain_text
        evaluator = Evaluator(self.collections, "articles", self.languages, [])
        return completions.words(evaluator, fields, name, words[-1], limit)

    def _answered(self, answer: Callable[[WhooshReader], Given]) -> Given:
        """An answer of this generation, or, where it turns out to be damaged, of the one before."""
        try:
            with self.lock, self._reading():
                return answer(self)
        except DamagedIndex as error:
            if self.notice:
                raise
            location = self.generation.folder.parent
            older = _former(location, error)
            with _opening:
                if (known := _open.get(location)) and known[1] is self:
                    _open[location] = known[0], older
            return older._answered(answer)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Say so where an error comes from a damaged file: what arrays lead to may be anything then."""
        try:
            yield
        except DatelineError:
            raise
        except Exception as error:
            if problems := generations.damage(self.generation):
                raise DamagedIndex(f"{problems[0]} Run: search-index build") from error
            raise


class _Matching(NamedTuple):
    """What matches a question, on its way to the hits."""

    found: Found  # without regard to the filters
    chosen: dict[str, dict[str, Array]]  # by field and value, of each document whether it has that
    kept: dict[str, Array]  # by field, of each document found whether its filters let it through
    hits: Found


class _Asking:
    """One question on its way to an answer."""

    def __init__(self, reader: WhooshReader, question: Question) -> None:
        self.reader = reader
        self.question = question
        self.collection = reader.collections[question.collection]
        self.notices = [reader.notice] if reader.notice else []
        self.evaluator = Evaluator(reader.collections, question.collection, reader.languages, self.notices)

    def answer(self) -> Answer:
        asked, said = self.question, len(self.notices)
        key = asked.tree, asked.choices, asked.today, asked.sort, asked.offset, asked.limit, asked.group
        page, counted = self.collection.pages.get(key), tuple[Facet, ...]()
        if page is None or asked.facets:
            found, chosen, kept, hits = self.matching()
            counted = tuple(self.facet(name, found.documents, kept, chosen) for name in asked.facets)
            if page is None:
                page = self.page(hits)
                if len(self.notices) == said:  # what was to be said is said the next time, too
                    self.collection.pages.keep(key, page)
        return Answer(page.total, tuple(self.rows_of(page)), counted, tuple(dict.fromkeys(self.notices)))

    def matching(self) -> _Matching:
        """What matches, what the filters on each field are and let through, and what all let through."""
        question, said = self.question, len(self.notices)
        found = self.collection.found.get(question.tree)
        if found is None:
            found = self.evaluator.found(question.tree)
            if len(self.notices) == said:
                self.collection.found.keep(question.tree, found)
        chosen = {choice.name: self.chosen(choice) for choice in question.choices}
        kept = {choice.name: self.kept(choice, chosen[choice.name], found.documents) for choice in question.choices}
        if not kept:
            return _Matching(found, chosen, kept, found)
        through = np.logical_and.reduce(list(kept.values()))
        return _Matching(found, chosen, kept, Found(found.documents[through], found.scores[through]))

    def rows_of(self, page: Page) -> list[Row]:
        """The rows of some documents."""
        heads = self.collection.heads(page.documents)
        if self.collection.name == "quotations":
            for head, document in zip(heads, page.documents, strict=True):
                at, place = self.collection.segment_of(document)
                segment = self.collection.segments[at]
                head["article"] = json.loads(segment.parts["articles"].head(int(segment.parents[place])))
        texts = self.question.texts
        rests = map(self.collection.rest, page.documents) if texts else ({} for _ in heads)
        also = (tuple(self.collection.heads(others)) if others else () for others in page.also or ((),) * len(heads))
        return list(map(Row, page.scores, heads, rests, also))

    def page(self, hits: Found) -> Page:
        """The documents of the page asked for."""
        first, end = self.question.offset, self.question.offset + self.question.limit
        documents, scores = self.foremost(hits, end)
        also: Sequence[Sequence[int]] = [()] * len(documents[first:end])
        if self.question.group and self.question.limit:
            them = copies.Signed.of(self.collection, documents)
            shown = copies.first_of_all(them, end)
            looked = end
            while len(shown) < end and looked < len(hits.documents):
                looked *= 2
                documents, scores = self.foremost(hits, looked)
                them = copies.Signed.of(self.collection, documents)
                shown = copies.first_of_all(them, end)
            if len(shown) < len(documents):
                documents, scores = documents[shown], scores[shown]
                them = copies.Signed.of(self.collection, documents)
            also = copies.folded(self.collection, documents, first, hits.documents, them)
        return Page(documents[first:end].tolist(), scores[first:end].tolist(), also, len(hits.documents))

    def foremost(self, hits: Found, wanted: int) -> Found:
        """So many hits in their order, by score or date; of equal ones the newest first, the undated last."""
        question = self.question
        if question.sort == "best" and wanted:
            hits = best(self.evaluator, question.tree, hits, wanted)
        worth = hits.scores.round(DIGITS)
        if question.sort != "best":
            days = self.collection.days.take(hits.documents).astype(np.int64)
            worth = days if question.sort == "newest" else -np.where(days == 0, 1 << 30, days)
        some = highest(worth, max(wanted, 1))
        documents = hits.documents.take(some)
        days = self.collection.days.take(documents).astype(np.int64)
        order = np.lexsort((documents, -days, -worth.take(some)))[:wanted]
        return Found(documents.take(order), hits.scores.take(some.take(order)))

    # Filters and facets

    def chosen(self, choice: Choice) -> dict[str, Array]:
        """Of each value that is a filter, of each document whether it has it."""
        if choice.name not in FACETS:
            raise QueryError(f"There is no filter “{choice.name}”. The filters are {', '.join(sorted(FACETS))}.")
        return {
            value: self.collection.marked([self.value(choice.name, value)])
            for value in (*choice.wanted, *choice.excluded)
        }

    def value(self, name: str, value: str) -> Array:
        """The documents with a value."""
        if name == "date":
            dated = Undated() if value == UNDATED else interval(value, self.question.today, self.notices)
            return self.evaluator.found(dated).documents
        field = self.collection.names[name]
        if found := self.called_so(field, value):
            return field.holders(found)
        self.notices.append(f"No {name} is called “{value}”; names with these words in them were taken.")
        words = tuple(folded_words(value))
        return self.evaluator.named(Phrase(words), field) if words else self.collection.all[:0]

    def called_so(self, field: NamesField, value: str) -> list[tuple[int, list[int]]]:
        """The names that a value stands for, by segment: those written so; else those so but for case and accents."""
        spellings = field.spellings.names
        exact = [(at, names.spelled(spellings.variants(value), part)) for at, part in enumerate(field.parts)]
        if any(numbers for _, numbers in exact):
            return exact
        keys = {value_key(one): one for one in spellings.variants(spellings.means(value))}
        alike = [
            (at, sorted({n for key, one in keys.items() for n in self.called(one, key, part)}))
            for at, part in enumerate(field.parts)
        ]
        return alike if any(numbers for _, numbers in alike) else []

    def called(self, value: str, key: str, part: Names) -> list[int]:
        """The numbers of the names that are spelled so, case and accents aside."""
        words = tuple(folded_words(value))
        found = names.matching(Phrase(words), part, self.evaluator.words) if words else range(len(part.values))
        return [number for number in found if value_key(part.values.text(number)) == key]

    def kept(self, choice: Choice, chosen: Mapping[str, Array], documents: Array) -> Array:
        """Of each of these documents whether the filters on one field let it through."""
        row = np.ones(len(documents), bool)
        if choice.wanted:
            row = np.logical_or.reduce([chosen[value][documents] for value in choice.wanted])
        for value in choice.excluded:
            row &= ~chosen[value][documents]
        return row

    def facet(
        self, name: str, documents: Array, kept: Mapping[str, Array], chosen: Mapping[str, Mapping[str, Array]]
    ) -> Facet:
        if name not in FACETS:
            raise QueryError(f"There is no facet “{name}”. The facets are {', '.join(sorted(FACETS))}.")
        under = [row for other, row in kept.items() if other != name]
        if under:
            documents = documents[np.logical_and.reduce(under)]
        own, values = chosen.get(name, {}), self.question.values
        excluded = [value for choice in self.question.choices if choice.name == name for value in choice.excluded]
        filters = {
            value: int(row[_outside(documents, [own[other] for other in excluded if other != value])].sum())
            for value, row in own.items()
        }
        documents = _outside(documents, [own[value] for value in excluded])
        if name == "date":
            return facets.facet(name, self.dates(documents, filters), filters, excluded, values)
        field = self.collection.names[name]
        counts, total = self.names(field, documents)
        for value in filters if values.foremost else ():  # a name is told of as it was chosen
            for at, numbers in self.called_so(field, value):
                for number in field.numbered(at, np.array(numbers, np.int64)).tolist():
                    counts.pop(field.name(number), None)
        return facets.facet(name, counts, filters, excluded, values, total)

    def dates(self, documents: Array, chosen: Iterable[str]) -> dict[str, int]:
        """How many documents there are of each year, month or day, as facets.py says, and how many without a date."""
        months = self.collection.months[documents]
        counts = np.bincount(months, minlength=1)
        found = {UNDATED: int(counts[0])} if counts[0] else {}
        there = {_month(month): int(counts[month]) for month in np.flatnonzero(counts).tolist() if month}
        return found | facets.periods(there, lambda some: self.days(some, documents, months), chosen)

    def days(self, some: Iterable[str], documents: Array, months: Array) -> dict[str, int]:
        """How many documents there are of each day of some months."""
        found: dict[str, int] = {}
        for called in some:
            month = int(called[:4]) * 12 + int(called[5:]) - 1
            days = np.bincount(self.collection.days[documents[months == month]] % 100)
            found |= {f"{called}-{day:02}": int(days[day]) for day in np.flatnonzero(days).tolist()}
        return found

    def names(self, field: NamesField, documents: Array) -> tuple[dict[str, int], int]:
        """The most frequent names of a field among the documents, of equally many the first by name; and how many.

        They are so many that those beyond a page of them can be passed over.
        """
        counts, values = field.counts(documents), self.question.values
        if values.find:
            begin = field.beginning(folded_words(values.find))
            numbers = begin[counts[begin] > 0]
        else:
            numbers = np.flatnonzero(counts)
        last = values.offset + values.most
        best = numbers[np.argsort(-counts[numbers], kind="stable")[:last]].tolist()
        return dict(zip(map(field.name, best), counts[best].tolist(), strict=True)), len(numbers)


def _outside(documents: Array, rows: Sequence[Array]) -> Array:
    """The documents that none of some rows has."""
    return documents[~np.logical_or.reduce([row[documents] for row in rows])] if rows else documents


@lru_cache(maxsize=1 << 12)
def _month(number: int) -> str:
    """The month of a number of Collection.months, in ISO 8601."""
    return f"{number // 12:04}-{number % 12 + 1:02}"
