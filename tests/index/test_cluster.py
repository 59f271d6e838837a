"""Indexes on OpenSearch: what their addresses and settings may be, what is written there, and what errors mean."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import cluster, published, settings
from index.cli import main
from index.document import documents
from index.engines import writer
from index.errors import BusyIndex, EngineError, MissingIndex, SettingsError, StaleIndex
from index.model import Article
from index.record import Record


@pytest.mark.parametrize(
    ("location", "hosts", "name"),
    [
        ("https://host:9200/name", ("https://host:9200",), "name"),
        ("http://127.0.0.1:9200/a-b.c_1", ("http://127.0.0.1:9200",), "a-b.c_1"),
        ("https://[::1]:9200/name", ("https://[::1]:9200",), "name"),
        ("https://host/below/name", ("https://host/below",), "name"),
        ("https://one:9200,two:9201/name", ("https://one:9200", "https://two:9201"), "name"),
    ],
)
def test_addresses(location: str, hosts: tuple[str, ...], name: str) -> None:
    assert cluster.place(location) == (hosts, name)


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("ftp://host/name", "is no address"),
        ("https:///name", "is no address"),
        ("https://host/name?pretty", "is no address"),
        ("https://host:9200", "cannot be called “”"),
        ("https://host/Name", "small letters"),
        ("https://host/_all", "small letters"),
        ("https://host/a*", "small letters"),
        ("https://host/a,b", "small letters"),
        ("https://host/name-000007", "cannot be called"),
        ("https://host/name-lock", "cannot be called"),
    ],
)
def test_what_is_no_address_is_said(location: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        cluster.place(location)


def test_a_password_is_never_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--index", "https://me:hush-hush@host/name"]) == 2
    monkeypatch.setenv("DATELINE_PASSWORD", "hush-hush")
    monkeypatch.setenv("DATELINE_API_KEY", "hush-hush")
    assert "hush-hush" not in "".join(capsys.readouterr()) + repr(settings.read())
    assert settings.read().password == "hush-hush"


def test_a_secret_of_a_wrong_kind_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("dateline.toml").write_text("password = 73319\n")
    assert main(["status"]) == 2
    error = capsys.readouterr().err
    assert "password must be a text" in error and "73319" not in error


def test_nobody_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--index", "http://127.0.0.1:9/name"]) == 2
    assert "OpenSearch at 127.0.0.1:9 cannot be reached" in capsys.readouterr().err


# What follows asks a real server


@pytest.fixture
def location(opensearch: str, request: pytest.FixtureRequest) -> Any:
    """An address where nothing is yet."""
    name = f"cluster-{abs(hash(request.node.name))}"
    yield f"{opensearch}/{name}"
    cluster.request(f"{opensearch}/{name}", "DELETE", f"/{name}*")


def write(location: str, ids: str, *, remove: str | None = None, publish: bool = True, articles: int = 0) -> None:
    """Publish articles, or do all but that."""
    with writer(location) as run:
        run.begin(empty=remove is None)
        run.remove(remove or "")
        made = (Article(f"Snow fell in {id}.", title=id, id=id, language="en") for id in ids)
        run.add(run.prepare(tuple(documents(article)) for article in made))
        if publish:
            run.publish(Record("2024-05-15T10:00:00Z", 0.1, ("/x",), ("en",), articles or len(ids), 0, 0))


def indexes(location: str) -> list[str]:
    """The names of the indexes of a location, without that part which all have."""
    name = cluster.place(location).name
    found = cluster.request(location, "GET", f"/{name}*", filter_path="*.aliases")
    return sorted(index.removeprefix(name) for index in found)


@pytest.mark.opensearch
def test_a_generation_is_switched_and_the_former_one_kept(location: str) -> None:
    versions = set()
    for number in range(1, 5):
        write(location, "abc"[: min(number, 3)])
        versions.add(published.version(location))
    assert len(versions) == 4
    assert indexes(location) == ["-000003", "-000003-record", "-000004", "-000004-record", "-lock"]
    name = cluster.place(location).name
    assert list(cluster.request(location, "GET", f"/{name}")[cluster.generation(location).called]["aliases"]) == [name]
    assert published.record(location).articles == 3
    assert published.check(location) == []
    assert published.size(location) > 1_000


@pytest.mark.opensearch
def test_an_update_writes_into_a_copy(location: str) -> None:
    write(location, "abc")
    before = cluster.generation(location).called
    write(location, "d", remove="b", articles=3)
    after = cluster.generation(location).called
    ids = {
        index: {hit["_source"]["id"] for hit in cluster.request(location, "POST", f"/{index}/_search")["hits"]["hits"]}
        for index in (before, after)
    }
    assert ids == {before: {"a", "b", "c"}, after: {"a", "c", "d"}}


@pytest.mark.opensearch
def test_an_article_that_comes_twice_is_replaced(location: str) -> None:
    write(location, "aba", articles=2)
    assert published.check(location) == []


@pytest.mark.opensearch
def test_what_is_not_published_leaves_no_trace(location: str) -> None:
    write(location, "a")
    there, version = indexes(location), published.version(location)
    write(location, "bc", publish=False)
    with pytest.raises(EngineError, match="holds 1 articles of the 2 that were sent"):
        write(location, "d", articles=2)
    assert (indexes(location), published.version(location)) == (there, version)


@pytest.mark.opensearch
def test_a_second_run_is_busy_at_once(location: str) -> None:
    with writer(location) as run, pytest.raises(BusyIndex):
        run.begin(empty=True)
        write(location, "a")
    write(location, "a")


@pytest.mark.opensearch
@pytest.mark.parametrize(
    ("about", "free"),
    [
        ({"until": 0.0, "host": "elsewhere", "process": 1}, True),  # not renewed
        ({"until": 1e12, "host": "elsewhere", "process": 1}, False),
        ({"until": 1e12, "host": None, "process": 2**22 + 1}, True),  # here, and ended
        ({"until": 1e12, "host": None, "process": 1}, False),
    ],
)
def test_the_lock_of_a_run_that_ended_is_free(location: str, about: dict[str, Any], free: bool) -> None:
    import socket

    name = cluster.place(location).name
    about = about | {"host": about["host"] or socket.gethostname()}
    cluster.request(location, "PUT", f"/{name}-lock/_doc/lock", about, refresh="true")
    if free:
        write(location, "a")
    else:
        with pytest.raises(BusyIndex):
            write(location, "a")


@pytest.mark.opensearch
def test_nothing_or_something_else_is_said(location: str) -> None:
    name = cluster.place(location).name
    with pytest.raises(MissingIndex, match="search-index build"):
        published.record(location)
    cluster.request(location, "PUT", f"/{name}")
    for use in (lambda: published.record(location), lambda: write(location, "a")):
        with pytest.raises(EngineError, match="index of something else"):
            use()
    assert indexes(location) == ["", "-lock"]


@pytest.mark.opensearch
def test_another_version_is_said_and_built_anew(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.schema.VERSION", -1)
    write(location, "a")
    monkeypatch.undo()
    with pytest.raises(StaleIndex, match="search-index build"):
        published.record(location)
    write(location, "a")
    assert published.check(location) == []


@pytest.mark.opensearch
def test_check_counts_what_is_there(location: str) -> None:
    write(location, "ab")
    index = cluster.generation(location).called
    cluster.request(location, "PUT", f"/{index}/_settings", {"index.blocks.write": None})
    body = {"query": {"term": {"id": "a"}}}
    cluster.request(location, "POST", f"/{index}/_delete_by_query", body, refresh="true")
    assert published.check(location) == [f"{index} holds 1 articles, and 2 were published."]


@pytest.mark.opensearch
def test_what_text_may_hold(location: str, find_ids: Callable[..., list[str]]) -> None:
    """Half a surrogate, words longer than Lucene takes, a name as long, no text, and what would end a line."""
    odd = [
        Article("Half \ud800 a pair.", id="half", title="", language="en"),
        Article("x" * 40_000 + " snow", id="long", title="", outlet="y" * 40_000, language="en"),
        Article("", id="n" * 600, title="Nothing", language="en"),
        Article("One\u2028two\u0085three ﷺ.", id="lines", title="", language="en"),
    ]
    with writer(location) as run:
        run.begin(empty=True)
        run.add(run.prepare(tuple(documents(article)) for article in odd))
        run.publish(Record("2024-05-15T10:00:00Z", 0.1, (), ("en",), len(odd), 0, 0))
    assert find_ids(location, "half") == ["half"]
    assert find_ids(location, "snow") == ["long"]
    assert find_ids(location, "nothing") == ["n" * 600]
    assert find_ids(location, '"one two three"') == ["lines"]


@pytest.fixture
def find_ids() -> Callable[..., list[str]]:
    """The ids of what a query finds at a location."""
    from search.find import find
    from search.query import Query

    return lambda location, text: [hit.id for hit in find(Query(text), location).hits]
