"""A small site to visit: a few articles of invented people, some of them unfriendly, behind a test client."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.document import documents
from index.engines import writer
from index.model import Article, Dateline, Place, Quote
from index.record import Record
from web import create_app

EVIL = '<script>alert("x")</script>'


def quoted(text: str, words: str, number: int, speaker: str | None = None, **more: str) -> Quote:
    start = text.index(words)
    return Quote(words, start, start + len(words), speaker=speaker, id=f"talks-{number}", cue="said", **more)


TALKS = (
    "OSLO, March 4 (Wire) - The river talks opened.\n\n"
    "“These are our red lines,” said Ana Holm.\n\n“We will wait,” he said. “As long\n\nas it takes.”"
)
ARTICLES = [
    Article(
        TALKS,
        title="Red lines at the river talks",
        id="talks",
        url="https://wire.example/talks",
        kind="text",
        outlet="Wire",
        authors=("Bo Lind",),
        published="2025-03-04",
        language="en",
        dateline=Dateline("OSLO, March 4 (Wire) -", "Oslo, Norway", "2025-03-04"),
        places=(
            Place("Oslo", "Oslo, Norway", latitude=59.9, longitude=10.7, count=1),
            Place("Malmö", "Malmö, Sweden", latitude=55.6, longitude=13.0, count=1),
        ),
        quotes=(
            quoted(TALKS, "“These are our red lines,”", 1, "Ana Holm", role="chief negotiator", place="Oslo, Norway"),
            quoted(TALKS, "“We will wait,”", 2),
            quoted(TALKS, "“As long\n\nas it takes.”", 3, "Ana Holm"),
        ),
    ),
    Article(
        f"{EVIL} & co. The lines are red.\n{EVIL}",
        title=f"{EVIL} talks",
        id="a/b c?d#e%41&f",
        url="javascript:alert(1)",
        outlet=EVIL,
        authors=(EVIL,),
        published="2024-12-24",
        language="en",
        topics=(EVIL,),
        places=(Place(EVIL, EVIL), Place("Bergen", "Bergen, Norway")),
        quotes=(Quote(EVIL, 0, len(EVIL), speaker=EVIL, role=EVIL, id=f"a/b c?d#e%41&f-{EVIL}"),),
    ),
    Article("عادت المكتبة إلى الشوارع.", title="مكتبة على عجلات", id="library", published="2025-04-24", language="ar"),
    Article("A lone surrogate: \ud800. Nothing else is known of it.", id="bare"),
    *(Article(f"Flood report number {n}.", title=f"Flood {n}", id=f"flood-{n}", outlet="Gauge") for n in range(25)),
]


@pytest.fixture(scope="session")
def publish(at: Callable[[Path], str]) -> Callable[[Path, Sequence[Article]], str]:
    """How to publish articles as an index; gives its location."""

    def published(folder: Path, articles: Sequence[Article]) -> str:
        with writer(at(folder)) as run:
            run.begin(empty=True)
            run.add(run.prepare(tuple(documents(article)) for article in articles))
            quotations = sum(len(article.quotes) for article in articles)
            run.publish(Record("2025-05-15T10:00:00Z", 0.1, (), ("en", "ar"), len(articles), quotations, 0))
        return at(folder)

    return published


@pytest.fixture(scope="session")
def location(publish: Callable[[Path, Sequence[Article]], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of an index of ARTICLES."""
    return publish(tmp_path_factory.mktemp("site") / "index", ARTICLES)


@pytest.fixture(scope="session")
def client(location: str) -> FlaskClient:
    """A visitor of the site."""
    return create_app({"INDEX": location}).test_client()


@pytest.fixture
def nowhere(tmp_path: Path) -> FlaskClient:
    """A visitor of a site without an index."""
    return create_app({"INDEX": str(tmp_path / "none")}).test_client()
