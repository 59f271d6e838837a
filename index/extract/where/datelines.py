"""Where an article was written, as its first paragraph says: MOSCOW, Feb. 7 (Agency) —"""

from __future__ import annotations

import re
from datetime import date

from index.extract.dates import MONTH_WORD, full_dates, partial_date
from index.extract.where.gazetteer import Entry, gazetteer, prominence
from index.model import Dateline, Span

PARAGRAPHS = 8  # a dateline stands in one of the first: after headline, byline and captions
LONGEST = 120  # characters

_NAME = r"[^\W\d_][\w.'’-]{0,30}"
_PLACE = rf"{_NAME}(?:[ ]{_NAME}){{0,3}}"
_DATELINE = re.compile(
    rf"(?:\([^()\n]{{2,20}}\)[ ][—–-][ ])?(?P<place>{_PLACE})(?:/{_PLACE}){{0,2}}"
    r"(?:[ ]\([^\W\d_][^()\d\n]{1,30}\)(?=[,،][ ]\d))?"  # its country: "Bruxelles (Belgique), 27 mai"
    rf"(?P<within>(?:[,،][ ]{_PLACE}){{0,2}}?)"
    rf"(?P<date>[,،]?[ ](?:\d{{1,2}}\.?[ ](?:de[ ])?)?(?:{MONTH_WORD})\.?(?:[ ]\d{{1,2}})?"
    rf"(?:,?[ ](?:de[ ]|del[ ])?\d{{4}}(?:[ ](?:року|года|г\.))?)?)?"
    r"(?:(?P<agency>[,،]?[ ]?\([^()\n]{2,40}\))?(?:[.,]?[ ]?(?P<dash>[—–―-]{1,2})|[ ]?(?P<colon>:))"
    r"|\.?[ ](?P<slashes>/[^/\n]{2,40}/)\.)[ ]",  # Russian agencies: РИГА, 3 марта. /Агентство/.
    re.I,
)


def dateline_of(text: str, paragraphs: list[Span], published: str | None, today: date) -> tuple[Dateline, Span] | None:
    """The dateline of a text with the slice it fills, or None.

    A name counts as a dateline's where the gazetteer knows it and it is in capitals, or an agency, a day or
    a long dash sets it off. `published` is a day, or the year alone; no dateline is of the future.
    """
    for start, end in paragraphs[:PARAGRAPHS]:
        match = _DATELINE.match(text, start, min(end, start + LONGEST))
        if match is None:
            continue
        capitals = match["place"] == match["place"].upper()  # or of a script without capitals
        set_off = match["agency"] or match["date"] or match["slashes"]
        if not (capitals or set_off or match["dash"] in ("—", "–", "―")) or (match["colon"] and not set_off):
            continue
        entry = _place(match["place"], match["within"])
        if entry is None:
            continue
        written = text[start : match.end()].rstrip(" ")
        day = next((found.day for found in full_dates(written)), None) or partial_date(
            match["date"] or "", published, today
        )
        if day and day > today:
            day = None
        label = gazetteer().label(entry)
        return Dateline(written, label, day.isoformat() if day else None), (start, match.end())
    return None


def _place(name: str, within: str) -> Entry | None:
    known = gazetteer()
    entries = [entry for entry in known.find(name) if entry.kind != "county"]
    region = within.strip(", ").rsplit(", ", 1)[-1]
    if region:
        named = known.region(region)
        inside = [
            entry
            for entry in entries
            if any(entry.country == r.country and (r.kind == "country" or entry.admin1 == r.admin1) for r in named)
        ]
        entries = inside or entries
    cities = [entry for entry in entries if entry.kind == "city"]
    return max(cities or entries, key=prominence, default=None)
