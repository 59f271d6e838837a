"""Holds the sample articles and their gold answers to each other, without Dateline's own reader.

Files are decoded here by the plainest means there are, so that a fault of the reader cannot hide a fault of
a sample.
"""

import calendar
import datetime
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bs4 import BeautifulSoup

SEEDS = Path(__file__).parents[1] / "seeds"
FEWEST = 62
LANGUAGES = [("en", 20), ("fr", 5), ("de", 2), ("es", 5), ("it", 4), ("uk", 5), ("ru", 4), ("ar", 5)]
QUOTATIONS = 20  # in every language
GOLD = ".gold.json"
ENDINGS = re.compile(r"\.(?:html|txt|jsonl?|xml|sgm)(?:\.gz)?$")
KEYS = {"title", "date", "outlet", "authors", "language", "dateline", "places", "quotes", "not_quotes"}
MONTHS = "|".join(calendar.month_name[1:])
WEEKDAY_DATE = re.compile(rf"({'|'.join(calendar.day_name)}), ({MONTHS}) (\d{{1,2}}), (\d{{4}})")


class Sample(NamedTuple):
    """One gold answer and the text of the file, or of the part of it, that it is about."""

    name: str
    text: str
    gold: dict[str, Any]


def files() -> list[Path]:
    return sorted(
        path
        for path in SEEDS.rglob("*")
        if path.is_file() and not path.name.endswith(GOLD) and path.name != "README.md"
    )


def gold_path(path: Path) -> Path:
    return path.with_name(ENDINGS.sub("", path.name) + GOLD)


def samples() -> Iterator[Sample]:
    for path in files():
        texts, gold = article_texts(path), json.loads(gold_path(path).read_bytes())
        answers = gold if isinstance(gold, list) else [gold]
        assert len(texts) == len(answers), f"{path} has {len(texts)} articles and {len(answers)} gold answers"
        for number, (text, answer) in enumerate(zip(texts, answers, strict=True), 1):
            name = path.relative_to(SEEDS).as_posix()
            yield Sample(f"{name}:{number}" if len(texts) > 1 else name, collapsed(text), answer)


def article_texts(path: Path) -> list[str]:
    """The text of each article of a file, with what stands around it."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    kind = path.name.removesuffix(".gz").rsplit(".", 1)[-1]
    if kind == "html":
        return [BeautifulSoup(data, "lxml").get_text()]
    text = data.decode("utf-8")
    if kind == "json":
        return [all_strings(json.loads(text))]
    if kind == "jsonl":
        return [all_strings(json.loads(line)) for line in text.splitlines()]
    if kind == "xml":
        items = BeautifulSoup(text, "xml").find_all(["item", "entry"])
        return [BeautifulSoup(item.get_text("\n"), "lxml").get_text() for item in items]
    if kind == "sgm":
        return [BeautifulSoup(part, "lxml").get_text() for part in text.split("<REUTERS")[1:]]
    return [text]


def all_strings(values: Any) -> str:
    if isinstance(values, dict):
        values = list(values.values())
    return "\n".join(map(all_strings, values)) if isinstance(values, list) else str(values)


def collapsed(text: str) -> str:
    return " ".join(text.split())


SAMPLES = list(samples())
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])


def test_every_file_has_its_gold_and_every_gold_its_file() -> None:
    wanted = [gold_path(path) for path in files()]
    assert len(set(wanted)) == len(wanted), "two files share one gold answer"
    assert set(wanted) == set(SEEDS.rglob("*" + GOLD))


def test_there_are_enough_articles() -> None:
    assert len(SAMPLES) >= FEWEST


@pytest.mark.parametrize(("language", "fewest"), LANGUAGES)
def test_every_language_is_there(language: str, fewest: int) -> None:
    assert sum(sample.gold["language"] == language for sample in SAMPLES) >= fewest


@pytest.mark.parametrize("language", [language for language, fewest in LANGUAGES if fewest > 2])
def test_every_language_has_quotations_enough(language: str) -> None:
    quotes = [sample.gold["quotes"] for sample in SAMPLES if sample.gold["language"] == language]
    assert sum(map(len, quotes)) >= QUOTATIONS


@EACH
def test_gold_has_the_documented_shape(sample: Sample) -> None:
    gold = sample.gold
    assert set(gold) == KEYS
    datetime.date.fromisoformat(gold["date"])
    assert len(gold["places"]) == len(set(gold["places"]))
    for quote in gold["quotes"]:
        assert set(quote) == {"quote", "speaker", "type"}
        assert quote["type"] in ("direct", "mixed", "indirect")


@EACH
def test_gold_stands_in_the_file(sample: Sample) -> None:
    gold = sample.gold
    wanted = [gold["title"], *gold["authors"], *gold["not_quotes"]]
    wanted += [quote["quote"] for quote in gold["quotes"]]
    if gold["dateline"]:
        wanted.append(gold["dateline"]["text"])
    assert [text for text in wanted if collapsed(text) not in sample.text] == []


@EACH
def test_quotations_are_told_once_and_apart_from_what_is_none(sample: Sample) -> None:
    quotes = [quote["quote"] for quote in sample.gold["quotes"]]
    assert len(quotes) == len(set(quotes))
    assert not set(quotes) & set(sample.gold["not_quotes"])


@EACH
def test_marks_agree_with_the_type(sample: Sample) -> None:
    for quote in sample.gold["quotes"]:
        marked = quote["quote"][0] in "\"“„«'—" or quote["quote"][-1] in '"”»'
        assert marked == (quote["type"] != "indirect"), quote


@EACH
def test_speakers_are_named_in_the_article(sample: Sample) -> None:
    """By their last word at least; inflected Ukrainian names by its first letters."""
    for quote in sample.gold["quotes"]:
        if quote["speaker"]:
            last = quote["speaker"].split()[-1]
            assert last[: max(3, len(last) - 2)] in sample.text, quote


@EACH
def test_weekdays_agree_with_the_calendar(sample: Sample) -> None:
    for weekday, month, day, year in WEEKDAY_DATE.findall(sample.text):
        date = datetime.date(int(year), list(calendar.month_name).index(month), int(day))
        assert date.strftime("%A") == weekday, f"{date} is no {weekday}"
