"""What counts as a quotation: marks of all kinds, clauses, joins, and the promises about offsets."""

import dataclasses
import sys
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extract import extract
from index.extract.languages import language_of
from index.extract.said.marks import quoted
from index.extract.steps import LOOKED_AT
from index.model import Article, Quote
from index.tokens import paragraphs


def quotes(text: str, title: str = "", published: str | None = None) -> tuple[Quote, ...]:
    return extract(Article(text, title, published=published)).quotes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('She said: "No lines."', ['"No lines."']),
        ("She said: “No lines.”", ["“No lines.”"]),
        ("Sie sagte: „Keine Linien.“", ["„Keine Linien.“"]),
        ("„Er rief „Nein“ und ging“, sagte sie.", ["„Er rief „Nein“ und ging“"]),
        ("Sie sagte: »Keine Linien.«", ["»Keine Linien.«"]),
        ("Elle a dit : « Pas de lignes. »", ["« Pas de lignes. »"]),
        ("Hon sade: ”Inga linjer.”", ["”Inga linjer.”"]),
        ('Mixed hands: “No lines" she said.', ['“No lines"']),
        ("‘No lines,’ she said.", ["‘No lines,’"]),
        ("'No lines,' she said.", ["'No lines,'"]),
        ("‘We won’t go,’ said the dockers’ union.", ["‘We won’t go,’"]),
        ("In the '90s the workers' union said 'no more' to it.", ["'no more'"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("''No lines,'' she said.", ["''No lines,''"]),
        ("``No lines,'' she said.", ["``No lines,''"]),
        ("A 6\" pipe and a 7' plank.", []),
        ("It’s the dockers’ day off.", []),
        ('<a href="x.html">the page</a>', []),
        ("“Nobody closed this\n\nNext paragraph.", ["“Nobody closed this"]),
        ('"One" and "two"', ['"One"', '"two"']),
        ("『一』と「二」", ["『一』", "「二」"]),
    ],
)
def test_marks(text: str, wanted: list[str]) -> None:
    assert [text[part.start : part.end] for part in quoted(text, paragraphs(text))] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One.\n\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("  One.  \r\n\r\n Two.", ["One.", "Two."]),
        ("The talks went on into\nthe night without a\nresult.\n    A second\nround follows.", 2),  # broken by hand
        ("", []),
        (" \n \n", []),
    ],
)
def test_paragraphs(text: str, wanted: list[str] | int) -> None:
    found = [text[start:end] for start, end in paragraphs(text)]
    assert len(found) == wanted if isinstance(wanted, int) else found == wanted


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Anna Holm said the talks had failed.", "indirect", "the talks had failed"),
        ("Anna Holm told reporters in Oslo that the talks had failed.", "indirect", "the talks had failed"),
        ("The talks had failed again, Anna Holm said on Monday.", "indirect", "The talks had failed again"),
        ("According to Anna Holm, the talks had failed again.", "indirect", "the talks had failed again"),
        ("Anna Holm said the talks were “a mess” from the start.", "mixed", "the talks were “a mess” from the start"),
        ("“It is a mess,” Anna Holm said.", "direct", "“It is a mess,”"),
        ("“It is,” Anna Holm said, “a mess.”", "direct", "“It is,” … “a mess.”"),
        (
            "“It is a mess,” Anna Holm said. “We should all go home.”",
            "direct",
            "“It is a mess,” … “We should all go home.”",
        ),
        ("“It is a mess,” Anna Holm said.\n\n", "direct", "“It is a mess,”"),
        ("“We stay.\n\n“We do not move,” Anna Holm said.", "direct", "“We do not move,”"),
    ],
)
def test_statements(text: str, kind: str, wanted: str) -> None:
    assert (kind, wanted) in [(quote.type, quote.quote) for quote in quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holm wrote a book called “The Long Winter” last year.",
        "Anna Holm spoke on the radio show “Harbour Lights” last year.",
        "The “cheap” boats lay in the harbour.",
        "Anna Holm bought two “cheap” boats.",
        "It is late, Anna Holm told “Good Morning Oslo” on Monday.",
        "Anna Holm slept.",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    assert quotes(text) == ()


def test_quotation_over_paragraphs_is_one() -> None:
    text = "“We stay here,” Anna Holm said. “We do not move.\n\n“We never will.”"
    (quote,) = quotes(text)
    assert [text[start:end] for start, end in quote.spans] == [
        "“We stay here,”",
        "“We do not move.",
        "“We never will.”",
    ]
    assert quote.segments == quote.spans and (quote.start, quote.end) == (0, len(text))


def test_text_broken_by_hand() -> None:
    text = (
        '    The minister would not say when the talks\nmight begin again. "There is no day and\n'
        'no place," Anna Holm said after a meeting\nof her party.\n    The price of wheat rose.\n'
    )
    (quote,) = [quote for quote in quotes(text) if quote.segments]
    assert quote.quote == '"There is no day and\nno place,"' and quote.speaker == "Anna Holm"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“No,” Anna Holm said on Monday. The rain went on.", "2025-03-03"),  # the Wednesday after
        ("“No,” Anna Holm said yesterday. The rain went on.", "2025-03-04"),
        ("“No,” Anna Holm said. The rain will go on until Monday.", "2025-03-05"),
    ],
)
def test_day_of_a_quotation(text: str, wanted: str) -> None:
    assert quotes(text, published="2025-03-05T10:00:00Z")[0].date == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The minister said that the talks had not been a success and that she was not sure of it.", "en"),
        ("Der Minister sagte, dass die Gespräche mit der Opposition nicht auf Eis liegen.", "de"),
        ("Le ministre a dit que les négociations ne sont pas dans une impasse avec la partie.", "fr"),
        ("El ministro dijo que las negociaciones no se han roto y que la parte lo sabe.", "es"),
        ("Il ministro ha detto che le trattative non sono finite e che anche la parte lo sa.", "it"),
        ("O ministro disse que as negociações não foram um sucesso, mas também não uma derrota dos seus.", "pt"),
        ("De minister zei dat het gesprek niet van de baan is en dat er nog een ronde voor hem is.", "nl"),
        ("Міністр сказав, що переговори не є успіхом, але це не поразка для них.", "uk"),
        ("Министр сказал, что переговоры не стали успехом, но это был ещё не конец.", "ru"),
        ("قال الوزير إن المحادثات لم تنته بعد في القاهرة", "ar"),
        ("Lorem ipsum dolor sit amet.", None),
        ("12345 67890", None),
        ("", None),
    ],
)
def test_language(text: str, wanted: str | None) -> None:
    assert language_of(text) == wanted


def test_the_title_tells_of_the_language_too() -> None:
    article = Article("Holm set out the red lines.", title="Holm on what is not to be crossed")
    assert extract(article).language == "en"
    assert extract(dataclasses.replace(article, title="")).language is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aA .,:\n\"“”„«»‘’'-—()1é\u0301ل", max_size=120) | st.text(max_size=60))
def test_offsets_hold_for_any_text(text: str) -> None:
    article = extract(Article(text, text[:20]))
    assert article.text == text
    for quote in article.quotes:
        assert quote.spans and (quote.start, quote.end) == (quote.spans[0][0], quote.spans[-1][1])
        assert quote.quote == " … ".join(text[start:end] for start, end in quote.spans)
        assert all(any(a <= start and end <= b for a, b in quote.spans) for start, end in quote.segments)
        assert all(end <= start for (_, end), (start, _) in pairwise(quote.spans))
    segments = sorted(segment for quote in article.quotes for segment in quote.segments)
    assert all(end <= start for (_, end), (start, _) in pairwise(segments))
    for mention in article.mentions:
        assert text[mention.start : mention.end] == mention.text


def test_given_values_stay() -> None:
    article = Article("“Non”, dit-elle à Paris.", id="7", language="en", published="2001-02-03T04:05:06+01:00")
    found = extract(article)
    assert (found.language, found.published) == ("en", "2001-02-03T04:05:06+01:00")
    assert dataclasses.replace(found, dateline=None, mentions=(), places=(), quotes=()) == article


HOSTILE = [
    '"', "“", '" ', "“ ", "“”", "A", "A.", "A. ", "Aa ", "VIENNA, ", "1", "1.", " ", "\n", "Holm said ", "he said. ",
    "a, ", ",", ": ", "—", "[", "who ", "'", "''", "'No' ", "(", "قال ", '"a b c d e f" said Anna Holm. ', "of the ",
    "1 January 20", "(photo ", "»a", "\u0301", "St. ", "according to ", "the claim that ", '“A. \' said, "(7: —\n',
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_its_length(piece: str) -> None:
    extract(Article("Oslo"))  # the gazetteer is loaded once
    once, twice = (calls(piece * (length // len(piece))) for length in (4000, 8000))
    assert twice < 2.2 * once + 100  # the square of a sentence at most
    assert twice < 150 * 8000


def test_only_the_opening_of_a_long_text_is_looked_at() -> None:
    words = ("Holm " * LOOKED_AT)[:LOOKED_AT]
    assert extract(Article(f"{words}. “No,” Anna Holm said in Paris.")).quotes == ()


def calls(text: str) -> int:
    """The calls of functions, Python's and C's, that it takes to extract a text: its cost, whatever else runs."""
    count = 0

    def tally(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        extract(Article(text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.shared
def test_seed_article_from_its_text_alone(shared) -> None:  # type: ignore[no-untyped-def]
    import json

    gold = json.loads((shared / "data/seed/gold_direct.jsonl").read_text("utf-8"))
    found = extract(Article(gold["text"]))
    said = {segment: quote.speaker for quote in found.quotes for segment in quote.segments}
    assert {(q["start"], q["end"]): q["speaker_canonical"] for q in gold["quotes"]}.items() <= said.items()
    assert len(said) == len(gold["quotes"]) == 13
    assert (found.published, found.language) == ("2022-02-07", "en")
    assert found.dateline is not None and found.dateline.place == "Moscow, Russia"


@pytest.mark.shared
def test_seed_article_read_with_its_captions_apart(shared) -> None:  # type: ignore[no-untyped-def]
    text = (shared / "data/seed/article.txt").read_text("utf-8")
    start = text.index("MOSCOW")
    caption = next(line for line in text.splitlines() if "2022" in line)
    found = extract(Article(text[start:], title=text.splitlines()[0], captions=(caption,)))
    assert sum(len(quote.segments) for quote in found.quotes) == 13
    assert found.published == "2022-02-07" and found.dateline is not None and found.dateline.place == "Moscow, Russia"
