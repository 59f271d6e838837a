"""Which of the places of a name is meant: the one the next words name, else the likeliest by what an article names."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from index.extract.where.gazetteer import Entry, Gazetteer, key, prominence
from index.extract.where.peoples import DEMONYMS
from index.extract.where.toponyms import ALONE, NEVER_A_PLACE, SPEAKS, SURE, Found
from index.model import Mention

# log10 of inhabitants that a hint is worth: a village of 300 beats a city of a million in another country
# only where its own country or state is named.
SAME_COUNTRY = 1.0
MOST_NAMED = 1.5  # more, for the share that a country has in all mentions
SAME_STATE = (0.0, 2.0, 2.5, 3.0)  # by the number of its mentions
VOTE = 2.0  # at most, for the other names that lie in an area that no word names: Henry County, Paris, Buchanan
WIDE = 6.7  # prominence from which an area is too wide to tell of a town: England
HOME = 1.2  # the country of the site the article is from
STATE_ITSELF = 0.6  # what those say of the state itself
COUNTY_ALONE = -3.0  # of a county of the United States whose state is not named: ten have its name
# log10 of the inhabitants from which a city counts, by whether its country is named and whether the article has
# it behind "in" or "near" anywhere: "Commerce" and "Vista" are towns too.
UNIQUE = 4.3  # … and where it is placed and the only one of its name
SMALLEST = {(True, True): 0.0, (True, False): 4.0, (False, True): ALONE, (False, False): 5.5}
FAMOUS = 5.5  # log10 of the inhabitants from which a city that nothing doubts tells of its country
_QUALIFIED = re.compile(r",\s{1,2}((?:[^\W\d_]\.){2,3}|W\. ?Va\.|[^\W\d_][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})")
_LIST = (", ", " and ", ", and ", " or ", " und ", " et ", " y ", " e ", " і ", " та ", " и ")
_ENDED = re.compile(r"\.?(?:[,)(;:]| ?[–—-]| [a-z]|\.?\s|$)(?! (?:and|or|und|et|y) )")


def decided(text: str, found: list[Found], known: Gazetteer, home: str | None = None) -> list[tuple[Mention, Entry]]:
    """Each candidate with its best entry, judged by the countries and states that the article names for sure."""
    qualified = [_qualifier(text, one, known) for one in found]
    hints = _hints(text, found, known, qualified, home)
    chosen = {key(text[one.start : one.end]): entry for one, entry in zip(found, qualified, strict=True) if entry}
    sure = {key(text[one.start : one.end]) for one in found if one.trust == SURE} | chosen.keys()
    placed = {key(text[one.start : one.end]) for one in found if one.placed} | chosen.keys()
    for one, following in pairwise(found):  # "in Oslo, Bergen and Hamar"
        if text[one.end : following.start] in _LIST and key(text[one.start : one.end]) in placed:
            placed.add(key(text[following.start : following.end]))
    speaking = {key(text[one.start : one.end]) for one in found if one.trust == SPEAKS} - placed
    written_in = {key(text[one.start : one.end]) for one in found if one.dateline}
    judged: dict[tuple[int, bool, bool], Entry | None] = {}
    answers = []
    for one, entry in zip(found, qualified, strict=True):
        name = text[one.start : one.end]
        same = key(name)
        if entry is None:
            if one.trust == NEVER_A_PLACE or same in speaking or (one.trust < SURE and same not in sure):
                continue
            other = chosen.get(same)
            if other and (other in one.entries or not other.geonameid):
                entry = other
            else:
                # The gazetteer gives the same tuple for the same name.
                question = (id(one.entries), same in placed, same in written_in)
                if question not in judged:
                    judged[question] = _best(one, hints, *question[1:])
                entry = judged[question]
        if entry is not None:
            mention = Mention(one.start, one.end, name, entry.geonameid, entry.country, name in DEMONYMS)
            answers.append((mention, entry))
    return answers


class Hints(NamedTuple):
    """What an article tells of where it is set: countries and states (country, code) with their mentions."""

    countries: Counter[str]
    states: Counter[tuple[str, str]]
    votes: Mapping[tuple[str, str], float]  # how many other names lie in an area, each shared among its areas
    home: str | None  # the country that the article was published in


def _hints(text: str, found: list[Found], known: Gazetteer, qualified: list[Entry | None], home: str | None) -> Hints:
    countries: Counter[str] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for one, entry in zip(found, qualified, strict=True):
        first = one.entries[0]
        if entry is not None:
            countries[entry.country or ""] += 1
            within = known.areas.get(f"{entry.country}.{entry.admin1}")
            if within and prominence(within) < WIDE:
                states[entry.country or "", entry.admin1] += 1
        elif one.trust == SURE and first.kind in ("country", "state"):
            if len({e.country for e in one.entries if e is first or prominence(e) > FAMOUS}) == 1:
                countries[first.country or ""] += 1
                if (
                    first.kind == "state"
                    and prominence(first) < WIDE
                    and all(e is first or prominence(e) < FAMOUS for e in one.entries)
                ):
                    states[first.country or "", first.admin1] += 1
        elif one.trust == SURE and first.kind == "county":
            countries[first.country or ""] += 1
            if len(one.entries) == 1:
                states[first.country or "", first.admin1] += 1
        elif one.trust == SURE and first.kind == "city" and prominence(first) >= FAMOUS and len(one.entries) == 1:
            countries[first.country or ""] += 1
    votes: dict[tuple[str, str], float] = defaultdict(float)
    for areas in {text[one.start : one.end]: _areas(one) for one in found if one.trust == SURE}.values():
        for area in areas:
            votes[area] += 1 / len(areas)
    return Hints(countries, states, votes, home)


def _areas(one: Found) -> set[tuple[str, str]]:
    """The first-level areas in which something of this name lies; a famous name tells of none."""
    if prominence(one.entries[0]) >= FAMOUS:
        return set()
    return {(entry.country or "", entry.admin1) for entry in one.entries}


def _qualifier(text: str, one: Found, known: Gazetteer) -> Entry | None:
    """The entry that the next words name the state or country of: "Paris, Texas"."""
    match = _QUALIFIED.match(text, one.end)
    if not match:
        return None
    within = match[1]
    pieces = within.split()
    town = all(entry.kind == "city" for entry in one.entries)
    for n in range(len(pieces), 0, -1):
        name = " ".join(pieces[:n]).rstrip(",")
        regions = known.region(name) or known.region(name.rstrip("."))
        for region in regions:
            for entry in one.entries:
                if entry.kind != "country" and entry.kind != region.kind and _inside(entry, region):
                    return entry
            if town and region.kind == "state" and len(regions) == 1 and _ENDED.match(text, match.start(1) + len(name)):
                return Entry(None, text[one.start : one.end], "city", region.country, region.admin1)  # a village
    return None


def _inside(entry: Entry, region: Entry) -> bool:
    return entry.country == region.country and (region.kind == "country" or entry.admin1 == region.admin1)


def _best(one: Found, hints: Hints, placed: bool, written_in: bool) -> Entry | None:
    """The likeliest entry of a name, or None where it is too small for its article; a dateline's never is."""
    best, top = None, -math.inf
    itself = {(entry.country or "", entry.admin1) for entry in one.entries if entry.kind == "state"}
    areas = _areas(one)
    own = 1 / max(1, len(areas))
    unique = placed and len(one.entries) == 1 and not one.entries[0].known_as
    for entry in one.entries:
        area = entry.country or "", entry.admin1
        state = hints.states[area] if entry.admin1 else 0
        named = hints.countries[area[0]] if entry.country else 0
        at_home = entry.country is not None and entry.country == hints.home
        hinted = named > 0 or at_home
        score = prominence(entry) + HOME * at_home
        if named:
            score += SAME_COUNTRY + MOST_NAMED * named / hints.countries.total()
        if state and (entry.kind == "state" or area in itself):
            score += STATE_ITSELF
        elif state and not entry.known_as:
            score += SAME_STATE[min(state, len(SAME_STATE) - 1)]
        elif not state and entry.kind in ("city", "county") and area not in itself:
            score += VOTE * min(1, hints.votes.get(area, 0) - own * (area in areas))
        if entry.kind == "county" and entry.country == "US" and not state:
            score += COUNTY_ALONE
        elif entry.kind not in ("country", "continent") and not state and not written_in:
            least = UNIQUE if unique and not hinted else SMALLEST[hinted, placed]
            if prominence(entry._replace(known_as=False)) < least:
                continue
        if score > top:
            best, top = entry, score
    return best
