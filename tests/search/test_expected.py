"""The query language by example: the rows that lie beside the project, and rows of our own for a fresh clone."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.cli import main as build
from index.errors import QueryError
from index.model import Article, Place, Quote
from search.find import find
from search.query import Query

ALL = {"talks", "buses", "answer", "gespraeche", "leaflet"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("red lines", {"talks", "buses", "answer"}),  # all words, any inflection
        ("RED Lines", {"talks", "buses", "answer"}),
        ('"red lines"', {"talks"}),  # exactly these words
        ("„red lines“", {"talks"}),
        ("«red lines»", {"talks"}),
        ("red-line", {"talks", "answer"}),  # a compound is a phrase in any inflection
        ('"lines"', {"talks", "buses"}),
        ("rote linie", {"gespraeche"}),  # inflected in each language of the index
        ("zurich", {"gespraeche"}),
        ("u.s.", {"answer"}),
        ("u.s stayed", {"answer"}),
        ("red AND lines", {"talks", "buses", "answer"}),
        ("red -lines", set()),
        ("red -fish", {"buses", "answer"}),
        ("red NOT fish", {"buses", "answer"}),
        ("-red", {"gespraeche", "leaflet"}),
        ("NOT red", {"gespraeche", "leaflet"}),
        ("-(red OR leaflet)", {"gespraeche"}),
        ("-red -leaflet", {"gespraeche"}),
        ("-red OR buses", {"gespraeche", "leaflet", "buses"}),
        ("leaflet OR red buses", {"leaflet", "buses"}),
        ("(leaflet OR red) fishing", {"leaflet", "talks"}),
        ("nosuchword OR leaflet", {"leaflet"}),
        ('"red nosuchword"', set()),
        ("speaker:holm", {"talks"}),  # part of a name; only who is quoted, not who is named
        ('speaker:"ada holm"', {"talks"}),
        ('speaker:"holm ada"', set()),
        ("speaker:(castell OR brandt)", {"buses", "answer", "gespraeche"}),
        ("-speaker:brandt", {"talks", "buses", "leaflet"}),
        ("speaker:*", {"talks", "buses", "answer", "gespraeche"}),
        ("speaker:hol*", {"talks"}),
        ("place:oslo", {"talks", "answer"}),
        ("place:norway", {"talks", "answer"}),  # the country stands above its city
        ("dateline:oslo", {"talks"}),
        ("outlet:courier", {"talks", "answer"}),
        ("author:lind", {"talks"}),
        ("language:de", {"gespraeche"}),
        ("title:red", {"talks"}),
        ("intitle:lines", {"talks"}),
        ("body:lines -title:lines", {"buses", "answer"}),
        ("id:talks", {"talks"}),
        ("article:talks", {"talks"}),
        ("url:https://courier.example/talks", {"talks"}),
        ("https://courier.example/talks", {"talks"}),
        ("said:lines", {"talks", "answer"}),
        ("speaker:holm said:fishing", {"talks"}),
        ('speaker:holm said:"red line"', set()),  # in one quotation
        ("said:red said:fishing", set()),
        ("quote:red quote:fishing", {"talks"}),  # in any of its quotations
        ("fish*", {"talks", "leaflet"}),
        ("li?es", {"talks", "buses"}),
        ("*inien", {"gespraeche"}),
        ("red lines?", {"talks", "buses", "answer"}),  # a question mark
        ("nobdoy~", {"buses"}),  # a swap of neighbours is one edit
        ("nbdoy~", set()),
        ("nbdoy~2", {"buses"}),
        ('"red fish"~5', {"talks"}),
        ('"fish red"~5', {"talks"}),
        ("red pre/5 fish", {"talks"}),
        ("fish pre/5 red", set()),
        ("red w/1 fish", set()),
        ("draws w/1 lines w/1 fish", {"talks"}),
        ('"red li*"', {"talks", "answer"}),
        ("zzz*", set()),
        ("-zzz*", ALL),
        ('"red zz*"', set()),
        ("(red OR buses OR fish) w/2 lines", {"talks", "answer"}),
        ("red -((red OR drawn OR rot) w/9 fish)", {"buses", "answer"}),
        ("date:2024", {"talks", "buses"}),
        ("date:2024-03-04", {"talks"}),
        ("date:4.3.2024", {"talks"}),
        ("date:2021..2023", {"answer", "gespraeche"}),
        ("date:[2023 TO *]", {"talks", "buses", "answer"}),
        ("date:{2021 TO 2024}", {"answer"}),
        ("date:<2023", {"gespraeche"}),
        ("date:<=2023", {"answer", "gespraeche"}),
        ("after:2023 before:2025", {"talks", "buses"}),
        ("until:2023-11-30", {"answer", "gespraeche"}),
        ('date:"march 2024"', {"talks", "buses"}),
        ('date:"last 60 days"', {"buses"}),
        ("date:undated", {"leaflet"}),
        ("date:*", ALL - {"leaflet"}),
        ("fishing OR date:2021", {"talks", "leaflet", "gespraeche"}),
        ("", ALL),
        ("   ", ALL),
        ("*", ALL),
        ("* -red", {"gespraeche", "leaflet"}),
        ("atleast/2(red lines fish)", {"talks", "buses", "answer"}),
    ],
)
def test_finds(ask, text, wanted):
    assert {hit.id for hit in ask(text).hits} == wanted


@pytest.mark.shared
def test_rows_beside_the_project(shared, tmp_path, publish):
    folder = shared / "data" / "queries"
    location = publish(tmp_path, map(_article, _rows(folder / "articles.jsonl")), ("en",))
    wrong = [row for row in _rows(folder / "expected.jsonl") if not _holds(row, location)]
    assert not wrong


@pytest.mark.shared
def test_rows_beside_the_project_hold_of_what_the_command_builds(shared, tmp_path, at):
    folder, location = shared / "data" / "queries", at(tmp_path / "index")
    assert build(["build", str(folder / "articles.jsonl"), "--index", location, "--quiet"]) == 0
    assert not [row for row in _rows(folder / "expected.jsonl") if not _holds(row, location)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _article(row: dict[str, Any]) -> Article:
    """The article of a row, each sentence with a quotation mark or a speaker's name as a quotation of that speaker."""
    text, speaker = row["body"], row["speakers"][0]
    name = speaker.rsplit(" ", 1)[-1]
    end = text.index(name) if name in text else 0
    return Article(
        text,
        title=row["title"],
        id=row["id"],
        published=row["date"],
        language="en",
        speakers=tuple(row["speakers"]),
        places=tuple(Place(label, label) for label in row["places"]),
        quotes=(Quote(text[:end], 0, end, speaker=speaker, id=f"{row['id']}-1"),) if end else (),
    )


def _holds(row: dict[str, Any], location: str) -> bool:
    try:
        results = find(Query(row["q"]), location)
    except QueryError as error:
        return "error" in row and row.get("says", "") in str(error)
    ids = [hit.id for hit in results.hits]
    right = ids[0] == row["first"] if "first" in row else sorted(ids) == row.get("ids")
    return right and bool(results.notices) == row.get("notice", False)
