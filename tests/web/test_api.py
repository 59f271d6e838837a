"""The answers for programs."""

import dataclasses
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from index.model import Article
from search.find import find
from web import create_app, urls

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
DESCRIPTION = "{http://a9.com/-/spec/opensearch/1.1/}"


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
    assert client.get("/sitemap.xml").status_code == 404


def test_robots_are_let_in_where_the_site_is_public(location: str) -> None:
    client = create_app({"INDEX": location, "PUBLIC": True}).test_client()
    said = client.get("/robots.txt").text
    assert "Disallow: /search\n" in said and "Sitemap: http://localhost/sitemap.xml" in said
    places = [place.text for place in ElementTree.fromstring(client.get("/sitemap.xml").data).iter(f"{MAP}loc")]
    assert "http://localhost/speaker/Ana%20Holm" in places and "http://localhost/article/talks" in places
    assert all(client.get(str(place)).status_code == 200 for place in places)


def _lists(value: Any) -> Any:
    """The value as JSON gives it back."""
    if isinstance(value, dict):
        return {key: _lists(part) for key, part in value.items()}
    return [_lists(part) for part in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize(
    ("string", "entries", "title"),
    [
        ("q=talks", 2, "Articles with talks, newest first. – Dateline"),
        ("speaker=Ana+Holm&quotes=1", 2, "Quotations quoting Ana Holm, newest first. – Dateline"),
        ("q=flood&page=2", 25, "Articles with flood, newest first. – Dateline"),
        ("q=surrogate", 1, None),
        ("q=%00zebra", 0, None),
        ("quotes=1", 4, "Quotations newest first. – Dateline"),
    ],
)
def test_feed(client: FlaskClient, string: str, entries: int, title: str | None) -> None:
    answer = client.get(f"/feed.atom?{string}")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    found = feed.findall(f"{ATOM}entry")
    assert len(found) == entries
    assert title in (None, feed.findtext(f"{ATOM}title"))
    for part in (feed, *found):
        assert part.findtext(f"{ATOM}id", "").startswith("http://localhost/")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated", ""))
        link = part.find(f"{ATOM}link")
        assert link is not None and client.get(link.get("href", "")).status_code == 200
    ids = [part.findtext(f"{ATOM}id") for part in found]
    assert len(set(ids)) == len(ids)


def test_browsers_are_told_how_to_search_here(client: FlaskClient) -> None:
    description = ElementTree.fromstring(client.get("/opensearch.xml").data)
    templates = {url.get("type", ""): url.get("template", "") for url in description.iter(f"{DESCRIPTION}Url")}
    for kind, template in templates.items():
        answer = client.get(template.replace("{searchTerms}", "talks").replace("{startPage?}", "1"))
        assert (answer.status_code, answer.mimetype) == (200, kind)
    assert client.get(description.findtext(f"{DESCRIPTION}Image", "")).status_code == 200


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
