"""The flat documents of an article: which values go into which field."""

import json
from dataclasses import replace
from typing import Any

import pytest

from index.document import documents
from index.model import Article, Dateline, Place, Quote

ARTICLE = Article(
    text="Anna Holm said it will hold. Its leader said no.",
    title="Talks",
    id="a",
    published="2025-03-03T23:30:00-05:00",
    outlet="Northern Press",
    language="en",
    speakers=("Kari Vik",),
    kind="html",
    dateline=Dateline("OSLO —", "Oslo, Norway"),
    places=(Place("Moldova", "Moldova"), Place("Paris", "Paris, Texas, United States")),
    quotes=(
        Quote("it will hold", 15, 27, speaker="Anna Holm", place="Oslo, Norway", date="2025-03-02", id="a-1"),
        Quote("no", 44, 46, speaker="its leader", id="a-2"),
    ),
)


def test_an_article_and_each_of_its_quotations() -> None:
    article, first, second = documents(ARTICLE)
    assert [(d.collection, d.id, d.language) for d in (article, first, second)] == [
        ("articles", "a", "en"),
        ("quotations", "a-1", "en"),
        ("quotations", "a-2", "en"),
    ]
    assert article.values == {
        "id": "a",
        "title": "Talks",
        "body": ARTICLE.text,
        "speaker": ("Anna Holm", "Kari Vik"),
        "place": ("Moldova", "United States", "Paris, Texas, United States", "Norway", "Oslo, Norway"),
        "dateline": ("Norway", "Oslo, Norway"),
        "date": "2025-03-03",
        "outlet": ("Northern Press",),
        "language": ("en",),
        "kind": ("html",),
    }
    assert first.values == {
        "id": "a-1",
        "article": "a",
        "quote": "it will hold",
        "speaker": ("Anna Holm",),
        "place": ("Norway", "Oslo, Norway"),
        "date": "2025-03-02",
        "outlet": ("Northern Press",),
        "language": ("en",),
        "kind": ("html",),
    }
    assert "speaker" not in second.values, "a description is no name"
    assert second.values["date"] == "2025-03-03"


@pytest.mark.parametrize(
    ("speaker", "kind", "is_name"),
    [
        ("Anna Holm", "person", True),
        ("Міська рада", "organisation", True),
        ("The Northern Press", "organisation", True),
        ("US officials", "group", True),
        ("الوزير", "unknown", True),
        ("its leader", "person", False),
        ("The company", "organisation", False),
        ("A spokesman", "unknown", False),
        ("Analysts", "group", False),
        ("P", "unknown", False),
    ],
)
def test_a_speaker_to_look_for_has_a_name(speaker: str, kind: Any, is_name: bool) -> None:
    (_, document) = documents(replace(ARTICLE, quotes=(Quote("no", 0, 2, speaker=speaker, speaker_type=kind),)))
    assert ("speaker" in document.values) == is_name


def test_what_nobody_in_particular_said_is_no_quotation() -> None:
    nobody = replace(ARTICLE, quotes=(Quote("a flood", 0, 7, type="indirect"), Quote("“no”", 44, 46, id="a-2")))
    assert [document.id for document in documents(nobody)] == ["a", "a-2"]


def test_what_is_stored_comes_back() -> None:
    article, first, _ = documents(ARTICLE)
    head, rest = json.loads(article.head), json.loads(article.rest)
    assert Article.from_dict(head | rest) == ARTICLE
    assert (head["title"], head["speakers"]) == ("Talks", ["Anna Holm", "its leader", "Kari Vik"])
    assert (json.loads(first.head)["speaker"], first.rest) == ("Anna Holm", "")
