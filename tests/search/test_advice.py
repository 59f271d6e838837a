"""What is said where little or nothing was found."""

import json

import pytest

from index.model import Article
from search.cli import main
from search.find import find
from search.query import Query


@pytest.fixture(scope="module")
def harbour(tmp_path_factory, publish):
    articles = [
        Article(
            f"The harbour of Linnhaven was closed. Storm number {at}.",
            title="Storm",
            id=f"storm{at}",
            language="en",
            published="2024-03-01",
            outlet="Courier",
        )
        for at in range(20)
    ]
    articles.append(Article("A ferry waits. Порт закрито через шторм, harbor.", id="ferry", language="uk"))
    articles += [Article("Порт закрито.", id=f"port{at}", language="uk") for at in range(12)]
    return publish(tmp_path_factory.mktemp("harbour"), articles)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("harbuor", "harbour"),
        ("HARBUOR closed", "harbour closed"),
        ("harbuor OR strom", "harbour OR storm"),
        ("linhavven", "linnhaven"),
        ("закрытo", "закрито"),  # a Latin letter in it, and two edits away
        ("закрыто", "закрито"),
        ("harbour", None),
        ("harbuor*", None),
        ("harbuor~", None),
        ('"harbuor"', None),
        ("outlet:Corier", None),
        ("date:2031 storm", None),
        ("closde -harbuor", "closed -harbuor"),
        ("harbuor nosuchword", None),  # finds no more
        ("nosuchword", None),
        ("strm", "storm"),
        ("the", None),
    ],
)
def test_did_you_mean(harbour, text, better):
    found = find(Query(text), harbour)
    assert (found.did_you_mean and found.did_you_mean.query.text) == better
    if better:
        assert find(found.did_you_mean.query, harbour).total == found.did_you_mean.total > found.total


def test_what_is_frequent_enough_is_not_doubted(harbour):
    assert find(Query("number"), harbour).did_you_mean is None


def test_which_part_to_drop(harbour):
    query = Query("storm ferry outlet:courier", filters=(("language", "en"),), since="2024")
    found = find(query, harbour)
    assert [(one.without, one.total) for one in found.instead] == [("ferry", 20)]
    for one in found.instead:
        assert find(one.query, harbour).total == one.total
    found = find(Query("ferry -ferry"), harbour)
    assert "-ferry" in [one.without for one in found.instead]
    assert find(Query("nosuchword"), harbour).instead == ()
    assert find(Query("storm"), harbour).instead == ()


def test_the_nearest_have_most_of_the_words_and_keep_every_condition(harbour):
    found = find(Query("storm closed ferry -nine", since="2024"), harbour)
    assert (found.total, found.hits) == (0, ())
    assert {hit.date for hit in found.nearest} == {"2024-03-01"}
    assert 0 < len(found.nearest) <= 5
    assert find(Query("storm ferry"), harbour).nearest
    assert find(Query("storm ferry -storm -waits"), harbour).nearest == ()
    for query in (
        Query("ferry nosuchword", match="any"),
        Query("nosuchword"),
        Query("storm"),
        Query("storm ferry", limit=0),
    ):
        assert find(query, harbour).nearest == ()


def test_the_command_says_so(harbour, capsys):
    assert main(["storm", "ferry", "--index", harbour]) == 1
    out, err = capsys.readouterr()
    assert err == "Nothing found.\nWithout “storm”: 1\nWithout “ferry”: 20\n"
    assert out.startswith("No article has all the words; these have most of them:\n")
    assert main(["harbuor", "--json", "--index", harbour]) == 1
    answer = json.loads(capsys.readouterr()[0])
    assert answer["did_you_mean"] == {"without": "", "query": "harbour", "total": 20}
    assert (answer["hits"], answer["nearest"], answer["instead"]) == ([], [], [])
