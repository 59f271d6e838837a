"""The tree → what matches: each node of a question as arrays of documents with their scores."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, ClassVar

import numpy as np

from index import schema
from index.errors import QueryError
from index.store.arrays import Array, distinct
from index.store.segment import Text
from index.store.vocabulary import Vocabulary, encode
from index.tokens import fold, inflection, inflections
from search import limits, rank
from search.engines import names, places
from search.engines.collection import NOTHING, Collection, Found, NamesField, TextField, true, union
from search.engines.places import Places, Words
from search.query import (
    And,
    AtLeast,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Near,
    Not,
    Often,
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

NO_DAY = 0
FIRST_DAY, LAST_DAY = 1, 99_991_231


class Evaluator:
    """Answers the nodes of one question from one collection. `notices` takes what was limited."""

    def __init__(
        self,
        collections: Mapping[schema.Collection, Collection],
        name: schema.Collection,
        languages: tuple[str, ...],
        notices: list[str],
    ) -> None:
        self.collections = collections
        self.collection = collections[name]
        self.languages = languages
        self.notices = notices
        self.expansions = 0
        self.deadline = time.monotonic() + limits.SECONDS
        self._classes: dict[str, list[str]] = {}
        self.stood_for: dict[tuple[Tree, Vocabulary], list[int]] = {}

    def found(self, tree: Tree, field: schema.Field | None = None, among: Array | None = None) -> Found:
        """What a tree matches, of all documents or of some, in one field or in those where plain words look."""
        self.in_time()
        return self.EVALUATE[type(tree)](self, tree, field, among)

    def in_time(self) -> None:
        """Raise QueryError where a query takes too long."""
        if time.monotonic() > self.deadline:
            raise QueryError(
                f"This query takes longer than {limits.SECONDS} seconds. Ask for less, or for rarer words."
            )

    def chosen(self, documents: Array, among: Array | None = None) -> Found:
        """Documents of a condition that does not rank, those of them that are among some."""
        if among is not None:
            documents = among.take(self.collection.places(among, documents)[0])
        return Found(documents, np.full(len(documents), rank.CHOSEN, np.float32))

    # Nodes with parts

    def every(self, tree: And, field: schema.Field | None, among: Array | None) -> Found:
        wanted = [part for part in tree.parts if not isinstance(part, Not)]
        found = self.common(wanted or [Everything()], field if wanted else None, among)
        unwanted = [part.part for part in tree.parts if isinstance(part, Not)]
        if unwanted and len(found.documents):
            gone = self.collection.marked(self.found(part, field, found.documents).documents for part in unwanted)
            left = ~gone[found.documents]
            found = Found(found.documents[left], found.scores[left])
        return found

    def common(self, parts: Sequence[Tree], field: schema.Field | None, among: Array | None) -> Found:
        """What all of some parts match, with its scores added up: the rarest first, the others among what that left."""
        first, *others = sorted(parts, key=lambda part: self.at_most(part, field))
        documents, scores = self.found(first, field, among)
        for part in others:
            if not len(documents):
                break
            if isinstance(part, Word) and (field is None or field.kind == "text"):  # as `word`, but no rank is lost
                row = self.worths(part.text, self.texts(field), documents)
                ranks = (row != 0).nonzero()[0]
                documents, scores = documents.take(ranks), scores.take(ranks) + row.take(ranks)
                continue
            found = self.found(part, field, documents)
            if len(found.documents) < len(documents):
                documents, scores = found.documents, scores.take(documents.searchsorted(found.documents))
            scores = scores + found.scores
        return Found(documents, scores)

    def at_most(self, tree: Tree, field: schema.Field | None) -> int:
        """How many documents a tree matches at most, where that is soon said: where words stand, not what is chosen."""
        if isinstance(tree, Often):
            return self.at_most(tree.part, field)
        if isinstance(tree, And | Near):
            return min(self.at_most(part, field) for part in tree.parts)
        if isinstance(tree, Or):
            return sum(self.at_most(part, field) for part in tree.parts)
        if isinstance(tree, Field):
            return self.at_most(tree.part, self.collection.fields.get(tree.name))
        if isinstance(tree, Word | Exact | Phrase) and (field is None or field.kind == "text"):
            words = tree.parts if isinstance(tree, Phrase) else (tree.text,)
            return min(sum(self.count(word, text) for text in self.texts(field)) for word in words)
        return self.collection.size

    def count(self, word: str, text: TextField) -> int:
        """In how many documents a word stands, in any inflection."""
        return sum(map(text.count, self.classes(word)))

    def texts(self, field: schema.Field | None) -> Sequence[TextField]:
        """A text field; without one those where plain words look."""
        return [self.collection.text[field.name]] if field else self.collection.plain_text

    def any(self, tree: Or, field: schema.Field | None, among: Array | None) -> Found:
        if among is None and (field is None or field.kind == "text"):
            words = [part.text for part in tree.parts if isinstance(part, Word)]
            lists = [one for word in words for one in self.lists(word, self.texts(field))]
            others = [self.found(part, field) for part in tree.parts if not isinstance(part, Word)]
            return self.collection.added([*lists, *others])
        return self.collection.added([self.found(part, field, among) for part in tree.parts])

    def at_least(self, tree: AtLeast, field: schema.Field | None, among: Array | None) -> Found:
        several = [self.found(part, field, among) for part in tree.parts]
        counts = np.zeros(self.collection.size, np.int32)
        for one in several:
            counts[one.documents] += 1
        found = self.collection.added(several)
        enough = counts[found.documents] >= tree.count
        return Found(found.documents[enough], found.scores[enough])

    def standing(self, tree: Tree, field: TextField, among: Array) -> Array:
        """The ranks of the documents of `among` in which a tree has a place in a field."""
        ranks = []
        begin = 0
        for at, local in self.collection.local(among):
            ranks.append(self.placed(tree, field, at, local).ranks + begin)
            begin += len(local)
        return np.concatenate(ranks) if ranks else np.empty(0, np.int64)

    def not_(self, tree: Not, field: schema.Field | None, among: Array | None) -> Found:
        gone = self.collection.marked([self.found(tree.part, field, among).documents])
        documents = self.collection.all if among is None else among
        return self.chosen(documents[~gone[documents]])

    def in_field(self, tree: Field, field: schema.Field | None, among: Array | None) -> Found:
        if tree.name == "site":
            if self.collection.name == "quotations":
                return self.elsewhere("articles", tree, among)
            return self.chosen(self.collection.at_host(str(getattr(tree.part, "text", ""))), among)
        name = "id" if (tree.name, self.collection.name) == ("article", "articles") else tree.name
        if name not in self.collection.fields or (name, self.collection.name) == ("article", "quotations"):
            other: schema.Collection = "quotations" if self.collection.name == "articles" else "articles"
            return self.elsewhere(other, tree, among)  # of an article's quotations, or of a quotation's article
        return self.found(tree.part, self.collection.fields[name], among)

    def together(self, tree: Together, field: schema.Field | None, among: Array | None) -> Found:
        parts = all_of(tree.parts)
        if self.collection.name == "articles":
            return self.elsewhere("quotations", parts, among)
        return self.found(parts, None, among)

    def elsewhere(self, name: schema.Collection, tree: Tree, among: Array | None) -> Found:
        """What belongs to the documents of the other collection that match."""
        other = Evaluator(self.collections, name, self.languages, self.notices)
        other.expansions, other.deadline = self.expansions, self.deadline
        matching = other.found(tree).documents
        self.expansions = other.expansions
        row = np.zeros(self.collection.size, bool)
        for at, local in other.collection.local(matching):
            segment = self.collection.segments[at]
            base, end = self.collection.bases[at], self.collection.bases[at + 1]
            if name == "quotations":
                row[segment.parents[local] + np.uint32(base)] = True
            else:
                mine = np.zeros(len(segment.parts["articles"]), bool)
                mine[local] = True
                row[base:end] = mine[segment.parents]
        return self.chosen(self.collection.kept(true(row)), among)

    def everything(self, tree: Everything, field: schema.Field | None, among: Array | None) -> Found:
        collection = self.collection
        if field is None:
            return self.chosen(collection.all if among is None else among)
        if field.kind == "day":
            return self.range(Range(None, None), field, among)
        if field.kind == "key":
            return self.chosen(collection.with_any_key(field.name), among)
        if field.kind == "names":
            return self.chosen(collection.names[field.name].filled(), among)
        return self.chosen(collection.kept(true(collection.text[field.name].lengths)), among)

    def range(self, tree: Range, field: schema.Field | None, among: Array | None) -> Found:
        since = _number(tree.since) if tree.since else FIRST_DAY
        return self.dated(since, _number(tree.until) if tree.until else LAST_DAY, among)

    def undated(self, tree: Undated, field: schema.Field | None, among: Array | None) -> Found:
        return self.dated(NO_DAY, NO_DAY, among)

    def dated(self, since: int, until: int, among: Array | None) -> Found:
        days = self.collection.days if among is None else self.collection.days[among]
        there = true((days >= since) & (days <= until))
        return self.chosen(self.collection.kept(there) if among is None else among[there])

    # Leaves, in each field where they look

    def leaf(self, tree: Any, field: schema.Field | None, among: Array | None) -> Found:
        if field is None or field.kind == "text":
            return self.in_texts(tree, self.texts(field), among)
        if field.kind == "names":
            return self.chosen(self.named(tree, self.collection.names[field.name]), among)
        if field.kind == "key" and isinstance(tree, Exact):
            return self.chosen(self.collection.with_key(field.name, tree.text), among)
        return NOTHING

    def in_texts(self, tree: Any, texts: Sequence[TextField], among: Array | None) -> Found:
        """What a leaf matches in any of some text fields."""
        if isinstance(tree, Word):
            return self.word(tree.text, texts, among)
        if isinstance(tree, Phrase):
            return self.collection.added([self.phrase(tree, text, among) for text in texts])
        if isinstance(tree, Exact):
            return self.collection.added([self.exact(tree, text, among) for text in texts])
        return self.collection.added([self.chosen(self.expanded(tree, text), among) for text in texts])

    def word(self, word: str, texts: Sequence[TextField], among: Array | None) -> Found:
        if among is None:
            return self.collection.added(self.lists(word, texts))
        row = self.worths(word, texts, among)
        some = (row != 0).nonzero()[0]  # of truth values, four times as fast
        return Found(among.take(some), row.take(some))

    def lists(self, word: str, texts: Sequence[TextField]) -> list[Found]:
        """The documents of a word in each of some fields and languages, with its BM25."""
        self.in_time()
        classes = [(text, key) for text in texts for key in self.classes(word) if text.count(key)]
        return [self.scored(text, *text.postings(key)) for text, key in classes]

    def worths(self, word: str, texts: Sequence[TextField], among: Array) -> Array:
        """The BM25 of a word in each of some documents."""
        self.in_time()
        row = np.zeros(len(among), np.float32)
        for text in texts:
            for key in self.classes(word):
                if text.count(key):
                    text.add(row, text.inflected(key), among, text.weight * text.idf(text.alive(key)))
        return row

    def scored(self, text: TextField, documents: Array, frequencies: Array) -> Found:
        """All documents of a word with its BM25."""
        return Found(documents, text.scores(documents, frequencies, text.weight * text.idf(len(documents))))

    def exact(self, tree: Exact, text: TextField, among: Array | None) -> Found:
        found = self.scored(text, *text.word_postings(fold(tree.text)))
        if among is None:
            return found
        there, at = self.collection.places(among, found.documents)
        return Found(among.take(there), found.scores.take(at))

    def phrase(self, tree: Phrase, text: TextField, among: Array | None) -> Found:
        """The documents with words side by side; as Whoosh has it, they score as these words anywhere."""
        lists = []
        for at, segment in enumerate(text.texts):
            local = None if among is None else self.collection.within(at, among)
            lists.append(self.beside(tree, segment, local) + np.uint32(self.collection.bases[at]))
        documents = self.collection.kept(np.concatenate(lists))
        scores = np.zeros(len(documents), np.float32)
        for part in tree.parts if len(documents) else ():
            scores += self.worths(part, [text], documents)
        return Found(documents, scores)

    def beside(self, tree: Phrase, text: Text, among: Array | None) -> Array:
        """The documents of a segment, of all or of some, in which words stand side by side."""
        lists = []
        for words in self.spelled(tree, text):
            some = min((text.postings(word.number).documents for word in words), key=len) if among is None else among
            lists.append(some[places.phrase(words, some).ranks])
        return lists[0] if len(lists) == 1 else distinct(np.concatenate(lists)) if lists else NOTHING.documents

    def near(self, tree: Near, field: schema.Field | None, among: Array | None) -> Found:
        if field is None:
            return self.collection.added([self.near(tree, one, among) for one in self.collection.plain])
        if field.kind == "names":
            return self.chosen(self.named(tree, self.collection.names[field.name]), among)
        if field.kind != "text":
            return NOTHING
        found = self.common(tree.parts, field, among)
        ranks = self.standing(tree, self.collection.text[field.name], found.documents)
        return Found(found.documents[ranks], found.scores[ranks])

    def often(self, tree: Often, field: schema.Field | None, among: Array | None) -> Found:
        """Where something stands often enough, in all fields together."""
        found = self.found(tree.part, field, among)
        counts = np.zeros(len(found.documents), np.int64)
        for text in self.texts(field):
            for at in range(len(text.texts)):
                first, last = self.collection.ranks(at, found.documents)
                standing = self.placed(tree.part, text, at, self.collection.within(at, found.documents))
                counts[first:last] += np.bincount(standing.start >> 32, minlength=last - first)
        enough = counts >= tree.count
        return Found(found.documents[enough], found.scores[enough])

    def placed(self, tree: Tree, field: TextField, at: int, among: Array) -> Places:
        """Where a tree stands in a field of some documents of a segment."""
        text = field.texts[at]
        if isinstance(tree, Word):
            several = [
                Words(text, number) for key in self.classes(tree.text) for number in text.classes_of(encode(key))
            ]
            return places.together([places.of_words(words, among) for words in several])
        if isinstance(tree, Exact):
            several = _by_class(text, text.words_of(encode(fold(tree.text))))
            return places.together([places.of_words(words, among) for words in several])
        if isinstance(tree, Phrase):
            return places.together([places.phrase(parts, among) for parts in self.spelled(tree, text)])
        if isinstance(tree, Near):
            parts = [self.placed(part, field, at, among) for part in tree.parts]
            if tree.distance is None:
                return places.in_one_paragraph(parts, tree.ordered, text, among)
            return places.near(parts, tree.distance, tree.ordered)
        if isinstance(tree, Or):
            return places.together([self.placed(part, field, at, among) for part in tree.parts])
        if isinstance(tree, Prefix | Wildcard | Fuzzy):
            found = [places.of_words(words, among) for words in _by_class(text, self.words(tree, text.words))]
            if isinstance(tree, Wildcard) and tree.pattern.endswith("?"):
                found.append(self.placed(Word(tree.pattern.rstrip("?")), field, at, among))
            return places.together(found)
        return places.together([])  # a condition without places, which the grammar does not put here

    def spelled(self, tree: Phrase, text: Text) -> Iterator[tuple[Words, ...]]:
        """The sequences of words that a phrase stands for: each language has its own."""
        words = [fold(part) for part in tree.parts]
        if tree.exact:
            yield from product(*(_by_class(text, text.words_of(encode(word))) for word in words))
            return
        for keys in dict.fromkeys(tuple(inflection(word, one) for word in words) for one in (*self.languages, None)):
            classes = [text.classes_of(encode(key)) for key in keys]
            if all(classes):
                yield tuple(Words(text, number) for (number,) in classes)

    def typed(self, pair: tuple[str, str], text: Text) -> Iterator[tuple[Words, Words]]:
        """The classes that two words stand for, in each language, with the words themselves as their members."""
        for first, second in self.spelled(Phrase(pair, exact=False), text):
            yield _typed(first, pair[0]), _typed(second, pair[1])

    def expanded(self, tree: Prefix | Wildcard | Fuzzy, field: TextField) -> Array:
        """The documents with any of the words that a prefix, a wildcard or a fuzzy word stands for."""
        lists = []
        for at, text in enumerate(field.texts):
            for words in _by_class(text, self.words(tree, text.words)):
                documents, _ = places.counted(words)
                lists.append(documents + np.uint32(self.collection.bases[at]))
        if isinstance(tree, Wildcard) and tree.pattern.endswith("?"):  # or a mere question mark
            lists.append(self.word(tree.pattern.rstrip("?"), [field], None).documents)
        return self.collection.kept(union(lists, self.collection))

    def words(self, tree: Tree, words: Vocabulary) -> list[int]:
        """The numbers of the words that a pattern stands for, as many as the limit leaves."""
        if (tree, words) not in self.stood_for:
            found = names.fitting(tree, words)
            self.expansions += len(found)
            if self.expansions > limits.EXPANSIONS:
                found = found[: max(0, len(found) + limits.EXPANSIONS - self.expansions)]
                self.notices.append(
                    f"“{tree}” stands for very many words, and not all were searched. Type more letters."
                )
            self.stood_for[tree, words] = found
        return self.stood_for[tree, words]

    def named(self, tree: Tree, field: NamesField) -> Array:
        """The documents with a name that a tree matches, or with another spelling of one."""
        others = field.spellings.matching(tree)
        values = [
            (at, sorted({*names.matching(tree, part, self.words), *names.spelled(others, part)}))
            for at, part in enumerate(field.parts)
        ]
        return field.holders(values)

    def classes(self, word: str) -> list[str]:
        """The inflection classes of a word in the languages of the index, and the word itself for texts in others."""
        if word not in self._classes:
            folded = fold(word)
            self._classes[word] = list(dict.fromkeys([*inflections(folded, (*self.languages, None)), folded]))
        return self._classes[word]

    EVALUATE: ClassVar[dict[type, Callable[[Evaluator, Any, schema.Field | None, Array | None], Found]]] = {
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
        Often: often,
        **dict.fromkeys((Word, Exact, Phrase, Prefix, Wildcard, Fuzzy), leaf),
    }


def _by_class(text: Text, words: Iterable[int]) -> list[Words]:
    """Surface words by the class they belong to."""
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for word in words:
        classes[int(text.word_class[word])].append(int(text.word_member[word]))
    return [Words(text, number, members) for number, members in classes.items()]


def _typed(words: Words, word: str) -> Words:
    """A class with one of its words, where it has that."""
    text, numbers = words.text, words.text.words_of(encode(fold(word)))
    return words._replace(
        members=[int(text.word_member[number]) for number in numbers if text.word_class[number] == words.number]
    )


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
