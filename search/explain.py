"""What was understood: the question as one sentence, in parts that can be removed."""

from __future__ import annotations

from dataclasses import dataclass

from search.query import Query


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of the sentence, and the question without what they say (None: cannot be removed)."""

    text: str
    without: Query | None = None
