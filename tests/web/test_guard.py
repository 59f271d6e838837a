"""Who may ask, how often, and what need not be sent again."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from index.model import Article
from web import create_app

KEPT = [
    "/",
    "/search?q=talks",
    "/search.json?q=talks",
    "/article/talks",
    "/quote/talks-1",
    "/feed.atom?q=talks",
    "/help",
]


@pytest.mark.parametrize("url", KEPT)
def test_what_a_visitor_has_is_not_sent_again(client: FlaskClient, url: str) -> None:
    first = client.get(url)
    assert first.headers["Cache-Control"] == "no-cache"
    tag = first.headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(f"{url}{'&' if '?' in url else '?'}page=1", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("url", ["/health", "/status", "/none", "/search?q=((", "/search?page=x"])
def test_what_may_change_is_sent_again(client: FlaskClient, url: str) -> None:
    assert "W/" not in client.get(url).headers.get("ETag", "")


def test_a_new_index_is_sent(publish: Callable[..., str], tmp_path: Path, at: Callable[[Path], str]) -> None:
    visitor = create_app({"INDEX": at(tmp_path)}).test_client()
    assert "ETag" not in visitor.get("/").headers
    tags = []
    for number in (1, 2):
        publish(tmp_path, [Article("Snow fell.", title=f"Snow {n}", id=str(n)) for n in range(number)])
        answer = visitor.get("/search?q=snow", headers={"If-None-Match": tags[-1] if tags else ""})
        assert f"{number} article" in answer.text
        tags.append(answer.headers["ETag"])
    assert visitor.get("/search?q=snow", headers={"If-None-Match": tags[-1]}).status_code == 304


def test_files_are_kept_for_long_under_an_address_that_changes_with_them(client: FlaskClient) -> None:
    page = client.get("/help").text
    start = page.index("/static/style.css?v=")
    assert client.get(page[start : page.index('"', start)]).headers["Cache-Control"] == "public, max-age=31536000"


@pytest.mark.parametrize(
    ("host", "status"),
    [("news.example", 200), ("news.example:81", 200), ("evil.example", 400), ("", 400), ("a b", 400)],
)
def test_only_trusted_names_are_answered_to(location: str, host: str, status: int) -> None:
    visitor = create_app({"INDEX": location, "HOSTS": ("news.example",)}).test_client()
    answer = visitor.get("/search?q=talks", headers={"Host": host})
    assert answer.status_code == status
    assert status == 200 or answer.text == "This site does not answer to that name.\n"


def test_who_asks_too_often_is_told_when_to_come_again(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    visitor = create_app({"INDEX": location, "RATE": 3}).test_client()
    assert [visitor.get("/help").status_code for _ in range(4)] == [200, 200, 200, 429]
    now[0] += 20.5
    refused = visitor.get("/search.json")
    assert refused.headers["Retry-After"] == "39"
    assert refused.get_json()["error"]["message"] == "You ask very often. Wait a little, then go on."
    assert visitor.get("/static/style.css").status_code == 200
    assert visitor.get("/help", environ_base={"REMOTE_ADDR": "127.0.0.9"}).status_code == 200
    now[0] += 40
    assert visitor.get("/help").status_code == 200


def test_proxies_are_believed_only_where_there_are_any(location: str) -> None:
    told = {"X-Forwarded-Host": "news.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/archive"}
    behind = create_app({"INDEX": location, "PROXIES": 1}).test_client()
    alone = create_app({"INDEX": location}).test_client()
    assert "https://news.example/archive/search" in behind.get("/opensearch.xml", headers=told).text
    assert "news.example" not in alone.get("/opensearch.xml", headers=told).text
    assert 'href="/archive/help"' in behind.get("/search?q=talks", headers=told).text


def test_the_site_can_stand_below_a_path_of_another(location: str) -> None:
    outer = Flask("outer")
    outer.wsgi_app = DispatcherMiddleware(outer.wsgi_app, {"/archive": create_app({"INDEX": location})})  # type: ignore[method-assign]
    visitor: Any = Client(outer)
    for path in (
        "/",
        "/search?q=talks",
        "/speakers?q=lines",
        "/article/talks",
        "/quote/talks-1",
        "/speaker/Ana%20Holm",
    ):
        page = visitor.get(f"/archive{path}").text
        for start in ('href="/', 'action="/', 'src="/'):
            assert page.count(start) == page.count(f"{start}archive/"), path
    assert visitor.get("/archive/search?q=x&since=").location == "/archive/search?q=x"
    assert visitor.get("/help").status_code == 404


def test_too_long_an_address(client: FlaskClient) -> None:
    answer = client.get(f"/search?q={'x' * 140_000}")
    assert (answer.status_code, "This address is too long." in answer.text) == (414, True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("url", ["/", "/search", "/article/talks", "/search.json", "/robots.txt", "/opensearch.xml"])
def test_everything_can_only_be_read(client: FlaskClient, method: str, url: str) -> None:
    answer = getattr(client, method)(url)
    assert answer.status_code == 405 and "GET" in answer.headers["Allow"]
    assert "This address can only be read." in answer.text
    assert client.head(url).status_code == 200


def test_what_goes_wrong_is_answered_without_its_inside(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise RuntimeError("secret")

    visitor = create_app({"INDEX": location}).test_client()
    monkeypatch.setattr("web.pages.timeline", broken)
    answer = visitor.get("/search?q=talks")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text and "secret" not in answer.text
