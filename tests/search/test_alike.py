"""More like an article: by its most telling words, without itself and its near copies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.errors import QueryError
from index.model import Article
from search import cli
from search.find import find
from search.query import Query
from web import urls

FERRY = (
    "The ferry company will replace its diesel engines with batteries before the winter timetable begins. Engineers at "
    "the shipyard said that charging takes nine minutes at the quay, and that passengers would notice nothing."
)
TEXTS = {
    "ferry": FERRY,
    "copy": f"By Anna Lind, Herald staff. {FERRY}",
    "shipyard": "Batteries replace diesel at the shipyard: its engineers promise ferry passengers a quiet winter.",
    "winter": "A long winter is ahead, said the weather office, and the quay will be under ice.",
    "library": "The library moved its books into the old school, where children may read until the evening.",
    "school": "The old school has a new roof. Children and their books are back from the library.",
    "empty": "",
}


@pytest.fixture
def harbour(tmp_path: Path, publish: Any) -> str:
    articles = [
        Article(text, title=f"About {id}", id=id, language="en", outlet="Courier") for id, text in TEXTS.items()
    ]
    more = [Article(f"Nothing new on day {n}.", title="Quiet", id=f"day-{n}", language="en") for n in range(12)]
    return str(publish(tmp_path, [*articles, *more]))


def ids(results: Any) -> list[str]:
    return [hit.id for hit in results.hits]


def test_the_most_alike_come_first_without_itself_and_its_copies(harbour: str) -> None:
    assert ids(find(Query(like="ferry"), harbour))[:1] == ["shipyard"]
    assert {"ferry", "copy"}.isdisjoint(ids(find(Query(like="ferry", limit=50), harbour)))
    assert ids(find(Query(like="library"), harbour)) == ["school"]


def test_other_conditions_hold_too(harbour: str) -> None:
    assert ids(find(Query("quiet", like="ferry"), harbour)) == ["shipyard"]
    assert ids(find(Query(like="ferry", filters=(("outlet", "-Courier"),)), harbour)) == []


def test_what_says_little_is_like_nothing(harbour: str) -> None:
    assert ids(find(Query(like="empty"), harbour)) == []


def test_an_unknown_article_is_said(harbour: str) -> None:
    with pytest.raises(QueryError, match="no article “nosuch”"):
        find(Query(like="nosuch"), harbour)


def test_it_can_be_asked_by_command_and_address(harbour: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--like", "library", "--index", harbour, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [hit["id"] for hit in answer["hits"]] == ["school"]
    assert answer["explained"] == "Articles like library."
    query = Query(like="library", facets=urls.COUNTED)
    assert urls.address(query) == "/search?like=library"
    assert urls.read([("like", "library")]) == query
    assert query.without("like").like == ""
