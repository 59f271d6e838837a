"""A stock Whoosh Searcher over the same segments as an oracle: for generated trees both find the same documents.

Where the two mean different things by a node, its translation says so.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from whoosh import query, scoring
from whoosh.matching import ListMatcher, RequireMatcher
from whoosh.query.spans import SpanNear, SpanNear2
from whoosh.searching import Searcher

from index import schema
from index.document import Document
from index.store.invert import Inverter
from index.store.merge import merge
from index.store.prepare import prepared
from index.store.reader import reader
from index.store.reader import schema as described
from index.store.segment import Segment
from index.tokens import fold, inflection, inflections
from search import query as ours
from search import rank
from search.engines import best
from search.engines.collection import Collection
from search.engines.evaluate import Evaluator
from search.engines.spellings import NO_SPELLINGS
from search.query import And, AtLeast, Exact, Field, Fuzzy, Near, Not, Or, Phrase, Prefix, Tree, Wildcard, Word

LANGUAGES = ("en", "de")
WORDS = """line lines lined red reds treaty treaties talk talks talked talking fish fishes fishing the a of and or
Linie Linien rote roten Haus Häuser café Cafe cafés U.S. AT&T C++ 3.5 1,200 O'Brien O’Brien’s W-2 red-line
harbour harbours harbor minister ministers ministry storm storms stormy night knight nights"""
BODY = WORDS.split()
NAMES = ["Ada Holm", "Ada Maria Holm", "Holm", "Bruno Castell", "Carla Brandt", "Maria Ada Brandt", "José Brandt", "!!"]
PLACES = ["Oslo, Norway", "Norway", "Porto, Portugal", "Portugal", "Bad Hafen", "Hafen"]
FIRST = date(1999, 12, 30)
QUERIES = 100  # of each kind in each world
SHORTNESS = {
    field.name: field.shortness for fields in schema.FIELDS.values() for field in fields if field.kind == "text"
}
FIELDS = {name: {field.name: field for field in fields} for name, fields in schema.FIELDS.items()}


# The worlds


def texts(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(BODY[: chance.choice((12, len(BODY)))]) for _ in range(chance.randrange(most)))


def article(chance: random.Random, number: int) -> list[Document]:
    """An article and its quotations."""
    language = chance.choice(["en"] * 6 + ["de"] * 3 + [None])

    def document(collection: schema.Collection, id: str, **more: str) -> Document:
        values: dict[str, Any] = {
            "speaker": tuple(chance.sample(NAMES, chance.randrange(4))),
            "place": tuple(chance.sample(PLACES, chance.randrange(3))),
            "date": str(FIRST + timedelta(chance.randrange(100))) if chance.random() < 0.8 else "",
        }
        values = {name: value for name, value in (values | {"id": id} | more).items() if value}
        return Document(collection, id, values, language, f'{{"id":"{id}"}}')

    id = f"a{number}"
    yes = {"title": texts(chance, 8), "body": texts(chance, 60), "url": f"https://x.example/{number % 50}"}
    said = [document("quotations", f"q{number}-{at}", quote=texts(chance, 15), article=id) for at in range(number % 3)]
    return [document("articles", id, **yes), *said]


def written(folder: Path, seed: int, sizes: Iterable[int], dead: float = 0) -> list[Segment]:
    """Segments of so many articles, a share of them dead."""
    chance, segments, number = random.Random(seed), [], 0
    for at, size in enumerate(sizes):
        inverter = Inverter()
        for _ in range(size):
            inverter.add(prepared(article(chance, number)))
            number += 1
        inverter.write(path := folder / f"{at}.segment")
        segments.append(Segment(path, [one for one in range(size) if chance.random() < dead]))
    return segments


class World(NamedTuple):
    """One collection, to be asked both ways."""

    name: schema.Collection
    reader: Any
    searcher: Searcher
    collections: dict[schema.Collection, Collection]

    def found(self, tree: Tree) -> dict[int, float]:
        """The documents that we find, with their scores."""
        documents, scores = Evaluator(self.collections, self.name, LANGUAGES, []).found(tree)
        assert np.all(np.diff(documents.astype(np.int64)) > 0), "in order, each once"
        return dict(zip(documents.tolist(), scores.tolist(), strict=True))

    def expected(self, tree: Tree) -> dict[int, float]:
        """The documents that Whoosh finds, best first; asked for a number of them, it might miss some."""
        asked = translated(tree, None, self)
        return {document: score for score, document in self.searcher.search(asked, limit=None).top_n}


class Weighting(scoring.BM25F):
    """Whoosh's BM25F, a word being as rare as we hold it to be."""

    def idf(self, searcher, field, text):
        return rank.idf(searcher.doc_frequency(field, text), searcher.doc_count_all())


def world(segments: list[Segment], name: schema.Collection) -> World:
    collections = {one: Collection(segments, one, NO_SPELLINGS) for one in schema.FIELDS}
    opened = reader(segments, name, described(name, LANGUAGES))
    b = {f"{field}{end}_B": value for field, value in SHORTNESS.items() for end in ("", "_exact")}
    searcher = Searcher(opened, Weighting(K1=rank.K1, **b))
    return World(name, opened, searcher, collections)


WORLDS: dict[str, tuple[tuple[int, ...], float, schema.Collection]] = {
    "one": ((150,), 0, "articles"),
    "several": ((80, 1, 40, 3), 0, "articles"),
    "dead": ((60, 70, 5), 0.25, "articles"),
    "quotations": ((90, 60), 0.1, "quotations"),
}


@pytest.fixture(scope="module", params=WORLDS)
def some(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    sizes, dead, collection = WORLDS[request.param]
    return world(written(tmp_path_factory.mktemp(request.param), 7, sizes, dead), collection)


# Our tree as Whoosh's query


def translated(tree: Tree, field: schema.Field | None, world: World) -> query.Query:
    def again(part: Tree) -> query.Query:
        return translated(part, field, world)

    match tree:
        case And(parts):
            wanted = [again(part) for part in parts if not isinstance(part, Not)]
            unwanted = [again(part.part) for part in parts if isinstance(part, Not)]
            every = query.And(wanted) if wanted else query.Every()
            return Without(every, any_of(unwanted)) if unwanted else every
        case Or(parts):
            return any_of(again(part) for part in parts)
        case AtLeast(count, parts):  # Or's minmatch is not implemented
            return any_of(query.And(list(some)) for some in combinations(map(again, parts), count))
        case Not(part):
            return Complement(again(part))
        case Field(name, part):
            return translated(part, FIELDS[world.name][name], world)
        case ours.Range(since, until):
            return query.TermRange("date", f"{since or date.min:%Y%m%d}", f"{until or date.max:%Y%m%d}")
        case ours.Undated():
            return Complement(query.Every("date"))
        case ours.Everything() if field is None:
            return query.Every()
        case ours.Everything():
            return query.Every(f"{field.name}_value" if field.kind == "names" else field.name)
    if field is None:
        plain = [one for one in schema.FIELDS[world.name] if one.weight]
        return any_of(translated(tree, one, world) for one in plain)
    if field.kind == "key":
        return query.Term(field.name, tree.text) if isinstance(tree, Exact) else query.NullQuery
    if field.kind == "day":
        return query.NullQuery
    if field.kind == "text" and isinstance(tree, Word):
        return any_of(query.Term(field.name, key, field.weight) for key in classes(tree.text))
    return places(tree, field, world)


class Complement(query.Not):
    """A Not that is exact: Whoosh's own may find what was deleted, and then what it excludes."""

    def matcher(self, searcher, context=None):
        gone = set(self.query.matcher(searcher, searcher.boolean_context()).all_ids())
        return ListMatcher([one for one in searcher.reader().all_doc_ids() if one not in gone], all_weights=1.0)


class Without(query.Require):
    """One but not the other: AndNot may keep the first document of what it excludes, And counts a Not in the score."""

    def matcher(self, searcher, context=None):
        return RequireMatcher(self.a.matcher(searcher, context), Complement(self.b).matcher(searcher))


class Within(SpanNear):
    """A SpanNear that may be part of an Or; SpanNear2 misses long spans that begin before its reach."""

    def estimate_size(self, reader):
        return self.q.estimate_size(reader)


class AllWithin(SpanNear2):
    """A SpanNear2 that may be part of an Or in Whoosh 2.7.4 too."""

    def estimate_size(self, reader):
        return query.And(self.qs).estimate_size(reader)


def classes(word: str) -> list[str]:
    return list(dict.fromkeys([*inflections(fold(word), (*LANGUAGES, None)), fold(word)]))


def places(tree: Tree, field: schema.Field, world: World) -> query.Query:
    """As a query that has positions."""
    exact = f"{field.name}_exact" if field.kind == "text" else field.name
    weight = field.weight or 1.0
    match tree:
        case Word(text) if field.kind == "text":
            return any_of(query.Term(field.name, key) for key in classes(text))
        case Word(text) | Exact(text):
            return query.Term(exact, fold(text), weight)
        case Phrase(parts, inflected) if field.kind == "text" and not inflected:
            words = [fold(part) for part in parts]
            spelled = {tuple(inflection(word, one) for word in words) for one in (*LANGUAGES, None)}
            return any_of(query.Phrase(field.name, list(keys)) for keys in sorted(spelled))
        case Phrase(parts):
            return query.Phrase(exact, [fold(part) for part in parts], boost=weight)
        case Near(parts, distance, ordered):
            within = [places(part, field, world) for part in parts]
            if len(parts) == 2:
                return Within(*within, slop=distance + 1, ordered=ordered)
            return AllWithin(within, slop=distance + 1, ordered=ordered)
        case Or(parts):
            return any_of(places(part, field, world) for part in parts)
        case Prefix(text):
            return expanded(query.Prefix(exact, fold(text)), world)
        case Wildcard(pattern):
            found = expanded(query.Wildcard(exact, fold(pattern)), world)
            return any_of([found, places(Word(pattern.rstrip("?")), field, world)]) if pattern[-1] == "?" else found
        case Fuzzy(text, edits):
            first = 1 if edits == 2 else 0  # letters that stay
            return expanded(query.FuzzyTerm(exact, fold(text), maxdist=edits, prefixlength=first), world)
    raise AssertionError(tree)


def expanded(pattern: query.MultiTerm, world: World) -> query.Query:
    return any_of(query.Term(pattern.fieldname, text) for text in sorted(set(pattern._btexts(world.reader))))


def any_of(several: Iterable[query.Query]) -> query.Query:
    """Or, in the one of its three ways that keeps positions."""
    some = query.Or(list(several))
    some.matcher_type = query.Or.DEFAULT_MATCHER
    return some


# Generated trees


def word(chance: random.Random) -> str:
    return chance.choice([*BODY, "absent"])


def leaf(chance: random.Random) -> Tree:
    kinds: list[Callable[[], Tree]] = [
        lambda: Word(word(chance)),
        lambda: Exact(word(chance)),
        lambda: Phrase(tuple(word(chance) for _ in range(chance.randrange(1, 4))), chance.random() < 0.7),
        lambda: Prefix(word(chance)[: chance.randrange(1, 5)]),
        lambda: pattern(chance),
        lambda: Fuzzy(mistyped(chance, word(chance)), chance.choice((1, 1, 2))),
        lambda: near(chance),
    ]
    return chance.choice(kinds)()


def pattern(chance: random.Random) -> Tree:
    letters = list(word(chance).replace("?", ""))
    for _ in range(chance.randrange(1, 3)):
        letters[chance.randrange(len(letters))] = chance.choice("*?")
    return Wildcard("".join(letters)) if set(letters) - {"*", "?"} else Prefix("t")


def mistyped(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    changed = word[:at] + chance.choice(("", "e", word[at] * 2, word[at + 1 : at + 2] + word[at])) + word[at + 1 :]
    return changed if fold(changed) else word


def near(chance: random.Random) -> Tree:
    part: list[Callable[[], Tree]] = [
        lambda: Word(word(chance)),
        lambda: Exact(word(chance)),
        lambda: Phrase((word(chance), word(chance))),
        lambda: Or((Word(word(chance)), Exact(word(chance)))),
        lambda: Prefix(word(chance)[:3]),
    ]
    distance = chance.randrange(6)
    if chance.random() < 0.3:  # of three, Whoosh's free order reaches back to the first too
        return Near(tuple(chance.choice(part[:2])() for _ in range(3)), distance, True)
    return Near((chance.choice(part)(), chance.choice(part)()), distance, chance.random() < 0.5)


def named(chance: random.Random, name: str) -> Tree:
    words = [fold(one) for name in (*NAMES, *PLACES) for one in name.replace(",", "").split() if one != "!!"]

    def one() -> str:
        return chance.choice(words)

    kinds: list[Callable[[], Tree]] = [
        lambda: Word(one()),
        lambda: Exact(one().title()),
        lambda: Phrase((one(), one())),
        lambda: Phrase(("ada", "holm")),
        lambda: Prefix(one()[:2]),
        lambda: Wildcard(f"*{one()[2:]}"),
        lambda: Fuzzy(mistyped(chance, one()), 1),
        lambda: Near((Word(one()), Word(one())), chance.randrange(3), chance.random() < 0.5),
        lambda: Or((Word(one()), Phrase(("carla", "brandt")))),
        ours.Everything,
    ]
    return Field(name, chance.choice(kinds)())


def condition(chance: random.Random, name: schema.Collection) -> Tree:
    days = sorted(FIRST + timedelta(chance.randrange(-3, 110)) for _ in range(2))
    kinds: list[Callable[[], Tree]] = [
        lambda: named(chance, "speaker"),
        lambda: named(chance, "place"),
        lambda: ours.Range(chance.choice((None, days[0])), chance.choice((None, days[1]))),
        ours.Undated,
        ours.Everything,
        lambda: Field(chance.choice(sorted(SHORTNESS.keys() & FIELDS[name].keys())), leaf(chance)),
        lambda: Field(chance.choice(list(FIELDS[name])), ours.Everything()),
        lambda: Field("id", Exact(f"{name[0]}{chance.randrange(300)}")),
        lambda: Field("id", Word("a1")),
        lambda: Field("date", Word("2000")),
        lambda: Field("url" if name == "articles" else "id", Exact(f"https://x.example/{chance.randrange(60)}")),
    ]
    return chance.choice(kinds)()


def compound(chance: random.Random, part: Callable[[], Tree], depth: int = 2) -> Tree:
    def some() -> tuple[Tree, ...]:
        return tuple(compound(chance, part, depth - 1) for _ in range(chance.randrange(2, 5)))

    kinds: list[Callable[[], Tree]] = [
        lambda: And(some()),
        lambda: Or(some()),
        lambda: And((*some(), Not(part()))),
        lambda: Not(part()),
        lambda: AtLeast(2, some()),
        part,
    ]
    return chance.choice(kinds)() if depth else part()


def words_only(chance: random.Random, name: schema.Collection) -> Tree:
    """What ranks: and, or, not of words; Whoosh takes the same word said twice as once where there are three."""
    words = [Word(one) for one in chance.sample(BODY, 5)]
    field = chance.choice(sorted(SHORTNESS.keys() & FIELDS[name].keys()))
    return chance.choice(
        [
            words[0],
            And(tuple(words[:2])),
            Or(tuple(words)),
            And((words[0], Or((words[1], words[2])))),
            And((Or((words[0], words[1])), Not(words[2]))),
            And((words[0], Not(words[1]))),
            Or((And((words[0], words[1])), Field(field, words[2]), Exact(words[3].text))),
            And((Exact(words[0].text), Or((words[1], words[2])))),
        ]
    )


# The laws


def test_leaves_find_the_same(some: World) -> None:
    chance = random.Random(1)
    same(some, [leaf(chance) for _ in range(2 * QUERIES)])


def test_conditions_find_the_same(some: World) -> None:
    chance = random.Random(2)
    same(some, [condition(chance, some.name) for _ in range(2 * QUERIES)])


def test_compounds_find_the_same(some: World) -> None:
    chance = random.Random(3)
    parts = (leaf, lambda chance: condition(chance, some.name))
    same(some, [compound(chance, lambda: chance.choice(parts)(chance)) for _ in range(QUERIES)])


def same(some: World, trees: list[Tree]) -> None:
    found = 0
    for tree in trees:
        mine = some.found(tree)
        assert sorted(mine) == sorted(some.expected(tree)), repr(tree)
        found += bool(mine)
    assert found > len(trees) / 4, "too few of the trees find anything"


def test_words_rank_the_same(some: World) -> None:
    if some.reader.has_deletions():
        pytest.skip("Whoosh counts the dead among all documents: see the next test")
    chance = random.Random(4)
    for tree in (words_only(chance, some.name) for _ in range(QUERIES)):
        mine, expected = some.found(tree), some.expected(tree)
        assert mine == pytest.approx(expected, rel=1e-3), repr(tree)
        scores = [mine[document] for document in expected]
        assert all(earlier > later - 1e-4 for earlier, later in pairwise(scores)), repr(tree)


def test_a_limit_loses_nothing(some: World) -> None:
    """Over its own files Whoosh may miss better documents when it is asked for ten: the reader offers no shortcuts."""
    chance = random.Random(5)
    for _ in range(QUERIES // 2):
        asked = translated(Or(tuple(Word(word) for word in chance.sample(BODY, 4))), None, some)
        ten = [score for score, _ in some.searcher.search(asked, limit=10).top_n]
        every = [score for score, _ in some.searcher.search(asked, limit=None).top_n]
        assert ten == pytest.approx(every[:10]), asked


def test_the_dead_leave_no_trace_in_the_ranking(tmp_path: Path) -> None:
    segments = written(tmp_path, 5, (60, 30, 50), dead=0.3)
    merge(segments, tmp_path / "merged")
    for name in schema.FIELDS:
        before, after = world(segments, name), world([Segment(tmp_path / "merged")], name)
        alive = before.collections[name].all.tolist()
        chance = random.Random(6)
        for tree in (*(words_only(chance, name) for _ in range(40)), *(leaf(chance) for _ in range(80))):
            found = before.found(tree)
            assert [alive[one] for one in after.found(tree)] == list(found), repr(tree)
            assert list(after.found(tree).values()) == pytest.approx(list(found.values()), rel=1e-5), repr(tree)


def nested(chance: random.Random, depth: int = 2) -> Tree:
    """Words joined, or such trees joined."""
    parts: list[Tree] = [Word(one) for one in chance.choices(BODY[:20], k=chance.randrange(2, 5))]
    while depth and chance.random() < 0.5:
        parts[chance.randrange(len(parts))] = nested(chance, depth - 1)
    joined = chance.choice((And, Or, AtLeast))
    return AtLeast(2, tuple(parts)) if joined is AtLeast else joined(tuple(parts))


def test_what_is_looked_up_among_the_best_is_as_among_all(some: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few documents words are looked up in, the best are those of looking everywhere."""
    chance = random.Random(9)
    both = And((Word("treaty"), Word("and"))), And((Word("lined"), Word("a"), Word("Linie")))
    several = Or((Word("fishes"), Word("red"), Or(both), Word("a")))
    for number in range(QUERIES):
        tree = nested(chance) if number else several  # *and* adds to what has no *treaty* and scores less
        wanted = chance.randrange(1, 12) if number else 3
        ranked = []
        for frequent, look in ((10**9, 1), (0, 1), (0, 10**9)):
            monkeypatch.setattr(best, "FREQUENT", frequent)
            monkeypatch.setattr(best, "FIRST_LOOK", look)
            asked = Evaluator(some.collections, some.name, LANGUAGES, [])
            found = best.best(asked, tree, asked.found(tree), wanted)
            ranked.append(sorted(found.scores.tolist(), reverse=True)[:wanted])
        assert ranked[1] == pytest.approx(ranked[0], rel=1e-4), tree
        assert ranked[2] == pytest.approx(ranked[0], rel=1e-4), tree


def test_side_by_side_is_what_phrases_find(some: World) -> None:
    chance = random.Random(11)
    asked = Evaluator(some.collections, some.name, LANGUAGES, [])
    found = 0
    for pair in ((word(chance), word(chance)) for _ in range(2 * QUERIES)):
        for field in asked.collection.text.values():
            for text in field.texts:
                among = np.flatnonzero(np.array([chance.random() < 0.7 for _ in text.lengths])).astype(np.uint32)
                inflected, exact = set(), set()
                for words in asked.typed(pair, text):
                    ranks, typed = best.side_by_side(*words, among)
                    there = among[ranks]
                    inflected.update(there.tolist())
                    exact.update(there[typed].tolist())
                assert inflected == set(asked.beside(Phrase(pair, exact=False), text, among).tolist()), pair
                assert exact == set(asked.beside(Phrase(pair), text, among).tolist()), pair
                found += len(inflected)
    assert found > QUERIES
