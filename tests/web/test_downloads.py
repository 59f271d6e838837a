"""All hits of a question as a file."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient

from web import urls


@pytest.mark.parametrize(
    ("ending", "kind", "entries"),
    [
        ("csv", "text/csv", lambda text: len(list(csv.DictReader(io.StringIO(text))))),
        ("ris", "application/x-research-info-systems", lambda text: text.count("TY  - NEWS")),
        ("bib", "application/x-bibtex", lambda text: text.count("@article{")),
        ("jsonl", "application/jsonl", lambda text: len([json.loads(line) for line in text.splitlines()])),
    ],
)
@pytest.mark.parametrize(
    ("string", "number"), [("q=flood", 25), ("q=flood&page=2", 25), ("quotes=1", 4), ("q=zebra", 0)]
)
def test_all_hits(client: FlaskClient, ending: str, kind: str, entries: object, string: str, number: int) -> None:
    answer = client.get(f"/search.{ending}?{string}")
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="search.{ending}"'
    assert entries(answer.text) == number  # type: ignore[operator]


def test_a_table_has_the_filters_and_the_order_of_the_page(client: FlaskClient) -> None:
    text = client.get("/search.csv?q=talks&outlet=Wire&sort=newest").text
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == ["talks"]


@pytest.mark.parametrize(
    "url", ["/search.csv?q=foo:bar", "/search.ris?page=x", "/search.bib?since=yesteryear", "/search.csv?date=x"]
)
def test_mistakes_are_explained(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 400


def test_a_file_ends_where_pages_do(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "DEEPEST", 20)
    answer = client.get("/search.jsonl?q=flood")
    assert answer.text.count("\n") == 20
    assert answer.headers["Content-Disposition"] == 'attachment; filename="search-first-20.jsonl"'
    assert "(the first 20)" in client.get("/search?q=flood").text
