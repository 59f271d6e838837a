"""The places a text names, and those of a whole article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from index.extract.firstnames import FEMALE, MALE
from index.extract.gazetteer import Entry, Gazetteer, gazetteer, key, prominence
from index.extract.referents import FAMOUS, decided
from index.extract.toponyms import SURE, Names, candidates
from index.extract.words import Words
from index.model import Mention, Place, Span


def mentions_of(
    text: str, words: Words, people: Iterable[str] = (), dateline: Span | None = None
) -> list[tuple[Mention, Entry]]:
    """The places named in a text in order, each with its entry of the gazetteer; `people` are names in full."""
    known = gazetteer()
    full = [name.split() for name in people]
    full = [parts for parts in full if not _is_city(parts, known)]
    names = Names(frozenset(name[0] for name in full if len(name) > 1), frozenset(name[-1] for name in full))
    found = list(candidates(text, known, words, names))
    if dateline:
        found = [one._replace(placed=True, trust=SURE) if one.start == dateline[0] else one for one in found]
    return decided(text, found, known)


def _is_city(parts: list[str], known: Gazetteer) -> bool:
    """Whether what looks like a person's name is a body's in a great city: "Radio Toronto"."""
    if len(parts) < 2 or parts[0].lower() in MALE or parts[0].lower() in FEMALE:
        return False
    return any(prominence(entry) >= FAMOUS for entry in known.find_key(key(parts[-1])))


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
