"""The user's corrections: what a file may say, what is wrong with one, and what it does to an article."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import corrections
from index.corrections import NONE, Corrections, applied, articles, load, parse
from index.errors import SettingsError
from index.model import Article, Quote

ONE, TWO = "oslo-talks-0a1b2c3d4e5f", "oslo-talks-5f4e3d2c1b0a"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("# a comment\n\n   \n", ()),
        ("Holm = Anna Holm", ("Holm = Anna Holm",)),
        ("  Holm=Anna Holm  # the envoy", ("Holm = Anna Holm",)),
        ("Holm\t=\tAnna\u00a0Holm", ("Holm = Anna Holm",)),
        ("Holm = Anna Holm\r\nBerg = Bo Berg\r\n", ("Berg = Bo Berg", "Holm = Anna Holm")),
        ("Holm = Anna Holm\nHolm = Anna Holm", ("Holm = Anna Holm",)),
        ("H = Holm\nHolm = Anna Holm", ("H = Anna Holm", "Holm = Anna Holm")),
        ("ANNA HOLM = Anna Holm", ("ANNA HOLM = Anna Holm",)),
        ("A = ANNA HOLM\nANNA HOLM = Anna Holm", ("A = Anna Holm", "ANNA HOLM = Anna Holm")),
        ("Bo Holm != Bo K. Holm", ("Bo Holm != Bo K. Holm",)),
        ("Хольм = Анна Хольм", ("Хольм = Анна Хольм",)),
        (f"{ONE} = Anna Holm", (f"{ONE} = Anna Holm",)),
        (f"{ONE}-2 = -", (f"{ONE}-2 = -",)),
        (f"{ONE} = –", (f"{ONE} = -",)),
        (f"a=b!=c-{ONE} = Anna Holm", (f"a=b!=c-{ONE} = Anna Holm",)),  # ids may hold signs
    ],
)
def test_what_a_file_says(text: str, lines: tuple[str, ...]) -> None:
    assert parse(text).lines == lines
    assert parse("\n".join(lines)).lines == lines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Holm", r":1: “Holm” is no correction"),
        ("# fine\n\nHolm =", r":3: “Holm =” is no correction"),
        ("= Holm", r":1: .* is no correction"),
        ("Holm = Anna = Bo", r":1: there is more than one sign"),
        ("Holm = -", r":1: “-” takes out a quotation, and Holm is no id"),
        ("Holm != -", r":1: “-” takes out"),
        (f"{ONE} != Anna Holm", r":1: a quotation has its id on the left"),
        (f"Anna Holm = {ONE}", r":1: a quotation has its id on the left"),
        ("Holm = Anna Holm\nHOLM = Bo Holm", r":2: line 1 says something else of HOLM"),
        (f"{ONE} = -\n{ONE} = Bo Holm", r":2: line 1 says something else"),
        ("A = B\nB = A", r":2: the names lead in a circle"),
        ("C = A\nA = B\nB = A", r":3: the names lead in a circle"),
        ("Anna Holm != ANNA HOLM", r":1: Anna Holm and ANNA HOLM are one name"),
        ("A != B\nB = A", r":1: A and B are one name, or another line makes them one"),
        ("A = C\nB = C\nA != B", r":3: A and B are one name"),
        ("Anna\u202eHolm = Bo", r":1: there are characters"),
    ],
)
def test_a_bad_line_is_named(text: str, wanted: str) -> None:
    with pytest.raises(SettingsError, match=rf"mine\.txt{wanted}"):
        parse(text, "mine.txt")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert load("") == NONE
    with pytest.raises(SettingsError, match=r"none\.txt cannot be read \(No such file"):
        load(str(tmp_path / "none.txt"))
    (tmp_path / "latin.txt").write_bytes("Holm = Anna Holm\nHolger = Holger Böll\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.txt:2: this is not UTF-8"):
        load(str(tmp_path / "latin.txt"))
    (tmp_path / "marked.txt").write_bytes(b"\xef\xbb\xbfHolm = Anna Holm")
    assert load(str(tmp_path / "marked.txt")).aliases == (("Holm", "Anna Holm"),)


def test_quotations_are_given_to_another_speaker_or_taken_out() -> None:
    she = Quote(
        "No.", 0, 3, speaker="Bo Lind", speaker_text="she", speaker_start=9, speaker_end=12, role="Mayor", id=ONE
    )
    other = Quote("Yes.", 20, 24, speaker="Anna Holm", speaker_type="person", role="Envoy", rule="according", id="x")
    article = Article("…", id="oslo-talks", quotes=(she, other, Quote("so-called", 30, 39, id=TWO)))
    given_to, kept = applied(article, parse(f"{ONE} = Anna Holm\n{TWO} = -")).quotes
    assert kept == other
    assert (given_to.speaker, given_to.speaker_text, given_to.speaker_start) == ("Anna Holm", None, None)
    assert (given_to.speaker_type, given_to.role) == ("person", "Envoy")
    assert (given_to.rule, given_to.confidence, given_to.id) == ("corrected", 1.0, ONE)
    (same, *_) = applied(article, parse(f"{ONE} = Bo Lind")).quotes
    assert (same.speaker_text, same.speaker_end, same.role) == ("she", 12, "Mayor")
    assert applied(article, parse("Bo Lind = Anna Holm")) is article


def test_the_articles_of_corrected_quotations() -> None:
    lines = [f"{ONE} = -", "a-b-0123456789ab-2 = Bo", "Holm = Anna Holm", "Bo != Bo K."]
    assert articles(lines) == {"oslo-talks", "a-b"}


@given(st.text(alphabet="AB#!=- \n0123456789abcdef", max_size=60))
def test_any_text_is_understood_or_explained(text: str) -> None:
    try:
        found = parse(text)
    except SettingsError as error:
        assert str(error).startswith("corrections:")
    else:
        assert parse("\n".join(found.lines)).lines == found.lines
        assert isinstance(found, Corrections)


def test_the_page_that_describes_the_file_is_right() -> None:
    text = (Path(__file__).parents[2] / "docs/corrections.md").read_text()
    example = "\n".join(line.strip() for line in text.splitlines() if line.startswith("    ") and " = " in line)
    assert len(corrections.parse(example).lines) == 4
