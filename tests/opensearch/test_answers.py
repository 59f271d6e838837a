"""What servers and networks answer, or do not: each is a sentence that says what to do, and changes nothing."""

from __future__ import annotations

import base64
import json
import logging
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import cluster, published
from index.cli import main as index_main
from index.engines import opensearch as writing
from index.errors import EngineError, MissingIndex, QueryError
from search.cli import main as search_main
from search.find import find
from search.query import Query
from tests.opensearch.conftest import Capture, indexes, said, total, write
from tests.opensearch.stub import Answer, Asked, Said, refusal, stub
from web import create_app

SECRET = "hush-hush"


def silent(end: threading.Event) -> Said:
    """No answer until the end of a test."""
    end.wait()
    return Said(0, b"")


# What a server answers, to whatever it is asked

ANSWERS = {
    "red": (
        refusal(503, "search_phase_execution_exception", "all shards failed"),
        "Part of the index at {host} is not available (all shards failed). See whether all nodes",
    ),
    "gateway": (Said(502, b"<h1>Bad gateway</h1>", "text/html"), "Part of the index at {host} is not available"),
    "starting": (
        refusal(503, "cluster_block_exception", "blocked by: [SERVICE_UNAVAILABLE/1/state not recovered];"),
        "{host} is not ready (blocked by: [SERVICE_UNAVAILABLE/1/state not recovered];). Try again later.",
    ),
    "busy": (
        refusal(429, "rejected_execution_exception", "queue is full"),
        "{host} has too much to do (queue is full)",
    ),
    "who": (Said(401, b"Unauthorized", "text/plain"), "{host} asks who you are. Set DATELINE_USER and"),
    "forbidden": (
        refusal(403, "security_exception", "no permissions for [indices:admin/get]"),
        "{host} does not allow that (no permissions for [indices:admin/get]). Ask for the rights",
    ),
    "page": (Said(200, b"<h1>Welcome</h1>", "text/html"), "{host} does not answer as OpenSearch does"),
    "no page": (Said(404, b"<h1>Not found</h1>", "text/html"), "{host} does not answer as OpenSearch does"),
    "text": (Said(200, b"OK", "text/plain"), "{host} does not answer as OpenSearch does"),
    "no JSON": (Said(200, b"{"), "{host} does not answer as OpenSearch does"),
    "other JSON": (Said(200, b'{"status": "ok"}'), "{host} does not answer as OpenSearch does"),
    "list": (Said(200, b"[1]"), "{host} does not answer as OpenSearch does"),
    "redirect": (Said(301, b"", "text/plain"), "{host} answered 301"),
    "nothing": (Said(0, b""), "{host} cannot be reached (Remote end closed connection without response). Is it"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_whatever_a_server_answers_is_said(
    kind: str, folder: str, capsys: Capture, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    if kind != "who":
        monkeypatch.setenv("DATELINE_USER", "reader")
        monkeypatch.setenv("DATELINE_PASSWORD", SECRET)
    answer, sentence = ANSWERS[kind]
    with stub(lambda asked: answer) as (address, asked):
        sentence = sentence.format(host=address.removeprefix("http://"))
        location = f"{address}/name"
        texts = [
            said(capsys, index_main, "status", "--index", location),
            said(capsys, index_main, "check", "--index", location),
            said(capsys, index_main, "build", folder, "--index", location),
            said(capsys, index_main, "update", folder, "--index", location),
            said(capsys, search_main, "snow", "--index", location),
            said(capsys, search_main, "snow", "--csv", "--index", location),
        ]
        pages = create_app({"INDEX": location}).test_client()
        for page in ("/search.json?q=snow", "/health"):
            shown = pages.get(page)
            assert shown.status_code == 503
            texts.append(shown.get_json()["error"]["message"])
        assert pages.get("/?q=snow").status_code == 503
        assert all(sentence in text for text in texts), texts
        assert not [one for one in asked if not one.startswith("GET ")]
    assert SECRET not in "".join([*texts, caplog.text])
    assert "Traceback" not in caplog.text


def test_another_search_engine_is_not_built_on(folder: str, capsys: Capture) -> None:
    version = {"number": "8.15.0", "build_flavor": "default"}
    about = json.dumps({"name": "es", "version": version, "tagline": "You Know, for Search"}).encode()
    with stub(
        lambda asked: (
            Said(200, about) if asked.path == "/" else refusal(404, "index_not_found_exception", "no such index")
        )
    ) as (address, asked):
        location = f"{address}/name"
        assert "There is no index at" in said(capsys, search_main, "snow", "--index", location)
        assert "does not answer as OpenSearch does (it says" in said(
            capsys, index_main, "build", folder, "--index", location
        )
        assert not [one for one in asked if not one.startswith("GET ")]


def test_no_answer_is_waited_for_so_long(capsys: Capture, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 0.2)
    end = threading.Event()
    with stub(lambda asked: silent(end)) as (address, _):
        for command in (index_main, "build", folder), (search_main, "snow"):
            began = time.monotonic()
            assert "did not answer within 0.2 seconds. Try again later." in said(
                capsys, *command, "--index", f"{address}/name"
            )
            assert time.monotonic() - began < 2
        end.set()


def test_nodes_that_do_not_answer_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 0.2)
    end = threading.Event()
    missing = refusal(404, "index_not_found_exception", "no such index")
    with (
        stub(lambda asked: silent(end)) as (slow, _),
        stub(lambda asked: refusal(503)) as (ill, _),
        stub(lambda asked: missing) as (well, _),
    ):
        location = f"{slow},{ill},{well},127.0.0.1:9/name".replace(",http://", ",")
        for _ in range(8):
            with pytest.raises(MissingIndex):
                published.record(location)
        end.set()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A certificate that nobody has signed but itself, with its key."""

    def made(name: str) -> Path:
        file = tmp_path_factory.mktemp("certificate") / "server.pem"
        options = [
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=x",
        ]
        extension = ["-addext", f"subjectAltName={name}"]
        command = ["openssl", "req", "-x509", *options, *extension, "-keyout", str(file), "-out", f"{file}.crt"]
        subprocess.run(command, check=True, capture_output=True)
        file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
        return file

    return made


def test_certificates(certificate: Callable[[str], Path], capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = refusal(404, "index_not_found_exception", "no such index")
    for names, trusted in (("IP:127.0.0.1", "There is no index at"), ("DNS:elsewhere", "is not trusted")):
        file = certificate(names)
        with stub(lambda asked: missing, certificate=file) as (address, _):
            ask = index_main, "status", "--index", f"{address}/name"
            sentence = said(capsys, *ask)
            assert "is not trusted" in sentence and "DATELINE_CA, or ca in dateline.toml" in sentence
            cluster.client.cache_clear()
            monkeypatch.setenv("DATELINE_CA", str(file))
            assert trusted in said(capsys, *ask)
            cluster.client.cache_clear()
            monkeypatch.setenv("DATELINE_CA", f"{file}.none")
            sentence = said(capsys, *ask)
            assert f"{file}.none cannot be read as certificates (No such file or directory)" in sentence
            monkeypatch.delenv("DATELINE_CA")


def test_http_and_https_taken_for_one_another(certificate: Callable[[str], Path], capsys: Capture) -> None:
    with stub(lambda asked: Said(200, b"{}")) as (address, _):
        location = f"{address}/name".replace("http:", "https:")
        assert "does not speak https" in said(capsys, index_main, "status", "--index", location)
    with stub(lambda asked: Said(200, b"{}"), certificate=certificate("IP:127.0.0.1")) as (address, _):
        location = f"{address}/name".replace("https:", "http:")
        assert "is the address right, http or https included?" in said(
            capsys, index_main, "status", "--index", location
        )


# A stub before a real node


def wanting(header: str) -> Answer:
    return lambda asked: (
        None if asked.headers.get("authorization") == header else Said(401, b"Unauthorized", "text/plain")
    )


@pytest.mark.opensearch
def test_a_password_or_a_key_opens(
    opensearch: str, name: str, capsys: Capture, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    basic = f"Basic {base64.b64encode(f'me:{SECRET}'.encode()).decode()}"
    for header, given in (
        (basic, {"USER": "me", "PASSWORD": SECRET}),
        (f"ApiKey {SECRET}", {"API_KEY": SECRET}),
    ):
        with stub(wanting(header), opensearch) as (address, _):
            location = f"{address}/{name}"
            assert "asks who you are" in said(capsys, index_main, "status", "--index", location)
            cluster.client.cache_clear()
            for key, value in given.items():
                monkeypatch.setenv(f"DATELINE_{key}", value)
            write(location, 2)
            assert total(location) == 2
            cluster.client.cache_clear()
            for key in given:
                monkeypatch.setenv(f"DATELINE_{key}", f"{SECRET}-not")
            sentence = said(capsys, search_main, "snow", "--index", location)
            assert "does not accept the user and password, or the key, that are set" in sentence
            for key in given:
                monkeypatch.delenv(f"DATELINE_{key}")
            cluster.client.cache_clear()
            assert SECRET not in sentence + caplog.text and header not in caplog.text


@pytest.mark.opensearch
def test_what_is_too_much_is_sent_again_and_nothing_twice(
    opensearch: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the first requests each is refused whole; of bulks, first all, then every other document."""
    seen: set[tuple[str, str]] = set()
    taken: list[str] = []
    bulks = 0

    def answer(asked: Asked) -> Said | None:
        nonlocal bulks
        path = asked.path.partition("?")[0]
        if path.endswith("/_bulk"):
            bulks += 1
            if bulks < 4:
                return [refusal(429, "rejected", "full"), Said(503, b"", "text/plain"), refusal(503)][bulks - 1]
            lines = asked.body.splitlines(keepends=True)
            pairs = [lines[at : at + 2] for at in range(0, len(lines), 2)]
            let = [pair for at, pair in enumerate(pairs) if at % 2 == 0]
            taken.extend(json.loads(pair[0])["index"]["_id"] for pair in let)
            said = json.loads(asked.handed_on(b"".join(b"".join(pair) for pair in let)).body)
            assert said == {"errors": False, "items": [{"index": {"status": 201}}] * len(let)}
            full = {"index": {"status": 429, "error": {"type": "rejected", "reason": "full"}}}
            items = [{"index": {"status": 201}} if at % 2 == 0 else full for at in range(len(pairs))]
            return Said(200, json.dumps({"errors": len(pairs) > 1, "items": items}).encode())
        first = (asked.method, path) not in seen
        seen.add((asked.method, path))
        before = not any(method == "PUT" and "-000001" in one for method, one in seen)
        return refusal(429, "rejected", "full") if first and not before else None

    with stub(answer, opensearch) as (address, _):
        location = f"{address}/{name}"
        monkeypatch.setattr(writing, "BATCH", 2_000)
        write(location, 11)
    assert sorted(taken) == sorted(f"a:{id}" for id in range(11))
    assert published.check(f"{opensearch}/{name}") == []
    assert indexes(f"{opensearch}/{name}") == ["-000001", "-000001-record", "-lock"]


@pytest.mark.opensearch
@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ({"status": 429, "error": {"type": "rejected", "reason": "full"}}, "has too much to do .full."),
        ({"status": 400, "error": {"type": "mapper_parsing_exception", "reason": "odd"}}, "refused a document .odd."),
        ({"status": 403, "error": {"type": "security_exception", "reason": "no"}}, "does not allow that"),
    ],
)
def test_what_is_never_taken_ends_the_build(
    opensearch: str, name: str, item: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(f"{opensearch}/{name}", 3)
    monkeypatch.setattr(writing, "PATIENCE", 0.3)

    def answer(asked: Asked) -> Said | None:
        count = asked.body.count(b"\n") // 2
        items = json.dumps({"errors": True, "items": [{"index": item}] * count}).encode()
        return Said(200, items) if "/_bulk" in asked.path else None

    with stub(answer, opensearch) as (address, _), pytest.raises(EngineError, match=sentence):
        write(f"{address}/{name}", 5)
    assert indexes(f"{opensearch}/{name}") == ["-000001", "-000001-record", "-lock"]
    assert total(f"{opensearch}/{name}") == 3


@pytest.mark.opensearch
def test_answers_that_are_lost_change_nothing(opensearch: str, name: str) -> None:
    """Each request arrives, and what was answered first does not; the client asks the next node of two."""
    seen: set[str] = set()

    def answer(asked: Asked) -> Said | None:
        if (key := f"{asked.method} {asked.path}") in seen:
            return None
        seen.add(key)
        asked.handed_on()
        return Said(0, b"")

    with stub(answer, opensearch) as (address, _):
        location = f"{address},{address.removeprefix('http://').replace('127.0.0.1', 'localhost')}/{name}"
        for count in range(1, 4):
            write(location, count)
            assert total(location) == count
    assert published.check(f"{opensearch}/{name}") == []
    assert indexes(f"{opensearch}/{name}") == ["-000002", "-000002-record", "-000003", "-000003-record", "-lock"]


@pytest.mark.opensearch
def test_what_may_be_in_service_is_not_deleted(opensearch: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The switch arrives, and no answer to it."""
    monkeypatch.setattr(writing, "PATIENCE", 0.1)

    def answer(asked: Asked) -> Said | None:
        if asked.path != "/_aliases":
            return None
        asked.handed_on()
        return Said(0, b"")

    with stub(answer, opensearch) as (address, _), pytest.raises(EngineError, match="cannot be reached"):
        write(f"{address}/{name}", 4)
    assert total(f"{opensearch}/{name}") == 4
    write(f"{opensearch}/{name}", 5)
    assert total(f"{opensearch}/{name}") == 5


@pytest.mark.opensearch
@pytest.mark.parametrize("answer", ["timed out", "stopped"])
def test_a_query_that_takes_too_long_is_said(opensearch: str, name: str, answer: str, capsys: Capture) -> None:
    write(f"{opensearch}/{name}", 2)
    hits = {"hits": {"hits": [], "total": {"value": 1}}, "timed_out": True, "aggregations": {}}
    late = {
        "timed out": Said(200, json.dumps(hits).encode()),
        "stopped": refusal(504, "query_phase_execution_exception", "Time exceeded"),
    }[answer]
    with stub(lambda asked: late if "-record" not in asked.path and "_search" in asked.path else None, opensearch) as (
        address,
        _,
    ):
        with pytest.raises(QueryError, match="takes longer than 10 seconds"):
            find(Query("snow"), f"{address}/{name}")
        assert "takes longer than" in said(capsys, search_main, "snow", "--index", f"{address}/{name}")
