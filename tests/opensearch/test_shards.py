"""An index in several shards: what is found, counted and ranked is what a folder finds, counts and ranks."""

import random
from pathlib import Path

import pytest

from index import cluster
from index.model import Article, Place
from search import engines
from search.find import every, find
from search.query import Query
from tests.search.conftest import build, quoted

WORDS = ["red", "line", "fish", "map", "snow", "harbour", "treaty", "water", "bridge", "letter"]
SPEAKERS = ["Ada Holm", "Bo Lind", "Cleo Ek", "Dag Aas", "Eva Falk"]


def articles() -> list[Article]:
    chance = random.Random(5)
    made = []
    for number in range(150):
        said = f"“{' '.join(chance.choices(WORDS, k=5))},”"
        speaker = chance.choice(SPEAKERS)
        text = f"{' '.join(chance.choices(WORDS, k=20))}. {said} said {speaker}."
        made.append(
            Article(
                text,
                title=" ".join(chance.choices(WORDS, k=3)),
                id=f"a{number}",
                outlet=chance.choice(["Courier", "Post", "Gazette"]),
                published=f"20{chance.randrange(10, 14)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}",
                language="en",
                places=(Place("Oslo", "Oslo, Norway", count=1),) if chance.random() < 0.5 else (),
                quotes=(quoted(text, said, speaker),),
            )
        )
    return made


@pytest.mark.opensearch
def test_several_shards_answer_as_one(opensearch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SHARDS", "3")
    address = f"{opensearch}/shards"
    try:
        folder, address = build(tmp_path, articles()), build(address, articles())
        held = cluster.request(address, "GET", "/_cat/shards/shards", format="json")
        assert sum(int(shard["docs"]) > 0 for shard in held) == 3
        facets = ("speaker", "place", "date", "outlet")
        for text in ("", "red", "red line", '"red line"', "fish OR snow", "speaker:holm said:water", "red w/3 map"):
            for quotes in (False, True):
                query = Query(text, facets=facets, quotes=quotes, limit=20, group=False)
                one, other = find(query, folder), find(query, address)
                assert (one.total, one.facets, other.notices) == (other.total, other.facets, ()), text
                assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits], rel=0.03)
                assert {hit.id for hit in every(query, folder)} == {hit.id for hit in every(query, address)}
        assert engines.opened(address).completions("", ["h"], 5) == engines.opened(folder).completions("", ["h"], 5)
    finally:
        cluster.request(address, "DELETE", "/shards*")
