"""What is answered: hits, passages, facets. `Results.to_dict` is the one documented, numbered JSON shape."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from search.explain import Part

if TYPE_CHECKING:
    from index.model import Span
    from search.query import Query

VERSION = 1  # of the JSON shape
NAMED = 3  # outlets of near copies that are named


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a text, with the slices of it to mark; blanks and line ends stand as single blanks."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """An article that is named beside a hit: the one that a quotation stands in, a near copy."""

    id: str
    title: str
    outlet: str | None
    url: str | None
    date: str | None  # ISO 8601 day
    authors: tuple[str, ...] = ()
    language: str | None = None  # ISO 639-1


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: of a hit, or a hit itself, which then has an article and a score."""

    id: str
    quote: str
    marks: tuple[Span, ...]  # into `quote`
    speaker: str | None
    role: str | None
    cue: str | None
    date: str | None
    place: str | None
    score: float | None = None
    article: About | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON; score and article only for a hit."""
        return {
            name: value for name, value in asdict(self).items() if name not in ("score", "article") or value is not None
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches."""

    id: str
    title: str
    title_marks: tuple[Span, ...]
    url: str | None
    outlet: str | None
    date: str | None  # ISO 8601 day
    place: str | None  # of its dateline
    speakers: tuple[str, ...]
    score: float
    passages: tuple[Passage, ...]  # the best places outside the quotations that are shown
    quotes: tuple[Quotation, ...]  # the few that match best
    authors: tuple[str, ...] = ()
    language: str | None = None  # ISO 639-1
    also: tuple[About, ...] = ()  # the near copies that it stands for, newest first

    @property
    def folded(self) -> str:
        """Its near copies in words; nothing where it has none.

        >>> about = [About(name, "", name, None, None) for name in ("Herald", "Courier", "Herald")]
        >>> Hit("a", "", (), None, "Courier", None, None, (), 1.0, (), (), tuple(about)).folded
        'also in Herald'
        """
        outlets = list(dict.fromkeys(one.outlet for one in self.also if one.outlet and one.outlet != self.outlet))
        if outlets:
            more = f" ({len(outlets)} outlets)" if len(outlets) > 1 else ""
            return f"also in {', '.join(outlets[:NAMED])}{'…' if len(outlets) > NAMED else ''}{more}"
        return f"and {len(self.also)} near {'copy' if len(self.also) == 1 else 'copies'}" if self.also else ""

    def to_dict(self) -> dict[str, Any]:
        """As JSON; `also` are ids."""
        quotes, also = [quote.to_dict() for quote in self.quotes], [article.id for article in self.also]
        return asdict(self) | {"quotes": quotes, "also": also}


class FacetValue(NamedTuple):
    """One value of a facet: how many hits it has as a filter, and whether it is one now.

    `within` is the value that holds it: the country of a city, the year of a month. (There are hundreds of these in an
    answer, and a tuple is made four times as fast as a frozen dataclass.)
    """

    value: str
    count: int  # type: ignore[assignment]  # tuples have a method of that name
    selected: bool = False
    excluded: bool = False
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field among what matches, most frequent first; dates newest first, cities behind their country.

    `total` is how many values there are, those that are not among these included.
    """

    name: str
    values: tuple[FacetValue, ...]
    total: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question that finds more."""

    query: Query
    total: int
    without: str = ""  # the part of the question that it leaves out, as the sentence says it

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"without": self.without, "query": self.query.text, "total": self.total}


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a question."""

    query: str  # its text
    explained: tuple[Part, ...]  # what was understood, in parts that can be removed
    notices: tuple[str, ...]
    total: int
    hits: tuple[Hit, ...] | tuple[Quotation, ...]
    facets: tuple[Facet, ...]
    took_ms: float
    did_you_mean: Suggestion | None = None  # with words spelt as the index has them
    instead: tuple[Suggestion, ...] = ()  # where nothing was found: what is found without one part of the question
    nearest: tuple[Hit, ...] | tuple[Quotation, ...] = ()  # where nothing has all the words: what has most of them

    def to_dict(self) -> dict[str, Any]:
        """The documented JSON, `version` first."""
        return {
            "version": VERSION,
            "query": self.query,
            "explained": " ".join(part.text for part in self.explained),
            "notices": list(self.notices),
            "total": self.total,
            "hits": [hit.to_dict() for hit in self.hits],
            "nearest": [hit.to_dict() for hit in self.nearest],
            "did_you_mean": self.did_you_mean and self.did_you_mean.to_dict(),
            "instead": [suggestion.to_dict() for suggestion in self.instead],
            "facets": {facet.name: [value._asdict() for value in facet.values] for facet in self.facets},
            "took_ms": round(self.took_ms, 1),
        }
