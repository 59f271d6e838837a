"""Every format, from a file to articles."""

import gzip
import json
from pathlib import Path

import pytest

from index.errors import SourceError
from index.formats import FORMATS, knows, read
from index.formats.dates import day_in_path
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


@pytest.mark.parametrize(
    ("text", "title", "body", "captions"),
    [
        (f"Talks go on\n\n{PROSE}\n", "Talks go on", PROSE, ()),
        (f"{PROSE}\n\n{PROSE}", "", f"{PROSE}\n\n{PROSE}", ()),
        (f"Talks go on\r\n\r\nTop story\r\n{PROSE}", "Talks go on", PROSE, ()),  # a label
        (
            f"Talks go on\n\nThe envoys in Bern on May 6, 2024. (Photo: Karl Berg)\nBERN — {PROSE}",
            "Talks go on",
            f"BERN — {PROSE}",
            ("The envoys in Bern on May 6, 2024. (Photo: Karl Berg)",),
        ),
        (
            f"Talks go on\n\n{PROSE}\n\n[Photo: Bern. Karl Berg]\n\n{PROSE}\n\nWORLD",
            "Talks go on",
            f"{PROSE}\n\n{PROSE}",
            ("[Photo: Bern. Karl Berg]",),
        ),
        (f"Talks go on\n\n{PROSE}\n\nRelated: The end of talks\n\n{PROSE}", "Talks go on", f"{PROSE}\n\n{PROSE}", ()),
        (
            f"Talks go on\n\n  {PROSE}  \n\nBern waits\n\n{PROSE}",
            "Talks go on",
            f"{PROSE}  \n\nBern waits\n\n{PROSE}",
            (),
        ),
        (
            "The ministers of both countries agreed on\nTuesday that talks would\ngo on.",
            "",
            "The ministers of both countries agreed on\nTuesday that talks would\ngo on.",
            (),
        ),
    ],
)
def test_the_parts_of_a_text_file(tmp_path: Path, text: str, title: str, body: str, captions: tuple[str, ...]) -> None:
    found = article(tmp_path / "a.txt", text)
    assert (found.title, found.text, found.captions) == (title, body, captions)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Anna Holm and Karl Berg", ("Anna Holm", "Karl Berg")),
        ("BY ANNA HOLM", ("ANNA HOLM",)),
        ("Von Anna von Holm", ("Anna von Holm",)),
        ("Par Anna Holm", ("Anna Holm",)),
        ("By Thursday it was over.", ()),
    ],
)
def test_bylines_of_text_files(tmp_path: Path, byline: str, names: tuple[str, ...]) -> None:
    assert article(tmp_path / "a.txt", f"Talks go on\n\n{byline}\n\n{PROSE}").authors == names


@pytest.mark.parametrize(
    ("head", "outlet", "authors"),
    [
        ("By Anna Holm, Alpine Press\n\nBERN — ", "Alpine Press", ("Anna Holm",)),
        ("By Anna Holm\nThe Aare Lantern\n\n", "The Aare Lantern", ("Anna Holm",)),
        ("By Anna Holm\n\nBERN, May 6 (Alpine Press) — ", "Alpine Press", ("Anna Holm",)),
        ("Por Ana Vega, Cuaderno del Aar\n\nBERNA, 6 may. (CA) — ", "Cuaderno del Aar", ("Ana Vega",)),  # by initials
        ("Ганна Гольм, Бернський листок новин\n\n", "Бернський листок новин", ("Ганна Гольм",)),
        ("By Anna Holm, Karl Berg\n\n", None, ("Anna Holm", "Karl Berg")),
        ("By Anna Holm, Karl Berg and Eva Press\n\n", None, ("Anna Holm", "Karl Berg", "Eva Press")),
        ("By Anna Holm\nWorld\n\n", None, ("Anna Holm",)),  # a label
        ("By Anna Holm\n\nThe Aare Lantern\n\n", None, ("Anna Holm",)),
        ("By Anna Holm\n\nAnna Berg (Labour) — ", None, ("Anna Holm",)),  # no place in capitals
    ],
)
def test_outlets_of_text_files(tmp_path: Path, head: str, outlet: str | None, authors: tuple[str, ...]) -> None:
    found = article(tmp_path / "a.txt", f"Talks go on\n{head}{PROSE}")
    assert (found.title, found.outlet, found.authors) == ("Talks go on", outlet, authors)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/news/2024-05-06-talks.txt", "2024-05-06"),
        ("/news/2024/05/06/talks.html.gz", "2024-05-06"),
        ("/news/2024/5/6.html", "2024-05-06"),
        ("/news/2024-05-06/talks.html", "2024-05-06"),
        ("/2023/01/02/20240506-talks.txt", "2024-05-06"),  # the file's own name counts first
        ("/news/2024-05-06/2024-02-30.txt", "2024-05-06"),  # no such day
        ("/news/2999-01-01.txt", None),
        ("/news/2024/5/6-days-of-talks.txt", None),
        ("/news/2024/05/talks.txt", None),
        ("/news/120240506.txt", None),  # some number
    ],
)
def test_days_in_paths(path: str, day: str | None) -> None:
    assert day_in_path(path) == day


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("<p>von Anna Holm</p>", ("Anna Holm",)),
        ("<p><span>By</span> <b>Anna Holm</b></p>", ("Anna Holm",)),
        ("<p>Autor: Anna von Holm, Karl Berg</p>", ("Anna von Holm", "Karl Berg")),
        ("<p>von Bern nach Basel</p>", ()),
        ("<p>By noon</p>", ()),
    ],
)
def test_bylines_in_the_text_of_pages(tmp_path: Path, lines: str, authors: tuple[str, ...]) -> None:
    page = f"<h1>Talks go on</h1>{lines}<p>May 6, 2024</p>" + f"<p>{PROSE}</p>" * 5
    found = article(tmp_path / "a.html", f"<html><title>The Mercury</title><body>{page}</body></html>")
    assert (found.title, found.authors, found.published) == ("Talks go on", authors, "2024-05-06")


@pytest.mark.parametrize("above", ["<p>Monday, May 6, 2024</p>", "<p>By Anna Holm</p><p>Bern | 6 May 2024, 10:15</p>"])
def test_byline_and_day_are_no_part_of_the_body(tmp_path: Path, above: str) -> None:
    paragraphs = [f"{number}. {PROSE}" for number in range(5)]
    page = f"<h1>Talks go on</h1>{above}<p>{'</p><p>'.join(paragraphs)}</p>"
    found = article(tmp_path / "a.html", f"<html><title>The Mercury</title><body>{page}</body></html>")
    assert (found.text, found.published) == ("\n\n".join(paragraphs), "2024-05-06")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2012-08-20", "2012-08-20"),
        ("2024-05-06T10:00:00+02:00", "2024-05-06T10:00:00+02:00"),
        ("2024-05-06T10:00:00+0200", "2024-05-06T10:00:00+02:00"),
        ("2024-05-06 10:00:00.5Z", "2024-05-06T10:00:00.5Z"),
        ("Mon, 06 May 2024 10:00:00 +0200", "2024-05-06T10:00:00+02:00"),
        (20240506, "2024-05-06"),
        ("May 6, 2024", "2024-05-06"),
        ("6 de mayo de 2024", "2024-05-06"),
        ("6. Mai 2024, 10:00", "2024-05-06T10:00"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01"),
        ("13/05/2024", "2024-05-13"),
        ("2024年5月6日", "2024-05-06"),
        ("03/04/2024", None),  # two days may be meant
        ("2024-02-30", None),
        ("0000-00-00", None),
        ("9999-12-31", None),
        ("May 2024", None),
        ("1e309", None),
        (True, None),
        (["2024-05-06"], None),
        ("2" * 100_000, None),
    ],
)
def test_dates(tmp_path: Path, given: object, kept: str | None) -> None:
    assert article(tmp_path / "a.json", json.dumps({"text": PROSE, "date": given})).published == kept


def test_what_json_gives_is_kept(tmp_path: Path) -> None:
    given = {
        "id": 7, "url": "https://mercury.example/7", "headline": "Talks\ngo on",
        "body": " to the\u2028letter\n", "author": {"name": "Anna Holm"},
        "publisher": {"name": "The Mercury"}, "language": "EN-gb",
        "speakers": ["Karl Berg"], "places": ["Bern, Switzerland"],
        "topics": "talks", "people": ["Karl Berg", 5], "quotes": [{"quote": "x"}], "mentions": [1],
    }  # fmt: skip
    found = article(tmp_path / "a.json", json.dumps(given))
    assert (found.id, found.url, found.title, found.text) == ("7", given["url"], "Talks go on", given["body"])
    assert (found.authors, found.outlet, found.language) == (("Anna Holm",), "The Mercury", "en")
    assert (found.speakers, found.topics, found.people) == (("Karl Berg",), ("talks",), ("Karl Berg",))
    assert [(place.name, place.label, place.count) for place in found.places] == [("Bern, Switzerland",) * 2 + (0,)]
    assert (found.quotes, found.mentions) == ((), ())


def test_values_of_other_types_are_passed_over(tmp_path: Path) -> None:
    text = (
        '{"id": [1], "title": ["x"], "title": 5, "text": "one \\ud800", "date": 1'
        + "0" * 5000
        + ', "author": null, "url": NaN}'
    )
    found = article(tmp_path / "a.json", text)
    assert (found.id, found.title, found.text, found.published, found.authors, found.url) == (
        "",
        "",
        "one \ufffd",
        None,
        (),
        None,
    )


@pytest.mark.parametrize("value", ["[1]", '[{"title": "t"}]', '[{"text": {"a": 1}}]', '[{"text": "  "}]'])
def test_an_unusable_article_in_a_list_is_refused_by_its_number(tmp_path: Path, value: str) -> None:
    (found,) = articles(tmp_path / "a.json", value)
    assert isinstance(found, Refusal)
    assert found.path == f"{tmp_path}/a.json#1"


def test_reuters_sgml(tmp_path: Path) -> None:
    text = (
        '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS TOPICS="YES" NEWID="7">\n<DATE> 6-MAY-1987 15:01:01.79</DATE>\n'
        "<TOPICS><D>oil</D></TOPICS><PLACES><D>usa</D><D>uk</D></PLACES><PEOPLE><D>holm</D></PEOPLE>\n<TEXT>&#2;\n"
        "<TITLE>HOLM &lt;HLM> TALKS</TITLE>"
        "<DATELINE>    BERN, May 6 - </DATELINE><BODY>Talks go\non.\n    Reuter\n&#3;</BODY></TEXT>\n"
        '</REUTERS>\n<REUTERS NEWID="8">'
        '<TEXT TYPE="BRIEF"><TITLE>A FLASH</TITLE></TEXT></REUTERS>\n<REUTERS NEWID="9"></REUTERS>'
        '<REUTERS NEWID="10"><TITLE>ENDS</TITLE><BODY>No more.</BODY></REUTERS>'
    )
    story, flash, nothing, foreign = articles(tmp_path / "reut2-000.sgm", text)
    assert isinstance(story, Article)
    assert (story.id, story.title, story.text) == ("reuters-7", "HOLM <HLM> TALKS", "BERN, May 6 - Talks go\non.")
    assert (story.outlet, story.published) == ("Reuters", "1987-05-06T15:01:01")
    assert (story.topics, story.people) == (("oil",), ("holm",))
    assert [place.name for place in story.places] == ["usa", "uk"]
    assert isinstance(flash, Article)
    assert (flash.title, flash.text, flash.outlet) == ("A FLASH", "", "Reuters")
    assert isinstance(foreign, Article)
    assert (foreign.text, foreign.outlet) == ("No more.", None)
    assert isinstance(nothing, Refusal)


def test_a_feed(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0">'
        "<channel><title>The M\xe9rcury</title><language>en-gb</language>"
        "<item><title>Talks &amp;amp; more</title><link>https://mercury.example/1</link>"
        "<author>desk@mercury.example (Anna Holm)</author>"
        "<pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate><category>World</category>"
        "<description><![CDATA[<p>One <b>two</b>.</p><p>Three.</p>]]></description>"
        "</item><item><title>none</title></item></channel></rss>"
    )
    story, nothing = articles(tmp_path / "a.xml", text.encode("latin-1"))
    assert isinstance(story, Article)
    assert (story.title, story.text, story.url) == ("Talks & more", "One two.\n\nThree.", "https://mercury.example/1")
    assert (story.outlet, story.authors, story.language, story.topics) == (
        "The Mércury",
        ("Anna Holm",),
        "en",
        ("World",),
    )
    assert story.published == "2024-05-06T10:00:00+02:00"
    assert isinstance(nothing, Refusal)
    assert nothing.path == f"{tmp_path}/a.xml#2"


@pytest.mark.shared
def test_the_article_the_project_began_with(shared: Path) -> None:
    (found,) = read(Piece(str(shared / "data" / "seed" / "article.txt")))
    assert isinstance(found, Article)
    assert found.title.startswith("Macron hopes")
    assert found.text.startswith("MOSCOW — ")
    assert found.text.endswith("end of this week.")
    assert len(found.captions) == 1
    assert "February 7, 2022" in found.captions[0]
    assert "\n\nRussia denies invasion plans\n\n" in found.text
