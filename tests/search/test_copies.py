"""Near copies: one stands for all on a page, wherever they stand; totals, facets and lists count articles."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.model import Article
from search import cli
from search.engines import copies
from search.find import find
from search.query import Query

SYLLABLES = ("ba", "do", "ker", "lin", "mo", "nas", "pel", "ro", "sti", "tu", "ven", "wa")


def story(seed: int, words: int = 160) -> str:
    """A text like no other: sentences of invented words, each with some people in it."""
    chance = random.Random(seed)
    sentences = []
    while words > 0:
        some = ["".join(chance.choices(SYLLABLES, k=chance.randrange(1, 4))) for _ in range(chance.randrange(8, 20))]
        some[chance.randrange(len(some))] = "people"
        sentences.append(" ".join(some).capitalize() + ". ")
        words -= len(some)
    return "".join(sentences)


def made(id: str, text: str, outlet: str = "Courier", day: str | None = "2024-03-04", title: str = "") -> Article:
    return Article(text, title=title or f"The news of {id}", id=id, outlet=outlet, published=day, language="en")


def shown(results: Any) -> list[tuple[str, list[str]]]:
    return [(hit.id, [one.id for one in hit.also]) for hit in results.hits]


@pytest.fixture
def wire(tmp_path: Path, publish: Callable[..., str]) -> str:
    """One story of an agency in four outlets, another in two, and five by themselves."""
    first, second = story(1), story(2)
    articles = [
        made("agency", first, "Agency", "2024-03-04", "Harbour tunnel opens to ferries"),
        made("herald", "By Anna Lind, Herald staff. " + first, "Herald", "2024-03-05", "Tunnel opens"),
        made("post", first[: len(first) * 4 // 5], "Post", "2024-03-05", "Harbour tunnel opens to ferries"),
        made("again", first.replace("people", "men", 1), "Herald", "2024-03-06", "Correction: tunnel opens"),
        made("later", first, "Agency", "2024-05-04", "Harbour tunnel opens to ferries"),
        made("one", second, "Courier", None, "Market sold"),
        made("two", second, "Courier", "2024-03-01", "Market sold"),
        *(made(f"alone-{number}", story(10 + number)) for number in range(5)),
    ]
    return publish(tmp_path, articles)


def test_one_stands_for_its_copies(wire: str) -> None:
    found = find(Query("people", sort="oldest"), wire)
    folded = {id: set(also) for id, also in shown(found) if also}
    assert folded == {"two": {"one"}, "agency": {"herald", "post", "again"}}
    assert (found.total, len(found.hits)) == (12, 8)
    assert next(also for id, also in shown(found) if id == "agency")[0] == "again", "the newest first"
    words = {hit.id: hit.folded for hit in found.hits if hit.folded}
    assert words == {"two": "and 1 near copy", "agency": "also in Herald, Post (2 outlets)"}


def test_the_first_in_the_order_asked_for_stands_for_the_others(wire: str) -> None:
    newest = dict(shown(find(Query("people", sort="newest"), wire)))
    assert set(newest["again"]) == {"agency", "herald", "post"} and newest["later"] == []
    assert dict(shown(find(Query("people", filters=(("outlet", "Post"),)), wire))) == {"post": []}


@pytest.mark.parametrize("sort", ["best", "newest", "oldest"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_pages_are_full_and_repeat_nothing(wire: str, sort: Any, limit: int) -> None:
    whole = shown(find(Query("people", sort=sort, limit=50), wire))
    assert sorted(id for id, also in whole for id in (id, *also)) == sorted(
        hit.id for hit in find(Query("people", group=False, limit=50), wire).hits
    )
    pages = [shown(find(Query("people", sort=sort, limit=limit, offset=at), wire)) for at in range(0, 8, limit)]
    assert [one for page in pages for one in page] == whole
    assert all(len(page) == limit for page in pages[:-1])


def test_what_lists_articles_lists_them_all(wire: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def printed(*flags: str) -> str:
        cli.main(["people", "--index", wire, "--limit", "50", *flags])
        return capsys.readouterr().out

    (tmp_path / "queries").write_text("1\tpeople\n")
    cli.main(["--index", wire, "--limit", "50", "--batch", str(tmp_path / "queries")])
    assert len(json.loads(capsys.readouterr().out)["hits"]) == 12
    assert printed("--count") == "12\n"
    assert len(printed("--jsonl").splitlines()) == 12
    assert len(json.loads(printed("--json", "--no-group"))["hits"]) == 12
    hits = {hit["id"]: hit["also"] for hit in json.loads(printed("--json", "--sort", "oldest"))["hits"]}
    assert (len(hits), sorted(hits["agency"])) == (8, ["again", "herald", "post"])
    assert re.search(r"2024-03-04 · Agency · also in Herald, Post \(2 outlets\)\n", printed("--sort", "oldest"))
    assert "also in" not in printed("--no-group")
    assert [value.count for value in find(Query("people", facets=("outlet",)), wire).facets[0].values] == [7, 2, 2, 1]


CHANGES: dict[str, Callable[[str, str], tuple[str, str]]] = {  # what outlets do to an agency's article
    "another headline": lambda title, text: ("Ferries wait for the tunnel", text),
    "a byline": lambda title, text: (title, f"By Anna Lind, Courier staff. {text} Editing by Per Holm."),
    "its last paragraphs cut": lambda title, text: (title, text[: len(text) * 4 // 5]),
    "a sentence left out": lambda title, text: (title, text.replace(text.split(". ")[3] + ". ", "", 1)),
    "small edits": lambda title, text: (title, text.replace("people", "men", len(text) // 500)),
}


@pytest.mark.parametrize("words", [120, 300, 900])
@pytest.mark.parametrize("change", CHANGES)
def test_copies_are_known_in_spite_of(tmp_path: Path, publish: Any, change: str, words: int) -> None:
    texts = [(f"Notes of day {number}", story(100 + number, words)) for number in range(12)]
    articles = [made(f"{number}", text, "Agency", title=title) for number, (title, text) in enumerate(texts)]
    articles += [
        made(f"{number}-copy", text, title=title)
        for number, (title, text) in enumerate(CHANGES[change](*one) for one in texts)
    ]
    found = shown(find(Query("", limit=50), publish(tmp_path, articles)))
    assert all({id.partition("-")[0]} == {one.partition("-")[0] for one in also} for id, also in found if also)
    assert sum(bool(also) for _, also in found) >= 10, "few may be missed, of short texts"


def test_texts_without_words_are_nobodys_copies(tmp_path: Path, publish: Any) -> None:
    articles = [Article(text, title="", id=f"{at}", language="en") for at, text in enumerate(["", "…", "One two", "—"])]
    assert all(not also for _, also in shown(find(Query(""), publish(tmp_path, articles))))


def test_copies_are_found_across_segments_and_the_dead_are_not(tmp_path: Path, publish: Any) -> None:
    text = story(5)
    location = publish(tmp_path, [made("a", text), made("b", text), made("c", story(6))])
    publish(tmp_path, [made("d", text, "Herald", "2024-03-05")], remove=["b"])
    assert dict(shown(find(Query("", sort="oldest"), location))) == {"a": ["d"], "c": []}


def test_a_fraction_looked_at_is_as_all(wire: str) -> None:
    """What few hits share with a leader is found as among all."""
    found = find(Query("people outlet:post OR outlet:agency", sort="oldest"), wire)
    assert copies.DISTANCE and dict(shown(found)) == {"agency": ["post"], "later": []}
