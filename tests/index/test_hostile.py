"""Files made to do harm: what each becomes, and that none takes long, much memory, or the run down."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.formats.feed
import index.formats.html  # both before the forks, so that their import is not counted
from index.errors import SourceError
from index.formats import read
from index.model import Article
from index.sources import File, Piece, Refusal, Skipped, pieces, shown, walk

GOOD = "Ministers agree red lines | https://example.org/a | 2024-05-06T10:00:00+02:00 | Anna Berger"
PLAIN = "Ministers agree red lines | None | None | "
DEEP = "refused: more than 250 elements"
ENTITIES = "refused: it has a document type of its own"

# By the number a file's name starts with: what its outcome starts with, an article a line.
OUTCOMES = {
    "00": GOOD,
    "01": "refused: this page is empty",
    "02": "refused: this page is empty",
    "03": GOOD,  # NULs are dropped
    "04": GOOD,
    "05": "refused: its gzip data end too early",
    "06": "refused: its gzip data are damaged",
    "07": GOOD,  # named .gz, but no gzip
    "08": "refused: larger than 32 MiB",
    "09": "refused: packed with gzip more than once",
    "10": ENTITIES,
    "11": ENTITIES,
    "12": ENTITIES,
    "13": ENTITIES,
    "14": DEEP,
    "15": DEEP,
    "16": "refused: an element with more than 1000 attributes",
    "17": PLAIN,
    "18": PLAIN,
    "19": PLAIN,
    "20": PLAIN,
    "21": "Красные линии | None",
    "22": "الخطوط الحمراء | None",
    "23": PLAIN,
    "24": PLAIN,
    "25": PLAIN,
    "26": PLAIN,
    "27": PLAIN,
    "28": "+ADw-script+AD4-alert(1)+ADw-/script+AD4- |",
    "29": "<script>alert(document.domain)</script> red lines |",  # text, escaped where it is shown
    "30": PLAIN,  # no link but http(s)
    "31": PLAIN,
    "32": "Minister gpj.exe red lines abc | None",
    "33": "red lines Set-Cookie: x=1 | None",
    "34": '=HYPERLINK("http://evil.example?"&A1,"click") | None',
    "35": PLAIN,  # no impossible date, and none made of one
    "36": PLAIN,
    "37": "Ministers agree red lines | None | 2024-05-06",
    "38": "refused: its JSON is nested too deeply",
    "39": "t | None | None",
    "40": "t | None | None | \nt2 | None | None | \nrefused: this is not JSON",
    "41": "refused: it has no text",
    "42": "refused: no entries of a feed",
    "43": "refused: this entry has no text",
    "44": "skipped",
    "45": "skipped",
    "46": "skipped",
    "47": "skipped",
    "48": "skipped",
    "49": "refused: this is a PNG image",
    "50": "refused: this is a PDF document",
    "51": "refused: no article text",
    "52": PLAIN,
    "53": PLAIN,
    "54": DEEP,
    "55": PLAIN,
    "56": GOOD,
    "58": "refused: a link that leads nowhere",
    "59": "refused: not a regular file",
    "60": GOOD,
}
SECONDS, MEGABYTES = 2, 512


@pytest.mark.shared
def test_what_each_hostile_file_becomes(shared: Path, tmp_path: Path) -> None:
    script = shared / "data" / "hostile" / "make_inputs.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, capture_output=True)
    wrong = {}
    seen = set()
    for item in walk([str(tmp_path)]):
        name = Path(item.path).name
        outcome, seconds, megabytes = in_a_process(item)
        seen.add(name[:2])
        if not outcome.startswith(OUTCOMES[name[:2]]) or seconds > SECONDS or megabytes > MEGABYTES:
            wrong[shown(name)] = outcome[:200], seconds, megabytes
    assert wrong == {}
    assert seen == set(OUTCOMES)


def in_a_process(item: File | Refusal | Skipped) -> tuple[str, float, int]:
    """The outcome of a file, its seconds of computing and its megabytes, by a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (10 * SECONDS, 10 * SECONDS))
        try:
            os.write(writing, json.dumps("\n".join(outcomes(item)))[:60_000].encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    _, _, usage = os.wait4(child, 0)
    return json.loads(answer or '"killed"'), usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def outcomes(item: File | Refusal | Skipped) -> Iterator[str]:
    if isinstance(item, Skipped):
        yield "skipped"
        return
    try:
        found = [item] if isinstance(item, Refusal) else [one for piece in pieces(item) for one in read(piece)]
    except SourceError as error:
        yield f"refused: {error}"
        return
    for one in found:
        if isinstance(one, Article):
            yield f"{one.title} | {one.url} | {one.published} | {', '.join(one.authors)}"
        else:
            yield f"refused: {one.reason}"


PROSE = "<p>The ministers said on Tuesday that the lines agreed by both sides will hold until the end of June.</p>" * 4


def page(tmp_path: Path, head: str = "", body: str = PROSE) -> Article:
    path = tmp_path / "a.html"
    path.write_text(f"<html><head><title>Lines hold</title>{head}</head><body><h1>Lines hold</h1>{body}</body></html>")
    (found,) = read(Piece(str(path)))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 300 + "x",
        "<SCRIPT>x</Script>" + "<div>" * 300 + "x",
        "<b><p>x " * 300,
        "<table><tr><td>" * 300,
        "<p " + " ".join(f"a{number}" for number in range(1_100)) + ">x",
        "<p " + " ".join(f"a{number}='>'" for number in range(1_100)) + ">x",
        "<p " + " ".join(f'a{number}="<"' for number in range(1_100)) + ">x",
        "x" * (9 << 20),
    ],
)
def test_a_monster_is_refused_before_a_parser_sees_it(
    tmp_path: Path, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index.formats.html, "_tree", None)
    with pytest.raises(SourceError, match="no news page"):
        page(tmp_path, body=body)


@pytest.mark.parametrize(
    "body",
    [
        "<div></div>" * 2_000 + PROSE,
        "<b><i>" + "<p>x<br><li>y" * 2_000 + PROSE,  # end tags that may be left out
        "<script>" + "'<div>'" * 2_000 + "</script>" + PROSE,
        "<!--" + "<div>" * 2_000 + "-->" + PROSE,
        "<svg>" + "<use href='#a'/>" * 2_000 + "</svg>" + PROSE,
        f'<p data-json="{"a b " * 5_000}">x</p>' + PROSE,
    ],
)
def test_a_large_page_is_no_monster(tmp_path: Path, body: str) -> None:
    assert "ministers said" in page(tmp_path, body=body).text


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "//evil.example/", " jAvA\nscript:alert(2)", "data:text/html,x"],
)
def test_only_web_addresses_are_taken_over(tmp_path: Path, link: str) -> None:
    assert page(tmp_path, f'<link rel="canonical" href="{link}"><meta property="og:url" content="{link}">').url is None


def test_titles_and_names_are_one_printable_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><title>x</title><meta name=author content='Anna&#10;\x1b[31m Holm&#8238;'></head>"
        f"<body><h1>Lines&#13;&#10; hold &#8294;today</h1>{PROSE}</body></html>"
    )
    (found,) = read(Piece(str(tmp_path / "a.html")))
    assert isinstance(found, Article)
    assert found.title.isprintable()
    assert all(name.isprintable() for name in found.authors)


@pytest.mark.parametrize("date", ["30.02.2024", "30/02/2024", "2024/02/30", "2024-02-30", "Feb. 30, 2024"])
def test_no_day_is_made_of_an_impossible_one_anywhere(tmp_path: Path, date: str) -> None:
    assert page(tmp_path, f'<meta name="date" content="{date}">').published is None
    (tmp_path / "b.html").write_text(
        f'<html><title>x</title><body><h1>Lines hold</h1><div class="date">{date}</div>{PROSE}</body></html>'
    )
    (found,) = read(Piece(str(tmp_path / "b.html")))
    assert isinstance(found, Article) and found.published is None


@pytest.mark.parametrize("date", ["2024-02-30", "9999-12-31", "0000-00-00", "1e309", "-292277026596-12-04T15:30:08Z"])
def test_an_impossible_date_is_unknown(tmp_path: Path, date: str) -> None:
    assert page(tmp_path, f'<meta name="date" content="{date}">').published is None


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000,
        '{"@type": ["NewsArticle", 5, null], "headline": {"a": [1]}, "author": [[["x"]], {"name": {"name": 7}}]}',
        '{"@type": "NewsArticle", "datePublished": ["x"], "publisher": 7, "inLanguage": {"name": 1}}',
        '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#a"}}, {"@id": "#a", "name": {"@id": "#a"}}]}',
        "{broken",
    ],
)
def test_json_ld_of_wrong_types_is_no_trouble(tmp_path: Path, script: str) -> None:
    found = page(tmp_path, f'<script type="application/ld+json">{script}</script>')
    assert (found.title, found.authors) == ("Lines hold", ())


@pytest.mark.parametrize(
    "definition",
    ['<!DOCTYPE r [<!ENTITY x "y">]>', '<!doctype r SYSTEM "http://127.0.0.1:9/x.dtd">', "<!ENTITY x 'y'>"],
)
def test_a_feed_with_entities_is_refused(tmp_path: Path, definition: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        f'<?xml version="1.0"?>{definition}<rss version="2.0"><channel><item><title>t</title></item></channel></rss>'
    )
    with pytest.raises(SourceError, match="document type"):
        list(read(Piece(str(path))))


def test_a_feed_that_is_an_address_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("http://127.0.0.1:9/feed")
    with pytest.raises(SourceError, match="no entries"):
        list(read(Piece(str(path))))


@pytest.mark.parametrize(
    "text",
    ['"' * 2_000_000, "A" * 2_000_000, "1" * 2_000_000, " " * 2_000_000 + "x", "(Photo:" * 300_000, "By A" * 500_000],
)
@pytest.mark.parametrize("ending", [".txt", ".sgm"])
def test_two_megabytes_of_one_thing_are_read_at_once(tmp_path: Path, text: str, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_text(
        f'<REUTERS NEWID="1"><TITLE>t</TITLE><BODY>{text}</BODY>' if ending == ".sgm" else f"Lines hold\n\n{text}"
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    assert len(list(read(Piece(str(path))))) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 1
