"""The only door to an index: a question in, results out; the command, the JSON and the pages all come through it."""

from __future__ import annotations

from datetime import date

from index.model import Article
from search.query import Query
from search.results import Results


def find(query: Query, location: str, today: date | None = None) -> Results:
    """Answer a question from the index at a location.

    `today` is what relative dates count from. Raises QueryError for a question that cannot be understood and
    EngineError for an index that cannot be used.
    """
    raise NotImplementedError


def article(location: str, id: str) -> Article | None:
    """The article with this id, or None; raises EngineError."""
    raise NotImplementedError
