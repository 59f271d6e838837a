"""A small library to ask: a few articles of invented people, written by the writing half of each engine."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from index.document import documents
from index.engines import writer
from index.model import Article, Dateline, Place, Quote
from index.record import Record
from search.find import find
from search.query import Query
from search.results import Results


def place(label: str) -> Place:
    return Place(name=label.split(",")[0], label=label, count=1)


def quoted(text: str, words: str, speaker: str | None, number: int = 1, **more: Any) -> Quote:
    start = text.index(words)
    return Quote(words, start, start + len(words), speaker=speaker, id=f"q{number}-{words[:9]}", cue="said", **more)


def build(location: Path, articles: Iterable[Article], languages: tuple[str, ...] = ("en",)) -> str:
    """Publish these articles as an index and give its location."""
    articles = list(articles)
    with writer(str(location)) as run:
        run.begin(empty=True)
        for article in articles:
            run.add(documents(article))
        quotations = sum(len(article.quotes) for article in articles)
        run.publish(Record("2024-05-15T10:00:00Z", 0.1, (), languages, len(articles), quotations, 0))
    return str(location)
