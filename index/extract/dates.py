"""The day a text names: full dates in the languages of the news, weekdays counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from index.extract.words import Words, bag
from index.formats.dates import day_in_path

EARLIEST = 1800  # year: older days are history, never publication
PRINTED_LATER = timedelta(days=7)  # a dateline may name a day after publication: weeklies are out early
OPENING = 600  # characters in which an article says of which day it is

_MONTHS = (
    "january jan enero janvier januar gennaio janeiro januari січня января يناير كانون gen ene янв січ",
    "february feb febrero février fevrier februar febbraio fevereiro februari лютого февраля فبراير شباط févr фев лют",
    "march mar marzo mars märz maerz março maart березня марта مارس آذار мар бер",
    "april apr abril avril aprile квітня апреля أبريل نيسان abr avr апр квіт",
    "may mayo mai maggio maio mei травня мая مايو أيار mag трав",
    "june jun junio juin juni giugno junho червня июня يونيو حزيران giu июн черв",
    "july jul julio juillet juli luglio julho липня июля يوليو تموز lug июл лип",
    "august aug agosto août aout augustus серпня августа أغسطس آب ago авг серп",
    "september sept sep septiembre septembre settembre setembro вересня сентября سبتمبر أيلول set сен вер",
    "october oct octubre octobre oktober ottobre outubro okt жовтня октября أكتوبر ott окт жовт",
    "november nov noviembre novembre novembro листопада ноября نوفمبر ноя лист",
    "december dec diciembre décembre decembre dezember dicembre dezembro dez грудня декабря ديسمبر dic дек груд",
)
MONTH_NAMES = frozenset(" ".join(_MONTHS).split())
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
MONTH_WORD = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DAY = r"(?P<{0}>[0-3]?\d)"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)(?!\d)"
FULL = re.compile(
    rf"(?<![\w])(?:(?P<month1>{MONTH_WORD})\.?\s{{1,2}}{_DAY.format('day1')}(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR.format('year1')}"
    rf"|{_DAY.format('day2')}(?:st|nd|rd|th|er|\.|º)?\s{{1,2}}(?:de\s|of\s)?(?P<month2>{MONTH_WORD})\.?,?\s{{1,2}}(?:de\s|del\s)?{_YEAR.format('year2')}"
    rf"|{_YEAR.format('year3')}-(?P<month3>[01]\d)-{_DAY.format('day3')}(?!\d)"
    rf"|{_DAY.format('day4')}\.\s?(?P<month4>[01]?\d)\.\s?{_YEAR.format('year4')})",
    re.I,
)
PARTIAL = re.compile(
    rf"(?<![\w])(?:(?P<month1>{MONTH_WORD})\.?\s{{1,2}}{_DAY.format('day1')}(?!\d)|{_DAY.format('day2')}\.?\s{{1,2}}(?:de\s)?(?P<month2>{MONTH_WORD})\b)",
    re.I,
)
_OLD = re.compile(r"\b(?:file|archive|archiv|archives|archivo)\b", re.I)  # "file photo": of another day
_CAPTION = re.compile(r"\((?:[^()\n]{0,40}\s)?(?:photo|foto|image|picture|courtesy)\b[^()\n]{0,80}\)", re.I)
_STAMP = re.compile(
    r"\b(?:published|updated|posted|last modified|veröffentlicht|stand|publié|publicado|aktualisiert)\b", re.I
)


# Weekdays in other cases and spellings than the tables of words have them.
_WEEKDAYS = {
    form: number
    for number, forms in enumerate(
        (
            "понеділка понедельника الإثنين",
            "вівторка вторника",
            "середи середа среды среда الاربعاء",
            "четверга",
            "п'ятниці п'ятниця пятницы пятница",
            "sonnabend суботи субота субботы суббота",
            "неділі неділя воскресенья",
        )
    )
    for form in forms.split()
}
_TIME_OF_DAY = re.compile(r"(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht)$")
_LAST = bag(
    """
    last vergangenen letzten dernier dernière pasado pasada scorso scorsa минулого минулої минулу минулий
    прошлого прошлой прошлую прошлый прошлое الماضي الماضية
    """
)
_NEXT = bag(
    """
    next kommenden nächsten prochain prochaine próximo próxima prossimo prossima наступного наступної наступну
    следующего следующей следующую следующий المقبل المقبلة القادم
    """
)
_YEAR_IN_TEXT = re.compile(r"(?:1[89]|20)\d\d")  # quick to look for, and few lines have one
_YEAR_IN_PATH = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class Dated(NamedTuple):
    """A full date in a text."""

    start: int
    end: int
    day: date


def full_dates(text: str) -> Iterator[Dated]:
    """The dates with day, month and year that a text names, impossible ones left out.

    >>> [str(found.day) for found in full_dates("von 7. Februar 2022 bis Feb. 31, 2022")]
    ['2022-02-07']
    """
    for match in FULL.finditer(text) if _YEAR_IN_TEXT.search(text) else ():
        for form in "1234":
            if match[f"year{form}"]:
                day = _day(int(match[f"year{form}"]), match[f"month{form}"], match[f"day{form}"])
                if day is not None:
                    yield Dated(match.start(), match.end(), day)


def partial_date(text: str, near: str | None, today: date) -> date | None:
    """The day that "March 3" is: the nearest to the day of publication, at most a week later, or of the year `near`."""
    match = PARTIAL.search(text)
    if not match or not near:
        return None
    form = "1" if match["month1"] else "2"
    published = _iso(near)
    last = min(published + PRINTED_LATER, today) if published else today
    years = [published.year + shift for shift in (-1, 0, 1)] if published else [int(near[:4])]
    days = [_day(year, match[f"month{form}"], match[f"day{form}"]) for year in years]
    return min((day for day in days if day and day <= last), key=lambda day: abs((day - last).days), default=None)


def day_before(text: str, published: str | None) -> str | None:
    """The day that "March 3" or "March 3, 2020" is, seen from the day of publication; none is later than that."""
    near = _iso(published)
    if near is None:
        return None
    full = next((found.day for found in full_dates(text)), None)
    day = full or partial_date(text, published, near)
    return day.isoformat() if day and day <= near else None


def published_of(text: str, captions: tuple[str, ...], dateline: str | None, today: date, path: str = "") -> str | None:
    """The day an article is of, where its file does not say: ISO 8601, or None.

    Tried in turn: captions, the dateline, caption-like lines in the text, a stamp or a line that is little
    more than a date in its opening, the file's path. Never a day after `today`.
    """
    lines = text.splitlines()[:60]
    steps = (  # none done before it is needed
        (caption for caption in captions if not _OLD.search(caption)),
        (dateline or "",),
        (line for line in lines if _CAPTION.search(line) and not _OLD.search(line)),
        (line for line in text[:OPENING].splitlines() if _STAMP.search(line) or _bare(line)),
    )
    for sources in steps:
        days = [found.day for source in sources for found in full_dates(source[:2000]) if found.day <= today]
        if days:
            return max(days).isoformat()
    return day_in_path(path)


def day_or_year_in_path(path: str) -> str | None:
    """The day in a file's path, else the innermost year."""
    years = _YEAR_IN_PATH.findall(path)
    return day_in_path(path) or (years[-1] if years else None)


def weekday(word: str, published: str | None, words: Words, beside: Iterable[str] = ()) -> str | None:
    """The day that "monday" or "yesterday" is: the last one up to the day of publication.

    `beside` are the words before and behind: "last wednesday" is no day of publication, "next friday" no past day.
    """
    near = _iso(published)
    if near is None or not _NEXT.isdisjoint(beside):
        return None
    if word in words.yesterday:
        return (near - timedelta(days=1)).isoformat()
    number = _weekday_number(word.replace("’", "'").replace("ʼ", "'"), words)
    if number is None:
        return None
    back = (near.weekday() - number) % 7
    return (near - timedelta(days=back or 7 * (not _LAST.isdisjoint(beside)))).isoformat()


def _weekday_number(word: str, words: Words) -> int | None:
    """0 for Monday: as the table has it, in another case, or with a time of day: "dienstagabend"."""
    if word in words.days:
        return words.days.index(word)
    if word in _WEEKDAYS:
        return _WEEKDAYS[word]
    stem = _TIME_OF_DAY.sub("", word)
    return words.days.index(stem) if stem in words.days else None


def _bare(line: str) -> bool:
    """Whether a line is little more than a date: a byline, a stamp."""
    return any((found.end - found.start) * 3 >= len(line.strip()) for found in full_dates(line[:300]))


def _day(year: int, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _NUMBER[month.lower()]
    try:
        return date(year, number, int(day)) if year >= EARLIEST else None
    except ValueError:
        return None


def _iso(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
