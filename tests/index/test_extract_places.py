"""Which words are places, which of the places of a name is meant, and how it is labelled."""

from pathlib import Path

import pytest

from index.extract import extract
from index.extract.where import gazetteer as gazetteers
from index.extract.where.gazetteer import gazetteer, key
from index.model import Article, Place


def labels(text: str) -> set[str]:
    return {place.label for place in extract(Article(text, language="en")).places}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ship left Oslo for Rotterdam.", {"Oslo, Norway", "Rotterdam, The Netherlands"}),
        ("She flew from Paris, Texas, to Oslo.", {"Paris, United States", "Texas, United States", "Oslo, Norway"}),
        ("She flew to Paris.", {"Paris, France"}),
        ("A boat sank near Portland, Maine, on Monday.", {"Portland, Maine, United States", "Maine, United States"}),
        ("Georgia and Armenia closed their border with Azerbaijan.", {"Georgia", "Armenia", "Azerbaijan"}),
        ("Voters in Atlanta, Georgia, stayed at home.", {"Atlanta, United States", "Georgia, United States"}),
        ("Paris Hilton and Jordan Smith slept.", set()),
        ("Denzel Washington came.", set()),
        ("Washington said it would not pay.", {"Washington, United States"}),
        ("She left Seattle, Washington.", {"Seattle, United States", "Washington (state), United States"}),
        ("The Washington state senate met.", {"Washington (state), United States"}),
        ("The New York Gov. came to New York.", {"New York, United States", "New York City, United States"}),
        ("It rained across north Georgia and in Florida.", {"Georgia, United States", "Florida, United States"}),
        ("The City of Lebanon, Tennessee, pays.", {"Lebanon, United States", "Tennessee, United States"}),
        ("A man from Nowhereville came.", set()),
        ("The Seattle-based line flew to Toronto and on.", {"Seattle, United States", "Toronto, Canada"}),
        ("British Airways, the Bank of England and the Oslo Times paid 40 US dollars.", set()),
        ("Central Americans came.", set()),
        ("“No,” said Georgia Holm. “No,” said Georgia.", set()),
        ("The U.S. and the UK agreed.", {"United States", "United Kingdom"}),
        ("It rained in Sichuan and in New South Wales.", {"Sichuan, China", "New South Wales, Australia"}),
        ("It rained in Kharkiv.", {"Kharkiv, Ukraine"}),  # the city, of which the area has its name
        ("Ukraine said the State of Kharkiv fell.", {"Ukraine", "Kharkiv (region), Ukraine"}),
        ("The Gulf war ended in the Northwest; the Act was signed.", set()),  # areas are called so somewhere
        ("The ACT and the UAE agreed.", {"Australian Capital Territory, Australia", "United Arab Emirates"}),
        ("She lives in Oslo Street, near Hamburg Avenue.", set()),
        ("The mayor lives at 12 Oslo Hill Road.", set()),
        ("The Norwegian minister and the Scots, the South African and the European came.", set()),
        ("It rained in Mass. on Monday. Mass begins.", {"Massachusetts, United States"}),
        ("Western Australia agreed.", {"Western Australia, Australia"}),
        ("Britain paid. British Rail paid.", {"United Kingdom"}),
        ("A court in the Western District heard <Oslo Industries Ltd> and <ACT>.", set()),
        ("Latin America grew; the Niger Delta did not.", {"Niger Delta, Nigeria"}),
        ("The University of Oslo pays.", {"Oslo, Norway"}),  # the Bank of England does not stand for its place
        ("Visitors left the White House by the West Coast.", set()),
        ("“No,” said Sen. Anna Holm, D-Houston.", {"Houston, United States"}),
        ("She lives in Lincoln, Nebraska. Lincoln won.", {"Lincoln, United States", "Nebraska, United States"}),
        ("Lincoln won. Jackson lost.", set()),
        ("“No,” said Logan. Logan left for Oslo.", {"Oslo, Norway"}),
        ("“No,” said Logan. She lives in Logan, Utah.", {"Logan, United States", "Utah, United States"}),
        ("According to Conrad, it rained.", set()),
        ("“No,” said Ohio, according to Hudson police.", {"Ohio, United States", "Hudson, United States"}),
        ("St. Petersburg’s port, Metro Vancouver and L.A.", {"Saint Petersburg, Russia", "Vancouver, Canada",
                                                              "Los Angeles, United States"}),
        ("In Florida, Miami Beach Marina opened.", {"Florida, United States", "Miami Beach, United States"}),
        ("Moscow said no, according to Warsaw.", {"Moscow, Russia", "Warsaw, Poland"}),
        ("In Bruges they sell Salt, and no salt is cheap.", {"Brugge, Belgium"}),
        ("The Boston Public Library opened.", {"Boston, United States"}),
        ("The governor of Krasnodar came to Russia.", {"Krasnodar Krai, Russia", "Russia"}),
        ("She left the Netherlands for the Zurich region.", {"The Netherlands", "Zurich (region), Switzerland"}),
        ("The Norwegian minister came.", set()),
        ("Nice weather for reading in March.", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_places_of_a_text(text: str, wanted: set[str]) -> None:
    assert labels(text) == wanted


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www.example.co.uk/a", "Enfield Town, United Kingdom"),
        ("https://example.ca/a?b=.co.uk", "Enfield, Canada"),
        ("https://example.com/uk", "Enfield, United States"),
        ("https://example.tv/", "Enfield, United States"),  # an ending that is sold to anyone
        ("", "Enfield, United States"),
    ],
)
def test_the_site_tells_of_the_country(url: str, label: str) -> None:
    found = extract(Article("A man was found in Enfield.", language="en", url=url)).places
    assert [place.label for place in found] == [label]


def test_counties_share_the_word() -> None:
    text = "In Ohio it rained in Butler, Clark, Hamilton and Van Wert counties."
    mentions = extract(Article(text, language="en")).mentions
    found = [(mention.text, mention.geonameid) for mention in mentions]
    ids = {county: entry.geonameid for county in ("Butler", "Clark", "Hamilton", "Van Wert")
           for entry in gazetteer().find(f"{county} County") if entry.admin1 == "OH"}  # fmt: skip
    assert found == [("Ohio", 5165418), *ids.items()]


def test_places_of_one_area_tell_of_each_other() -> None:
    # Ten states have such a county, and more of them a Paris: most of these lie together in one.
    assert "Paris, Tennessee, United States" in labels("A fire in Henry County spread to Paris, Camden and Huntingdon.")
    assert "Paris, France" in labels("They flew to Paris.")


def test_mentions_are_slices_with_their_country() -> None:
    text = "From Oslo a Norwegian ship left for Oslo."
    found = extract(Article(text, language="en"))
    assert [(m.text, m.country) for m in found.mentions] == [("Oslo", "NO"), ("Norwegian", "NO"), ("Oslo", "NO")]
    assert [m.demonym for m in found.mentions] == [False, True, False]
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    (oslo,) = found.places
    assert (oslo.name, oslo.country, oslo.count, oslo.geonameid) == ("Oslo", "NO", 2, 3143244)


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("usa", "United States"),
        ("west-germany", "Germany"),
        ("el-salvador", "El Salvador"),
        ("Damascus, Syria", "Damascus, Syria"),
        ("uk", "United Kingdom"),
        ("Erewhon", "Erewhon"),  # unknown: kept as given
    ],
)
def test_given_places_are_resolved_and_not_counted(given: str, label: str) -> None:
    (place,) = extract(Article("x", places=(Place(given, given),))).places
    assert (place.label, place.count) == (label, 0)


def test_given_place_that_is_mentioned_stands_once() -> None:
    (place,) = extract(Article("It rained in Norway.", places=(Place("norway", "norway"),))).places
    assert (place.label, place.count) == ("Norway", 1)


def test_labels_are_unique_within_a_country() -> None:
    known = gazetteer()
    found = [
        known.label(entry) for entry in known.find("Springfield") if entry.country == "US" and entry.kind == "city"
    ]
    assert found[0] == "Springfield, United States" and found[1] == "Springfield, Massachusetts, United States"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Saint-Étienne", "saint etienne"), ("ST. PAUL", "saint paul"), ("Київ", "київ"), ("L’Aquila", "l'aquila")],
)
def test_key(name: str, wanted: str) -> None:
    assert key(name) == wanted


@pytest.mark.parametrize(
    ("name", "kind", "country", "ident"),
    [
        ("Sichuan", "state", "CN", 1794299),
        ("Bayern", "state", "DE", 2951839),
        ("Isfahan", "state", "IR", 418862),
        ("Kharkiv", "state", "UA", 706482),
        ("Granville County", "county", "US", 4468623),
        ("Essex", "county", "GB", 2649889),
    ],
)
def test_areas_have_their_ids(name: str, kind: str, country: str, ident: int) -> None:
    assert (kind, country, ident) in {(e.kind, e.country, e.geonameid) for e in gazetteer().find(name)}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Moldau und Großbritannien trafen sich in Wien.", {"Moldova", "United Kingdom", "Vienna, Austria"}),
        ("de", "Die Ladung soll nach Bremerhaven gehen, wo es auch regnet.", {"Bremerhaven, Germany"}),
        ("fr", "La Moldavie est entre la Roumanie et l’Ukraine.", {"Moldova", "Romania", "Ukraine"}),
        ("es", "De Granada a Londres, por España.", {"Granada, Spain", "London, United Kingdom", "Spain"}),
        ("it", "In Germania piove; a Parigi no.", {"Germany", "Paris, France"}),
        ("uk", "Із Києва до Львова й Одеси, у Москву.", {"Kyiv", "Lviv", "Odesa", "Moscow"}),
        ("uk", "Послів Польщі та Молдови немає.", {"Poland", "Moldova"}),
        ("ru", "Из Киева в Польшу, потом в Париж.", {"Kyiv", "Poland", "Paris"}),
        ("ru", "Того же мнения Мали.", set()),  # words, though Togo and Mali are written so
        ("ar", "وصل من باريس إلى القاهرة وبغداد، ثم عاد للقاهرة.", {"Paris", "Cairo", "Baghdad"}),
        ("ar", "مصر بعيدة.", {"Egypt"}),
    ],
)
def test_places_in_other_languages(language: str, text: str, wanted: set[str]) -> None:
    found = {place.label for place in extract(Article(text, language=language)).places}
    assert found == wanted or {label.partition(",")[0] for label in found} == wanted


@pytest.mark.parametrize("before", [None, b"", b"[]", b"{}", b'{"version": "of another"}'])
def test_what_the_cache_holds_is_read_or_made_anew(
    before: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache, made = tmp_path / "dateline" / "cities.json", []
    if before is not None:
        cache.parent.mkdir()
        cache.write_bytes(before)

    def kept(data: Path) -> gazetteers.Names:
        return gazetteers._kept(data, lambda: made.append(data) or ({"oslo": 1, "bergen": (2, 3)}, {"осло": 1}))

    data, other = tmp_path / "data", tmp_path / "other"
    data.touch()
    other.touch()
    for path in (data, data, other):
        cities, also = kept(path)
        assert (cities["oslo"], list(cities["bergen"]), also) == (1, [2, 3], {"осло": 1})
    assert made == [data, other]
    assert [path.name for path in cache.parent.iterdir()] == ["cities.json"]


def test_without_a_place_for_a_cache_all_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert gazetteers._kept(tmp_path / "file", lambda: ({"oslo": 1}, {})) == ({"oslo": 1}, {})
