"""The places a text names: capitalised words looked up in the gazetteer, told from people, and told apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.extract.firstnames import FEMALE, MALE
from index.extract.gazetteer import Entry, Gazetteer, gazetteer, key
from index.extract.names import BODIES
from index.extract.regions import COUNTRY_NAMES, DEMONYMS, PROVINCES, STATE_SHORT, STATES
from index.extract.words import Words, bag
from index.model import Mention, Place

LONGEST = 5  # words of a place name looked up
MOST = 5000  # capitalised words looked at: beyond lies a table, not an article
# log10 of inhabitants that a hint is worth: a village of 300 beats a city of a million in another country
# only where its own country or state is named.
SAME_COUNTRY = 1.5
SAME_STATE = 3.0
FOREIGN_NAME = -1.2  # "known as" that in another language
ALONE = 4.5  # log10 of the inhabitants from which a city needs no hint

# Words and names that are towns too, but in the news nearly never mean them.
NEVER = bag(
    """
    the a an of in on at to for and but or so as is it he she they we you i this that these those there
    here what when where why how who most many some all both each every any no not can may will must
    should would could did do does has have had was were been being along same man men one two three
    police bar mobile reading nice march august april june july sunday monday tuesday wednesday thursday
    friday saturday january february may september october november december young black white green
    brown bush clinton lincoln jackson trump obama biden sanders rubio cruz carter ford nixon reagan
    johnson jefferson wilson kennedy marshall morris henry george charles william james john mary david
    paul peter martin thomas victoria albert orange university college union liberty independence hope
    best bath battle sale march wood rock lake hill park mount bay beach home church house street news
    post times star sun court justice bank central eastern western northern southern north south east
    west republican democrat congress senate general us mr mrs ms dr sir lady lord king queen prince de
    la le el al san santa st saint new old read more photo video file story by from with about after
    before during since until while if then than also just only even still yet now today let see say
    said go get make take come back good great much such other another new first last next boss mission
    normal media moscow-based apple amazon google paradise earth enterprise success eagle center latina
    latino fox cnn bbc price bell day christmas easter holiday price sandy harvey florence katrina irma
    """
)
# Names whose full stop is their own.
SHORT = frozenset(
    name for names in [*STATE_SHORT.values(), *COUNTRY_NAMES.values()] for name in names if name[-1] == "."
)
SHORT |= frozenset(name for province in PROVINCES for name in province[4] if name[-1] == ".")
_WORD = re.compile(
    r"(?:[ldLD]|[dDnNaAsS][aeu]ll)['’](?=[^\W\d_])|(?:[^\W\d_]\.){2,}|[^\W\d_](?:[^\W_]|[-‑](?=\w)|['’](?=[^\W\d_]{2})|(?<=^St)\.)*\.?"
)
_QUALIFIED = re.compile(r",\s{1,2}((?:[^\W\d_]\.){2,3}|W\. ?Va\.|[^\W\d_][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})")
_GLUE = frozenset((" ", "\n", "\u00a0"))


class Found(NamedTuple):
    """A stretch of text that may be a place, and what it may be."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    sure: bool  # nothing about it says that it is someone's name


def mentions_of(text: str, words: Words, last_names: Iterable[str] = ()) -> list[tuple[Mention, Entry]]:
    """The places named in a text in order, each with its entry of the gazetteer."""
    known = gazetteer()
    found = list(_candidates(text, known, words, frozenset(last_names)))
    return _decided(text, found, known)


def places_of(mentions: Sequence[tuple[Mention, Entry]], given: Sequence[Place]) -> tuple[Place, ...]:
    """Every place once: the mentioned ones, the most mentioned first, then the given ones with count 0."""
    known = gazetteer()
    counts: Counter[str] = Counter()
    entries: dict[str, Entry] = {}
    for mention, entry in mentions:
        if mention.text in DEMONYMS:
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


def _candidates(text: str, known: Gazetteer, words: Words, last_names: frozenset[str]) -> Iterable[Found]:
    run: list[re.Match[str]] = []
    seen = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if not (word[0].isupper() or words.uncased):
            if (
                run
                and word in ("of", "de", "del", "la", "le", "the", "and", "am", "sur", "upon")
                and _joins(text, run[-1], match)
            ):
                run.append(match)
            continue
        seen += 1
        if seen > MOST:
            break
        if run and not (_joins(text, run[-1], match) and len(run) < 12):
            yield from _of_run(text, run, known, words, last_names)
            run = []
        run.append(match)
    if run:
        yield from _of_run(text, run, known, words, last_names)


def _joins(text: str, previous: re.Match[str], match: re.Match[str]) -> bool:
    return match.start() - previous.end() == 1 and text[previous.end()] in _GLUE and not _stops(previous[0])


def _stops(word: str) -> bool:
    return word.endswith(".") and len(word) > 4 and "." not in word[:-1]


def _of_run(
    text: str, run: list[re.Match[str]], known: Gazetteer, words: Words, last_names: frozenset[str]
) -> Iterable[Found]:
    i = 0
    while i < len(run):
        for n in range(min(LONGEST, len(run) - i), 0, -1):
            start, end = run[i].start(), run[i + n - 1].end()
            name = text[start:end]
            entries = known.find_key(key(name))
            if not entries and name.endswith("."):
                entries, end = known.find_key(key(name[:-1])), end - 1
            elif entries and name.endswith(".") and name not in SHORT:
                end -= 1
            if entries and _plausible(text[start:end], n, entries, words):
                yield Found(start, end, entries, _sure(run, i, n, entries, words, last_names))
                i += n
                break
        else:
            i += 1


def _plausible(name: str, n: int, entries: tuple[Entry, ...], words: Words) -> bool:
    if n == 1:
        lower = name.lower().rstrip(".")
        if name in ("US", "U.S.", "U.S", "UK", "U.K.", "USA"):
            return True
        if len(name) < 3 or lower in NEVER or lower in words.days or lower in words.joints:
            return False
        if name.isupper() and len(name) < 4:
            return False
    return True


def _sure(
    run: list[re.Match[str]], i: int, n: int, entries: tuple[Entry, ...], words: Words, last_names: frozenset[str]
) -> bool:
    """Whether neither the words around a name nor the article make it a person's or a body's."""
    large = entries[0].kind in ("country", "continent", "state")
    before = run[i - 1][0].lower().rstrip(".") if i else ""
    following = run[i + n][0].lower().rstrip(".") if i + n < len(run) else ""
    name = run[i][0].lower()
    if n == 1 and run[i][0] in last_names:
        return False
    if before and (before in MALE or before in FEMALE):
        return False
    if (
        n == 1
        and following
        and not large
        and (name in MALE or name in FEMALE or (following not in BODIES and following not in words.titles))
    ):
        return False
    if n == 1 and following and name in MALE | FEMALE and following not in BODIES:
        return False
    if before and not large and n == 1:
        return before in words.prepositions or (
            before in NEVER
            and before not in ("san", "santa", "new", "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "saint", "st")
        )
    return True


def _decided(text: str, found: list[Found], known: Gazetteer) -> list[tuple[Mention, Entry]]:
    """Each candidate with its best entry, judged by the countries and states that the article names for sure."""
    countries: Counter[str] = Counter()
    states: set[tuple[str, str]] = set()
    for one in found:
        first = one.entries[0]
        if (
            first.kind in ("country", "state")
            and one.sure
            and len({e.kind for e in one.entries if e.kind != "city"}) == 1
        ):
            countries[first.country or ""] += 1
            if first.kind == "state":
                states.add((first.country or "", first.admin1))
    qualified = [_qualifier(text, one, known) for one in found]
    for entry in qualified:
        if entry is not None:
            countries[entry.country or ""] += 1
            states.add((entry.country or "", entry.admin1))
    chosen: dict[str, Entry] = {}
    for one, entry in zip(found, qualified, strict=True):
        if entry is not None:
            chosen[text[one.start : one.end]] = entry
    decided = []
    for one, entry in zip(found, qualified, strict=True):
        name = text[one.start : one.end]
        if entry is None:
            if not one.sure:
                continue
            entry = chosen.get(name) or _best(one, countries, states)
        if entry is not None:
            decided.append((Mention(one.start, one.end, name, entry.geonameid, entry.country), entry))
    return decided


def _qualifier(text: str, one: Found, known: Gazetteer) -> Entry | None:
    """The entry that the next words name the state or country of: "Paris, Texas"."""
    match = _QUALIFIED.match(text, one.end)
    if not match:
        return None
    within = match[1]
    pieces = within.split()
    for n in range(len(pieces), 0, -1):
        name = " ".join(pieces[:n]).rstrip(",")
        if name in STATES:
            regions: tuple[Entry, ...] = known.find(STATES[name])
        else:
            regions = known.find(name) or known.find(name.rstrip("."))
        for region in regions:
            if region.kind not in ("state", "country"):
                continue
            for entry in one.entries:
                if entry.kind in ("city", "county") and _inside(entry, region):
                    return entry
    return None


def _inside(entry: Entry, region: Entry) -> bool:
    return entry.country == region.country and (region.kind == "country" or entry.admin1 == region.admin1)


def _best(one: Found, countries: Counter[str], states: set[tuple[str, str]]) -> Entry | None:
    best, top = None, -math.inf
    for entry in one.entries:
        score = prominence(entry)
        hinted = False
        if entry.country and countries[entry.country]:
            score += SAME_COUNTRY
            hinted = True
        if entry.admin1 and (entry.country or "", entry.admin1) in states and entry.kind != "state":
            score += SAME_STATE
        if entry.kind == "county" and (entry.country or "", entry.admin1) not in states:
            score -= 3
        if entry.kind == "city" and not hinted and score < ALONE:
            continue
        if score > top:
            best, top = entry, score
    return best


def prominence(entry: Entry) -> float:
    """log10 of the inhabitants, where a country and a state count as the large things they are."""
    if entry.kind in ("country", "continent"):
        return 7.5
    if entry.kind == "state":
        return 6.3
    if entry.kind == "county":
        return 4.0
    return math.log10(max(entry.population, 1)) + (FOREIGN_NAME if entry.known_as and not _same(entry) else 0)


def _same(entry: Entry) -> bool:
    """Whether a city is known without the word City: New York, Mexico, Quebec."""
    return entry.name.endswith(" City")
