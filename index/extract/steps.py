"""The steps of extraction in order, each given what the former found."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import NamedTuple

from index.extract import dates, languages
from index.extract.said.quotes import quotes_of
from index.extract.where import datelines, places
from index.extract.where.gazetteer import gazetteer
from index.extract.where.whereabouts import place_beside
from index.extract.who.names import People, people_of
from index.extract.words import Words, words
from index.model import Article, Dateline, Quote, Span
from index.tokens import paragraphs

LOOKED_AT = 250_000  # characters: 40,000 words; what is longer is a table or a book, and would hold up a worker


class Groundwork(NamedTuple):
    """What is known of an article before its places and quotations are looked for."""

    text: str  # as far as it is looked at
    language: str | None
    words: Words
    paragraphs: list[Span]
    dateline: Dateline | None
    zone: Span | None  # where that stands
    published: str | None
    people: People

    @property
    def prose(self) -> list[Span]:
        """The paragraphs without the dateline, which is no part of the sentence after it."""
        return _without(self.paragraphs, self.zone)


def groundwork(article: Article) -> Groundwork:
    """The first steps: language, paragraphs, dateline, day, people."""
    text, today = article.text[:LOOKED_AT], date.today()
    language = article.language or languages.language_of(f"{article.title}\n{text}")
    table = words(language)
    spans = paragraphs(text)
    dateline, zone = article.dateline, None
    found = datelines.dateline_of(text, spans, article.published or dates.day_or_year_in_path(article.source), today)
    if found:
        dateline, zone = found
    published = article.published or dates.published_of(
        text, article.captions, dateline.date if dateline else None, today, article.source
    )
    people = people_of(text, article.title, article.people, table)
    return Groundwork(text, language, table, spans, dateline, zone, published, people)


def extracted(article: Article) -> Article:
    """See `index.extract.extract`."""
    base = groundwork(article)
    text, table, people = base.text, base.words, base.people
    persons = [person.name for each in people.by_last.values() for person in each]
    named = places.mentions_of(text, table, persons, base.zone, article.url)
    place = base.dateline.place if base.dateline else None
    quotes = quotes_of(text, base.prose, people, table, base.published, place)
    known = gazetteer()
    labelled = [(mention, known.label(entry)) for mention, entry in named]
    return dataclasses.replace(
        article,
        language=base.language,
        published=base.published,
        dateline=base.dateline,
        mentions=tuple(mention for mention, _ in named),
        places=places.places_of(named, article.places),
        quotes=tuple(_placed(quote, place_beside(text, quote, labelled, table)) for quote in quotes),
    )


def _placed(quote: Quote, place: str | None) -> Quote:
    return dataclasses.replace(quote, place=place) if place else quote


def _without(spans: list[Span], zone: Span | None) -> list[Span]:
    """The paragraphs without the dateline, which is no part of the sentence after it."""
    if zone is None:
        return spans
    return [
        (zone[1], end) if start == zone[0] else (start, end)
        for start, end in spans
        if end > zone[1] or start != zone[0]
    ]
