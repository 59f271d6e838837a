"""The OpenAPI document, held against the real answers."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from web import urls

Draft202012Validator = pytest.importorskip("jsonschema").Draft202012Validator


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> Any:
    return client.get("/openapi.json").get_json()


def valid(document: Any, shape: str, answer: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{shape}", "components": document["components"]}
    Draft202012Validator(schema).validate(answer)


@pytest.mark.parametrize(
    ("url", "path", "status"),
    [
        ("/search.json?q=talks", "/search.json", 200),
        ("/search.json?q=red+lines&speaker=Ana+Holm&place=-Bergen,+Norway", "/search.json", 200),
        ("/search.json", "/search.json", 200),
        ("/search.json?q=zebra", "/search.json", 200),
        ("/search.json?q=flod+talks+zebra", "/search.json", 200),
        ("/search.json?q=lines&quotes=1", "/search.json", 200),
        ("/search.json?q=a+foo:b", "/search.json", 400),
        ("/search.json?page=x", "/search.json", 400),
        ("/quotes.json?limit=100", "/quotes.json", 200),
        ("/article/talks.json", "/article/{id}.json", 200),
        ("/article/library.json", "/article/{id}.json", 200),
        (urls.data("a/b c?d#e%41&f"), "/article/{id}.json", 200),
        ("/article/none.json", "/article/{id}.json", 404),
        ("/facet/place.json?q=talks&find=os", "/facet/{name}.json", 200),
        ("/facet/body.json", "/facet/{name}.json", 400),
        ("/suggest?q=ana", "/suggest", 200),
        ("/suggest", "/suggest", 200),
        ("/health", "/health", 200),
    ],
)
def test_answers_are_as_described(client: FlaskClient, document: Any, url: str, path: str, status: int) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    described = document["paths"][path]["get"]["responses"][str(status)]
    shape = described["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    valid(document, shape, answer.get_json())


def test_an_index_that_is_missing_is_as_described(nowhere: FlaskClient, document: Any) -> None:
    for url in ("/search.json", "/quotes.json", "/article/talks.json", "/facet/place.json", "/suggest?q=a", "/health"):
        answer = nowhere.get(url)
        assert answer.status_code == 503
        valid(document, "Error", answer.get_json())


def test_every_parameter_is_one(client: FlaskClient, document: Any) -> None:
    samples: dict[str, Any] = {
        "q": "talks",
        "since": "2024",
        "until": "2025",
        "limit": 5,
        "page": 1,
        "date": ["2025"],
        "like": "talks",
    }
    for parameter in document["paths"]["/search.json"]["get"]["parameters"]:
        Draft202012Validator.check_schema(parameter["schema"])
        values = samples.get(parameter["name"]) or parameter["schema"].get("enum") or ["Wire"]
        for value in values if isinstance(values, list) else [values]:
            assert client.get("/search.json", query_string={parameter["name"]: value}).status_code == 200
        too_much = parameter["schema"].get("maximum")
        if too_much:
            assert client.get("/search.json", query_string={parameter["name"]: too_much + 1}).status_code == 400


def test_every_answer_in_json_is_described(client: FlaskClient, document: Any) -> None:
    rules = {re.sub(r"<(?:path:)?(\w+)>", r"{\1}", rule.rule) for rule in client.application.url_map.iter_rules()}
    machine = {rule for rule in rules if rule.endswith(".json") or rule in ("/health", "/suggest")} - {"/openapi.json"}
    assert machine == set(document["paths"])
    assert document["openapi"] == "3.1.0" and document["servers"] == [{"url": "http://localhost"}]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
