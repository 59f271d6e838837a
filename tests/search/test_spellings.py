"""One speaker under several names: facets, filters, questions, and how hits are shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.model import Article, Quote
from index.names import Names
from search.find import article, find
from search.query import Query, Values
from search.results import Facet, Results

NAMES = Names(
    {
        "Lund": ("Emil Lund", "surname"),
        "EMIL LUND": ("Emil Lund", "spelling"),
        "Эмиль Лунд": ("Emil Lund", "script"),
    }
)
SPOKEN = {  # by id
    "full": ["Emil Lund"],
    "last": ["Lund"],
    "both": ["Emil Lund", "Lund", "Ada Holm"],
    "ru": ["Эмиль Лунд"],
    "other": ["Karin Lund"],
}


def articles() -> list[Article]:
    return [
        Article(
            "“We will,” it was said.",
            title=id,
            id=id,
            language="en",
            speakers=tuple(names[:1]),
            quotes=tuple(
                Quote("“We will,”", 0, 10, speaker=name, speaker_text=name, speaker_type="person", id=f"{id}-{at}")
                for at, name in enumerate(names)
            ),
        )
        for id, names in SPOKEN.items()
    ]


@pytest.fixture(scope="module")
def speakers(tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str]) -> Callable[..., Results]:
    """Ask an archive where Emil Lund goes by four names."""
    location = publish(tmp_path_factory.mktemp("speakers"), articles(), ("en",), names=NAMES)
    asked = lambda text="", **options: find(Query(text, **options), location)  # noqa: E731
    asked.location = location
    return asked


def values(facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in facet.values}


@pytest.mark.parametrize("quotes", [False, True])
def test_a_facet_has_one_value_for_a_speaker(speakers: Callable[..., Results], quotes: bool) -> None:
    (facet,) = speakers(facets=("speaker",), quotes=quotes).facets
    assert values(facet) == {"Emil Lund": 5 if quotes else 4, "Ada Holm": 1, "Karin Lund": 1}
    for value, count in values(facet).items():
        assert speakers(filters=(("speaker", value),), quotes=quotes).total == count


@pytest.mark.parametrize(("often", "first"), [(3, {"Emil Lund": 5, "A0": 3}), (1, {"Emil Lund": 5, "Bo Ek": 2})])
def test_a_speaker_whose_names_are_all_rare_is_counted_with_the_first(
    tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., str], often: int, first: dict[str, int]
) -> None:
    spelled = ["Emil Lund", "Lund", "E. Lund", "EMIL LUND", "Émil Lund"]
    others = [f"A{number}" for number in range(40) for _ in range(often)]
    names = [*spelled, *others, "Bo Ek", "B. Ek"]
    merged = dict.fromkeys(spelled[1:], ("Emil Lund", "spelling")) | {"B. Ek": ("Bo Ek", "initials")}
    made = [
        Article("“We will,” it was said.", title="t", id=f"a{at}", language="en", speakers=(name,))
        for at, name in enumerate(names)
    ]
    location = publish(tmp_path_factory.mktemp("rare"), made, ("en",), names=Names(merged))
    counted = find(Query(facets=("speaker",), values=Values(limit=2)), location).facets[0]
    assert values(counted) == first
    assert find(Query(filters=(("speaker", "Emil Lund"),)), location).total == 5


@pytest.mark.parametrize("name", ["Emil Lund", "emil lund", "Lund", "Эмиль Лунд", "эмиль лунд"])
def test_a_filter_on_any_of_the_names_finds_them_all(speakers: Callable[..., Results], name: str) -> None:
    results = speakers(filters=(("speaker", name),), facets=("speaker",))
    assert {hit.id for hit in results.hits} == {"full", "last", "both", "ru"}
    assert results.notices == ()
    assert values(results.facets[0]) == {name: 4, "Ada Holm": 1, "Karin Lund": 1}
    assert {quote.speaker for hit in results.hits for quote in hit.quotes} == {"Emil Lund"}
    assert {hit.id for hit in speakers(filters=(("speaker", f"-{name}"),)).hits} == {"other"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("speaker:emil", {"full", "last", "both", "ru"}),
        ("speaker:лунд", {"full", "last", "both", "ru"}),
        ("speaker:lund", {"full", "last", "both", "ru", "other"}),
        ('speaker:"emil lund"', {"full", "last", "both", "ru"}),
        ('speaker:"lund emil"', set()),
        ("speaker:(emil лунд)", {"full", "last", "both", "ru"}),
        ("speaker:(emil w/1 lund)", {"full", "last", "both", "ru"}),
        ("speaker:emi*", {"full", "last", "both", "ru"}),
        ("speaker:emill~", {"full", "last", "both", "ru"}),
        ("speaker:emil said:will", {"full", "last", "both", "ru"}),
        ("emil", set()),
    ],
)
def test_a_question_for_one_name_finds_the_others(speakers: Callable[..., Results], text: str, found: set[str]) -> None:
    assert {hit.id for hit in speakers(text).hits} == found
    assert {hit.article.id for hit in speakers(text, quotes=True).hits} == found


def test_conditions_are_joined_and_excluded(speakers: Callable[..., Results]) -> None:
    assert {hit.id for hit in speakers("speaker:emil speaker:holm").hits} == {"both"}
    assert {hit.id for hit in speakers("-speaker:emil").hits} == {"other"}
    assert {hit.speaker for hit in speakers("-speaker:emil", quotes=True).hits} == {"Ada Holm", "Karin Lund"}


def test_part_of_a_name_as_a_filter_finds_the_others(speakers: Callable[..., Results]) -> None:
    results = speakers(filters=(("speaker", "Emil"),))
    assert ({hit.id for hit in results.hits}, len(results.notices)) == ({"full", "last", "both", "ru"}, 1)


def test_hits_are_shown_under_the_canonical_name(speakers: Callable[..., Results]) -> None:
    hits = {hit.id: hit for hit in speakers("speaker:emil").hits}
    assert hits["ru"].speakers == ("Emil Lund",)
    assert hits["both"].speakers == ("Emil Lund", "Ada Holm")
    assert [quote.speaker for quote in hits["both"].quotes] == ["Emil Lund"] * 2
    assert {hit.speaker for hit in speakers("speaker:лунд", quotes=True).hits} == {"Emil Lund"}


def test_an_article_has_the_name_as_known_and_as_written(speakers: Callable[..., Results]) -> None:
    found = article(speakers.location, "ru")
    assert found is not None
    assert (found.speakers, found.quotes[0].speaker) == (("Emil Lund",), "Emil Lund")
    assert found.quotes[0].speaker_text == "Эмиль Лунд"


@pytest.mark.folder
@pytest.mark.parametrize("quotes", [False, True])
def test_segments_side_by_side_answer_as_one(
    tmp_path: Path,
    publish: Callable[..., str],
    speakers: Callable[..., Results],
    monkeypatch: pytest.MonkeyPatch,
    quotes: bool,
) -> None:
    monkeypatch.setattr("index.engines.whoosh.to_merge", lambda *_: [])
    for number, one in enumerate(articles()):
        location = publish(tmp_path, [one], ("en",), remove=["other"] if number else None, names=NAMES)
    assert len(list(tmp_path.glob(f"{max(path.name for path in tmp_path.glob('0*'))}/*.segment"))) == len(SPOKEN)
    for text in ("", "speaker:emil", "speaker:lund"):
        query = Query(text, facets=("speaker",), quotes=quotes)
        parts, whole = find(query, location), speakers(text, facets=("speaker",), quotes=quotes)
        assert (parts.total, parts.facets) == (whole.total, whole.facets)


@pytest.mark.folder
def test_a_damaged_file_of_names_is_named(tmp_path: Path, publish: Callable[..., str]) -> None:
    from index.errors import DamagedIndex

    location = publish(tmp_path, [Article("One.", id="a")])
    next(Path(location).glob("0*/names.json")).write_text("{}")
    with pytest.raises(DamagedIndex, match=r"names\.json is damaged"):
        find(Query(""), location)
