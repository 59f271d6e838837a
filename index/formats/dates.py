"""When something was published: the many ways to write a date, to ISO 8601; what is impossible is unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

FIRST_YEAR = 1600  # the first newspapers; earlier "dates" are defaults of some software
_LONGEST = 60  # characters; "Wednesday, 30 September 2020, 10:15 a.m. (GMT+02:00)" has 53
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ]\s?(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?$"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?$")
# The names of the months in languages of much news, and their beginnings where they are shortened to them.
_MONTHS: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "january januar jänner janvier enero gennaio janeiro januari stycznia січня января jan janv ene gen",
            "february februar feber février febrero febbraio fevereiro februari lutego лютого февраля feb févr fév fev",
            "march märz mars marzo março maart marca березня марта mar mär mrz",
            "april avril abril aprile kwietnia квітня апреля apr avr abr",
            "may mai mayo maggio maio mei maja травня мая mag",
            "june juni juin junio giugno junho czerwca червня июня jun giu",
            "july juli juillet julio luglio julho lipca липня июля jul juil lug",
            "august août agosto augustus augusti sierpnia серпня августа aug ago",
            "september septembre septiembre settembre setembro września вересня сентября sep sept set",
            "october oktober octobre octubre ottobre outubro października жовтня октября oct okt ott out",
            "november novembre noviembre novembro listopada листопада ноября nov",
            "december dezember décembre diciembre dicembre dezembro grudnia грудня декабря dec dez déc dic",
        ),
        1,
    )
    for name in names.split()
}
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)(?!\d)"
_FULL = tuple(
    re.compile(r"(?<![\d.,/-])" + pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[ -](?:de )?(?P<month>{_NAME})\.?,?[ -](?:del? )?{_YEAR}",
        rf"\b(?P<month>{_NAME})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
        rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
    )
)
_NUMBERS = re.compile(rf"(?<![\d.,/-]){_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)")
_IN_PATH = re.compile(
    r"(?<!\d)(?:(1[6-9]\d\d|20\d\d)(?:([-_.])(\d\d?)\2(\d\d?)(?!\d)|/(\d\d?)/(\d\d?)(?=/|\.\w{1,5}\b))"
    r"|((?:19|20)\d\d)(\d\d)(\d\d)(?!\d))"
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\b(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b(?! ?[ap]\.?m)", re.IGNORECASE)


def published(value: object) -> str | None:
    """A date as an article states it, in ISO 8601: a day, or a day and time with the offset it was written with.

    None for what is no date, names no whole day, or lies before 1600 or after tomorrow.

    >>> published("2024-05-06T10:00:00+02:00"), published("Mon, 06 May 2024 10:00:00 GMT"), published("2024-02-30")
    ('2024-05-06T10:00:00+02:00', '2024-05-06T10:00:00+00:00', None)
    """
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return _published(text, datetime.now(UTC).date()) if text and len(text) <= _LONGEST else None


@lru_cache(maxsize=1 << 12)  # articles of one day come together
def _published(text: str, today: date) -> str | None:
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _checked(text, found)
    if text.isdigit() or not _ANY_YEAR.search(text):
        return None
    if any(pattern.search(text) for pattern in _FULL):
        day, clock = day_in(text), _CLOCK.search(text)
        return _mailed(text) or f"{day}T{clock[0]}" if day and clock else day
    return _mailed(text) or _habit(text)


def day_in(text: str) -> str | None:
    """The first whole date in some words, as an ISO 8601 day; "3/4/2024" may be two days and is unknown.

    >>> day_in("Bern, 6. Mai 2024 | News"), day_in("Published May 6, 2024"), day_in("in May 2024")
    ('2024-05-06', '2024-05-06', None)
    """
    matches = [found for pattern in _FULL if (found := pattern.search(text))]
    if not matches:
        return None
    part = min(matches, key=re.Match.start).groupdict()
    if "first" in part:
        one, two = int(part["first"]), int(part["second"])
        if one != two and one <= 12 and two <= 12:
            return None
        day, month = (two, one) if two > 12 else (one, two)
    else:
        name = part["month"].lower()
        day, month = int(part["day"]), _MONTHS.get(name) or int(name)
    return _plausible(f"{part['year']}-{month:02}-{day:02}")


def impossible_months(text: str) -> set[str]:
    """The months of dates in a text that are in no calendar, as ISO 8601.

    >>> impossible_months("30.02.2024, 2024/04/31 or June 31, 2024; 29/02/2024") == {"2024-02", "2024-04", "2024-06"}
    True
    """
    found: set[str] = set()
    for pattern in (*_FULL, _NUMBERS):
        for part in map(re.Match.groupdict, pattern.finditer(text)):
            one, two = (int(part[name]) if part.get(name) else 0 for name in ("first", "second"))
            name = part.get("month") or str(two if two <= 12 else one)
            day = int(part.get("day") or (one if two <= 12 else two))
            month = _MONTHS.get(name.lower()) or int(name)
            year = int(part["year"])
            if 1 <= month <= 12 and not 1 <= day <= monthrange(year, month)[1]:
                found.add(f"{year}-{month:02}")
    return found


def day_in_path(path: str) -> str | None:
    """The day in a file's own name, else in its folders, the innermost first: year, month, day.

    The last resort for articles that say nothing of their day.

    >>> day_in_path("/news/2024/05/06/talks.html"), day_in_path("2024/20240507-talks.txt"), day_in_path("2024/05/a.txt")
    ('2024-05-06', '2024-05-07', None)
    """
    for found in reversed(list(_IN_PATH.finditer(path))):
        year, month, day = (part for part in found.groups() if part and part.isdigit())
        if plausible := _plausible(f"{year}-{month:0>2}-{day:0>2}"):
            return plausible
    return None


def _checked(text: str, found: re.Match[str]) -> str | None:
    day = _plausible(f"{found[1]}-{found[2]}-{found[3]}")
    if day is None or not found[4]:
        return day
    if int(found[4]) > 23 or int(found[5]) > 59 or int(found[6] or 0) > 60:
        return day
    if found.re is _ISO:
        return _offset(text.replace(" ", "T", 1).replace(" ", "").replace(",", "."))
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{found[7] or ''}"


def _offset(text: str) -> str:
    """The offset as ISO 8601 has it: +02:00 for +0200 and +02, Z for UTC."""
    text = re.sub(r"(UTC|GMT)$", "Z", text)
    return re.sub(r"(T.*[+-]\d\d):?(\d\d)?$", lambda found: f"{found[1]}:{found[2] or '00'}", text)


def _plausible(day: str) -> str | None:
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return None
    # Somewhere it may be tomorrow already.
    return day if when.year >= FIRST_YEAR and when <= datetime.now(UTC).date() + timedelta(days=1) else None


def _mailed(text: str) -> str | None:
    """A date as mail and RSS write it (RFC 2822)."""
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.isoformat() if _plausible(when.date().isoformat()) else None


def _habit(text: str) -> str | None:
    """A date in the words of one of many languages; slow (about 1 ms, and 0.3 s for the first)."""
    import dateparser  # only where nothing simpler fits

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        when = dateparser.parse(text, settings=settings)
    except Exception:  # what a foreign parser makes of hostile text is no news; the date stays unknown
        return None
    if when is None or not _plausible(when.date().isoformat()):
        return None
    return when.isoformat() if _CLOCK.search(text) else when.date().isoformat()
