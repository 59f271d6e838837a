"""What an index holds: its two collections and their fields, in our own words.

The contract between the writing and the reading half of every engine. A new field is one line here, one in
document.py, and a test row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VERSION = 2  # raise it with any change here, in tokens.py or in document.py; readers then ask for a rebuild

Collection = Literal["articles", "quotations"]

# key: one value, as it is.  text: tokens with positions, both as inflection classes and as surface words.
# names: several values, each findable by its words and, as a facet, as a whole.  day: an ISO 8601 day.
Kind = Literal["key", "text", "names", "day"]


K1 = 1.2  # of BM25, how soon more of the same word stops counting: the value it is known by


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `weight` is what a hit in it counts for a plain word, 0 where plain words do not look."""

    name: str
    kind: Kind
    weight: float = 0.0
    facet: bool = False
    shortness: float = 0.75  # b of BM25: how much length counts against a text


_COMMON = (
    Field("speaker", "names", facet=True),
    Field("place", "names", facet=True),
    Field("date", "day", facet=True),
    Field("outlet", "names", facet=True),
    Field("author", "names", facet=True),
    Field("language", "names", facet=True),
    Field("topic", "names", facet=True),
    Field("kind", "names", facet=True),
)
FIELDS: dict[Collection, tuple[Field, ...]] = {
    "articles": (
        Field("id", "key"),
        Field("title", "text", weight=2.0, shortness=0.3),  # headlines are all short
        Field("body", "text", weight=1.0),
        Field("dateline", "names"),
        *_COMMON,
        Field("url", "key"),
    ),
    "quotations": (
        Field("id", "key"),
        Field("article", "key"),  # its id, by which everything else said of the article is looked up
        Field("quote", "text", weight=1.0),
        *_COMMON,
    ),
}

# What is stored apart from everything else, since every list of hits shows it: of an article this and its speakers.
ARTICLE_HEAD = ("id", "title", "url", "outlet", "authors", "published", "language", "dateline")
QUOTATION_HEAD = ("id", "quote", "speaker", "role", "cue", "date", "place")
