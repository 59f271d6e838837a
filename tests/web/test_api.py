"""The answers for programs."""

import dataclasses
from typing import Any

import pytest
from flask.testing import FlaskClient

from index.model import Article
from search.find import find
from web import urls


def test_results_are_those_of_find(client: FlaskClient, location: str) -> None:
    answer = client.get("/search.json?q=talks&page=1&sort=newest").get_json()
    query = dataclasses.replace(urls.DEFAULT, text="talks", sort="newest")
    wanted = find(query, location).to_dict()
    assert answer | {"took_ms": 0} == _lists(wanted) | {"took_ms": 0}
    assert list(answer) == list(wanted)  # version first


def test_quotations(client: FlaskClient) -> None:
    answer = client.get("/quotes.json?speaker=Ana+Holm").get_json()
    assert [hit["speaker"] for hit in answer["hits"]] == ["Ana Holm"] * 2
    assert answer["hits"][0]["article"]["id"] == "talks"
    same = client.get("/search.json?quotes=1&speaker=Ana+Holm").get_json()
    assert same["hits"] == answer["hits"]


def test_programs_turn_larger_pages(client: FlaskClient) -> None:
    assert len(client.get("/search.json?q=flood&limit=20").get_json()["hits"]) == 20
    assert len(client.get("/search.json?q=flood&limit=20&page=2").get_json()["hits"]) == 5


@pytest.mark.parametrize("id", ["talks", "a/b c?d#e%41&f", "library", "bare"])
def test_article(client: FlaskClient, id: str) -> None:
    answer = client.get(urls.data(id))
    assert answer.mimetype == "application/json"
    assert Article.from_dict(answer.get_json()).id == id
    assert answer.get_json()["version"] == 1


@pytest.mark.parametrize(
    ("url", "status", "error"),
    [
        ("/search.json?q=a+foo:b", 400, {"type": "QueryError", "column": 2}),
        ("/quotes.json?page=x", 400, {"type": "QueryError"}),
        ("/article/none.json", 404, {"type": "NotFound"}),
        ("/none.json", 404, {"type": "NotFound"}),
    ],
)
def test_mistakes(client: FlaskClient, url: str, status: int, error: dict[str, Any]) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    assert set(answer.get_json()) == {"version", "error"}
    said = answer.get_json()["error"]
    assert said.pop("message").endswith(".")
    assert said == error


def test_health(client: FlaskClient, nowhere: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"version": 1, "status": "ok"}
    sick = nowhere.get("/health")
    assert (sick.status_code, sick.get_json()["error"]["type"]) == (503, "MissingIndex")


def test_only_reading(client: FlaskClient) -> None:
    answer = client.delete("/search.json")
    assert (answer.status_code, answer.get_json()["error"]["type"]) == (405, "MethodNotAllowed")


def test_robots_stay_out(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert (answer.mimetype, answer.text) == ("text/plain", "User-agent: *\nDisallow: /\n")


def _lists(value: Any) -> Any:
    """The value as JSON gives it back."""
    if isinstance(value, dict):
        return {key: _lists(part) for key, part in value.items()}
    return [_lists(part) for part in value] if isinstance(value, list | tuple) else value


def test_the_values_of_a_facet_are_found_and_paged(client: FlaskClient) -> None:
    found = client.get("/facet/outlet.json?q=flood&limit=1").get_json()
    assert (found["total"], found["hits"]) == (25, [])
    assert [(value["value"], value["count"]) for value in found["facets"]["outlet"]] == [("Gauge", 25)]
    places = client.get("/facet/place.json?find=NORW").get_json()["facets"]["place"]
    assert [value["value"] for value in places] == ["Norway", "Bergen, Norway", "Oslo, Norway"]
    second = client.get("/facet/place.json?find=norw&limit=1&page=2").get_json()["facets"]["place"]
    assert [value["value"] for value in second] == ["Bergen, Norway"]
    for address in ("/facet/body.json", f"/facet/place.json?find={'x' * 301}"):
        assert client.get(address).status_code == 400, address


def test_what_is_typed_is_completed(client: FlaskClient) -> None:
    answer = client.get("/suggest?q=talks+ana").get_json()
    assert answer["query"] == "talks ana"
    assert answer["suggestions"][0] == {
        "value": "Ana Holm", "kind": "speaker", "count": 1, "query": 'talks speaker:"Ana Holm"'
    }  # fmt: skip
    assert client.get("/suggest").get_json()["suggestions"] == []


def test_what_is_typed_is_completed_in_the_search_bar_of_a_browser(client: FlaskClient) -> None:
    answer = client.get("/suggest?q=gau&format=opensearch")
    assert answer.mimetype == "application/x-suggestions+json"
    typed, queries, said, addresses = answer.get_json()
    assert (typed, queries[0], said[0]) == ("gau", 'outlet:"Gauge"', "outlet, 25 articles")
    assert len(queries) == len(said) == len(addresses)
    assert client.get(addresses[0]).status_code == 200
