"""The tree in Whoosh's terms: each node of a question as a query of Whoosh, or one of our own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Protocol

from whoosh import query

from index import schema
from index.store import NO_DAY
from index.tokens import fold, inflection, inflections
from search import limits, rank
from search.engines import matches
from search.engines.matches import WhooshQuery
from search.query import (
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
from search.shapes import fuzzy, wildcard

FIRST_DAY, LAST_DAY = 1, 99_991_231
NOTHING = query.NullQuery


class Collection(Protocol):
    """What a compiler asks of the documents that a query is for."""

    name: schema.Collection
    fields: Mapping[str, schema.Field]
    plain: tuple[schema.Field, ...]
    """The fields in which plain words look."""
    reader: Any
    """Whoosh's."""

    def scores(self, asked: WhooshQuery) -> Mapping[int, float]: ...
    def article_ids(self, numbers: Iterable[int]) -> Iterable[str]: ...
    def lexicon(self, name: str) -> list[str]: ...


class Compiler:
    """Compiles the trees of one question for one collection; what had to be limited is said in `notices`."""

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

    def compiled(self, tree: Tree, field: schema.Field | None = None) -> WhooshQuery:
        """What a tree means in Whoosh, for one field or for those where plain words look."""
        return self.COMPILE[type(tree)](self, tree, field)

    def every(self, tree: And, field: schema.Field | None) -> WhooshQuery:
        wanted = [self.compiled(part, field) for part in tree.parts if not isinstance(part, Not)]
        unwanted = [self.compiled(part.part, field) for part in tree.parts if isinstance(part, Not)]
        found = query.And(wanted) if wanted else query.Every()
        if unwanted:
            found = query.AndNot(found, matches.Listed(unwanted))
        return self.raised(found, tree.parts, field)

    def any(self, tree: Or, field: schema.Field | None) -> WhooshQuery:
        return query.Or([self.compiled(part, field) for part in tree.parts])

    def at_least(self, tree: AtLeast, field: schema.Field | None) -> WhooshQuery:
        found = matches.AtLeast(tree.count, [self.compiled(part, field) for part in tree.parts])
        return self.raised(found, tree.parts, field)

    def raised(self, found: WhooshQuery, parts: tuple[Tree, ...], field: schema.Field | None) -> WhooshQuery:
        """The same matches, those with words side by side higher."""
        words = sum(isinstance(part, Leaf | Near) for part in parts)
        bonus = []
        for pair in rank.pairs(parts):
            worth = rank.beside(words, [self.rarity(word, field) for word in pair], self.rarest())
            if worth > 0:
                bonus.append(matches.Listed([self.compiled(Phrase(pair, exact=False), field)], worth))
                bonus.append(matches.Listed([self.compiled(Phrase(pair), field)], worth * rank.BESIDE_EXACT))
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
        return query.AndNot(query.Every(), matches.Listed([self.compiled(tree.part, field)]))

    def in_field(self, tree: Field, field: schema.Field | None) -> WhooshQuery:
        name = "id" if (tree.name, self.collection.name) == ("article", "articles") else tree.name
        if name not in self.collection.fields:  # of an article's quotations, or of a quotation's article
            return self.elsewhere("quotations" if self.collection.name == "articles" else "articles", tree)
        return self.compiled(tree.part, self.collection.fields[name])

    def together(self, tree: Together, field: schema.Field | None) -> WhooshQuery:
        parts = all_of(tree.parts)
        return self.elsewhere("quotations", parts) if self.collection.name == "articles" else self.compiled(parts)

    def elsewhere(self, name: schema.Collection, tree: Tree) -> WhooshQuery:
        """What belongs to the documents of the other collection that match."""
        other = Compiler(self.collections, name, self.languages, self.notices)
        ids = other.collection.article_ids(other.collection.scores(other.compiled(tree)))
        return matches.Listed([query.Term("id" if name == "quotations" else "article", id) for id in ids])

    def everything(self, tree: Everything, field: schema.Field | None) -> WhooshQuery:
        if field and field.kind == "day":
            return self.range(Range(None, None), field)
        if field and field.kind == "key":
            return matches.Listed([query.Every(field.name)])
        return matches.Filled(field.name) if field else query.Every()

    def range(self, tree: Range, field: schema.Field | None) -> WhooshQuery:
        return matches.Dated(
            _number(tree.since) if tree.since else FIRST_DAY, _number(tree.until) if tree.until else LAST_DAY
        )

    def undated(self, tree: Undated, field: schema.Field | None) -> WhooshQuery:
        return matches.Dated(NO_DAY, NO_DAY)

    # Leaves, in each field where they look

    def leaf(self, tree: Tree, field: schema.Field | None) -> WhooshQuery:
        if field is None:
            return query.Or([self.leaf(tree, one) for one in self.collection.plain])
        if field.kind == "key":
            return query.Term(field.name, tree.text) if isinstance(tree, Exact) else NOTHING
        if field.kind == "names":
            return matches.Listed([self.placed(tree, field)])
        if isinstance(tree, Word):
            word = fold(tree.text)
            found = query.Or([query.Term(field.name, key, boost=field.weight or 1.0) for key in self.classes(word)])
            return query.AndMaybe(found, query.Term(f"{field.name}_exact", word, boost=rank.EXACT * field.weight))
        found = self.placed(tree, field)
        if isinstance(tree, Prefix | Wildcard | Fuzzy):
            return matches.Listed(found.subqueries)
        for one in found.subqueries if isinstance(found, query.Or) else (found,):
            one.boost = field.weight or 1.0
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
            spelled = dict.fromkeys(tuple(inflection(word, one) for word in words) for one in (*self.languages, None))
            return query.Or([query.Phrase(field.name, list(keys)) for keys in spelled])
        if isinstance(tree, Near):
            return matches.Near([self.placed(part, field) for part in tree.parts], tree.distance, tree.ordered)
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
        return list(dict.fromkeys([*inflections(fold(word), self.languages), fold(word)]))

    COMPILE: ClassVar[dict[type, Callable[[Compiler, Any, schema.Field | None], WhooshQuery]]] = {
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


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
