"""All hits in the formats of other programs, read back as those would read them; and how to cite."""

import csv
import dataclasses
import hashlib
import io
import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.model import Article, Quote
from search import cite, export
from search.cli import main
from search.engines import whoosh
from search.engines.collection import Collection
from search.find import article, every, find, quotation
from search.query import Query

QUERIES = ["", "red lines", "red OR fish", "-red", "speaker:holm", "line*", "nosuchword", "date:2024", "lines"]
TITLE = '=cmd|" /C calc"!A0, {100 %} & more_\\'
AUTHORS = ("Per Lind", "@Ida, Ø")


def texts(line: str) -> list[tuple[str, str]]:
    """A RIS entry's tags and values, strictly read."""
    pairs = []
    for one in line.split("\r\n")[:-1]:
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", one)
        assert match, one
        pairs.append((match[1], match[2]))
    assert pairs[0][0] == "TY" and pairs[-1] == ("ER", "")
    return pairs


def bib(entry: str) -> tuple[str, dict[str, str]]:
    """A BibTeX entry's key and fields; braces count whatever stands before them, as BibTeX has it."""
    match = re.fullmatch(r"@article\{([A-Za-z0-9-]+),\n(.*)\}\n", entry, re.DOTALL)
    assert match, entry
    fields = {}
    for line in match[2].split("\n")[:-1]:
        name, value = re.fullmatch(r"  (\w+) = \{(.*)\},", line).groups()
        depth = 0
        for char in value:
            depth += (char == "{") - (char == "}")
            assert depth >= 0, line
        assert depth == 0, line
        if name != "url":
            assert not re.search(r"[$&#%_^~\\]", re.sub(r"\\text[a-z]+\{\}|\\[$&#%_]", "", value)), line
        fields[name] = value
    return match[1], fields


def unescaped(value: str) -> str:
    """What a BibTeX field says."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciicircum": "^", "asciitilde": "~"}
    return re.sub(r"\\(?:text([a-z]+)\{\}|(.))", lambda match: names[match[1]] if match[1] else match[2], value)


@pytest.fixture(scope="session")
def odd(tmp_path_factory, publish):
    text = "“We, “all”; of us\nwill — pay,” said -Ida."
    quote = Quote("“We, “all”; of us\nwill — pay,”", 0, 30, speaker="-Ida", role="Mayor", cue="said", id='odd"id-1')
    articles = [
        Article(
            text,
            title=TITLE,
            id='odd"id',
            url="https://x.example/a_b?c=%7E",
            outlet="+Courier",
            authors=AUTHORS,
            published="2024-03-04T10:00:00+02:00",
            language="en",
            quotes=(quote,),
        ),
        Article("Nothing is known of this.", id="odd id"),
    ]
    return publish(tmp_path_factory.mktemp("odd"), articles)


def run(capsys, *arguments):
    code = main([*arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("quotes", [False, True])
@pytest.mark.parametrize("text", QUERIES)
def test_every_hit_is_written_in_the_order_of_the_list(library, monkeypatch, text, quotes):
    monkeypatch.setattr(whoosh, "BATCH", 2)
    for sort in (None, "newest", "oldest"):
        query = Query(text, quotes=quotes, sort=sort, limit=1000)
        hits = list(every(query, library))
        assert hits == list(find(query, library).hits)
        assert len(list(export.as_csv(hits, export.columns(None, quotes)))) == len(hits) + 1
        for write in (export.as_ris, export.as_bibtex, export.as_jsonl, export.as_ids):
            assert len(list(write(hits))) == len(hits)


def test_filters_offset_and_limit_hold(library):
    query = Query(filters=(("speaker", "Ada Holm"),))
    assert [hit.id for hit in every(query, library)] == [hit.id for hit in find(query, library).hits] != []
    ids = [hit.id for hit in every(Query(), library)]
    assert [hit.id for hit in every(Query(offset=1), library, limit=2)] == ids[1:3]


@pytest.mark.folder
def test_few_are_read_at_a_time(library, monkeypatch):
    """And others are answered in between."""
    monkeypatch.setattr(whoosh, "BATCH", 2)
    read, heads = [], Collection.heads
    monkeypatch.setattr(Collection, "heads", lambda self, documents: read.extend(documents) or heads(self, documents))
    hits = every(Query(), library)
    had = []
    for _ in hits:
        had.append(len(read))
        assert find(Query("red", limit=0), library).total
    assert had == [2, 2, 4, 4, 5]


PARTS = [
    "red",
    "lines",
    "fish*",
    "-red",
    "NOT talks",
    '"red lines"',
    "speaker:holm",
    "date:2024",
    "(red OR talks)",
    "the",
]
FILTERS = {
    ("speaker", "Ada Holm"): lambda row: "Ada Holm" in row.get("speakers", row.get("speaker")),
    ("speaker", "-Ada Holm"): lambda row: "Ada Holm" not in (row.get("speakers") or row.get("speaker") or ""),
    ("outlet", "Fjord Courier"): lambda row: row["outlet"] == "Fjord Courier",
    ("outlet", "-Fjord Courier"): lambda row: row["outlet"] != "Fjord Courier",
    ("language", "en"): lambda row: row["language"] == "en",
    ("date", "2024"): lambda row: row["date"].startswith("2024"),
    ("date", "undated"): lambda row: row["date"] is None,
}


@given(
    st.lists(st.sampled_from(PARTS), max_size=3),
    st.sampled_from([" ", " OR "]),
    st.lists(st.sampled_from(list(FILTERS)), max_size=3, unique_by=lambda one: one[0]),
    st.booleans(),
    st.sampled_from([None, "best", "newest", "oldest"]),
    st.integers(0, 3),
)
@settings(deadline=None)
def test_as_many_are_written_as_are_counted_and_all_obey(library, parts, joint, filters, quotes, sort, offset):
    query = Query(joint.join(parts), filters=tuple(filters), quotes=quotes, sort=sort)
    names = export.columns(None, quotes)
    rows = [json.loads(line) for line in export.as_jsonl(every(query, library), names)]
    assert len(rows) == len({row["id"] for row in rows}) == find(dataclasses.replace(query, limit=0), library).total
    assert all(FILTERS[one](row) for one in filters for row in rows)
    later = export.as_jsonl(every(dataclasses.replace(query, offset=offset), library), names)
    assert [json.loads(line) for line in later] == rows[offset:]


@pytest.mark.parametrize("query", [Query("foo:bar"), Query(filters=(("date", "nonsense"),)), Query(like="nosuch")])
def test_a_mistake_is_said_before_the_first_hit_is_asked_for(library, query):
    with pytest.raises(QueryError):
        every(query, library)


@given(st.text(), st.text(min_size=1), st.lists(st.text(min_size=1), max_size=3), st.text(), st.text())
@settings(deadline=None)
def test_any_text_is_read_back_from_references(title, id, authors, url, quote):
    cited = cite.Source(id, title, None, tuple(authors), "2024-03-04", url, quote=quote, speaker="Ada {Holm")
    assert cite.in_words(cited) == _plain(cite.in_words(cited))
    pairs = texts(cite.ris(cited))
    assert [value for tag, value in pairs if tag == "AU"] == [_plain(author) for author in authors if author]
    _, fields = bib(cite.bibtex(cited))
    assert unescaped(fields.get("title", "")) == dict(pairs).get("TI", "") == _plain(title)
    assert fields["day"] == "04"


def _plain(text):
    """On one line, without what steers a terminal."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", text).split())


def test_a_table_is_read_back_and_harms_no_spreadsheet(odd, capsys):
    code, out, _ = run(capsys, "", "--csv", "--index", odd)
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out, newline=""), strict=True))
    assert [row["id"] for row in rows] == ['odd"id', "odd id"]
    assert rows[0]["title"] == "'" + TITLE and rows[0]["outlet"] == "'+Courier"
    assert rows[0]["authors"] == "Per Lind; @Ida, Ø"
    assert out.count("\r\n") == 3
    code, out, _ = run(capsys, "", "--quotes", "--csv", "--fields", "quote,speaker,article", "--index", odd)
    assert list(csv.reader(io.StringIO(out, newline=""), strict=True)) == [
        ["quote", "speaker", "article"],
        ["“We, “all”; of us\nwill — pay,”", "'-Ida", 'odd"id'],
    ]


@given(st.text(max_size=20))
@settings(deadline=None)
def test_no_cell_begins_like_a_formula(text):
    _, line = export.as_csv([_hit(text)], ["id", "title"])
    ((_, cell),) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert cell in (text, f"'{text}")
    assert not cell.startswith(export.HARMFUL)


def _hit(title):
    from search.results import Hit

    return Hit("a", title, (), None, None, None, None, (), 0.0, (), ())


def test_references_are_read_back(odd, capsys):
    entries = run(capsys, "", "--ris", "--index", odd)[1].split("ER  - \r\n")[:-1]
    pairs = texts(entries[0] + "ER  - \r\n")
    assert [value for tag, value in pairs if tag == "AU"] == list(AUTHORS)
    assert dict(pairs) | {"AU": ""} == {
        "TY": "NEWS", "ID": 'odd"id', "TI": TITLE, "AU": "", "T2": "+Courier", "PY": "2024", "DA": "2024/03/04/",
        "LA": "en", "UR": "https://x.example/a_b?c=%7E", "ER": "",
    }  # fmt: skip
    assert texts(entries[1] + "ER  - \r\n") == [("TY", "NEWS"), ("ID", "odd id"), ("ER", "")]
    out = run(capsys, "", "--bibtex", "--index", odd)[1]
    found = [bib("@" + entry) for entry in out.split("@article")[1:] for entry in ["article" + entry]]
    assert found[0][0] != found[1][0]
    assert found[0][1]["author"] == "{Per Lind} and {@Ida, Ø}"
    assert (
        found[0][1]["title"] == r'=cmd|" /C calc"!A0, \textbraceleft{}100 \%\textbraceright{} \& more\_\textbackslash{}'
    )
    assert unescaped(found[0][1]["title"]) == TITLE
    assert found[0][1]["url"] == "https://x.example/a_b?c=%7E"
    (quoted,) = export.as_ris(every(Query(quotes=True), odd))
    assert dict(texts(quoted))["N1"] == "-Ida, Mayor: “We, “all”; of us will — pay,”"


def test_lines_and_ids(odd, capsys):
    lines = run(capsys, "", "--jsonl", "--index", odd)[1].splitlines()
    assert lines == [json.dumps(hit.to_dict(), ensure_ascii=False) for hit in find(Query(), odd).hits]
    _, out, _ = run(capsys, "", "--jsonl", "--fields", "id,authors", "--limit", "1", "--index", odd)
    assert json.loads(out) == {"id": 'odd"id', "authors": list(AUTHORS)}
    assert run(capsys, "", "-0", "--index", odd)[1] == 'odd"id\0odd id\0'
    assert run(capsys, "nosuchword", "--csv", "--index", odd)[0] == 1
    assert run(capsys, "", "--csv", "--count", "--index", odd)[1] == "2\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--csv", "--fields", "id,nosuch"], "There is no field “nosuch”. The fields are id, title"),
        (["--csv", "--quotes", "--fields", "passages"], "There is no field “passages”"),
        (["--csv", "--fields", ""], "There is no field “”"),
        (["--csv", "--ris"], "Give one of --json, --jsonl, --csv"),
        (["--fields", "id"], "--fields says what --csv and --jsonl print"),
        (["--ris", "--fields", "id"], "--fields says what --csv and --jsonl print"),
        (["--cite", "nosuch"], "no article and no quotation “nosuch”"),
    ],
)
def test_what_cannot_be_written_is_said(odd, capsys, arguments, says):
    code, out, err = run(capsys, "", *arguments, "--index", odd)
    assert (code, out) == (2, "") and says in err


def test_a_quotation_is_cited_with_its_place_in_the_text(odd, capsys):
    found, quote = quotation(odd, 'odd"id-1')
    cited = cite.citation(found, quote, date(2024, 5, 15))
    assert cited["sha256"] == hashlib.sha256(found.text.encode()).hexdigest()
    exact, position = cited["selectors"]
    assert found.text[position["start"] : position["end"]] == exact["exact"] == quote.quote
    assert found.text.startswith(exact["prefix"] + exact["exact"] + exact["suffix"])
    assert cited["text"] == (
        f"-Ida, Mayor: “We, “all”; of us will — pay,” In: Per Lind, @Ida, Ø, “{TITLE}”, +Courier, 2024-03-04, "
        "https://x.example/a_b?c=%7E, retrieved 2024-05-15."
    )
    assert "urldate = {2024-05-15}" in cited["bibtex"] and "Y2  - 2024/05/15/" in cited["ris"]
    assert quotation(odd, "nosuch") is None
    answer = json.loads(run(capsys, "--cite", 'odd"id-1', "--json", "--index", odd)[1])
    assert answer["version"] == 1 and answer["selectors"] == cited["selectors"]
    assert run(capsys, "--cite", "odd id", "--bibtex", "--index", odd)[1].startswith("@article{odd-id-")
    assert cite.citation(article(odd, "odd id"))["text"] == "odd id."


def test_who_said_it_first(tmp_path, publish):
    def said(id, day):
        text = "“Fish first,” said Ada Holm."
        quote = Quote("“Fish first,”", 0, 13, speaker="Ada Holm", cue="said", id=f"{id}-1")
        return Article(text, id=id, published=day, language="en", quotes=(quote,))

    days = {"late": "2024-02-02", "never": None, "first": "2023-01-01", "same": "2024-02-02"}
    location = publish(tmp_path, [said(id, day) for id, day in days.items()])
    query = Query('"fish first"', quotes=True, sort="oldest")
    assert [hit.article.id for hit in find(query, location).hits] == ["first", "late", "same", "never"]
