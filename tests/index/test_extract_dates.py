"""Datelines and the day an article is of."""

from datetime import date

import pytest

from index.extract import extract
from index.extract.dates import full_dates, published_of
from index.model import Article

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on February 7, 2022.", ["2022-02-07"]),
        ("on Feb. 7, 2022 and Feb 8 2022", ["2022-02-07", "2022-02-08"]),
        ("the 7th of February 2022", ["2022-02-07"]),
        ("am 7. Februar 2022 und 07.03.2022", ["2022-02-07", "2022-03-07"]),
        ("le 1er mars 2022", ["2022-03-01"]),
        ("el 7 de febrero de 2022", ["2022-02-07"]),
        ("7 лютого 2022 року, 7 февраля 2022", ["2022-02-07", "2022-02-07"]),
        ("7 فبراير 2022", ["2022-02-07"]),
        ("2022-02-07T10:00", ["2022-02-07"]),
        ("February 31, 2022", []),  # impossible
        ("February 7", []),
        ("1 January 20220", []),
    ],
)
def test_full_dates(text: str, wanted: list[str]) -> None:
    assert [found.day.isoformat() for found in full_dates(text)] == wanted


@pytest.mark.parametrize(
    ("text", "captions", "dateline", "wanted"),
    [
        ("Text.", ("Anna Holm in Oslo on May 3, 2025. (Photo: HW)",), "2025-05-02", "2025-05-03"),
        ("Text.", ("File photo, May 3, 2015.",), "2025-05-02", "2025-05-02"),
        ("Title\nHolm in Oslo on May 3, 2025. (Photo: HW)\nText.", (), None, "2025-05-03"),
        ("Title\nMay 3, 2025\nText.", (), None, "2025-05-03"),
        ("Title\nUpdated: May 3, 2025 at noon by our staff in the harbour\nText.", (), None, "2025-05-03"),
        ("The harbour was opened on May 3, 1925, by the king, before a large crowd.", (), None, None),
        ("Title\nMay 3, 2035\nText.", (), None, None),  # the future
        ("", (), None, None),
    ],
)
def test_published(text: str, captions: tuple[str, ...], dateline: str | None, wanted: str | None) -> None:
    assert published_of(text, captions, dateline, TODAY) == wanted


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("OSLO — The talks began.", "Oslo, Norway", None),
        ("WASHINGTON (AP) — The talks began.", "Washington, United States", None),
        ("OSLO, March 3 (Harbour Wire) - The talks began.", "Oslo, Norway", "2025-03-03"),
        ("PARIS, Dec 30 - The talks began.", "Paris, France", "2024-12-30"),  # before the turn of the year
        ("KYIV, Ukraine, Feb. 27, 2025 — The talks began.", "Kyiv, Ukraine", "2025-02-27"),
        ("Berlin (dpa) - Die Gespräche begannen.", "Berlin, Germany", None),
        ("PARIS, Texas — The talks began.", "Paris, United States", None),
        ("ОДЕСА, 19 березня 2025 року — Переговори почалися.", "Odesa, Ukraine", "2025-03-19"),
        ("Headline of the day\n\nBy Anna Holm\n\nOSLO — The talks began.", "Oslo, Norway", None),
        ("BREAKING — The talks began.", None, None),
        ("Oslo - a small town then - grew.", None, None),
        ("The talks began in OSLO — at last.", None, None),
        ("", None, None),
    ],
)
def test_dateline(text: str, place: str | None, day: str | None) -> None:
    dateline = extract(Article(text, published="2025-03-05")).dateline
    assert (dateline.place, dateline.date) == (place, day) if dateline else place is None


def test_dateline_is_no_part_of_the_first_sentence() -> None:
    quote = extract(Article("OSLO — Anna Holm said it was “far too late”.")).quotes[0]
    assert (quote.speaker, quote.place) == ("Anna Holm", "Oslo, Norway")


def test_dateline_tells_the_day() -> None:
    assert extract(Article("OSLO, March 3, 2025 (Harbour Wire) - The talks began.")).published == "2025-03-03"


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        ("a/2025-03-04-talks.txt", "OSLO, March 3 (Harbour Wire) - The talks began.", "2025-03-03"),
        ("a/2025-03-04-talks.txt", "OSLO, Feb 30 (Harbour Wire) - The talks began.", "2025-03-04"),
        ("a/2025-03-04-talks.txt", "The talks began.", "2025-03-04"),
        ("a/2024/talks.txt", "OSLO, March 3 (Harbour Wire) - The talks began.", "2024-03-03"),
        ("a/2024/talks.txt", "The talks began.", None),
        ("a/2025-02-30-talks.txt", "The talks began.", None),  # impossible
        ("a/2999-03-04-talks.txt", "OSLO, March 3 (Harbour Wire) - The talks began.", None),  # the future
        ("talks.txt", "OSLO, March 3 (Harbour Wire) - The talks began.", None),
    ],
)
def test_the_path_tells_the_day_last(path: str, text: str, wanted: str | None) -> None:
    assert extract(Article(text, source=path)).published == wanted


def test_a_dateline_is_not_long_after_publication() -> None:
    dateline = extract(Article("OSLO, June 3 (Harbour Wire) - The talks began.", published="2025-03-05")).dateline
    assert dateline is not None and dateline.date == "2024-06-03"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Never,” Anna Holm told reporters in Kyiv on Monday.", "Kyiv, Ukraine"),
        ("“Never,” said Anna Holm at a news conference in London.", "London, United Kingdom"),
        ("Anna Holm said on Tuesday in Geneva that the talks had failed.", "Geneva, Switzerland"),
        ("Anna Holm said the talks in Geneva had failed.", "Oslo, Norway"),
        ("“Never,” Anna Holm said of the talks in Geneva.", "Oslo, Norway"),
        ("„Nie“, sagte Anna Holm am Montag in Berlin.", "Berlin, Germany"),
        ("« Jamais », a déclaré Anna Holm lundi à Genève.", "Geneva, Switzerland"),
    ],
)
def test_place_of_a_quotation(text: str, wanted: str) -> None:
    language = "de" if "„" in text else "fr" if "«" in text else "en"
    quotes = extract(Article(f"OSLO — {text}", language=language)).quotes
    assert [quote.place for quote in quotes] == [wanted]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),  # of an article of Wednesday, March 5, 2025
    [
        ("en", "“No,” Anna Holm said Monday.", "2025-03-03"),
        ("en", "“No,” Anna Holm told reporters in Oslo on Tuesday.", "2025-03-04"),
        ("en", "“No,” Anna Holm said in an interview on Sunday.", "2025-03-02"),
        ("en", "On Monday, Anna Holm said: “No.”", "2025-03-03"),
        ("en", "“No,” Anna Holm said last Friday.", "2025-02-28"),
        ("en", "“No,” Anna Holm said on Wednesday.", "2025-03-05"),
        ("en", "“No,” Anna Holm said last Wednesday.", "2025-02-26"),
        ("en", "“No,” Anna Holm said yesterday.", "2025-03-04"),
        ("en", "“No,” Anna Holm said on March 3.", "2025-03-03"),
        ("en", "“No,” Anna Holm said on Dec. 30.", "2024-12-30"),
        ("en", "“No,” Anna Holm said on Feb. 30.", "2025-03-05"),  # no such day
        ("en", "“No,” Anna Holm said in March.", "2025-03-05"),
        ("en", "“No,” Anna Holm said next Friday.", "2025-03-05"),  # nobody said it yet
        ("en", "“No,” Anna Holm said of Monday’s vote.", "2025-03-05"),
        ("en", "“No,” Anna Holm said of the vote on Sunday.", "2025-03-05"),
        ("en", "Anna Holm said that on Monday the port would close.", "2025-03-05"),
        ("de", "„Nein“, sagte Anna Holm am Montag.", "2025-03-03"),
        ("de", "„Nein“, sagte Anna Holm gestern.", "2025-03-04"),
        ("de", "„Nein“, sagte Anna Holm am Dienstagabend.", "2025-03-04"),
        ("de", "„Nein“, sagte Anna Holm am Sonnabend.", "2025-03-01"),
        ("de", "„Nein“, sagte Anna Holm am 3. März.", "2025-03-03"),
        ("fr", "« Non », a déclaré Anna Holm lundi.", "2025-03-03"),
        ("fr", "« Non », a déclaré Anna Holm hier.", "2025-03-04"),
        ("fr", "« Non », a déclaré Anna Holm vendredi dernier.", "2025-02-28"),
        ("fr", "« Non », a déclaré Anna Holm le 3 mars.", "2025-03-03"),
        ("es", "«No», dijo Anna Holm el lunes.", "2025-03-03"),
        ("es", "«No», dijo ayer Anna Holm.", "2025-03-04"),
        ("es", "«No», dijo Anna Holm el 3 de marzo.", "2025-03-03"),
        ("it", "«No», ha detto Anna Holm lunedì.", "2025-03-03"),
        ("it", "«No», ha detto ieri Anna Holm.", "2025-03-04"),
        ("it", "«No», ha detto Anna Holm venerdì scorso.", "2025-02-28"),
        ("uk", "«Ні», — сказала Анна Голм у понеділок.", "2025-03-03"),
        ("uk", "«Ні», — сказала Анна Голм учора.", "2025-03-04"),
        ("uk", "«Ні», — сказала Анна Голм минулої п’ятниці.", "2025-02-28"),
        ("uk", "«Ні», — сказала Анна Голм 3 березня.", "2025-03-03"),
        ("ru", "«Нет», — сказала Анна Холм в понедельник.", "2025-03-03"),
        ("ru", "«Нет», — сказала Анна Холм вчера.", "2025-03-04"),
        ("ru", "«Нет», — сказала Анна Холм в прошлую пятницу.", "2025-02-28"),
        ("ar", "قالت آنا هولم يوم الاثنين: «لا».", "2025-03-03"),
        ("ar", "قالت آنا هولم أمس: «لا».", "2025-03-04"),
    ],
)
def test_day_of_a_quotation(language: str, text: str, wanted: str) -> None:
    quotes = extract(Article(text, language=language, published="2025-03-05T08:00:00+01:00")).quotes
    assert [quote.date for quote in quotes] == [wanted]


def test_a_quotation_has_no_day_where_its_article_has_none() -> None:
    (quote,) = extract(Article("“No,” Anna Holm said on Monday.", language="en")).quotes
    assert quote.date is None
