"""What a date in a query means: one day, or all the days of a month, a year, a week."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from index.errors import QueryError
from search.limits import DATE_LENGTH
from search.query import Range

FORMS = '2012, 2012-08, 2012-08-20, 2011..2012, [2011 TO 2012], >2012, "last week", undated'

_NUMBERS = re.compile(
    r"(?P<year>\d{4})(?:(?P<separator>[-/.])(?P<month>\d{1,2})(?:(?P=separator)(?P<day>\d{1,2}))?)?(?:T[\d:.Z+-]*)?"
    r"|(?P<year2>\d{4})(?P<month2>\d\d)(?P<day2>\d\d)?"
    r"|(?P<day3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year3>\d{4})"
)
_RECENT = re.compile(r"(?:the )?(?:last|past) (\d{1,4}) (day|week|month|year)s?")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_COMPARED = re.compile(r"(>=|<=|[<>≤≥=]|(?:after|before|since|until)\b)\s*([^=].*)", re.S | re.I)
_SIGNS = {"≥": ">=", "≤": "<=", "after": ">", "before": "<", "since": ">=", "until": "<="}
_BRACKETED = re.compile(
    r"(?P<opening>[\[{]) ?(?P<first>.*?) ?(?:\bTO\b|\bto\b|\.\.) ?(?P<last>.*?) ?(?P<closing>[\]}])"
)
_JOINED = re.compile(r"(?P<first>.*?) ?(?:\.\.+|…| [Tt][Oo] ) ?(?P<last>.*)")
_YEARS = re.compile(r"(?P<first>\d{4}) ?[-–—] ?(?P<last>\d{4})")
# In which dates may be written in words: each language costs dateparser time to load.
_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "ar"]

Days = tuple[date, date]  # from, to, both included


def interval(text: str, today: date, notices: list[str]) -> Range:
    """The days that the value of `date:` stands for; raises QueryError, without a column.

    >>> interval(">2012", date(2024, 5, 15), [])
    Range(since=datetime.date(2013, 1, 1), until=None)
    """
    text = " ".join(text.split()).rstrip(",;")
    if match := _COMPARED.fullmatch(text):
        sign = _SIGNS.get(match[1].lower(), match[1])
        opening, closing = days(match[2], today)
        if sign == "=":
            return Range(opening, closing)
        if sign in (">", ">="):
            return Range(opening if "=" in sign else _next(closing), None)
        return Range(None, closing if "=" in sign else _next(opening, -1))
    match = _BRACKETED.fullmatch(text) or _YEARS.fullmatch(text) or _JOINED.fullmatch(text)
    if match is None:
        return Range(*days(text, today))
    ends = match.groupdict()
    first, last = (None if ends[name] in ("", "*") else days(ends[name], today) for name in ("first", "last"))
    if first and last and first > last:
        notices.append(f"“{text}” ends before it begins; it was turned round.")
        first, last = last, first
    since = first and (_next(first[1]) if ends.get("opening") == "{" else first[0])
    until = last and (_next(last[0], -1) if ends.get("closing") == "}" else last[1])
    if since and until and since > until:
        raise QueryError(f"No day lies in “{text}”. With [ and ] both ends are included.")
    return Range(since, until)


def days(text: str, today: date) -> Days:
    """The first and the last day of a date as people write them; raises QueryError, without a column.

    >>> days("2012-02", date(2024, 5, 15))[1]
    datetime.date(2012, 2, 29)
    """
    if match := _NUMBERS.fullmatch(text):
        given = {
            name.rstrip("23"): int(value) for name, value in match.groupdict().items() if value and value.isdigit()
        }
        return _span(text, given["year"], given.get("month"), given.get("day"))
    if match := _RECENT.fullmatch(text.lower()):
        return _next(today, -int(match[1]) * _DAYS[match[2]]), today
    # Digits and signs alone are a slip of the pen, and "3/4/2012" would be two things.
    if len(text) <= DATE_LENGTH and sum(char.isalpha() for char in text) > 1 and (found := _worded(text, today)):
        return found
    shown = text if len(text) <= DATE_LENGTH else text[:DATE_LENGTH] + "…"
    raise QueryError(f"“{shown}” is not a date. Dates are written {FORMS}.")


def _span(text: str, year: int, month: int | None, day: int | None) -> Days:
    if year == 0:
        raise QueryError(f"“{text}” is not a date: there is no year 0. Dates are written {FORMS}.")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise QueryError(f"“{text}” is not a date: there is no month {month}. Dates are written {FORMS}.")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise QueryError(f"“{text}” is not a date: that month has days 1 to {last}. Dates are written {FORMS}.")
    return date(year, month, day), date(year, month, day)


def _worded(text: str, today: date) -> Days | None:
    from dateparser.date import DateDataParser  # 60 ms, and as much again for the languages

    noon = datetime(today.year, today.month, today.day, 12)
    parser = DateDataParser(languages=_LANGUAGES, settings={"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"})
    try:
        found = parser.get_date_data(text)
    except (ValueError, OverflowError):  # "99999999 years ago"
        return None
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "week":
        monday = _next(day, -day.weekday())
        return monday, _next(monday, 6)
    month = None if found.period == "year" else day.month
    return _span(text, day.year, month, None if found.period in ("year", "month") else day.day)


def _next(day: date, count: int = 1) -> date:
    try:
        return day + timedelta(days=count)
    except OverflowError as error:
        raise QueryError(f"There is no day {'after' if count > 0 else 'before'} {day} in the calendar.") from error
