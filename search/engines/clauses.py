"""The tree → the query language of OpenSearch: each node of a question as a clause that matches and scores the same.

A text field NAME holds inflection classes, NAME_exact surface words and NAME_paragraphs where paragraphs begin and end;
a field of names NAME their words, NAME_value the names as they are written and NAME_key their folded forms. How rare a
word is stands in the weight of its clause, so every shard scores alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any, TypeAlias

from index import cluster, schema
from index.tokens import fold, inflection, inflections
from search import rank
from search.engines.spellings import Spellings
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

Clause: TypeAlias = dict[str, Any]
# Of documents with words that are near by twos, those in which all are in one chain. Of more than two parts the rules
# of OpenSearch see the shortest runs only, and miss some that are longer.
Chained: TypeAlias = "Callable[[Clauses, Near, schema.Field, Clause], Clause]"
Counts: TypeAlias = Mapping[tuple[str, str], int]  # by field and term, in how many documents it stands

EXPANSIONS = 1_024  # words that a pattern near another may stand for: as many as Lucene takes
REACH = 99  # words between two of one name at most: the next name begins behind that
TITLE = 8  # times at most that a word is counted in a headline
SUBSETS = 4  # words of which every selection is looked for in one passage; of more, those of two words and the whole

NOTHING: Clause = {"match_none": {}}
ALL: Clause = {"match_all": {}}


class Clauses:
    """Writes the clauses of one question to one collection of `size` documents.

    `counts` must hold the terms that `terms_of` names.
    """

    def __init__(
        self,
        name: schema.Collection,
        languages: Sequence[str | None],
        spellings: Spellings,
        sizes: Mapping[schema.Collection, int],
        counts: Counts,
        chained: Chained,
    ) -> None:
        self.name = name
        self.languages = (*languages, None)
        self.spellings = spellings
        self.sizes = sizes
        self.counts = counts
        self.chained = chained
        self.fields = {field.name: field for field in schema.FIELDS[name]}
        self.plain = [field for field in schema.FIELDS[name] if field.weight]

    def question(self, tree: Tree, *, ranked: bool = True) -> Clause:
        """The documents of the collection that a tree matches; with what puts the best of them first."""
        bonuses = list(self.bonuses(tree)) if ranked else []
        return {"bool": {"must": [self.clause(tree)], "filter": [self.whole], "should": bonuses}}

    @property
    def whole(self) -> Clause:
        """All documents of the collection."""
        return {"term": {"collection": self.name}}

    def clause(self, tree: Tree, field: schema.Field | None = None) -> Clause:
        """What a tree matches, in one field or in those where plain words look."""
        match tree:
            case And(parts):
                wanted = [self.clause(part, field) for part in parts if not isinstance(part, Not)]
                unwanted = [self.clause(part.part, field) for part in parts if isinstance(part, Not)]
                return {"bool": {"must": wanted or [ALL], "must_not": unwanted}}
            case Or(parts):
                return any_of(self.clause(part, field) for part in parts)
            case AtLeast(count, parts):
                return {"bool": {"should": [self.clause(part, field) for part in parts], "minimum_should_match": count}}
            case Not(part):
                return {"bool": {"must": [ALL], "must_not": [self.clause(part, field)]}}
            case Field():
                return self.in_field(tree)
            case Together(parts):
                return self.elsewhere(all_of(parts)) if self.name == "articles" else self.clause(all_of(parts))
            case Everything():
                return self.everything(field)
            case Range(since, until):
                days = {"gte": since and str(since), "lte": until and str(until)}
                dated = {"range": {"date": {name: day for name, day in days.items() if day}}}
                return chosen(dated if since or until else exists("date"))
            case Undated():
                return {"bool": {"must": [ALL], "must_not": [exists("date")]}}
            case _ if field and field.kind == "names":
                return self.named(tree, field.name)
            case _ if field and field.kind == "key":
                return chosen({"term": {field.name: tree.text}}) if isinstance(tree, Exact) else NOTHING
            case _ if field and field.kind == "day":
                return NOTHING
            case Near(parts):
                return any_of(self.near(tree, one) for one in ([field] if field else self.plain))
            case Often():
                return self.often(tree, field)
            case _:
                return self.leaf(tree, [field] if field else self.plain)

    def in_field(self, tree: Field) -> Clause:
        if tree.name == "site" and self.name == "articles":
            host = str(getattr(tree.part, "text", "")).lower().removeprefix("www.").rstrip("/.")
            return chosen({"term": {"site": host}})
        name = "id" if (tree.name, self.name) == ("article", "articles") else tree.name
        if name not in self.fields or (name, self.name) == ("article", "quotations"):
            return self.elsewhere(tree)  # of an article's quotations, or of a quotation's article
        return self.clause(tree.part, self.fields[name])

    def elsewhere(self, tree: Tree) -> Clause:
        """What belongs to the documents of the other collection that match."""
        name: schema.Collection = "quotations" if self.name == "articles" else "articles"
        other = Clauses(name, self.languages[:-1], self.spellings, self.sizes, self.counts, self.chained)
        asked = {"query": {"bool": {"filter": [other.clause(tree)]}}}
        if name == "quotations":
            return chosen({"has_child": {"type": "quotation"} | asked})
        return chosen({"has_parent": {"parent_type": "article"} | asked})

    def everything(self, field: schema.Field | None) -> Clause:
        if field is None:
            return ALL
        return chosen(exists(f"{field.name}_value" if field.kind == "names" else field.name))

    # Words in texts

    def leaf(self, tree: Tree, texts: Sequence[schema.Field]) -> Clause:
        """What a leaf matches in any of some text fields."""
        if isinstance(tree, Word):
            return any_of(self.words(tree.text, texts))
        if isinstance(tree, Exact):
            return any_of(self.term(text, f"{text.name}_exact", fold(tree.text)) for text in texts)
        if isinstance(tree, Phrase):
            return any_of(self.phrase(tree, text) for text in texts)
        return any_of(chosen(self.expanded(tree, f"{text.name}_exact", [text])) for text in texts)

    def words(self, word: str, texts: Iterable[schema.Field]) -> Iterator[Clause]:
        """A word in all its inflections, each class with its BM25."""
        for text in texts:
            yield from (self.term(text, text.name, key) for key in self.keys(word, text))

    def term(self, text: schema.Field, field: str, key: str) -> Clause:
        count = self.counts[field, key]
        return {"term": {field: {"value": key, "boost": text.weight * self.idf(count)}}} if count else NOTHING

    def idf(self, count: int) -> float:
        return rank.idf(count, self.sizes[self.name])

    def keys(self, word: str, text: schema.Field) -> list[str]:
        """The inflection classes of a word that stand in a field."""
        return [key for key in classes(word, self.languages) if self.counts[text.name, key]]

    def phrase(self, tree: Phrase, text: schema.Field) -> Clause:
        """The documents with words side by side; they score as these words anywhere."""
        scores = [clause for part in tree.parts for clause in self.words(part, [text])]
        return {"bool": {"filter": [self.beside(tree, text)], "should": scores}}

    def beside(self, tree: Phrase, text: schema.Field) -> Clause:
        return any_of({"match_phrase": {field: "\n".join(keys)}} for field, keys in self.spelled(tree, text))

    def spelled(self, tree: Phrase, text: schema.Field) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The sequences of terms that a phrase stands for, with their fields: each language has its own."""
        words = tuple(fold(part) for part in tree.parts)
        if tree.exact:
            yield f"{text.name}_exact", words
            return
        for keys in dict.fromkeys(tuple(inflection(word, one) for word in words) for one in self.languages):
            if all(self.counts[text.name, key] for key in keys):
                yield text.name, keys

    def expanded(self, tree: Tree, field: str, texts: Sequence[schema.Field] = ()) -> Clause:
        """The documents with any of the words that a prefix, a wildcard or a fuzzy word stands for."""
        constant = {"rewrite": "constant_score"}
        if isinstance(tree, Prefix):
            return {"prefix": {field: {"value": fold(tree.text)} | constant}}
        if isinstance(tree, Fuzzy):
            edits = {"fuzziness": tree.edits, "prefix_length": tree.edits - 1}  # of two, none changes the first letter
            return {"fuzzy": {field: {"value": fold(tree.text)} | edits | constant}}
        assert isinstance(tree, Wildcard)
        pattern = {"wildcard": {field: {"value": shape(tree.pattern)} | constant}}
        if not tree.pattern.endswith("?"):
            return pattern
        word = tree.pattern.rstrip("?")  # or a mere question mark
        return any_of([pattern, *(self.words(word, texts) if texts else [{"term": {field: fold(word)}}])])

    def near(self, tree: Near, text: schema.Field) -> Clause:
        found = {"must": [self.clause(part, text) for part in tree.parts]}
        chain = len(tree.parts) > 2 and tree.distance is not None
        if not chain and not any(isinstance(part, Near) for part in tree.parts):
            return {"bool": found | {"filter": [self.intervals(text.name, self.rule(tree, text))]}}
        pairs = [
            replace(tree, parts=pair)
            for pair in pairwise(tree.parts)
            if not any(isinstance(part, Near) for part in pair)
        ]
        near = {"bool": found | {"filter": [self.intervals(text.name, self.rule(pair, text)) for pair in pairs]}}
        return {"bool": found | {"filter": [self.chained(self, tree, text, near)]}}

    def often(self, tree: Often, field: schema.Field | None) -> Clause:
        """Where something stands often enough, in all fields together: so often in one and the rest in the other."""
        first, *others = [field] if field else self.plain
        counts = range(min(tree.count, TITLE) + 1) if others else [tree.count]
        several = [
            [
                self.times(tree.part, first, count),
                *(self.times(tree.part, other, tree.count - count) for other in others),
            ]
            for count in counts
        ]
        enough = any_of({"bool": {"filter": parts}} for parts in several)
        return {"bool": {"must": [self.clause(tree.part, field)], "filter": [enough]}}

    def times(self, tree: Tree, text: schema.Field, count: int) -> Clause:
        """The documents in which something stands so many times."""
        rule = self.rule(tree, text)
        return self.intervals(text.name, rule and in_order([rule] * count)) if count else ALL

    # Where words stand, in the interval rules of OpenSearch

    def intervals(self, field: str, rule: Clause | None) -> Clause:
        return {"intervals": {field: rule}} if rule else NOTHING

    def rule(self, tree: Tree, text: schema.Field) -> Clause | None:
        """Where a tree stands in a field; None: nowhere."""
        exact = f"{text.name}_exact" if text.kind == "text" else text.name
        match tree:
            case Word(word) if text.kind == "text":
                return either(matched(text.name, key) for key in self.keys(word, text))
            case Word(word) | Exact(word):
                return matched(exact, fold(word))
            case Phrase(parts) if text.kind == "text":
                return either(matched(field, *keys) for field, keys in self.spelled(tree, text))
            case Phrase(parts):
                return matched(exact, *map(fold, parts))
            case Or(parts):
                return either(self.rule(part, text) for part in parts)
            case Near(parts):
                rules = [self.rule(part, text) for part in parts]
                present = [rule for rule in rules if rule]
                return near(tree, present, text) if len(present) == len(rules) else None
            case Prefix(word):
                return {"wildcard": {"pattern": shape(f"{fold(word)}*"), "use_field": exact} | LIMITED}
            case Wildcard(pattern):
                like: Clause = {"wildcard": {"pattern": shape(pattern), "use_field": exact} | LIMITED}
                return either([like, self.rule(Word(pattern.rstrip("?")), text)]) if pattern.endswith("?") else like
            case Fuzzy(word, edits):
                term = {"term": fold(word), "fuzziness": edits, "prefix_length": edits - 1, "use_field": exact}
                return {"fuzzy": term}
        return None  # a condition without places, which the grammar does not put here

    # Names

    def named(self, tree: Tree, field: str) -> Clause:
        """The documents with a name that a tree matches, or with another spelling of one."""
        others = self.spellings.matching(tree) if field == "speaker" else []
        return chosen(any_of([self.written(tree, field), *([{"terms": {f"{field}_value": others}}] if others else [])]))

    def written(self, tree: Tree, field: str) -> Clause:
        """The documents with a name that has the words of a tree."""
        match tree:
            case Word(word) | Exact(word):
                return {"term": {field: fold(word)}}
            case Phrase(parts):
                return {"match_phrase": {field: "\n".join(map(fold, parts))}}
            case Or(parts):
                return any_of(self.written(part, field) for part in parts)
            case Near():
                return self.intervals(field, self.rule(tree, self.fields[field]))
        return self.expanded(tree, field)

    # What puts the best first: rank.py and best.py have the reasons

    def bonuses(self, tree: Tree) -> Iterator[Clause]:
        """What words add to the score where they stand as they were typed, side by side, or in one passage."""
        texts = {name: field for name, field in self.fields.items() if field.kind == "text"}
        for kind, words, text in rank.raised(tree, self.plain, texts):
            counts = {word: self.count(word.text, text) for word in words}
            if kind == "typed":
                exact, word = f"{text.name}_exact", fold(words[0].text)
                if text.weight and counts[words[0]]:
                    worth = rank.EXACT * text.weight * self.idf(counts[words[0]])
                    yield {"term": {exact: {"value": word, "boost": worth}}}
            elif kind == "beside" and all(counts.values()):
                worth, pair = rank.SURE * self.idf(1), (words[0].text, words[1].text)
                yield chosen(self.beside(Phrase(pair, exact=False), text), worth)
                yield chosen(self.beside(Phrase(pair), text), worth * rank.BESIDE_EXACT)
            elif kind == "close":
                yield from self.close(
                    {word: rank.CLOSE * self.idf(count) for word, count in counts.items() if count}, text
                )

    def count(self, word: str, text: schema.Field) -> int:
        """In how many documents a word stands, in any inflection."""
        return sum(self.counts[text.name, key] for key in classes(word, self.languages))

    def close(self, worths: Mapping[Word, float], text: schema.Field) -> Iterator[Clause]:
        """What words add that stand in one passage: what they are worth together, in the passage where that is most."""
        several = list(worths)
        sizes = range(1, len(several) + 1) if len(several) <= SUBSETS else (1, 2, len(several))
        passages = []
        for size in sizes:
            for some in combinations(several, size):
                rules = [rule for word in some if (rule := self.rule(word, text))]
                within = {"intervals": rules, "max_gaps": rank.PASSAGE - size, "ordered": False}
                there = rules[0] if size == 1 else {"all_of": within}
                passages.append(chosen({"intervals": {text.name: there}}, sum(worths[word] for word in some)))
        if passages:
            yield {"dis_max": {"queries": passages}}


def terms_of(tree: Tree, name: schema.Collection, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The fields and terms whose counts the clauses of a tree need, in either collection."""
    for collection, fields in schema.FIELDS.items():
        texts = [field.name for field in fields if field.kind == "text"]
        if collection == name or any(isinstance(part, Field | Together) for part in walk(tree)):
            for word in dict.fromkeys(words_of(tree)):
                yield from ((text, key) for text in texts for key in classes(word, (*languages, None)))
            typed = {part.text for part in walk(tree) if isinstance(part, Exact)}
            yield from ((f"{text}_exact", fold(word)) for text in texts for word in sorted(typed))


def words_of(tree: Tree) -> Iterator[str]:
    """The words whose inflections a tree may look for."""
    for part in walk(tree):
        if isinstance(part, Word | Exact):
            yield part.text
        elif isinstance(part, Phrase):
            yield from part.parts
        elif isinstance(part, Wildcard):
            yield part.pattern.rstrip("?")


def walk(tree: Tree) -> Iterator[Tree]:
    """A tree and all its parts."""
    yield tree
    parts = () if isinstance(tree, Phrase) else getattr(tree, "parts", None) or (getattr(tree, "part", None),)
    for part in parts:
        if part is not None:
            yield from walk(part)


def classes(word: str, languages: Sequence[str | None]) -> list[str]:
    """The inflection classes of a word in some languages, and the word itself for texts in others."""
    folded = fold(word)
    return list(dict.fromkeys([*inflections(folded, languages), folded]))


def any_of(clauses: Iterable[Clause]) -> Clause:
    """What any of some clauses matches, with their scores added up."""
    some = [clause for clause in clauses if clause != NOTHING]
    if len(some) < 2:
        return some[0] if some else NOTHING
    return {"bool": {"should": some, "minimum_should_match": 1}}


def chosen(clause: Clause, worth: float = rank.CHOSEN) -> Clause:
    """A condition that does not rank."""
    return {"constant_score": {"filter": clause, "boost": worth}}


def exists(field: str) -> Clause:
    return {"exists": {"field": field}}


def shape(pattern: str) -> str:
    """A wildcard as Lucene writes it."""
    return fold(pattern).replace("\\", "\\\\")


LIMITED = {"max_expansions": EXPANSIONS}


def matched(field: str, *terms: str) -> Clause:
    """Terms side by side."""
    return {"match": {"query": "\n".join(terms), "max_gaps": 0, "ordered": True, "use_field": field}}


def either(rules: Iterable[Clause | None]) -> Clause | None:
    some = [rule for rule in rules if rule]
    return {"any_of": {"intervals": some}} if len(some) > 1 else some[0] if some else None


def in_order(rules: Sequence[Clause], gaps: int = -1) -> Clause:
    return rules[0] if len(rules) == 1 else {"all_of": {"intervals": rules, "max_gaps": gaps, "ordered": True}}


def near(tree: Near, rules: Sequence[Clause], text: schema.Field) -> Clause:
    """Rules of which one is near the next."""
    if tree.distance is None and text.kind == "text":
        marks = f"{text.name}_paragraphs"
        several = in_order([matched(marks, cluster.FIRST), matched(marks, cluster.LAST)])
        paragraph = either([several, matched(marks, cluster.ONLY)])
        some = rules if tree.ordered else [rule for at, rule in enumerate(rules) if rule not in rules[:at]]
        return {"all_of": {"intervals": some, "ordered": tree.ordered, "filter": {"contained_by": paragraph}}}
    distance = REACH if tree.distance is None else tree.distance
    if text.kind != "text":
        distance = min(distance, REACH)

    def two(first: Clause, second: Clause) -> Clause:
        orders = [[first, second]] if tree.ordered else [[first, second], [second, first]]
        found = either(in_order(order, distance) for order in orders)
        assert found
        return found

    forth, back = rules[0], rules[-1]
    for rule in rules[1:]:
        forth = two(forth, rule)
    for rule in reversed(rules[:-1]):
        back = two(rule, back)
    return forth if len(rules) == 2 else {"any_of": {"intervals": [forth, back]}}
