"""The index as a Whoosh index: read, searched and written by Whoosh's own means."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from whoosh import query, sorting
from whoosh.fields import UnknownFieldError
from whoosh.qparser import MultifieldParser, QueryParser

from index import generations, store
from index.document import documents
from index.engines import whoosh, writer
from index.engines.stock import StockWriter
from index.errors import BusyIndex, MissingIndex
from index.model import Article, Quote
from index.record import Record

ARTICLES = {
    "talks": {
        "title": "Holm draws red lines", "body": "The red lines of Ada Holm. No red line moved, she said in Zürich.",
        "speaker": ["Ada Holm", "Bo Ada"], "place": "Oslo, Norway", "date": "2024-03-04", "outlet": "Fjord Courier",
        "language": "en",
    },
    "buses": {
        "title": "Buses late", "body": "A bus was late on all lines.", "date": date(2024, 3, 20), "language": "en",
    },
    "linien": {"title": "Rote Linien", "body": "Die roten Linien.", "date": "2021-07-01", "language": "de"},
    "empty": {},
}  # fmt: skip


@pytest.fixture
def location(tmp_path: Path) -> Path:
    """An index of these articles in two segments."""
    for some in (["talks", "buses"], ["linien", "empty"]):
        with StockWriter(tmp_path) as target:
            for id in some:
                target.add_document(id=id, **ARTICLES[id])
    return tmp_path


def found(location: Path, asked: query.Query | str, field: str = "body") -> set[str]:
    """The ids of what a stock Searcher finds."""
    index = store.open(location)
    parsed = QueryParser(field, index.schema).parse(asked) if isinstance(asked, str) else asked
    with index.searcher() as searcher:
        return {hit["id"] for hit in searcher.search(parsed, limit=None)}


@pytest.mark.parametrize(
    ("field", "text", "ids"),
    [
        ("body", "line", {"talks", "buses"}),
        ("body", "Linie", {"linien"}),
        ("body", "bus OR Linie", {"buses", "linien"}),
        ("body", "lines NOT bus", {"talks"}),
        ("body_exact", "line", {"talks"}),
        ("body_exact", '"red lines"', {"talks"}),
        ("body_exact", '"lines red"', set()),
        ("body_exact", '"red holm"~4', {"talks"}),
        ("body_exact", "Lin*", {"talks", "buses", "linien"}),
        ("body_exact", "l?nes", {"talks", "buses"}),
        ("body_exact", "zurich", {"talks"}),
        ("speaker", "ada", {"talks"}),
        ("speaker", '"ada holm"', {"talks"}),
        ("speaker", '"holm bo"', set()),  # of two people
        ("speaker_value", "'Ada  HOLM'", {"talks"}),
        ("place_value", "Norway", {"talks"}),
        ("date", "20240304", {"talks"}),
        ("date", "[20240301 TO 20240331]", {"talks", "buses"}),
        ("date", "[TO 20211231]", {"linien"}),
        ("id", "empty", {"empty"}),
        ("body", "title:late date:[2024 TO]", {"buses"}),
    ],
)
def test_a_stock_parser_and_searcher(location: Path, field: str, text: str, ids: set[str]) -> None:
    assert found(location, text, field) == ids


def test_a_phrase_of_one_language_is_one_of_inflections(tmp_path: Path) -> None:
    with StockWriter(tmp_path) as target:
        target.add_document(id="talks", **ARTICLES["talks"])
    assert found(tmp_path, '"red line moves"') == {"talks"}


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (query.Every(), {"talks", "buses", "linien", "empty"}),
        (query.Every("date"), {"talks", "buses", "linien"}),
        (query.Not(query.Every("body")), {"empty"}),
        (query.FuzzyTerm("body_exact", "lnies"), {"talks", "buses"}),
        (query.Regex("body_exact", "lin(e|ie)n?$"), {"talks", "linien"}),
        (query.Variations("body_exact", "line"), {"talks", "buses"}),
        (query.TermRange("date", "20210101", "20240310"), {"talks", "linien"}),
        (query.And([query.Term("body_exact", "lines"), query.Term("body_exact", "late")]), {"buses"}),
        (
            query.DisjunctionMax([query.Term("body_exact", "late"), query.Term("title_exact", "rote")]),
            {"buses", "linien"},
        ),
        (query.Sequence([query.Term("body_exact", "red"), query.Term("body_exact", "moved")], slop=3), {"talks"}),
        (query.Term("body_exact", "absent"), set()),
        (query.Term("nosuchfield", "x"), set()),
    ],
    ids=repr,
)
def test_stock_queries(location: Path, asked: query.Query, ids: set[str]) -> None:
    assert found(location, asked) == ids


def test_what_else_a_searcher_does(location: Path) -> None:
    with store.open(location).searcher() as searcher:
        assert searcher.document(id="buses")["title"] == "Buses late"
        assert searcher.document(id="none") is None
        by_day = searcher.search(query.Every("date"), sortedby="date", reverse=True)
        assert [hit["id"] for hit in by_day] == ["buses", "talks", "linien"]
        groups = searcher.search(query.Every(), groupedby=sorting.FieldFacet("language")).groups()
        assert {name: len(documents) for name, documents in groups.items()} == {"en": 2, "de": 1, None: 1}
        (hit,) = searcher.search(QueryParser("body", searcher.schema).parse("moving"))
        assert 'No red line <b class="match term0">moved</b>' in hit.highlights("body", text=hit["text"])
        assert searcher.suggest("body_exact", "lnes") == ["lines", "line"]
        both = MultifieldParser(["title", "body"], searcher.schema).parse("late")
        assert [hit["id"] for hit in searcher.search(both)] == ["buses"]


def test_figures_of_a_reader(location: Path) -> None:
    reader = store.open(location).reader()
    assert (reader.doc_count(), reader.doc_count_all(), reader.has_deletions()) == (4, 4, False)
    assert [len(leaf.stored_fields(0)["title"]) for leaf, _ in reader.leaf_readers()] == [20, 11]
    assert (reader.field_length("body"), reader.max_field_length("body"), reader.min_field_length("body")) == (
        24,
        14,
        0,
    )
    info = reader.term_info("body_exact", "red")
    assert (info.weight(), info.doc_frequency(), info.max_weight(), info.min_length(), info.max_id()) == (
        2,
        1,
        2,
        14,
        0,
    )
    assert (reader.frequency("body", "en:line"), reader.doc_frequency("body", "en:line")) == (3, 2)
    assert (reader.frequency("body", "none"), reader.doc_frequency("body", "none")) == (0, 0)
    assert list(reader.field_terms("speaker_value")) == ["ada holm", "bo ada"]
    assert list(reader.expand_prefix("body_exact", "lin")) == [b"line", b"lines", b"linien"]
    assert list(reader.all_terms()) == sorted(reader.all_terms())
    red = next(iter(reader.leaf_readers()))[0].postings("body_exact", "red")
    assert (red.id(), red.weight(), red.value_as("positions"), red.value_as("frequency")) == (0, 2.0, [1, 7], 2)


def test_an_index_follows_what_is_published(location: Path) -> None:
    index = store.open(location)
    searcher = index.searcher()
    assert searcher.up_to_date()
    assert not index.is_empty()
    with StockWriter(location) as target:
        assert target.delete_by_term("id", "talks") == 1
    assert not searcher.up_to_date()
    assert searcher.doc_count() == 4, "an open searcher keeps what it opened"
    newer = searcher.refresh()
    assert (newer.up_to_date(), newer.doc_count(), index.doc_count()) == (True, 3, 3)
    assert newer.document(id="talks") is None
    assert generations.record(location).articles == 3


def test_quotations_are_a_collection_of_their_own(tmp_path: Path) -> None:
    text = "“No red lines,” said Ada Holm."
    quote = Quote("“No red lines,”", 0, 15, speaker="Ada Holm", id="q")
    article = Article(text, id="a", language="en", quotes=(quote,))
    with writer(str(tmp_path)) as run:
        run.begin(empty=True)
        run.add(run.prepare([tuple(documents(article))]))
        run.publish(Record("2026-01-01T00:00:00+00:00", 0.1, (), ("en",), 1, 1, 0))
    with store.open(tmp_path, "quotations").searcher() as searcher:
        assert searcher.document(article="a")["speaker"] == "Ada Holm"
        (hit,) = searcher.search(QueryParser("quote", searcher.schema).parse('"red line" speaker:holm'))
        assert hit["quote"] == "“No red lines,”"
    with StockWriter(tmp_path) as target:
        target.delete_by_query(query.Every())
    assert [store.open(tmp_path, name).doc_count() for name in ("articles", "quotations")] == [0, 0]
    record = generations.record(tmp_path)
    assert (record.articles, record.quotations) == (0, 0)


# Writing


def test_articles_are_left_out_by_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the segments they are in that many words need."""
    monkeypatch.setattr(whoosh, "MOST_TOKENS", 4)
    made = [Article(f"It is number {number}.", id=f"{number}", language="en") for number in range(5)]
    with writer(str(tmp_path)) as run:
        run.begin(empty=True)
        prepared = run.prepare(tuple(documents(article)) for article in made)
        assert len(prepared) == 5
        run.add(prepared, {0, 3, 4})
        run.publish(Record("2026-01-01T00:00:00+00:00", 0.1, (), ("en",), 2, 0, 0))
    assert found(tmp_path, "number", "body_exact") == {"1", "2"}


def test_the_last_of_two_with_one_id_counts(location: Path) -> None:
    with StockWriter(location) as target:
        target.add_document(id="new", body="first")
        target.update_document(id="new", body="second")
        target.update_document(id="buses", body="No bus came.", language="fr")
    assert [found(location, word, "body_exact") for word in ("first", "second", "late", "came")] == [
        set(), {"new"}, set(), {"buses"},
    ]  # fmt: skip
    record = generations.record(location)
    assert (record.articles, record.languages) == (5, ("de", "en", "fr"))


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"id": "x", "colour": "red"}, UnknownFieldError),
        ({"body": "x"}, ValueError),
        ({"id": "x", "date": "soon"}, ValueError),
    ],
)
def test_what_is_not_written_leaves_all_as_it_was(location: Path, values: dict, error: type[Exception]) -> None:
    before = generations.current(location)
    with pytest.raises(error), StockWriter(location) as target:
        target.add_document(id="other", body="never seen")
        target.add_document(**values)
    assert generations.current(location) == before
    assert found(location, "seen", "body_exact") == set()
    StockWriter(location).cancel()  # the lock is free


def test_one_writer_at_a_time(location: Path) -> None:
    target = StockWriter(location)
    with pytest.raises(BusyIndex):
        StockWriter(location)
    target.cancel()


def test_there_must_be_an_index(tmp_path: Path) -> None:
    with pytest.raises(MissingIndex):
        store.open(tmp_path)


def test_only_this_door_imports_whoosh() -> None:
    code = "import sys, index.store, index.engines.whoosh, search.engines.whoosh; sys.exit('whoosh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
