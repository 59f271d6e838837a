"""From a question to results: totals, order, filters, facets, quotations, generations, threads."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import DamagedIndex, EngineError, MissingIndex, QueryError, SettingsError, StaleIndex
from index.model import Article, Place, Quote
from index.store import tiers
from search import limits
from search.engines import collection
from search.engines import whoosh as searching
from search.engines.kept import Kept
from search.find import article, find
from search.query import Query


def ids(results):
    return [hit.id for hit in results.hits]


def facet(results, name):
    (found,) = (facet for facet in results.facets if facet.name == name)
    return [(value.value, value.count) for value in found.values]


# Order


def test_words_side_by_side_come_first(ask):
    assert ids(ask("red lines")) == ["talks", "answer", "buses"]


def test_scattered_words_never_come_first(tmp_path, publish):
    often = Article(
        "Red as a line is. " * 9, title="Red and the line", id="often", published="2024-01-02", language="en"
    )
    aside = Article("A long text about fish. " * 99 + "A red line.", id="aside", published="2024-01-01", language="en")
    location = publish(tmp_path, [often, aside])
    assert ids(find(Query("red line"), location)) == ["aside", "often"]
    assert ids(find(Query("red line", match="any"), location)) == ["aside", "often"]


def test_words_of_a_longer_query_count_more_in_one_passage(tmp_path, publish):
    filling = ["The fog was thick and the ferry was late. " * 4] * 2
    texts = {
        "apart": "Quotas came. " + filling[0] + "A herring is a fish. " + filling[1] + "Norway waited.",
        "together": filling[0] + "Norway waited for the herring, and quotas came. " + filling[1] + "It is a fish.",
    }
    articles = [Article(text, id=id, language="en") for id, text in texts.items()]
    others = [Article(f"Nothing of note on day {day}.", id=f"day-{day}", language="en") for day in range(9)]
    location = publish(tmp_path, [*articles, *others])
    assert ids(find(Query("herring quotas norway", group=False), location)) == ["together", "apart"]


def test_words_of_most_articles_do_not_decide(tmp_path, publish):
    """What most articles have says nothing of any: a question in whole sentences is one after its rare words."""
    chatter = "what is it that they say of this and that and of what it is"
    texts = {"rare": "Herring in the fjord.", "chat": chatter} | {f"day-{n}": f"{n}: {chatter}" for n in range(9)}
    location = publish(tmp_path, [Article(text, id=id, language="en") for id, text in texts.items()])
    found = find(Query("what is it that they say of the herring", match="any"), location)
    assert found.total == 11 and ids(found)[0] == "rare"
    assert ids(find(Query("what"), location))[0] == "chat"  # the shortest: they are in order all the same


def test_the_form_as_typed_comes_before_its_inflections(tmp_path, publish):
    articles = [Article(f"The {word} broke.", id=word, language="en") for word in ("treaties", "treaty")]
    location = publish(tmp_path, articles)
    assert ids(find(Query("treaty"), location)) == ["treaty", "treaties"]
    assert ids(find(Query("treaties"), location)) == ["treaties", "treaty"]


def test_a_headline_in_capitals_has_possessives_too(tmp_path, publish):
    texts = ("HOLM'S ferry sank", "Holm’s ferry sank", "HOLM’S FERRY SANK", "Holm sank", "The Holms sank")
    location = publish(tmp_path, [Article(text, id=text, language="en") for text in texts])
    assert find(Query("holm"), location).total == 5
    assert {hit.id for hit in find(Query('"holm ferry"'), location).hits} == set(texts[:3])


def test_ties_are_broken_by_date_and_the_undated_come_last(tmp_path, publish):
    days = {"old": "2001-01-01", "none": None, "new": "2020-01-01", "mid": "2010-01-01"}
    location = publish(tmp_path, [Article("Same words.", id=id, published=day) for id, day in days.items()])
    assert ids(find(Query("same"), location)) == ["new", "mid", "old", "none"]
    assert ids(find(Query(""), location)) == ["new", "mid", "old", "none"]
    assert ids(find(Query("same", sort="newest"), location)) == ["new", "mid", "old", "none"]
    assert ids(find(Query("same", sort="oldest"), location)) == ["old", "mid", "new", "none"]


def test_pages_of_results(ask):
    whole = ask("")
    assert whole.total == 5
    assert ids(ask("", limit=2)) == ids(whole)[:2]
    assert ids(ask("", limit=2, offset=2)) == ids(whole)[2:4]
    assert (ask("", limit=0).total, ids(ask("", offset=9))) == (5, [])


@pytest.mark.parametrize(
    ("match", "found"), [("all", set()), ("most", {"talks", "answer", "buses"}), ("any", {"talks", "answer", "buses"})]
)
def test_how_many_words_are_required(ask, match, found):
    assert set(ids(ask("red lines nosuchword", match=match))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ice w/p fog", {"one"}),
        ("ice same fog", {"one"}),
        ("fog pre/p ice", set()),
        ("ice pre/p fog", {"one"}),
        ("ices w/p fogs w/p snow", {"one"}),
        ('"thin ice" w/p (fog OR rain)', {"one", "two"}),
        ("ice w/p rain", {"one", "two"}),
        ("body:(ice w/p snow)", {"one"}),
        ("winter w/p winter", {"two"}),
        ("atleast2/ice", {"one", "two"}),
        ("atleast3/ice", {"two"}),
        ('atleast2/"thin ice"', {"two"}),
        ("atleast2/(fog OR rain)", {"one", "two"}),
        ("atleast9/ice", set()),
        ("-atleast3/ice", {"one", "three"}),
        ("site:x.example", {"one", "two"}),
        ("site:www.x.example/", {"one", "two"}),
        ("site:y.x.example", {"two"}),
        ("site:example", {"one", "two", "three"}),
        ("site:x.exam", set()),
        ("country:norway", {"three"}),
        ("hd=winter", {"two"}),
    ],
)
def test_paragraphs_counts_and_hosts(tmp_path, publish, text, found):
    articles = [
        Article("Thin ice. Fog and snow.\n\nNo ice, rain. Fog.", id="one", url="https://x.example/a"),
        Article(
            "Thin ice. Rain.\n\nThin ice and rain, ice.\n\nFog.", title="Winter", id="two", url="https://y.x.example:80"
        ),
        Article(
            "Snow.", id="three", url="http://z.example/x.example/", places=(Place("Oslo", "Oslo, Norway", count=1),)
        ),
    ]
    location = publish(tmp_path, [replace(article, language="en") for article in articles])
    assert set(ids(find(Query(text), location))) == found


def test_conditions_and_exclusions_hold_however_few_words_are_required(ask):
    assert ids(ask("red lines date:2023 -nosuchword", match="any")) == ["answer"]
    assert set(ids(ask("red lines -fish", match="any"))) == {"answer", "buses"}


# Filters and facets


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([("speaker", "Ada Holm")], {"talks"}),
        ([("speaker", "ada holm")], {"talks"}),
        ([("speaker", "Ada Holm"), ("speaker", "Bruno Castell")], {"talks", "buses"}),
        ([("speaker", "Carla Brandt"), ("place", "Oslo, Norway")], {"answer"}),
        ([("speaker", "-Carla Brandt")], {"talks", "buses", "leaflet"}),
        ([("speaker", "-Carla Brandt"), ("speaker", "-Ada Holm")], {"buses", "leaflet"}),
        ([("place", "Norway")], {"talks", "answer"}),
        ([("date", "2024")], {"talks", "buses"}),
        ([("date", "2023"), ("date", "2021-07")], {"answer", "gespraeche"}),
        ([("date", "undated")], {"leaflet"}),
        ([("date", "-2024"), ("date", "-undated")], {"answer", "gespraeche"}),
        ([("outlet", "Zürcher Abend")], {"gespraeche"}),
        ([("speaker", "!!")], set()),
    ],
)
def test_filters(ask, filters, found):
    results = ask("", filters=tuple(filters))
    assert (set(ids(results)), results.total) == (found, len(found))


def test_a_value_that_nothing_has_is_taken_as_part_of_a_name(ask):
    results = ask("", filters=(("speaker", "Holm"),))
    assert ids(results) == ["talks"]
    assert "No speaker is called “Holm”" in results.notices[0]
    assert ask("", filters=(("speaker", "Ada Holm"),)).notices == ()


def test_since_and_until(ask):
    assert set(ids(ask("", since="2023", until="2024-03-04"))) == {"talks", "answer"}
    assert ids(ask("", since="last 60 days")) == ["buses"]


def test_facets_count_under_the_other_filters(ask):
    names = ("speaker", "place", "date", "outlet")
    results = ask("red", facets=names)
    assert facet(results, "speaker") == [("Ada Holm", 1), ("Bruno Castell", 1), ("Carla Brandt", 1)]
    assert facet(results, "outlet") == [("Fjord Courier", 2), ("Porto Morning", 1)]
    assert facet(results, "date") == [("2024-03", 2), ("2023-11", 1)]
    results = ask("red", facets=names, filters=(("outlet", "Fjord Courier"),))
    assert facet(results, "speaker") == [("Ada Holm", 1), ("Carla Brandt", 1)]
    assert facet(results, "outlet") == [("Fjord Courier", 2), ("Porto Morning", 1)]
    assert [value.selected for value in results.facets[3].values] == [True, False]


def test_a_chosen_value_without_hits_stays_to_be_taken_away(ask):
    results = ask("fish", facets=("speaker",), filters=(("speaker", "Bruno Castell"),))
    assert facet(results, "speaker") == [("Ada Holm", 1), ("Bruno Castell", 0)]


@pytest.mark.parametrize(
    "options",
    [{"filters": (("body", "x"),)}, {"facets": ("title",)}, {"filters": (("date", "soon"),)}, {"since": "soon"}],
)
def test_bad_filters_are_explained(ask, options):
    with pytest.raises(QueryError) as caught:
        ask("red", **options)
    assert caught.value.column is None


# What a hit holds


def test_a_hit_has_its_article_its_marks_and_its_best_quotations(ask):
    (hit,) = ask('"red lines" speaker:holm').hits
    assert (hit.title, hit.outlet, hit.date, hit.place) == (
        "Holm draws red lines at fish talks", "Fjord Courier", "2024-03-04", "Oslo, Norway",
    )  # fmt: skip
    assert [hit.title[start:end] for start, end in hit.title_marks] == ["red lines"]
    assert hit.speakers == ("Ada Holm",)
    assert [quotation.quote for quotation in hit.quotes] == ["“These are our red lines,”", "“Fishing comes first,”"]
    assert hit.passages == (), "the quotation says it already"
    (hit,) = ask("(red OR Oslo) speaker:holm").hits
    assert [passage.text for passage in hit.passages] == ["Talks go on in Oslo."]


def test_a_speaker_filter_chooses_the_quotations_shown(ask):
    (hit,) = ask("", filters=(("speaker", "Ada Holm"),)).hits
    assert {quotation.speaker for quotation in hit.quotes} == {"Ada Holm"}


def test_odd_filters_and_other_ways_to_match_leave_the_quotations_alone(ask):
    (hit,) = ask("", filters=(("speaker", "!!"), ("speaker", "Ada Holm"))).hits
    assert len(hit.quotes) == 2
    hits = ask("speaker:castell OR line").hits
    assert {hit.id: len(hit.quotes) for hit in hits} == {"talks": 1, "buses": 1, "answer": 1}


def test_quotations_are_hits_of_their_own(ask):
    results = ask("lines", quotes=True, facets=("speaker", "place"))
    assert {(hit.speaker, hit.article.id) for hit in results.hits} == {
        ("Ada Holm", "talks"),
        ("Carla Brandt", "answer"),
    }
    assert {hit.quote[start:end] for hit in results.hits for start, end in hit.marks} == {"lines", "line"}
    assert facet(results, "place") == [("Germany", 1), ("Berlin, Germany", 1), ("Norway", 1), ("Oslo, Norway", 1)]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("speaker:holm", ["talks", "talks"]),
        ("speaker:brandt line", ["answer"]),
        ("speaker:brandt said:line", ["answer"]),
        ("linien", ["gespraeche"]),
        ("body:buses", ["buses"]),  # asked of the article that the quotation stands in
        ("-body:buses -speaker:brandt", ["talks", "talks"]),
        ("title:talks fishing", ["talks"]),
        ("date:2024 place:oslo", ["talks", "talks"]),
        ("article:answer", ["answer"]),
        ("fish* OR nobody", ["buses", "talks"]),
    ],
)
def test_conditions_on_quotations(ask, text, articles):
    assert sorted(hit.article.id for hit in ask(text, quotes=True).hits) == articles


def test_the_json_shape(ask):
    answer = ask("red lines", facets=("speaker",), limit=1).to_dict()
    assert " ".join(answer) == "version query explained notices total hits nearest did_you_mean instead facets took_ms"
    assert " ".join(answer["hits"][0]) == (
        "id title title_marks url outlet date place speakers score passages quotes authors language also"
    )
    assert list(answer["facets"]["speaker"][0].items()) == [
        ("value", "Ada Holm"), ("count", 1), ("selected", False), ("excluded", False), ("within", None)
    ]  # fmt: skip
    (hit,) = ask("fishing", quotes=True).to_dict()["hits"]
    assert " ".join(hit) == "id quote marks speaker role cue date place score article"


def test_an_article_by_its_id(library):
    found = article(library, "talks")
    assert found is not None and found.title == "Holm draws red lines at fish talks"
    assert found.quotes[0].role == "Fisheries Minister"
    assert article(library, "nosuch") is None


# The index


def test_a_new_generation_is_picked_up(tmp_path, publish):
    location = publish(tmp_path, [Article("One.", id="a")])
    assert find(Query(""), location).total == 1
    publish(tmp_path, [Article("One.", id="a"), Article("Two.", id="b")])
    assert find(Query(""), location).total == 2


def test_an_updated_index_answers_as_one_built_whole(tmp_path, publish, monkeypatch):
    monkeypatch.setattr(tiers, "DEAD", 1.0)  # segments stay apart, as those of many articles do
    articles = [
        Article(f"Red lines {number} of {number}.", id=str(number), published=f"202{number}-01-01", language="en")
        for number in range(8)
    ]
    whole = publish(tmp_path / "whole", articles[2:])
    publish(tmp_path / "parts", articles[:5])
    parts = publish(tmp_path / "parts", articles[5:], remove=["0", "1"])
    questions = ["red lines", '"red lines"', "red -line", "lines*", "date:2024..2026", "", "red w/3 of", "red 5"]
    for query in (Query(text, facets=("date", "language")) for text in questions):
        one, other = find(query, whole), find(query, parts)
        assert (ids(one), one.total, one.facets) == (ids(other), other.total, other.facets)


def test_an_empty_index_finds_nothing(tmp_path, publish):
    location = publish(tmp_path, [], ())
    for query in (
        Query("a -b speaker:c said:d date:2012", facets=("speaker", "date")),
        Query(""),
        Query("*", quotes=True),
    ):
        assert find(query, location).total == 0


@pytest.mark.folder
def test_what_is_wrong_with_an_index_is_said(tmp_path, publish):
    with pytest.raises(MissingIndex, match="search-index build"):
        find(Query("red"), str(tmp_path / "nowhere"))
    location = publish(tmp_path / "old", [Article("One.", id="a")])
    manifest = next(Path(location).glob("*/MANIFEST.json"))
    manifest.write_text(manifest.read_text().replace('"schema": ', '"schema": 9'))
    with pytest.raises(StaleIndex, match="search-index build"):
        find(Query("red"), location)
    location = publish(tmp_path / "cut", [Article("One.", id="a")])
    for path in Path(location).glob("0*/*"):
        if path.name != "MANIFEST.json":
            path.unlink()
    with pytest.raises(DamagedIndex, match="search-index build"):
        find(Query("red"), location)
    with pytest.raises(SettingsError, match="is no address"):
        find(Query("red"), "ftp://search.example/news")


@pytest.mark.folder
@pytest.mark.parametrize("content", [b"", b"\x80" * 5000], ids=["empty", "garbage"])
def test_a_damaged_file_is_named(tmp_path, publish, content):
    location = publish(tmp_path, [Article("One “two”.", id="a", quotes=(Quote("“two”", 4, 9, id="a-1"),))])
    file = next(Path(location).glob("0*/*.segment"))
    file.write_bytes(content)
    with pytest.raises(DamagedIndex, match="search-index build"):
        article(location, "a")


@pytest.mark.folder
def test_damage_met_while_reading_is_said(tmp_path, publish):
    location = publish(tmp_path, [Article(f"Word {number}.", id=f"a{number}") for number in range(50)])
    file = next(Path(location).glob("0*/*.segment"))
    content = file.read_bytes()
    at = len(content) // 8
    for start in range(0, len(content), at):  # each eighth of the file in turn
        file.unlink()  # what is open keeps the old bytes
        file.write_bytes(content[:start] + b"\xaa" * at + content[start + at :])
        searching._open.clear()
        with suppress(DamagedIndex):
            find(Query("word speaker:*", facets=("date",)), location)
        with suppress(DamagedIndex):
            article(location, "a7")


@pytest.mark.folder
@pytest.mark.parametrize("part", ["MANIFEST.json", "*.segment"])
def test_where_an_index_is_damaged_the_one_before_answers(tmp_path, publish, part):
    publish(tmp_path, [Article("One old word.", id="a")])
    location = publish(tmp_path, [Article("One new word.", id="a")])
    file = next(Path(location).glob(f"000002/{part}"))
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[:64] + bytes(byte ^ 0x55 for byte in content[64:]))
    results = find(Query("word"), location)
    assert [passage.text for passage in results.hits[0].passages] == ["One old word."]
    assert "older state" in results.notices[0] and "search-index build" in results.notices[0]
    assert "new" not in article(location, "a").text
    publish(tmp_path, [Article("One newer word.", id="a")])
    assert find(Query("newer"), location).notices == ()


@pytest.mark.folder
def test_a_page_is_there_the_next_time_whatever_its_list_takes(library, monkeypatch):
    articles = searching.reader(Path(library)).collections["articles"]
    articles.forget()
    monkeypatch.setattr(articles.found, "most", 0)
    unknown = Query("line", filters=(("outlet", "Courier of nowhere"),))
    queries = [Query("line OR treaty"), Query("line", limit=3)]
    first = [find(query, library) for query in queries]
    assert find(unknown, library).notices == find(unknown, library).notices != ()
    assert len(articles.found) == 0
    monkeypatch.setattr("search.engines.whoosh.Evaluator.found", lambda *_: pytest.fail("it was evaluated again"))
    for query, before in zip(queries, first, strict=True):
        again = find(query, library)
        assert (again.total, again.hits, again.notices) == (before.total, before.hits, before.notices)


def test_what_is_kept_is_what_was_asked_for_last():
    kept = Kept(10, len)
    for key in ("aaa", "bbb", "ccc", "aaa"):
        kept.keep(key, key)
    assert kept.get("bbb") == "bbb"
    kept.keep("dddd", "dddd")  # more than there is room for: the one asked for longest ago goes
    assert [kept.get(key) for key in ("aaa", "bbb", "ccc", "dddd")] == ["aaa", "bbb", None, "dddd"]
    kept.keep("e" * 11, "e" * 11)
    assert len(kept) == 0


@pytest.mark.folder
def test_words_that_nothing_has_are_not_kept_for_ever(library, monkeypatch):
    articles = searching.reader(Path(library)).collections["articles"]
    for kept in (articles.found, articles.pages):
        monkeypatch.setattr(kept, "most", 4 * collection.ENTRY)
    for number in range(20):
        assert find(Query(f"nosuch{number} noword{number}"), library).total == 0
    assert 0 < len(articles.found) <= 4
    assert 0 < len(articles.pages) <= 4
    assert not any(text._words or text._held for field in articles.text.values() for text in field.texts)


@pytest.mark.folder
def test_a_folder_that_vanishes_while_open_is_missing(tmp_path, publish):
    location = publish(tmp_path / "index", [Article("One.", id="a")])
    find(Query("one"), location)
    shutil.rmtree(location)
    with pytest.raises(EngineError):
        find(Query("one"), location)


@pytest.mark.parametrize("joint", [" ", " OR ", " w/3 ", " -"])
def test_the_longest_queries_are_answered(ask, joint):
    assert ask(joint.join(f"w{number}" for number in range(250))).total == 0


def test_time_is_limited(ask, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", -1)
    with pytest.raises(QueryError, match="rarer words"):
        ask("nothing asked this before")


def test_threads_get_the_same_answers(library):
    queries = [
        Query(text, facets=("speaker", "date")) for text in ("red lines", "fish*", "", "speaker:brandt", "-red")
    ] * 8
    alone = [find(query, library).hits for query in queries]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda query: find(query, library).hits, queries)) == alone


def test_words_of_a_text_in_no_known_language_are_inflected(publish, tmp_path):
    location = publish(tmp_path, [Article("Holm’s red lines. The treaties failed.", id="short")], ())
    for text in ("line", "red-line", "treaty", "body:red-line", "treaties"):
        (hit,) = find(Query(text), location).hits
        assert hit.passages[0].marks or hit.passages[1:], text
    assert not find(Query('"red line"'), location).total


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "Le budget de l’État et l'économie d'aujourd'hui.", ("état", "économies", "l'état", "aujourd'hui")),
        ("it", "Il futuro dell’economia e un'altra voce nell'aula.", ("economia", "altra", "aula", "dell'economia")),
    ],
)
def test_a_word_is_found_behind_an_elided_article(tmp_path, publish, language, text, words):
    location = publish(tmp_path, [Article(text, id="one", language=language)], (language,))
    for word in words:
        (hit,) = find(Query(word), location).hits
        assert hit.passages[0].marks, word
