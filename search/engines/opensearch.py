"""The reading half of the OpenSearch engine: questions to the index that an alias names; see index/cluster.py."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import islice
from typing import Any, TypeVar

from index import cluster, schema
from index.cluster import DEEPEST
from index.errors import EngineError, MissingIndex, QueryError
from index.tokens import fold, inflection, tokens
from search import limits, rank
from search.engines import Answer, Question, Row, alike, copies, misspelt
from search.engines.aggregations import Facets
from search.engines.clauses import Clause, Clauses, any_of, classes, exists, terms_of
from search.engines.copies import DAYS, Signed
from search.engines.spellings import Spellings
from search.passages import marked, wanted
from search.query import Everything, Field, Near, Or, Tree, Word
from search.shapes import distance

FRESH = 1.0  # seconds for which the generation in service is not looked up again
BATCH = 500  # hits that are read at a time where all are asked for
TOGETHER = 500  # terms that are counted at once
KEPT = 1 << 16  # terms whose counts are remembered
KEEP = "5m"  # how long OpenSearch keeps what an export reads, between one batch and the next
FOLDED = 1_000  # near copies at most that are folded on one page
CHAINED = 2_000  # articles at most in which chains of near words are looked for one by one
CHAINS = 256  # of which it is remembered where they are
SAMPLE = 50  # documents in which words are looked for that begin as somebody types
ROUNDS = 3  # so many times, each time in those that have none of the words that were found
CANDIDATES = 3  # times as many words are counted as are wanted

Given = TypeVar("Given")
Key = TypeVar("Key", bound=Hashable)

_open: dict[str, tuple[float, OpenSearchReader]] = {}  # with when the generation was looked up
_opening = threading.Lock()


def _limit() -> dict[str, str]:
    return {"timeout": f"{limits.SECONDS}s"}


@contextmanager
def _in_time() -> Iterator[None]:
    """Say of a search that takes too long what to do; raises QueryError."""
    try:
        yield
    except cluster.TooLate as error:
        late = f"This query takes longer than {limits.SECONDS} seconds. Ask for less, or for rarer words."
        raise QueryError(late) from error


def reader(location: str) -> OpenSearchReader:
    """The reader of the generation in service, opened once; see engines.opened."""
    known = _open.get(location)
    if known is None or time.monotonic() - known[0] > FRESH:
        with _opening:
            generation = cluster.generation(location, local=True)
            same = known is not None and known[1].generation.version == generation.version
            found = known[1] if known and same else OpenSearchReader(location, generation)
            known = _open[location] = time.monotonic(), found
    return known[1]


class OpenSearchReader:
    """One generation; see engines.Reader."""

    def __init__(self, location: str, generation: cluster.Generation) -> None:
        self.location = location
        self.generation = generation
        record = cluster.record_of(location, generation.called)
        self.languages = record.languages
        self.names = record.names
        self.spellings = Spellings(self.names)
        self.sizes: dict[schema.Collection, int] = {"articles": record.articles, "quotations": record.quotations}
        self._counts: dict[tuple[str, str], int] = {}
        self._chains: dict[tuple[Tree, str], Clause] = {}

    @cached_property
    def spelled(self) -> list[tuple[str, ...]]:
        """The names of each speaker that has several, the one with most of them first."""
        return sorted(self.names.speakers(), key=len, reverse=True)

    def ask(self, question: Question) -> Answer:
        """Everything that matches, counted; the page asked for; the facets."""
        return self._there(lambda one: _Asking(one, question).answer())

    def every(self, question: Question) -> Iterator[Row]:
        """The hits asked for, some at a time, all of one generation."""
        return self._there(lambda one: _Asking(one, question).every())

    def meant(self, word: str, collection: schema.Collection) -> str | None:
        """A far more frequent word of the index that is spelt nearly so, if there is one."""
        return self._there(lambda one: one._meant(fold(word), collection))

    def _meant(self, word: str, collection: schema.Collection) -> str | None:
        plain = [field.name for field in schema.FIELDS[collection] if field.weight]
        return misspelt.chosen(word, partial(self._inflected, fields=plain), partial(self._near, word, plain))

    def _near(self, word: str, fields: Sequence[str], edits: int) -> set[str]:
        """Words of the index that are so many edits away."""
        asked = {"size": 50, "suggest_mode": "always", "max_edits": edits, "prefix_length": 2 * (edits - 1)}
        term = asked | {"min_word_length": 1, "sort": "frequency", "accuracy": 0.01, "max_inspections": 50}
        body = {name: {"text": word, "term": term | {"field": f"{name}_exact"}} for name in fields}
        answer = self.search({"size": 0, "suggest": body})["suggest"]
        near = {one["text"] for name in fields for part in answer[name] for one in part["options"]}
        return {other for other in near if distance(word, other) == edits}

    def _inflected(self, words: Iterable[str], fields: Sequence[str]) -> Counter[str]:
        """In how many documents words stand, in any inflection; only of words that stand somewhere."""
        some = list(words)
        keys = {word: classes(word, (*self.languages, None)) for word in some}
        wanted = [(name, key) for name in fields for word in some for key in keys[word]]
        counts = self.counts(wanted)
        return Counter({word: sum(counts[name, key] for name in fields for key in keys[word]) for word in some})

    def about(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The most telling words of an article, and its id with those of its near copies."""
        return self._there(lambda one: one._about(id))

    def _about(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        found = self._documents([id], ["head", "rest", "date", "near", "signature"])
        if not found:
            return None
        size = self.sizes["articles"]

        def count(keys: Sequence[str]) -> list[int]:
            counts = self.counts([("body", key) for key in keys])
            return [counts["body", key] for key in keys]

        words = alike.telling(found[0]["head"] | found[0]["rest"], count, lambda number: rank.idf(number, size))
        also = near_copies(self, found, 0, [_Asking(self, NOTHING_ASKED).clauses.whole])[0]
        return words, (id, *(one["head"]["id"] for one in also))

    def stored(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The stored JSON of these articles."""
        wanted = list(ids)
        return self._there(
            lambda one: [found["head"] | found["rest"] for found in one._documents(wanted, ["head", "rest"])]
        )

    def _documents(self, ids: Sequence[str], parts: Sequence[str]) -> list[dict[str, Any]]:
        """Some of what is stored of articles."""
        keys = [cluster.id_of("articles", id) for id in ids]
        body = {"size": len(keys), "query": {"ids": {"values": keys}}, "_source": parts}
        hits = self.search(body)["hits"]["hits"] if keys else []
        found = {hit["_id"]: hit["_source"] for hit in hits}
        return [found[key] for key in keys if key in found]

    def completions(self, name: str, words: Sequence[str], limit: int) -> list[tuple[str, int]]:
        """What folded words that are being typed may become."""
        names = {field.name for field in schema.FIELDS["articles"] if field.kind == "names"}
        if name in names:
            return self._there(lambda one: one._names(name, words, limit))
        return self._there(lambda one: one._words(name, words[-1], limit))

    def _names(self, name: str, words: Sequence[str], limit: int) -> list[tuple[str, int]]:
        asking = _Asking(
            self, replace(NOTHING_ASKED, values=replace(NOTHING_ASKED.values, find=" ".join(words), limit=limit))
        )
        found = asking.facets.beginning(name, [asking.clauses.whole])
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _words(self, name: str, beginning: str, limit: int) -> list[tuple[str, int]]:
        """Words that begin so: those of some documents, then those of some that have none of these."""
        collection: schema.Collection = "quotations" if name == "quote" else "articles"
        fields = [name] if name else [field.name for field in schema.FIELDS[collection] if field.weight]
        there = any_of({"prefix": {f"{field}_exact": beginning}} for field in fields)
        often: Counter[str] = Counter()
        spelt: dict[str, set[str]] = defaultdict(set)
        for _ in range(ROUNDS):
            known = [{"terms": {f"{field}_exact": sorted(set().union(*spelt.values()))}} for field in fields]
            body = {
                "size": SAMPLE,
                "query": {"bool": {"filter": [there], "must_not": known}},
                "_source": list(dict.fromkeys(part for field in fields for part in TEXTS[field])),
            }
            hits = self.search(body)["hits"]["hits"]
            for hit in hits:
                texts = [_text(hit["_source"], field, ()) for field in fields]
                words = {token.word for text, *_ in texts for token in tokens(text) if token.word.startswith(beginning)}
                of = {word: inflection(word, texts[0][2]) for word in words}
                often.update(set(of.values()))
                for word, key in of.items():
                    spelt[key].add(word)
            if len(hits) < SAMPLE:
                break
        frequent = [
            min(spelt[key], key=lambda word: (len(word), word)) for key, _ in often.most_common(limit * CANDIDATES)
        ]
        trees: dict[str, Tree] = {word: Field(name, Word(word)) if name else Word(word) for word in frequent}
        asking = _Asking(self, replace(NOTHING_ASKED, tree=Or(tuple(trees.values()))))
        found = self.tell({word: asking.clauses.clause(tree) for word, tree in trees.items()})
        ranked = sorted(((word, count) for word, count in found.items() if count), key=lambda pair: (-pair[1], pair[0]))
        return ranked[:limit]

    def chained(self, clauses: Clauses, tree: Near, field: schema.Field, near: Clause) -> Clause:
        """The documents in which words that are near one another by twos are in one chain, by a look at each text."""
        key = tree, field.name
        if (found := self._chains.get(key)) is None:
            whole = {"bool": {"filter": [near, clauses.whole]}}
            parts = [*TEXTS[field.name], "number"]
            hits = self.search({"size": CHAINED, "query": whole, "_source": parts})["hits"]["hits"]
            words = wanted(tree, field.name)
            numbers = [hit["_source"]["number"] for hit in hits if marked(*_text(hit["_source"], field.name, words))]
            found = {"terms": {"number": numbers}} if len(hits) < CHAINED else near
            if len(self._chains) >= CHAINS:
                self._chains = {}
            self._chains[key] = found
        return found

    # Asking the server

    def counts(self, terms: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        """In how many documents terms of fields stand; what is known of them is not asked again."""
        asked, known = list(dict.fromkeys(terms)), self._counts
        found = {term: known[term] for term in asked if term in known}
        missing = [term for term in asked if term not in found]
        for first in range(0, len(missing), TOGETHER):
            some = missing[first : first + TOGETHER]
            # Counted each by itself, a term need not be looked for in the documents: it knows in how many it stands.
            each = self.searches({"size": 0, "query": {"term": {field: key}}} for field, key in some)
            found |= {term: answer["hits"]["total"]["value"] for term, answer in zip(some, each, strict=True)}
        if len(known) + len(missing) > KEPT:  # other threads go on with the former ones
            self._counts = {}
        self._counts |= found
        return found

    def tell(self, clauses: Mapping[Key, Clause], matching: Sequence[Clause] = ()) -> dict[Key, int]:
        """How many of the documents that match some clauses, or of all, match each of others."""
        if not clauses:
            return {}
        several = {str(at): clause for at, clause in enumerate(clauses.values())}
        body = {
            "size": 0,
            "track_total_hits": False,
            "query": {"bool": {"filter": [*matching, any_of(clauses.values())]}},
            "aggs": {"counts": {"filters": {"filters": several}}},
        }
        buckets = self.search(body)["aggregations"]["counts"]["buckets"]
        return {key: buckets[str(at)]["doc_count"] for at, key in enumerate(clauses)}

    def search(self, body: dict[str, Any]) -> Any:
        """What the index answers to a search; raises QueryError where that takes too long."""
        params = {"allow_partial_search_results": "false"}
        if self.generation.meta.get("shards", 1) > 1:  # then the length of texts on the whole is that of all shards
            params["search_type"] = "dfs_query_then_fetch"
        path = "/_search" if "pit" in body else f"/{self.generation.called}/_search"
        with _in_time():
            answer = cluster.request(self.location, "POST", path, body | _limit(), **params)
            if answer["timed_out"]:
                raise cluster.TooLate
        return answer

    def searches(self, bodies: Iterable[dict[str, Any]]) -> list[Any]:
        """What the index answers to several searches that do not rank, all of them counted; raises as `search`."""
        head = json.dumps({"allow_partial_search_results": False})
        always = {"track_total_hits": True} | _limit()
        lines = "".join(f"{head}\n{json.dumps(body | always)}\n" for body in bodies)
        with _in_time():
            answers = cluster.request(self.location, "POST", f"/{self.generation.called}/_msearch", lines)["responses"]
            for answer in answers:
                if "error" in answer:
                    raise cluster.refusal(self.location, answer["status"], answer)
                if answer["timed_out"]:
                    raise cluster.TooLate
        return list(answers)

    def _there(self, answer: Callable[[OpenSearchReader], Given]) -> Given:
        """An answer of this generation, or, where that has been cleared away since, of the one in service."""
        one = self
        while True:
            try:
                return answer(one)
            except MissingIndex:
                _open.pop(self.location, None)
                newer = reader(self.location)
                if newer.generation.version == one.generation.version:
                    raise
                one = newer


TEXTS = {  # what is stored of the text of a field, and of its language
    "title": ("head.title", "head.language"),
    "body": ("rest.text", "head.language"),
    "quote": ("head.quote", "about.language"),
}
NOTHING_ASKED = Question("articles", Everything(), (), "newest", 0, 0, (), False, date.min)


class _Asking:
    """One question on its way to an answer."""

    def __init__(self, reader: OpenSearchReader, question: Question) -> None:
        self.reader = reader
        self.question = question
        self.notices: list[str] = []
        counts = reader.counts(terms_of(question.tree, question.collection, reader.languages))
        self.clauses = Clauses(
            question.collection, reader.languages, reader.spellings, reader.sizes, counts, reader.chained
        )
        self.facets = Facets(reader, question, self.clauses, self.notices)

    def answer(self) -> Answer:
        question = self.question
        body = self.asked()
        first, end = question.offset, question.offset + question.limit
        deep = end > DEEPEST
        answer = self.reader.search(
            body
            | {"aggs": self.facets.asked(), "track_total_hits": True}
            | (
                {"size": 0}
                if deep
                else {"from": 0 if question.group else first, "size": end if question.group else question.limit}
            )
        )
        total = answer["hits"]["total"]["value"]
        rows = islice(self.every(), question.limit) if deep else self.page(answer["hits"]["hits"], body, total)
        return Answer(
            total=total,
            rows=tuple(rows),
            facets=self.facets.told(answer.get("aggregations", {})),
            notices=tuple(dict.fromkeys(self.notices)),
        )

    def asked(self) -> dict[str, Any]:
        """The body of a search."""
        question = self.question
        best = question.sort == "best"
        body: dict[str, Any] = {
            "query": self.clauses.question(question.tree, ranked=best and bool(question.limit)),
            "sort": self.order(),
            "_source": self.shown,
        }
        if not best:
            body["track_scores"] = True
        if self.facets.filters:
            body["post_filter"] = {"bool": {"filter": list(self.facets.filters.values())}}
        return body

    @property
    def shown(self) -> list[str]:
        """What is wanted of each hit."""
        parts = ["head", "about"] if self.question.collection == "quotations" else ["head"]
        parts += ["rest"] if self.question.texts else []
        return parts + (["near", "signature", "date"] if self.question.group else [])

    def order(self) -> list[dict[str, Any]]:
        oldest = self.question.sort == "oldest"
        days = {"date": {"order": "asc" if oldest else "desc", "missing": "_last"}}
        score: list[dict[str, Any]] = [{"_score": "desc"}] if self.question.sort == "best" else []
        return [*score, days, {"number": "asc"}]

    # Rows

    def page(self, hits: Sequence[dict[str, Any]], body: dict[str, Any], total: int) -> list[Row]:
        """The rows of the page asked for, each alone or for all its near copies."""
        question = self.question
        if not question.group or not question.limit:
            return [self.row(hit) for hit in hits]
        first, end = question.offset, question.offset + question.limit
        looked, last = end, min(total, DEEPEST)
        while (
            len(shown := copies.first_of_all(_known_by([hit["_source"] for hit in hits]), end)) < end and looked < last
        ):
            looked = min(2 * looked, last)
            hits = self.reader.search(body | {"size": looked})["hits"]["hits"]
        leaders = [hits[at] for at in shown]
        matching = [body["query"], *body.get("post_filter", {"bool": {"filter": []}})["bool"]["filter"]]
        also = near_copies(self.reader, [hit["_source"] for hit in leaders], first, matching)
        return [
            self.row(hit, tuple(one["head"] for one in others))
            for hit, others in zip(leaders[first:], also, strict=True)
        ]

    def row(self, hit: dict[str, Any], also: tuple[dict[str, Any], ...] = ()) -> Row:
        source = hit["_source"]
        head = source["head"] | ({"article": source["about"]} if "about" in source else {})
        return Row(hit["_score"] or 0.0, head, source.get("rest", {}), also)

    def every(self) -> Iterator[Row]:
        """All hits from the offset on, or as many as are asked for, in their order."""
        body = self.asked()
        asked = f"/{self.reader.generation.called}/_search/point_in_time"
        whole = {"keep_alive": KEEP, "allow_partial_pit_creation": "false"}
        pit = cluster.request(self.reader.location, "POST", asked, **whole)["pit_id"]
        return self.batches(body, pit)

    def batches(self, body: dict[str, Any], pit: str) -> Iterator[Row]:
        question = self.question
        left, skipped, after = question.limit, question.offset, None
        try:
            while left > 0:
                size = min(BATCH if not skipped else 10_000, left + skipped)
                asked = body | {"size": size, "pit": {"id": pit, "keep_alive": KEEP}, "track_total_hits": False}
                if after:
                    asked["search_after"] = after
                hits = self.reader.search(asked)["hits"]["hits"]
                for hit in hits[skipped : skipped + left]:
                    yield self.row(hit)
                left -= max(len(hits) - skipped, 0)
                skipped = max(skipped - len(hits), 0)
                if len(hits) < size:
                    return
                after = hits[-1]["sort"]
        except MissingIndex as error:
            why = f"the index was deleted, or nobody asked for more hits for {KEEP}"
            raise EngineError(f"What was being read is gone: {why}. Ask again.") from error
        finally:
            with suppress(EngineError):  # it ends by itself
                cluster.request(self.reader.location, "DELETE", "/_search/point_in_time", {"pit_id": [pit]})


def near_copies(
    reader: OpenSearchReader, leaders: Sequence[dict[str, Any]], since: int, matching: Sequence[Clause]
) -> list[list[dict[str, Any]]]:
    """Of each of some articles from `since` on, its near copies among what matches, the newest first."""
    found: list[list[dict[str, Any]]] = [[] for _ in leaders[since:]]
    alike = [_alike(one) for one in leaders if one.get("near")]
    if not alike:
        return found
    body = {
        "size": FOLDED,
        "query": {"bool": {"filter": [*matching, any_of(alike)]}},
        "sort": [{"date": {"order": "desc", "missing": "_last"}}, {"number": "asc"}],
        "_source": ["head", "near", "signature", "date"],
    }
    known = {one["head"]["id"] for one in leaders}
    others = [hit["_source"] for hit in reader.search(body)["hits"]["hits"]]
    others = [one for one in others if one["head"]["id"] not in known]
    if not others:
        return found
    them, theirs = _known_by(leaders), _known_by(others)
    taken: set[int] = set()
    for number in range(len(leaders)):
        mine = [at for at in theirs.close(slice(None), them, number).nonzero()[0].tolist() if at not in taken]
        taken.update(mine)
        if number >= since:
            found[number - since] = [others[at] for at in mine]
    return found


def _alike(article: dict[str, Any]) -> Clause:
    """What has a key of an article and is about as old."""
    keys: Clause = {"terms": {"near": article["near"]}}
    if not article.get("date"):
        return keys
    day = date.fromisoformat(article["date"])
    around = {"gte": str(_moved(day, -DAYS)), "lte": str(_moved(day, DAYS))}
    undated = {"bool": {"must_not": [exists("date")]}}
    return {"bool": {"filter": [keys, any_of([{"range": {"date": around}}, undated])]}}


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        return day


def _text(source: dict[str, Any], field: str, words: tuple[Tree, ...]) -> tuple[str, tuple[Tree, ...], str | None]:
    """The text of a field, words to look for in it, and its language, as passages.marked takes them."""
    head = source["head"]
    text = source["rest"]["text"] if field == "body" else head[field]
    return text, words, (source.get("about") or head)["language"]


def _known_by(articles: Sequence[dict[str, Any]]) -> Signed:
    return Signed.told([(one.get("signature", ""), one.get("near", ()), one.get("date")) for one in articles])
