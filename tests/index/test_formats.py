"""Every format, from a file to articles."""

import gzip
import json
from pathlib import Path

import pytest

from index.errors import SourceError
from index.formats import FORMATS, knows, read
from index.model import Article
from index.sources import Piece, Refusal

PROSE = "The ministers of both countries agreed on Tuesday that the talks would go on until the end of the month."
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Talks go on | The Mercury</title>
<link rel="canonical" href="https://mercury.example/talks"><meta property="og:site_name" content="The Mercury">
<meta property="article:published_time" content="2024-05-06T10:00:00+02:00"><meta name="author" content="By Anna Holm">
</head><body><nav><a href="/">Home</a></nav><article><h1>Talks go on</h1>
<figure><img src="x.jpg"><figcaption>The ministers in Bern. (Photo: Karl Berg)</figcaption></figure>
{"".join(f"<p>{number}. {PROSE}</p>" for number in range(5))}</article></body></html>"""


def articles(path: Path, data: str | bytes) -> list[Article | Refusal]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(Piece(str(path))))


def article(path: Path, data: str | bytes) -> Article:
    (found,) = articles(path, data)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "a.txt", "a.json", "a.jsonl.gz", "a.ndjson", "a.html.gz"])
def test_known_endings(name: str) -> None:
    assert knows(f"/news.zip/{name}")


@pytest.mark.parametrize("name", ["README.md", "html", "a.zip", "a.tar.gz", "a.warc", "a.html.bak", ".gz"])
def test_unknown_endings(name: str) -> None:
    assert not knows(name)


def test_a_web_page(tmp_path: Path) -> None:
    found = article(tmp_path / "talks.html.gz", gzip.compress(PAGE.encode()))
    assert found.title == "Talks go on"
    assert found.url == "https://mercury.example/talks"
    assert found.outlet == "The Mercury"
    assert found.authors == ("Anna Holm",)
    assert found.published == "2024-05-06T10:00:00+02:00"
    assert found.language == "en"
    assert found.kind == "html"
    assert found.file_id == "talks"
    assert found.captions == ("The ministers in Bern. (Photo: Karl Berg)",)
    assert found.text == "\n\n".join(f"{number}. {PROSE}" for number in range(5))


def test_a_text_file(tmp_path: Path) -> None:
    text = f"Talks go on\n\nBy Anna Holm\nMay 6, 2024\n\nBERN — {PROSE}\n\nA subheading\n\n{PROSE}\n\nRead more World\n"
    found = article(tmp_path / "talks.txt", text)
    assert found.title == "Talks go on"
    assert found.authors == ("Anna Holm",)
    assert found.published == "2024-05-06"
    assert found.text == f"BERN — {PROSE}\n\nA subheading\n\n{PROSE}"


@pytest.mark.parametrize(
    "value",
    [
        {"title": "t", "body": PROSE},
        [{"headline": "t", "text": PROSE}],
        {"articles": [{"title": "t", "articleBody": PROSE}]},
    ],
)
def test_json_documents(tmp_path: Path, value: object) -> None:
    found = article(tmp_path / "a.json", json.dumps(value))
    assert (found.title, found.text, found.kind) == ("t", PROSE, "json")


def test_a_bad_line_is_refused_by_its_number(tmp_path: Path) -> None:
    lines = '{"id": "a", "body": "one"}\n{bad\n\n{"id": "b", "body": "two"}\n'
    found = articles(tmp_path / "a.jsonl", lines)
    assert [item.id if isinstance(item, Article) else item.path for item in found] == [
        "a",
        f"{tmp_path}/a.jsonl:2",
        "b",
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_file_is_refused_or_holds_nothing(tmp_path: Path, ending: str) -> None:
    try:
        assert articles(tmp_path / f"a{ending}", b"") == []
    except SourceError as error:
        assert str(error)
