"""What there is to know of an archive besides its answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.model import Article, Quote
from index.names import Names
from search import archive
from search.query import Query


@pytest.fixture(scope="module")
def speeches(tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> str:
    """An archive in which Holm speaks of dams, and ten others of the weather."""
    said = {f"The dams of the valley hold, number {n} too": "Ana Holm" for n in range(5)}
    said |= {f"The weather of the valley changes, say number {n}": f"Speaker {n}" for n in range(30)}
    texts = [
        Article(text, id=str(at), language="en", quotes=(Quote(text, 0, len(text), speaker=name, id=f"{at}-1"),))
        for at, (text, name) in enumerate(said.items())
    ]
    names = Names({"A. Holm": ("Ana Holm", "initials")})
    return publish(tmp_path_factory.mktemp("speeches"), texts, names=names)


def test_the_words_of_a_speaker_tell_what_they_speak_of(speeches: str) -> None:
    said = Query(filters=(("speaker", "Ana Holm"),), quotes=True)
    assert archive.telling(speeches, said) == ["dams", "hold"]
    assert archive.telling(speeches, Query("weather", quotes=True)) == []  # nothing that others do not say too
    assert archive.telling(speeches, Query("nosuchword", quotes=True)) == []


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Ana Holm", ("Ana Holm", "A. Holm")),
        ("ana holm", ("Ana Holm", "A. Holm")),
        ("A. Holm", ("Ana Holm", "A. Holm")),
        ("Speaker 3", ("Speaker 3",)),
        ("Holm", ()),
        ("Nobody", ()),
        ("", ()),
    ],
)
def test_the_names_of_a_speaker(speeches: str, asked: str, names: tuple[str, ...]) -> None:
    assert archive.speaker(speeches, asked) == names


def test_the_version_changes_with_each_publication(
    tmp_path: Path, at: Callable[[Path], str], publish: Callable[..., str]
) -> None:
    assert archive.version(at(tmp_path)) == ""
    seen = {archive.version(publish(tmp_path, [Article("Snow.", id=str(n))])) for n in range(3)}
    assert len(seen) == 3
    assert archive.state(at(tmp_path)).articles == 1
