"""The places a text names, and those of a whole article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.extract.where.counties import with_counties
from index.extract.where.gazetteer import Entry, Gazetteer, gazetteer, key, prominence
from index.extract.where.referents import FAMOUS, decided
from index.extract.where.toponyms import CIVIC, LARGE, SURE, Page, candidates
from index.extract.who.firstnames import FEMALE, MALE
from index.extract.who.names import BODIES
from index.extract.words import Words, bag
from index.model import Mention, Place, Span

_HOST = re.compile(r"(?i)https?://(?:[^/?#@]*@)?[^/?#@:]*\.([a-z]{2})(?:[:/?#]|$)")
_GIVEN = bag("georgia virginia carolina dakota montana jordan chad israel india kenya")  # names of people as well
_SOLD = bag("AG AI AM BZ CC CO FM GG IM IO LA LY ME NU SH TO TV VC WS")  # endings that are sold to anyone


def mentions_of(
    text: str, words: Words, people: Iterable[str] = (), dateline: Span | None = None, url: str | None = None
) -> list[tuple[Mention, Entry]]:
    """The places named in a text in order, each with its entry of the gazetteer; `people` are names in full."""
    known = gazetteer()
    full = [name.split() for name in people]
    full = [parts for parts in full if not _is_place(parts, known)]
    firsts = frozenset(name[0] for name in full if len(name) > 1)
    page = Page(text, known, words, firsts, frozenset(name[-1] for name in full), frozenset(text.split()))
    found = with_counties(text, known, list(candidates(page)))
    if dateline:
        at = dateline[0]
        found = [one._replace(placed=True, trust=SURE, dateline=True) if one.start == at else one for one in found]
    return decided(text, found, known, country_of_site(url, known))


def country_of_site(url: str | None, known: Gazetteer) -> str | None:
    """The country that the end of a site's name stands for: "https://www.example.co.uk/a" is of GB."""
    match = _HOST.match(url or "")
    ending = match[1].upper() if match else ""
    return None if ending in _SOLD else "GB" if ending == "UK" else ending if ending in known.countries else None


def _is_place(parts: list[str], known: Gazetteer) -> bool:
    """Whether what looks like a person's name is that of a place, people or body: "Western Australia", "Radio Oslo"."""
    given = parts[0].lower()
    if given in MALE or given in FEMALE or given in _GIVEN:
        return False
    first = known.find_case(key(parts[0]))
    return (
        any(entry.kind != "city" and prominence(entry) >= LARGE for entry in first)
        or parts[-1].lower() in BODIES
        or parts[-1].lower() in CIVIC
        or any(known.find_key(key(" ".join(parts[:n]))) for n in range(2, len(parts) + 1))
        or (len(parts) > 1 and any(prominence(entry) >= FAMOUS for entry in known.find_case(key(parts[-1]))))
    )


def places_of(mentions: Sequence[tuple[Mention, Entry]], given: Sequence[Place]) -> tuple[Place, ...]:
    """Every place once: the mentioned ones, the most mentioned first, then the given ones with count 0."""
    known = gazetteer()
    counts: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    for mention, entry in mentions:
        if mention.demonym:
            continue  # "Norwegian" tells of the country, but does not name it
        label = known.label(entry)
        counts[label] += 1
        entries.setdefault(label, entry)
    places = {label: _place(entries[label], label, count) for label, count in counts.most_common()}
    for place in given:
        resolved = resolve(place.name)
        label = known.label(resolved) if resolved else place.label
        places.setdefault(label, _place(resolved, label, 0) if resolved else place)
    return tuple(places.values())


def resolve(name: str) -> Entry | None:
    """The place of a name given with an article: "usa", "west-germany", "Damascus, Syria", or None."""
    known = gazetteer()
    head, _, within = name.partition(",")
    entries = known.find(head.strip())
    if within.strip():
        inside = known.find(within.rsplit(",", 1)[-1].strip())
        countries = {e.country for e in inside if e.kind in ("country", "state")}
        entries = tuple(e for e in entries if e.country in countries)
    return max(entries, key=prominence, default=None)


def _place(entry: Entry, label: str, count: int) -> Place:
    return Place(
        entry.name, label, entry.geonameid, entry.country, entry.admin1 or None, entry.latitude, entry.longitude, count
    )
