"""A small library to ask: a few articles of invented people, written by the writing half of the engine."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.document import documents
from index.engines import writer
from index.model import Article, Dateline, Place, Quote
from index.names import Names
from index.record import Record
from search.find import find
from search.query import Query
from search.results import Results

TODAY = date(2024, 5, 15)  # a Wednesday


def quoted(text: str, words: str, speaker: str | None, **more: Any) -> Quote:
    """The quotation that stands in a text, said by someone."""
    start = text.index(words)
    id = f"quote-{abs(hash((text, words))) % 10**8}"
    return Quote(words, start, start + len(words), speaker=speaker, cue="said", id=id, **more)


_published: dict[str, dict[str | None, int]] = {}  # by location and article, how many quotations it has


def build(
    location: str | Path,
    articles: Iterable[Article],
    languages: tuple[str, ...] = ("en", "de"),
    remove: Iterable[str] | None = None,
    names: Names | None = None,
) -> str:
    """Publish these articles as an index, or into the one there is after taking some out, and give its location."""
    articles = list(articles)
    held = _published[str(location)] = {} if remove is None else _published.get(str(location), {})
    for id in remove or ():
        held.pop(id, None)
    held |= {article.id: len(article.quotes) for article in articles}
    with writer(str(location)) as run:
        run.begin(empty=remove is None)
        run.remove(remove or ())
        run.add(run.prepare(tuple(documents(article)) for article in articles))
        counted = (len(held), sum(held.values()), 0)
        run.publish(Record("2024-05-15T10:00:00Z", 0.1, (), languages, *counted, names=names or Names()))
    return str(location)


def _articles() -> Iterable[Article]:
    text = "“These are our red lines,” said Ada Holm. “Fishing comes first,” Ada Holm added. Talks go on in Oslo."
    yield Article(
        text,
        title="Holm draws red lines at fish talks",
        id="talks",
        url="https://courier.example/talks",
        outlet="Fjord Courier",
        authors=("Per Lind",),
        published="2024-03-04",
        language="en",
        dateline=Dateline("OSLO, March 4", "Oslo, Norway"),
        places=(Place("Oslo", "Oslo, Norway", count=2),),
        quotes=(
            quoted(text, "“These are our red lines,”", "Ada Holm", role="Fisheries Minister", place="Oslo, Norway"),
            quoted(text, "“Fishing comes first,”", "Ada Holm", place="Oslo, Norway"),
        ),
    )
    text = "The buses of the Red company were late on all lines. “Nobody told us,” said Bruno Castell."
    yield Article(
        text,
        title="Buses late in Porto",
        id="buses",
        outlet="Porto Morning",
        published="2024-03-20",
        language="en",
        places=(Place("Porto", "Porto, Portugal", count=1),),
        quotes=(quoted(text, "“Nobody told us,”", "Bruno Castell"),),
    )
    text = "“A red line is a red line,” said Carla Brandt, no friend of Ada Holm. The U.S. stayed away."
    yield Article(
        text,
        title="Brandt answers",
        id="answer",
        outlet="Fjord Courier",
        published="2023-11-30",
        language="en",
        places=(Place("Oslo", "Oslo, Norway", count=1), Place("Berlin", "Berlin, Germany", count=1)),
        quotes=(quoted(text, "“A red line is a red line,”", "Carla Brandt", place="Berlin, Germany"),),
    )
    text = "„Wir ziehen keine roten Linien“, sagte Carla Brandt. Die Gespräche in Zürich dauern an."
    yield Article(
        text,
        title="Gespräche gehen weiter",
        id="gespraeche",
        outlet="Zürcher Abend",
        published="2021-07-01",
        language="de",
        places=(Place("Zürich", "Zürich, Switzerland", count=1),),
        quotes=(quoted(text, "„Wir ziehen keine roten Linien“", "Carla Brandt"),),
    )
    yield Article("A leaflet about fishing, found without a date.", title="Leaflet", id="leaflet", language="en")


@pytest.fixture(scope="session")
def library(at: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of the small library."""
    return build(at(tmp_path_factory.mktemp("library")), _articles())


Ask = Callable[..., Results]


@pytest.fixture
def ask(library: str) -> Ask:
    """Ask the small library: ask("red lines", quotes=True)."""

    def asked(text: str = "", **options: Any) -> Results:
        return find(Query(text, **options), library, TODAY)

    return asked


@pytest.fixture(scope="session")
def publish(at: Callable[[Path], str]) -> Callable[..., str]:
    """Publish articles of one's own: publish(folder, articles, languages)."""
    return lambda folder, *given, **more: build(at(folder), *given, **more)
