"""One speaker, one name: what the evidence of an archive joins, and what it leaves apart."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corrections import Corrections, parse
from index.model import Article, Mention, Quote
from index.names import Names, name_key
from index.people import names_of, sightings
from index.record import Held, Sighting

Row = tuple[str, str, str, int, str]  # name, "person" or "other" or "", role, articles, language


def person(name: str, articles: int = 1, role: str = "", language: str = "en") -> Row:
    return name, "person", role, articles, language


def word(name: str, articles: int = 1, kind: str = "", language: str = "en") -> Row:
    return name, kind, "", articles, language


def held(rows: Iterable[Row]) -> list[Held]:
    """An archive with a number of articles for each name."""
    return [
        Held("2025-03-03", 1, language, (Sighting(name, kind, role),))
        for name, kind, role, articles, language in rows
        for _ in range(articles)
    ]


def joined(*rows: Row, corrections: str = "") -> dict[str, str]:
    return {name: canonical for name, (canonical, _) in names_of(held(rows), parse(corrections)).merged.items()}


HOLM = person("Anna Holm", 5, "Fisheries Minister")
CASES = {
    # spelling
    "case, accents, hyphens": ([person("José-María Berg", 2), person("Jose Maria BERG")], "José-María Berg"),
    "the possessive": ([HOLM, person("Anna Holm’s")], "Anna Holm"),
    "initials with and without blanks": ([person("J.P. Berg", 2), person("J. P. Berg")], "J.P. Berg"),
    # title
    "a title": ([HOLM, person("Minister Anna Holm")], "Anna Holm"),
    "titles that no table knows": ([HOLM, person("Exchequer Anna Holm", 9)], "Anna Holm"),
    "a title in Ukrainian": (
        [person("Анна Хольм", 3, language="uk"), person("Міністр Анна Хольм", language="uk")],
        "Анна Хольм",
    ),
    "whose title, all in one": (
        [HOLM, person("Holm"), person("Norwegian Minister Anna Holm"), person("Анна Хольм", language="ru")],
        "Anna Holm",
    ),
    # initials
    "a middle initial": ([HOLM, person("Anna K. Holm")], "Anna Holm"),
    "a middle name": ([HOLM, person("Anna Katrine Holm")], "Anna Holm"),
    "the more frequent one stands": ([person("Anna K. Holm", 6), HOLM], "Anna K. Holm"),
    "an initial for the first name": ([HOLM, person("A. Holm")], "Anna Holm"),
    # script
    "Ukrainian": ([HOLM, person("Анна Гольм", language="uk")], "Anna Holm"),
    "Ukrainian and Russian": (
        [person("Володимир Гнатюк", 2, language="uk"), person("Владимир Гнатюк", language="ru")],
        "Володимир Гнатюк",
    ),
    "two other scripts": (
        [HOLM, person("Анна Хольм", language="ru"), person("آنا هولم", language="ar")],
        "Anna Holm",
    ),
    "Arabic, with a title": ([HOLM, person("الوزيرة آنا هولم", language="ar")], "Anna Holm"),
    # surname
    "a surname": ([HOLM, word("Holm", 3)], "Anna Holm"),
    "a title and a surname": ([HOLM, person("Minister Holm", 20)], "Anna Holm"),
    "a surname of several words": ([person("Anna van der Berg", 4), person("Van der Berg")], "Anna van der Berg"),
    "a French Mr": ([HOLM, person("M. Holm", language="fr")], "Anna Holm"),
    "a title and a surname of several words": (
        [person("Anna van der Berg", 4, language="de"), person("Frau van der Berg", 9, language="de")],
        "Anna van der Berg",
    ),
    "a surname in Cyrillic of somebody known well": (
        [person("Anna Holm", 20), person("Анна Хольм", language="ru"), word("Хольм", 3, language="ru")],
        "Anna Holm",
    ),
    "a surname in Cyrillic": (
        [HOLM, person("Анна Хольм", 3, language="ru"), word("Хольм", 1, language="ru")],
        "Anna Holm",
    ),
}
APART = {
    "two people of one surname": [HOLM, person("Bruno Holm", 5), word("Holm", 3)],
    "two of weight, and one of them a bit more": [HOLM, person("Bruno Holm", 2), word("Holm")],
    "a bearer met once": [person("Anna Holm"), word("Holm")],
    "a contradicting initial": [person("Anna K. Holm", 3), person("Anna B. Holm", 3), person("Anna Holm", 3)],
    "a dozen of one name, none of weight": [person(f"Anna {letter}. Holm") for letter in "ABCDEFGHIKLM"],
    "father and son": [person("Anders Holm", 4), person("Anders Holm Jr", 4)],
    "an initial that two could have": [HOLM, person("Agnes Holm", 5), person("A. Holm")],
    "a place": [person("Anna Paris", 4), word("Paris", 4, "other")],
    "a word more frequent than the person of that name": [person("Anna Banks", 4), word("Banks", 30)],
    "a body": [person("Anna Post", 4), word("Post", 3)],
    "a first name": [HOLM, word("Anna")],
    "a surname that is somebody's first name": [person("Anna Bruno", 3), person("Bruno Holm", 3), word("Bruno")],
    "who speaks for somebody": [HOLM, word("A spokesman for Anna Holm"), word("A spokesman for Holm")],
    "a first name before a name": [person("Karl Berg", 3), person("Anna Karl Berg", 3)],
    "other vowels in one script": [person("Anna Holm", 3), person("Anne Holme", 3, language="de")],
    "two who could be meant in another script": [HOLM, person("Anne Holm", 3), person("Анна Хольм", language="ru")],
    "a last name alone in another script": [HOLM, word("Хольм", language="ru")],
    "no initials": [person("U.S. Officials", 3, "senior"), word("Officials")],
}


@pytest.mark.parametrize(("rows", "wanted"), CASES.values(), ids=CASES)
def test_the_names_of_one_speaker(rows: list[Row], wanted: str) -> None:
    assert joined(*rows) == {name: wanted for name, *_ in rows if name != wanted}


@pytest.mark.parametrize("rows", APART.values(), ids=APART)
def test_names_that_stay_apart(rows: list[Row]) -> None:
    assert joined(*rows) == {}


def test_a_slip_does_not_keep_scripts_apart() -> None:
    rows = [person("Anna Holm", 20), person("Anne Holm"), person("Анна Хольм", 2, language="ru")]
    assert joined(*rows) == {"Анна Хольм": "Anna Holm"}


def test_a_role_tells_whose_surname_it_is() -> None:
    others = [person("Bruno Holm", 2, "Mayor"), person("Minister Holm"), word("Holm")]
    assert joined(HOLM, *others) == {"Minister Holm": "Anna Holm"}


def test_each_name_tells_by_which_rule() -> None:
    rows = [HOLM, person("ANNA HOLM"), person("Envoy Anna Holm"), person("A. Holm"), word("Holm"), word("The boss")]
    assert names_of(held(rows), parse("The boss = Anna Holm")).merged == {
        "ANNA HOLM": ("Anna Holm", "spelling"),
        "Envoy Anna Holm": ("Anna Holm", "title"),
        "A. Holm": ("Anna Holm", "initials"),
        "Holm": ("Anna Holm", "surname"),
        "The boss": ("Anna Holm", "correction"),
    }


@pytest.mark.parametrize(
    ("corrections", "wanted"),
    [
        ("Holm = Bruno Holm", {"Holm": "Bruno Holm", "A. Holm": "Anna Holm"}),
        ("Holm != Anna Holm", {"A. Holm": "Anna Holm"}),
        ("Anna Holm = Anna Holm-Berg", dict.fromkeys(("Anna Holm", "Holm", "A. Holm"), "Anna Holm-Berg")),
        ("Holm = A. Holm", {"Holm": "A. Holm", "Anna Holm": "A. Holm"}),
        ("HOLM = Somebody Else\nA. Holm != anna holm", {"Holm": "Somebody Else", "HOLM": "Somebody Else"}),
    ],
)
def test_corrections_come_first(corrections: str, wanted: dict[str, str]) -> None:
    assert joined(HOLM, word("Holm"), person("A. Holm"), corrections=corrections) == wanted


def test_what_an_article_tells_of_its_speakers() -> None:
    article = Article(
        "Anna Holm spoke in Oslo.",
        speakers=("Bruno Berg", "Harbour Union"),
        mentions=(Mention(19, 23, "Oslo"),),
        quotes=(
            Quote("“No,”", 0, 5, speaker="Anna Holm", speaker_type="person", role="Envoy"),
            Quote("“Never.”", 0, 5, speaker="Anna Holm"),
            Quote("“Yes.”", 0, 5, speaker="Oslo", speaker_type="unknown"),
            Quote("“Yes.”", 0, 5, speaker="Ytre Havn", speaker_type="unknown"),
            Quote("“Yes.”", 0, 5, speaker="a spokesman"),
        ),
    )
    assert sightings(article) == (
        Sighting("Bruno Berg", "person"),
        Sighting("Harbour Union", "other"),
        Sighting("Anna Holm", "person", "Envoy"),
        Sighting("Oslo", "other"),
        Sighting("Ytre Havn", ""),
    )


# Laws

PARTS = ("Anna", "Karl", "A.", "K.", "Holm", "holm", "Berg", "van", "Minister", "Анна", "Хольм", "Гольм", "Jr", "Oslo")
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map(" ".join)
ROWS = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from(["person", "person", "other", ""]),
        st.sampled_from(["", "Envoy", "Mayor"]),
        st.integers(1, 4),
        st.sampled_from(["en", "uk", "ru"]),
    ),
    max_size=8,
)


def corrections_of(aliases: dict[str, str], apart: list[tuple[str, str]]) -> Corrections:
    """Corrections without contradiction: no alias stands for another alias."""
    left = {name_key(alias) for alias in aliases}
    kept = {name_key(alias): (alias, name) for alias, name in aliases.items() if name_key(name) not in left}
    stands = {key: name_key(name) for key, (_, name) in kept.items()}
    pairs = [tuple(name_key(name) for name in pair) for pair in apart]
    fair = [
        pair
        for pair, keys in zip(apart, pairs, strict=True)
        if stands.get(keys[0], keys[0]) != stands.get(keys[1], keys[1])
    ]
    return Corrections(tuple(kept.values()), tuple(fair))


CORRECTIONS = st.builds(
    corrections_of, st.dictionaries(NAMES, NAMES, max_size=3), st.lists(st.tuples(NAMES, NAMES), max_size=2)
)


@given(ROWS, CORRECTIONS, st.randoms())
def test_the_order_of_names_makes_no_difference(rows: list[Row], corrections: Corrections, random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert names_of(held(shuffled), corrections) == names_of(held(rows), corrections)


@given(ROWS, CORRECTIONS)
def test_a_canonical_name_stands_for_itself(rows: list[Row], corrections: Corrections) -> None:
    names = names_of(held(rows), corrections)
    for name, *_ in rows:
        canonical = names.canonical(name)
        assert names.canonical(canonical) == canonical
        assert canonical in names.variants(name) and name in names.variants(canonical)
        assert names.means(name.upper()) in (canonical, name.upper())


@given(ROWS, CORRECTIONS)
def test_corrections_win(rows: list[Row], corrections: Corrections) -> None:
    names = names_of(held(rows), corrections)
    for alias, name in corrections.aliases:
        assert name_key(names.canonical(alias)) == name_key(name)
    for one, other in corrections.apart:
        assert names.canonical(one) != names.canonical(other)


@given(ROWS)
def test_names_survive_their_file(rows: list[Row]) -> None:
    names = names_of(held(rows))
    assert Names.from_dict(names.to_dict()) == names
