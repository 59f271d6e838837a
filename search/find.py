"""The only door to an index: a question in, results out; the command, the JSON and the pages all come through it."""

from __future__ import annotations

import dataclasses
import re
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from index.errors import QueryError
from index.names import Names
from index.schema import QUOTATION_HEAD
from index.tokens import folded_words, tokens
from search import advice, days, engines, grammar, limits
from search.engines import Choice, Question, Reader, Row
from search.explain import explain
from search.passages import Mark, Marker, marked, passages, wanted, worth
from search.query import AtLeast, Everything, Exact, Field, Not, Phrase, Query, Range, Tree, Word, all_of
from search.results import About, Hit, Passage, Quotation, Results, Suggestion

if TYPE_CHECKING:
    from index.model import Article, Quote

ALIKE = 3  # of the telling words of an article that one like it has at least

SAME_WORDS = 6  # that two quotations have one behind the other, to be the same
VERSIONS = 10  # of one quotation that are shown


def find(query: Query, location: str, today: date | None = None) -> Results:
    """Answer a question from the index at a location.

    `today` is what relative dates count from. Raises QueryError for a question that cannot be understood and
    EngineError for an index that cannot be used.
    """
    began = time.perf_counter()
    today = today or date.today()
    tree, notices = grammar.parse(query.text, today)
    said = list(notices)
    reader = engines.opened(location)
    question = _question(query, tree, reader, today, said)
    answer = reader.ask(question)
    results = Results(
        query=query.text,
        explained=explain(query, tree),
        notices=(*said, *answer.notices),
        total=answer.total,
        hits=_hits(answer.rows, tree, query, reader.names),
        facets=answer.facets,
        took_ms=(time.perf_counter() - began) * 1000,
    )
    if answer.total < advice.FEW and query.limit:
        results = _advised(results, query, tree, question, reader)
        results = dataclasses.replace(results, took_ms=(time.perf_counter() - began) * 1000)
    return results


def _question(query: Query, tree: Tree, reader: Reader, today: date, notices: list[str]) -> Question:
    """What an engine is asked."""
    asked = [_relaxed(tree, query), *_between(query, today, notices)]
    if query.like:
        asked.append(_alike(query.like, reader))
    return Question(
        collection="quotations" if query.quotes else "articles",
        tree=all_of(asked),
        choices=_choices(query),
        sort=query.sort or ("newest" if isinstance(tree, Everything) and not query.like else "best"),
        limit=min(max(query.limit, 0), limits.HITS),
        offset=max(query.offset, 0),
        facets=query.facets,
        texts=query.passages and not query.quotes,
        today=today,
        values=query.values,
        group=query.group and not query.quotes,
    )


def _hits(rows: Iterable[Row], tree: Tree, query: Query, names: Names) -> tuple[Hit, ...] | tuple[Quotation, ...]:
    return cast("tuple[Hit, ...] | tuple[Quotation, ...]", tuple(_each(rows, tree, query, names)))


def _each(rows: Iterable[Row], tree: Tree, query: Query, names: Names) -> Iterator[Hit | Quotation]:
    if query.quotes:
        said = Marker(wanted(tree, "quote"))
        return (_quotation_hit(row, said, names) for row in rows)
    titles, bodies = Marker(wanted(tree, "title")), Marker(wanted(tree, "body") if query.passages else ())
    return (_hit(row, titles, bodies, tree, query, names) for row in rows)


def _advised(results: Results, query: Query, tree: Tree, question: Question, reader: Reader) -> Results:
    """The results with what to ask instead."""

    def suggestion(other: Query, without: str = "") -> Suggestion:
        asked = _question(other, grammar.parse(other.text, question.today).tree, reader, question.today, [])
        return Suggestion(other, reader.ask(dataclasses.replace(asked, limit=0, facets=())).total, without)

    better = advice.respelt(tree, lambda word: reader.meant(word, question.collection))
    if better != tree:
        other = suggestion(dataclasses.replace(query, text=str(better), offset=0))
        results = dataclasses.replace(results, did_you_mean=other if other.total > results.total else None)
    if results.total:
        return results
    left = [
        # Without its "with" and the mark that ends it; an exclusion as it is typed.
        suggestion(part.without, re.sub("^without ", "-", part.text[:-1].removeprefix("with ")))
        for part in results.explained[: advice.PARTS]
        if part.without
    ]
    instead = tuple(one for one in left if one.total) if len(left) > 1 else ()
    nearest = advice.nearest(tree) if query.match == "all" else None
    if nearest is None:
        return dataclasses.replace(results, instead=instead)
    asked = _question(query, nearest, reader, question.today, [])
    rows = reader.ask(dataclasses.replace(asked, limit=advice.NEAREST, offset=0, facets=())).rows
    return dataclasses.replace(results, instead=instead, nearest=_hits(rows, tree, query, reader.names))


def every(
    query: Query, location: str, today: date | None = None, limit: int | None = None
) -> Iterator[Hit | Quotation]:
    """All hits of a question in their order, from its offset on, or `limit` of them; few are in memory at a time.

    Raises as `find`, when it is called.
    """
    tree = grammar.parse(query.text, today).tree
    reader = engines.opened(location)
    question = _question(query, tree, reader, today or date.today(), [])
    rows = reader.every(dataclasses.replace(question, limit=sys.maxsize if limit is None else limit, facets=()))
    return _each(rows, tree, query, reader.names)


def quotation(location: str, id: str) -> tuple[Article, Quote] | None:
    """The quotation with this id and the article it stands in, or None; raises EngineError."""
    reader = engines.opened(location)
    question = _question(Query(quotes=True, limit=1), Field("id", Exact(id)), reader, date.today(), [])
    row = next(iter(reader.every(question)), None)
    found = article(location, row.head["article"]["id"]) if row else None
    return next(((found, quote) for quote in found.quotes if quote.id == id), None) if found else None


def versions(quote: Quote, location: str) -> tuple[Quotation, ...]:
    """Quotations of other articles that have the same words, or begin with them, the oldest first.

    Of a few words alone there are none: many say "No comment".
    """
    words = folded_words(quote.quote)[:SAME_WORDS]
    if len(words) < SAME_WORDS:
        return ()
    found = find(Query(f'"{" ".join(words)}"', quotes=True, sort="oldest", limit=VERSIONS + 1), location).hits
    others = (hit for hit in found if isinstance(hit, Quotation) and hit.id != quote.id)
    return tuple(others)[:VERSIONS]


def article(location: str, id: str) -> Article | None:
    """The article with this id, or None; raises EngineError."""
    from index.model import Article  # 5 ms that a list of hits does without

    reader = engines.opened(location)
    found = reader.stored([id])
    return _named(Article.from_dict(found[0]), reader.names) if found else None


def _named(article: Article, names: Names) -> Article:
    """An article with its speakers under the names by which the archive knows them."""
    quotes = (
        dataclasses.replace(quote, speaker=names.canonical(quote.speaker)) if quote.speaker else quote
        for quote in article.quotes
    )
    speakers = dict.fromkeys(map(names.canonical, article.speakers))
    return dataclasses.replace(article, speakers=tuple(speakers), quotes=tuple(quotes))


def _relaxed(tree: Tree, query: Query) -> Tree:
    """The tree with as many of its words required as the question says."""
    if query.match == "all":
        return tree
    return advice.relaxed(tree, advice.most if query.match == "most" else lambda words: 1)


def _alike(id: str, reader: Reader) -> Tree:
    """The condition to have some of the telling words of an article, and not to say the same."""
    about = reader.about(id)
    if about is None:
        raise QueryError(f"There is no article “{id}” in this index. Its id stands in the results as JSON: --json")
    words, ids = about
    same = (Not(Field("article", Exact(one))) for one in ids)
    if not words:
        return all_of([Not(Everything())])
    return all_of([AtLeast(min(ALIKE, len(words)), tuple(map(Word, words))), *same])


def _between(query: Query, today: date, notices: list[str]) -> list[Tree]:
    """The conditions of `since` and `until`."""
    bounds: list[Tree] = []
    for name, text in (("since", query.since), ("until", query.until)):
        if text:
            span = days.interval(text, today, notices)
            bounds.append(Range(span.since, None) if name == "since" else Range(None, span.until))
    return bounds


def _choices(query: Query) -> tuple[Choice, ...]:
    """The filters by field, the excluded values apart."""
    names = dict.fromkeys(name for name, _ in query.filters)
    choices = []
    for name in names:
        values = [value for other, value in query.filters if other == name and value.strip("- ")]
        excluded = tuple(value[1:] for value in values if value.startswith("-"))
        choices.append(Choice(name, tuple(value for value in values if not value.startswith("-")), excluded))
    return tuple(choices)


def _hit(row: Row, titles: Marker, bodies: Marker, tree: Tree, query: Query, names: Names) -> Hit:
    head, language = row.head, row.head["language"]
    title = titles.marked(head["title"], language)
    shown: tuple[Passage, ...] = ()
    quotes: list[tuple[dict[str, Any], list[Mark]]] = []
    if query.passages:
        text = row.rest["text"]
        body = bodies.marked(text, language)
        quotes = _best_quotations(row, tree, query, names)
        told = [(quote["start"], quote["end"]) for quote, _ in quotes if quote["field"] == "text"]
        outside = [mark for mark in body if not any(start <= mark.start < end for start, end in told)]
        shown = passages(text, outside) if outside or not body else ()  # nothing is shown twice
    return Hit(
        id=head["id"],
        title=head["title"],
        title_marks=_spans(title),
        url=head["url"],
        outlet=head["outlet"],
        authors=tuple(head["authors"]),
        date=_day(head),
        language=language,
        place=(head["dateline"] or {}).get("place"),
        speakers=tuple(dict.fromkeys(map(names.canonical, head["speakers"]))),
        score=round(row.score, 4),
        passages=shown,
        quotes=tuple(_quotation(quote, marks, names) for quote, marks in quotes) if quotes else (),
        also=tuple(map(_about, row.also)) if row.also else (),
    )


def _quotation_hit(row: Row, said: Marker, names: Names) -> Quotation:
    article = row.head["article"]
    about = _about(article)
    marks = said.marked(row.head["quote"], article["language"])
    return dataclasses.replace(
        _quotation(row.head, marks, names),
        score=round(row.score, 4),
        article=about,
        date=row.head["date"] or about.date,
    )


def _about(head: dict[str, Any]) -> About:
    names = {name: head[name] for name in ("id", "title", "outlet", "url", "language")}
    return About(date=_day(head), authors=tuple(head["authors"]), **names)


def _day(head: dict[str, Any]) -> str | None:
    return (head["published"] or "")[:10] or None


def _best_quotations(row: Row, tree: Tree, query: Query, names: Names) -> list[tuple[dict[str, Any], list[Mark]]]:
    """The quotations of an article that answer best: by the speaker asked for, with the words asked for, marked."""
    asked = wanted(tree, "speaker") + tuple(
        Phrase(tuple(folded_words(value)))
        for name, value in query.filters
        if name == "speaker" and not value.startswith("-") and any(tokens(value))
    )
    words = wanted(tree, "quote")
    quotes: list[dict[str, Any]] = row.rest["quotes"]
    theirs = [
        quote
        for quote in quotes
        if quote["speaker"] and any(marked(name, asked, None) for name in names.variants(quote["speaker"]))
    ]
    found = [(quote, marked(quote["quote"], words, row.head["language"])) for quote in theirs or quotes]
    if words and not theirs:
        found = [(quote, marks) for quote, marks in found if marks]
    found.sort(key=lambda pair: -worth(pair[1]))
    return found[: limits.QUOTATIONS]


def _quotation(stored: dict[str, Any], marks: list[Mark], names: Names) -> Quotation:
    shown = {name: stored[name] for name in QUOTATION_HEAD}
    return Quotation(marks=_spans(marks), **shown | {"speaker": shown["speaker"] and names.canonical(shown["speaker"])})


def _spans(marks: list[Mark]) -> tuple[tuple[int, int], ...]:
    return tuple((mark.start, mark.end) for mark in marks) if marks else ()
