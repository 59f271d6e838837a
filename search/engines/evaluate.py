"""The tree → what matches: each node of a question as arrays of documents with their scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import product
from typing import Any, ClassVar

import numpy as np

from index import schema
from index.store.arrays import Array
from index.store.segment import Text
from index.store.vocabulary import Vocabulary, encode
from index.tokens import fold, inflection, inflections
from search import limits, rank
from search.engines import names, places
from search.engines.collection import NOTHING, Collection, Found, NamesField, TextField, member_postings, union
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
        self.stood_for: dict[tuple[Tree, Vocabulary], list[int]] = {}

    def found(self, tree: Tree, field: schema.Field | None = None) -> Found:
        """What a tree matches, in one field or in those where plain words look."""
        return self.EVALUATE[type(tree)](self, tree, field)

    def chosen(self, documents: Array) -> Found:
        """Documents of a condition that does not rank."""
        return Found(documents, np.full(len(documents), rank.CHOSEN, np.float32))

    # Nodes with parts

    def every(self, tree: And, field: schema.Field | None) -> Found:
        wanted = [self.found(part, field) for part in tree.parts if not isinstance(part, Not)]
        found = self.common(wanted) if wanted else self.everything(Everything(), None)
        unwanted = [self.found(part.part, field).documents for part in tree.parts if isinstance(part, Not)]
        if unwanted and len(found.documents):
            left = ~self.collection.marked(unwanted)[found.documents]
            found = Found(found.documents[left], found.scores[left])
        return found

    def common(self, several: list[Found]) -> Found:
        """What is in all of these, with its scores added up."""
        several = sorted(several, key=lambda one: len(one.documents))
        documents, scores = several[0]
        for one in several[1:]:
            there, at = self.collection.places(documents, one.documents)
            documents, scores = documents[there], scores[there] + one.scores[at]
        return Found(documents, scores)

    def any(self, tree: Or, field: schema.Field | None) -> Found:
        return self.collection.added([self.found(part, field) for part in tree.parts])

    def at_least(self, tree: AtLeast, field: schema.Field | None) -> Found:
        several = [self.found(part, field) for part in tree.parts]
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

    def not_(self, tree: Not, field: schema.Field | None) -> Found:
        gone = self.found(tree.part, field).documents
        return self.chosen(self.collection.all[~self.collection.marked([gone])[self.collection.all]])

    def in_field(self, tree: Field, field: schema.Field | None) -> Found:
        name = "id" if (tree.name, self.collection.name) == ("article", "articles") else tree.name
        if name not in self.collection.fields or (name, self.collection.name) == ("article", "quotations"):
            other: schema.Collection = "quotations" if self.collection.name == "articles" else "articles"
            return self.elsewhere(other, tree)  # of an article's quotations, or of a quotation's article
        return self.found(tree.part, self.collection.fields[name])

    def together(self, tree: Together, field: schema.Field | None) -> Found:
        parts = all_of(tree.parts)
        return self.elsewhere("quotations", parts) if self.collection.name == "articles" else self.found(parts)

    def elsewhere(self, name: schema.Collection, tree: Tree) -> Found:
        """What belongs to the documents of the other collection that match."""
        other = Evaluator(self.collections, name, self.languages, self.notices)
        matching = other.found(tree).documents
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
        return self.chosen(self.collection.kept(np.flatnonzero(row)))

    def everything(self, tree: Everything, field: schema.Field | None) -> Found:
        collection = self.collection
        if field is None:
            return self.chosen(collection.all)
        if field.kind == "day":
            return self.range(Range(None, None), field)
        if field.kind == "key":
            return self.chosen(collection.with_any_key(field.name))
        if field.kind == "names":
            return self.chosen(collection.names[field.name].filled())
        return self.chosen(collection.kept(np.flatnonzero(collection.text[field.name].lengths)))

    def range(self, tree: Range, field: schema.Field | None) -> Found:
        since = _number(tree.since) if tree.since else FIRST_DAY
        return self.dated(since, _number(tree.until) if tree.until else LAST_DAY)

    def undated(self, tree: Undated, field: schema.Field | None) -> Found:
        return self.dated(NO_DAY, NO_DAY)

    def dated(self, since: int, until: int) -> Found:
        days = self.collection.days
        return self.chosen(self.collection.kept(np.flatnonzero((days >= since) & (days <= until))))

    # Leaves, in each field where they look

    def leaf(self, tree: Any, field: schema.Field | None) -> Found:
        if field is None:
            make = partial(self.plain, tree)
            kept = isinstance(tree, Word | Exact | Phrase)  # patterns may have something to say each time
            return self.collection.cached((tree, self.languages), make) if kept else make()
        if field.kind == "key":
            documents = (
                self.collection.with_key(field.name, tree.text) if isinstance(tree, Exact) else NOTHING.documents
            )
            return self.chosen(documents)
        if field.kind == "names":
            return self.chosen(self.named(tree, self.collection.names[field.name]))
        if field.kind == "day":
            return NOTHING
        text = self.collection.text[field.name]
        if isinstance(tree, Word):
            return self.word(fold(tree.text), text)
        if isinstance(tree, Exact):
            documents, frequencies = text.word_postings(fold(tree.text))
            return text.scored(documents, frequencies, field.weight or 1.0)
        if isinstance(tree, Prefix | Wildcard | Fuzzy):
            return self.chosen(self.expanded(tree, text))
        return self.phrase(tree, text)

    def plain(self, tree: Tree) -> Found:
        """What a tree matches in the fields where plain words look."""
        return self.collection.added([self.found(tree, one) for one in self.collection.plain])

    def word(self, word: str, text: TextField) -> Found:
        weight = text.field.weight or 1.0
        lists = [text.scored(*text.postings(found), weight) for _, found in text.classes(self.classes(word))]
        if lists and text.field.weight:
            if len(lists) == 1 and text.alone(word):  # its class has no other word
                return Found(lists[0].documents, lists[0].scores * np.float32(1 + rank.EXACT))
            lists.append(text.scored(*text.word_postings(word), rank.EXACT * weight))
        return self.collection.added(lists)

    def phrase(self, tree: Phrase, text: TextField) -> Found:
        parts: list[Tree] = [Exact(part) if tree.exact else Word(part) for part in tree.parts]
        return self.standing_in(tree, [self.leaf(part, text.field) for part in parts], text)

    def standing_in(self, tree: Tree, parts: list[Found], text: TextField) -> Found:
        """The documents that all parts match and in which the tree has a place."""
        found = self.common(parts)
        ranks = self.standing(tree, text, found.documents)
        return Found(found.documents[ranks], found.scores[ranks])

    def near(self, tree: Near, field: schema.Field | None) -> Found:
        if field is None:
            return self.plain(tree)
        if field.kind == "names":
            return self.chosen(self.named(tree, self.collection.names[field.name]))
        if field.kind != "text":
            return NOTHING
        return self.standing_in(
            tree, [self.found(part, field) for part in tree.parts], self.collection.text[field.name]
        )

    def placed(self, tree: Tree, field: TextField, at: int, among: Array) -> Places:
        """Where a tree stands in a field of some documents of a segment."""
        text = field.texts[at]
        if isinstance(tree, Word):
            several = [
                Words(text, number) for key in self.classes(tree.text) for number in text.classes.span(encode(key))
            ]
            return places.together([places.of_words(words, among) for words in several])
        if isinstance(tree, Exact):
            several = _by_class(text, text.words.span(encode(fold(tree.text))))
            return places.together([places.of_words(words, among) for words in several])
        if isinstance(tree, Phrase):
            return places.together([places.phrase(parts, among) for parts in self.spelled(tree, text)])
        if isinstance(tree, Near):
            parts = [self.placed(part, field, at, among) for part in tree.parts]
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
            yield from product(*(_by_class(text, text.words.span(encode(word))) for word in words))
            return
        for keys in dict.fromkeys(tuple(inflection(word, one) for word in words) for one in (*self.languages, None)):
            classes = [text.classes.span(encode(key)) for key in keys]
            if all(classes):
                yield tuple(Words(text, number) for (number,) in classes)

    def expanded(self, tree: Prefix | Wildcard | Fuzzy, field: TextField) -> Array:
        """The documents with any of the words that a prefix, a wildcard or a fuzzy word stands for."""
        lists = []
        for at, text in enumerate(field.texts):
            for words in _by_class(text, self.words(tree, text.words)):
                documents, _ = member_postings(text, words.number, words.members or ())
                lists.append(documents + np.uint32(self.collection.bases[at]))
        if isinstance(tree, Wildcard) and tree.pattern.endswith("?"):  # or a mere question mark
            lists.append(self.word(fold(tree.pattern.rstrip("?")), field).documents)
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
        """The inflection classes of a word in the languages of the index, and the word itself for texts in none."""
        return list(dict.fromkeys([*inflections(fold(word), self.languages), fold(word)]))

    EVALUATE: ClassVar[dict[type, Callable[[Evaluator, Any, schema.Field | None], Found]]] = {
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


def _by_class(text: Text, words: Iterable[int]) -> list[Words]:
    """Surface words by the class they belong to."""
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for word in words:
        classes[int(text.word_class[word])].append(int(text.word_member[word]))
    return [Words(text, number, members) for number, members in classes.items()]


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
