"""Each known fault of stock Whoosh beside what is done here; the first half of a test fails when Whoosh is cured."""

import pickle
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from whoosh import index, query
from whoosh.fields import DATETIME, ID, TEXT, Schema
from whoosh.lang.porter import stem
from whoosh.qparser import QueryParser

from index import generations, store
from index.engines import writer
from index.errors import EngineError, QueryError
from index.model import Article
from index.tokens import inflection
from search.find import find
from search.query import Query

Publish = Callable[..., str]

TEXTS = {
    "red": "A red W-2 form at the café of AT&T, written in C++.",
    "line": "A line: to be or not to be.",
    "both": "A red line of cafe tables.",
}

pytestmark = pytest.mark.folder


@pytest.fixture
def stock(tmp_path: Path) -> Any:
    """A stock index of these texts."""
    made = index.create_in(_folder(tmp_path / "stock"), Schema(id=ID(stored=True), body=TEXT, date=DATETIME))
    with made.writer() as target:
        for id, text in TEXTS.items():
            target.add_document(id=id, body=text, date=datetime(2012, 8, 1))
    return made


@pytest.fixture
def ours(tmp_path: Path, publish: Publish) -> str:
    """The location of an index of the same."""
    return publish(
        tmp_path / "ours",
        [Article(text, id=id, published="2012-08-01", language="en") for id, text in TEXTS.items()],
    )


def _folder(path: Path) -> str:
    path.mkdir()
    return str(path)


def found(location: str, text: str) -> set[str]:
    return {hit.id for hit in find(Query(text), location).hits}


def found_by_stock(stock: Any, asked: str | query.Query) -> set[str]:
    parsed = QueryParser("body", stock.schema).parse(asked) if isinstance(asked, str) else asked
    with stock.searcher() as searcher:
        return {hit["id"] for hit in searcher.search(parsed, limit=None)}


def test_its_stemmer_brings_a_word_and_its_past_to_different_stems() -> None:
    assert (stem("plan"), stem("planned")) == ("plan", "plann")
    assert inflection("planned", "en") == inflection("plan", "en")


@pytest.mark.parametrize(
    ("text", "theirs", "here"),
    [
        ("line -red", {"both"}, {"line"}),  # a minus is no sign there
        ("W-2", set(), {"red"}),
        ('"to be or not to be"', set(), {"line"}),  # its stop words
        ("cafe", {"both"}, {"red", "both"}),
        ("C++", set(), {"red"}),
        ("“red line”", {"both"}, {"both"}),
        ("AT&T", set(), {"red"}),
    ],
)
def test_words_it_does_not_find(stock: Any, ours: str, text: str, theirs: set[str], here: set[str]) -> None:
    assert found_by_stock(stock, text) == theirs
    assert found(ours, text) == here


@pytest.mark.parametrize("text", ["date:notadate", "date:2012-99"])
def test_a_date_it_cannot_read_finds_nothing_and_nothing_is_said(stock: Any, ours: str, text: str) -> None:
    assert found_by_stock(stock, text) == set()
    with pytest.raises(QueryError):
        find(Query(text), ours)


def test_to_create_an_index_empties_the_one_that_is_there(stock: Any, ours: str, tmp_path: Path) -> None:
    index.create_in(str(tmp_path / "stock"), stock.schema)
    assert index.open_dir(str(tmp_path / "stock")).doc_count() == 0
    with writer(ours) as run:
        run.begin(empty=True)
        assert found(ours, "line") == {"line", "both"}
    assert found(ours, "line") == {"line", "both"}, "nothing was published"


class Harm:
    """Leaves a file behind where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_to_open_an_index_may_run_code(ours: str, tmp_path: Path) -> None:
    """It unpickles its schema; here every file of an index is JSON or arrays, whatever stands in it."""
    (folder := tmp_path / "hostile").mkdir()
    made = index.create_in(str(folder), Schema(body=TEXT))
    toc = next(folder.glob("*.toc"))
    schema = pickle.dumps(made.schema, 2)
    harm = pickle.dumps(Harm(folder / "harm"), 2)
    data = toc.read_bytes()
    at = data.index(schema) if schema in data else data.index(b"\x80\x02")
    toc.write_bytes(data[:at] + harm + data[at:])
    with pytest.raises(Exception):  # noqa: B017  whatever it makes of the rest
        index.open_dir(str(folder)).schema.items()
    assert (folder / "harm").exists()

    current = generations.current(Path(ours))
    for path in [*current.iterdir(), Path(ours, "CURRENT")]:
        whole = path.read_bytes()
        path.write_bytes(pickle.dumps(Harm(tmp_path / "harm"), 2))
        assert refused(ours), path
        path.write_bytes(whole)
    assert not refused(ours)
    assert not (tmp_path / "harm").exists()


def refused(location: str) -> bool:
    """Whether an index is found damaged, by opening or by checking it."""
    try:
        store.open(location).reader().stored_fields(0)
        return bool(generations.check(Path(location)))
    except EngineError:
        return True


def test_what_it_excludes_may_be_found(stock: Any, ours: str) -> None:
    """The first document of all that should be left out, where it comes after one that does not match anyway."""
    asked = query.AndNot(query.Term("body", "tables"), query.Term("body", "red"))
    assert found_by_stock(stock, asked) == {"both"}
    assert found(ours, "tables -red") == set()


def test_what_was_deleted_may_be_found(stock: Any, ours: str, publish: Publish) -> None:
    target = stock.writer()
    target.delete_by_term("id", "both")
    target.commit(merge=False)
    assert found_by_stock(stock, query.Not(query.Term("body", "line"))) == {"red", "both"}
    publish(Path(ours), [], remove=["both"])
    assert found(ours, "-line") == {"red"}


def test_it_keeps_lengths_roughly_so_that_unlike_texts_rank_alike(tmp_path: Path, publish: Publish) -> None:
    texts = {str(words): "fish " + "word " * words for words in (201, 200)}
    stock = index.create_in(_folder(tmp_path / "stock"), Schema(id=ID(stored=True), body=TEXT))
    with stock.writer() as target:
        for id, text in texts.items():
            target.add_document(id=id, body=text)
    with stock.searcher() as searcher:
        results = searcher.search(query.Term("body", "fish"))
        assert results.score(0) == results.score(1)
    others = {f"none-{number}": "Nothing of the kind." for number in range(9)}
    articles = [Article(text, id=id, language="en") for id, text in (texts | others).items()]
    assert [hit.id for hit in find(Query("fish", group=False), publish(tmp_path / "ours", articles)).hits] == [
        "200",
        "201",
    ]
