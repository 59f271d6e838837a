"""What the domain is made of: an article, its quotations, its places, its dateline.

Frozen values with tuples inside; `to_dict` gives the documented JSON shape (docs/formats.md) and `from_dict`
takes it back. Offsets are Unicode code points into `Article.text` (or `title`), end exclusive; neither text
is ever normalised.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Self

VERSION = 1  # of the article's JSON shape

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, and sometimes when, an article was written, as its first line says: `MOSCOW, Feb. 7 —`."""

    text: str  # as written
    place: str | None = None  # label of the place, "Moscow, Russia"
    date: str | None = None  # ISO 8601 day


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in the text."""

    start: int
    end: int
    text: str
    geonameid: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    demonym: bool = False  # "Norwegian": tells of the country, but does not name it


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an article names, with the number of its mentions (0: given with the article)."""

    name: str
    label: str  # "Moscow, Russia"; a country is its own label: "Russia"
    geonameid: int | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: what was said, by whom, and how that was found."""

    quote: str  # the words, from `start` to `end`
    start: int
    end: int
    field: Literal["text", "title"] = "text"
    spans: tuple[Span, ...] = ()  # its parts, where a cue splits it
    segments: tuple[Span, ...] = ()  # its parts in quotation marks, marks included
    type: Literal["direct", "mixed", "indirect"] = "direct"
    speaker: str | None = None  # resolved: "Emmanuel Macron"
    speaker_text: str | None = None  # as written: "he"
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_type: Literal["person", "organisation", "government", "group", "unknown"] = "unknown"
    role: str | None = None  # "French President"
    cue: str | None = None  # "said"
    rule: str = ""  # by which the speaker was found (docs/extraction.md): "verb-subject"
    resolution: Literal["name", "title", "pronoun", "carried"] | None = None
    confidence: float = 0.0
    place: str | None = None  # label of where it was said
    date: str | None = None  # ISO 8601 day on which it was said
    id: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. A format fills in what the file says, `extract` what the text says."""

    text: str
    title: str = ""
    id: str = ""
    file_id: str = ""  # file name without its known endings: x.html.gz → x
    url: str | None = None  # http(s) only
    source: str = ""  # path of the file it was read from
    kind: str = ""  # the format it was read from: html, text, json, sgml, feed
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None  # ISO 8601 day or date and time, with the offset it was written with
    language: str | None = None  # ISO 639-1
    captions: tuple[str, ...] = ()  # of photographs; no part of the text
    speakers: tuple[str, ...] = ()  # given with the article, beside those its quotations have
    people: tuple[str, ...] = ()  # given: people named; they help to resolve names
    topics: tuple[str, ...] = ()  # given
    dateline: Dateline | None = None
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def day(self) -> str | None:
        """The day of publication as written (`2022-02-07`), or None where it is unknown."""
        return self.published[:10] if self.published else None

    def to_dict(self) -> dict[str, Any]:
        """The article as plain values for JSON, `version` first."""
        values = _plain(self)
        for name in ("places", "mentions", "quotes"):
            values[name] = [_plain(value) for value in values[name]]
        values["dateline"] = _plain(self.dateline) if self.dateline else None
        return {"version": VERSION} | values

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The article whose `to_dict` gave these values (tuples may have become lists, as in JSON)."""
        values = {key: value for key, value in values.items() if key != "version"}
        parts: dict[str, Any] = {
            "dateline": Dateline(**values["dateline"]) if values.get("dateline") else None,
            "places": tuple(Place(**place) for place in values.get("places", ())),
            "mentions": tuple(Mention(**mention) for mention in values.get("mentions", ())),
            "quotes": tuple(_quote(quote) for quote in values.get("quotes", ())),
        }
        for key in ("authors", "captions", "speakers", "people", "topics"):
            parts[key] = tuple(values.get(key, ()))
        return cls(**(values | parts))


def _plain(value: Any) -> dict[str, Any]:
    """The fields of a frozen value; asdict copies each in depth, which takes ten times as long."""
    return {name: getattr(value, name) for name in value.__slots__}


def _quote(values: dict[str, Any]) -> Quote:
    spans = {key: tuple((start, end) for start, end in values.get(key, ())) for key in ("spans", "segments")}
    return Quote(**(values | spans))
