"""Words that may name a place: what the gazetteer knows under them, and what the words beside them make of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from index.extract.dates import MONTH_NAMES
from index.extract.where.cases import nominatives
from index.extract.where.gazetteer import FAMOUS, Entry, Gazetteer, key, prominence
from index.extract.where.peoples import DEMONYMS
from index.extract.where.regions import AREA_NAMES, CITY_NAMES, COUNTRY_NAMES
from index.extract.who.firstnames import FEMALE, MALE
from index.extract.who.names import BODIES
from index.extract.words import Words, bag

LONGEST = 5  # words of a place name looked up
LONGEST_RUN = 11  # words of a run of capitalised ones that are looked at together
MOST = 5000  # capitalised words looked at: beyond lies a table, not an article
ALONE = 4.5  # log10 of the inhabitants of a city before a hyphen
METROPOLIS = 6.0  # … of a city that speaks, and that a word is in a script without capitals
LARGE = 5.5  # … of an area that other capitals beside it do not put in doubt

# How much the words beside a name speak for a place.
SURE = 2
BESIDE = 1  # other capitals stand there: a place if the article names it elsewhere
NEVER_A_PLACE = 0
SPEAKS = -1  # a person, like all of the name, unless the article places one of them

# Words that are towns too, but in the news nearly never mean them.
NEVER = bag(
    """
    المدينة كابل
    the a an of in on at to for and but or so as is it he she they we you i this that these those there
    here what when where why how who most many some all both each every any no not can may will must
    should would could did do does has have had was were been being along same man men one two three
    police bar mobile reading nice march august april june july sunday monday tuesday wednesday thursday
    friday saturday january february may september october november december young black white green
    orange university college union liberty independence hope best bath battle sale march wood rock lake hill
    park mount bay beach home church house street news post times star sun court justice bank central eastern
    western northern southern north south east west republican democrat congress senate general us mr mrs ms dr
    sir lady lord king queen prince de la le el al san santa st saint new old read more photo video file story
    by from with about after before during since until while if then than also just only even still yet now
    today let see say said go get make take come back good great much such other another new first last next
    boss mission normal media moscow-based apple amazon google paradise earth enterprise success eagle center
    latina latino marina fox cnn bbc bell day christmas easter holiday xinhua hamas miss brown bush clinton trump obama
    biden sanders rubio cruz carter ford nixon reagan johnson kennedy
    """
)
# Names that are more often a person's, or a storm's; behind "in", and before their state, they are towns.
NAMESAKES = bag(
    """
    lincoln jackson jefferson wilson marshall morris henry george charles william james john mary david paul peter
    martin thomas victoria albert price sandy harvey florence katrina irma
    """
)
NEVER_TOGETHER = frozenset(("white house", "wall street", "west coast", "east coast"))
# What a place stands before that is no place: newspapers, companies.
_OF_BODIES = bag(
    """
    times post journal herald tribune gazette telegraph chronicle observer daily magazine airlines airways air
    motors bank inc inc. corp corp. co ltd ltd. llc plc group dollar dollars
    """
)
# … streets.
_STREETS = bag(
    """
    street st avenue ave road rd drive lane boulevard blvd place square terrace
    crescent
    """
)
# Bodies of the town they are named after, where another word stands between: "Oslo Public Library".
CIVIC = bag(
    """
    police fire court courts council library schools high elementary department departments utilities district mayor
    selectman superintendent sheriff airport sewer
    """
)
# … and a body that takes its place with "of": "the Bank of England".
_BODY_OF = bag("bank times journal act treaty war battle gulf")
_PART_OF = bag("metro greater downtown historic former upper lower inner suburban rural nearby")
_PEOPLES = bag("native central latin south north african all")  # "Latin American": not of the United States
LOCATIVE = bag("in at à en dans a у в на في")
PLACED_BY = LOCATIVE | bag(
    """
    near from to outside around across into through toward towards between inside leaving reached
    aus nach bei vers depuis de du desde hacia da di della від от до з із зі из під из-под под
    إلى من نحو قرب مدينة ميناء بين عبر
    """
)
# Before or behind a name that is a city's, whatever country is called so as well …
_CITY_OF = bag("city town village municipality suburb township stadt ville ciudad città місто город")
_CITY_WORDS = bag("police fire high city mayor township municipal")
# … or a state's: "Washington state", "New York Gov.", "the Krasnodar region"
_STATE_OF = bag("state province region governor governorate oblast prefecture")
_STATE_WORDS = bag(
    "state governor gov sen senator legislature attorney province region oblast governorate prefecture krai"
)
# Before a French name without an article; but "canton de Genève".
_BARE = re.compile(r"(?<!canton)(?<!province)(?<!état)(?<!État)(?<!région) (?:à|de|depuis|vers) $")
# Names whose full stop is their own.
SHORT = frozenset(
    name for names in [*AREA_NAMES.values(), *COUNTRY_NAMES.values(), CITY_NAMES] for name in names if name[-1] == "."
)
# … and names in capitals alone, which are a word else: US, ACT, UAE.
CAPITALS = frozenset(
    name
    for names in [*AREA_NAMES.values(), *COUNTRY_NAMES.values()]
    for name in names
    if name.isupper() and len(name) < 5
)
_LETTER = r"[^\W\d_]"
_FORM = (
    rf"\b[DRI](?=-[A-Z])|W\. ?Va\.|(?:[ldLD]|[dDnNaAsS][aeu]ll)['’](?={_LETTER})|(?:{_LETTER}\.){{2,}}"
    rf"|{_LETTER}(?:[^\W_]|[-‑](?=\w)|['’](?={_LETTER}{{2}})|(?<=^St)\.)*\.?"
)
_WORD = re.compile(_FORM)
# The same with a capital: at the start of a word, or behind "l'" and "D-".
_CAPITAL = re.compile(
    r"(?=[^\W\d_a-zß-öø-ÿа-яёіїєґ])"  # first, since most letters fail here
    rf"(?:(?<!{_LETTER})(?<!{_LETTER}['’‑-])|(?<=[ldLD]['’])|(?<=[aeu]ll['’])|(?<=\b[DRI]-))(?:{_FORM})"
)
_JOINTS = bag("of de del la le the and am sur upon")  # lower-case words inside a name
_LONGEST_JOINT = 12  # characters between the capitals of a name: " upon the ", " de la "
_key = lru_cache(8192)(key)  # the same words open sentences everywhere
_SAINT = ("st.", "saint", "st")
_COURTESY = bag("mr mrs ms dr sir lord lady king queen prince")
_GLUE = frozenset((" ", "\n", "\u00a0"))
# Behind the name of a town: "Roswell police".
_BEHIND = bag("police resident residents native city area suburb suburbs mayor council airport courthouse streets")
_CURRENCY = re.compile(r" ?\$| (?:dollar|cent|Dollar)s?\b")
_DASH = re.compile(r"(?:, ?[A-Z][\w. ]{1,20})? ?[—–-]{1,2} ")
_WORD_BEFORE = re.compile(r"([^\W_]+)[ \u00a0\n](?:the )?$")
_OF_BEFORE = re.compile(r"([^\W_]+) of (?:the )?$")
_WORD_BEHIND = re.compile(r"[ \n]([^\W\d_]+\.?)")


class Found(NamedTuple):
    """A stretch of text that may be a place, and what it may be."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    trust: int  # SURE, BESIDE, NEVER_A_PLACE or SPEAKS
    placed: bool  # a word like "in" stands before it
    dateline: bool = False  # that of the article


class Page(NamedTuple):
    """A text with what is known of its words."""

    text: str
    known: Gazetteer
    words: Words
    firsts: frozenset[str]  # names of the people that the article names in full
    lasts: frozenset[str]
    plain: frozenset[str]  # what stands between blanks, as written


def candidates(page: Page) -> Iterable[Found]:
    """The stretches of a text that may be places, in order; none overlaps another."""
    text, uncased = page.text, page.words.uncased
    run: list[re.Match[str]] = []
    capitals = (match for match in (_WORD if uncased else _CAPITAL).finditer(text) if uncased or match[0][0].isupper())
    for match in islice(capitals, MOST):
        joints = _between(text, run[-1], match) if run else None
        if joints is None or len(run) > LONGEST_RUN:
            yield from _of_run(page, run)
            run = []
        else:
            run += joints
        run.append(match)
    yield from _of_run(page, run)


def _between(text: str, last: re.Match[str], match: re.Match[str]) -> list[re.Match[str]] | None:
    """The lower-case words that join two capitalised ones to a name, or None where nothing joins them."""
    start, end = last.end(), match.start()
    if text[start : start + 1] not in _GLUE or _stops(last[0]):
        return None
    if end - start == 1:
        return []
    if end - start > _LONGEST_JOINT or text[end - 1] not in _GLUE:
        return None
    gap = text[start:end]
    words = gap.split()
    if not _JOINTS.issuperset(words) or len(gap) != sum(map(len, words)) + len(words) + 1:
        return None
    return list(_WORD.finditer(text, start, end))


def _stops(word: str) -> bool:
    return word.endswith(".") and len(word) > 4 and "." not in word[:-1]


def _of_run(page: Page, run: list[re.Match[str]]) -> Iterable[Found]:
    text, known = page.text, page.known
    keys = [_key(match[0]) for match in run]
    i = 0
    while i < len(run):
        most = min(LONGEST, len(run) - i) if _heads(keys[i].partition(" ")[0], known) else 1
        for n in range(most, 0, -1):
            entries = known.find_case(" ".join(keys[i : i + n]))
            if not entries:
                continue
            start, end = run[i].start(), run[i + n - 1].end()
            name = text[start:end]
            if name.endswith(".") and name not in SHORT:
                end -= 1
            if _plausible(page, text[start:end], n, entries):
                entries = _fitting(page, start, end, entries)
                trust = _trust(page, run, i, n, entries)
                yield Found(
                    start, end, entries, trust, trust != SPEAKS and (page.words.uncased or _placed(text, start, end))
                )
                i += n
                break
        else:
            if "-" in run[i][0]:
                yield from _of_compound(run[i], known)
            i += 1


def _heads(word: str, known: Gazetteer) -> bool:
    """Whether a name of several words may begin with this one, in whatever case."""
    return word in known.heads or (word >= "\u0400" and not known.heads.isdisjoint(nominatives(word)))


def _of_compound(match: re.Match[str], known: Gazetteer) -> Iterable[Found]:
    """ "Seattle-based", "the Syrian-Turkish border": places before a hyphen, and behind it."""
    found = []
    at = match.start()
    for part in match[0].split("-"):
        if part[:1].isupper() and len(part) > 3:
            entries = known.find_key(key(part))
            if entries and (entries[0].kind != "city" or prominence(entries[0]) >= ALONE) and part.lower() not in NEVER:
                found.append(Found(at, at + len(part), entries, SURE, True))
            else:
                return
        at += len(part) + 1
    yield from found


def _fitting(page: Page, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries of the kind that the words beside a name ask for: "City of Lebanon", "Washington state"."""
    text = page.text
    of, behind = _OF_BEFORE.search(text, max(0, start - 24), start), _WORD_BEHIND.match(text, end)
    owner, owned = of[1].lower() if of else "", behind[1].rstrip(".") if behind else ""
    kind = None
    if owner in _CITY_OF or (owned.lower() in _CITY_WORDS and owned[0].isupper()):
        kind = "city"
    elif owner in _STATE_OF or owned.lower() in _STATE_WORDS:
        kind = "state"
    elif page.words.code == "fr" and entries[0].kind == "state" and _bare(text, start, end):
        return tuple(e for e in entries if e.kind == "city" and e.country == entries[0].country) or entries
    return tuple(entry for entry in entries if entry.kind == kind) or entries


def _bare(text: str, start: int, end: int) -> bool:
    """Whether a French name has no article, as no state's that is masculine: "à Québec", but "au Québec"."""
    return text[end - 1] != "e" and _BARE.search(text, max(0, start - 24), start) is not None


def _after_verb(text: str, start: int, words: Words) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    return before is not None and before[1].lower() in words.says


def _speaks(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a name stands beside a verb of speech, or behind "according to"."""
    behind = _WORD_BEHIND.match(text, end)
    if behind is not None and behind[1].lower().rstrip(".") in _BEHIND:
        return False  # "according to Oslo police"
    verb = behind[1] if behind is not None and behind[1] not in words.separable else ""  # "geht … davon aus"
    if verb in words.says or _after_verb(text, start, words):
        return True
    sources = (parts for parts in words.according if parts[0] not in PLACED_BY)  # "nach Oslo" is more often a way
    before = " " + " ".join(text[max(0, start - 24) : start].lower().split())
    return before.endswith(tuple(" " + " ".join(parts) for parts in sources))


def _located(text: str, start: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    return before is not None and before[1].lower() in LOCATIVE


def _placed(text: str, start: int, end: int) -> bool:
    """Whether a word that goes with places stands beside a name: "in X", "X police", "X — The mayor"."""
    before = _WORD_BEFORE.search(text, max(0, start - 16), start)
    if before is not None and before[1].lower() in PLACED_BY:
        return True
    if text[max(0, start - 2) : start] in ("D-", "R-", "I-"):  # "Rep. Anna Holm, D-Austin"
        return True
    behind = _WORD_BEHIND.match(text, end)
    if behind is not None and behind[1].lower().rstrip(".") in _BEHIND:
        return True
    return (start == 0 or text[start - 1] == "\n") and _DASH.match(text, end) is not None


def _plausible(page: Page, name: str, n: int, entries: tuple[Entry, ...]) -> bool:
    """Whether a name is no mere word: "Reading", "March", or "Salt" where the text has salt as well."""
    lower = name.lower().rstrip(".")
    if n > 1:
        return lower not in NEVER_TOGETHER
    if name in SHORT or f"{name}." in SHORT:
        return name in SHORT
    if name.upper() in CAPITALS or f"{name.upper()}." in CAPITALS:
        return name.isupper()
    if len(name) < 3 + name.isupper() or lower in NEVER or lower in page.words.days or lower in page.words.joints:
        return False
    return lower not in page.plain or page.words.uncased or prominence(entries[0]) >= LARGE


def _case_before_person(page: Page, run: list[re.Match[str]], n: int) -> bool:
    """Whether a place in another case stands before a person's full name: "программист из Минска Глеб Гончар"."""
    start, end = run[0].start(), run[n - 1].end()
    oblique = not page.known.find_key(_key(page.text[start:end])) or _placed(page.text, start, end)
    return oblique and len(run) == n + 2 and run[n + 1][0].rstrip(".") in page.lasts


def _is_word_too(entry: Entry) -> bool:
    """Whether a town is known in Cyrillic letters though it is small."""
    return entry.kind == "city" and entry.known_as and entry.population < FAMOUS


def _trust(page: Page, run: list[re.Match[str]], i: int, n: int, entries: tuple[Entry, ...]) -> int:
    """Whether the words around a name, or the article, make it a person's or a body's."""
    text, words = page.text, page.words
    word = run[i][0].rstrip(".")
    if words.uncased:  # the words beside are as good as any
        if n == 1 and word in page.lasts:
            return NEVER_A_PLACE
        known_for = entries[0].kind != "city" or entries[0].population >= 10**METROPOLIS
        return SURE if known_for or _placed(text, run[i].start(), run[i + n - 1].end()) else BESIDE
    if text[run[0].start() - 1 : run[0].start()] == "<":
        return NEVER_A_PLACE  # how agencies write companies and what they are traded as: "<Oslo Industries Ltd>"
    if n == 1 and word.lower() in NAMESAKES and not _located(text, run[i].start()):
        return NEVER_A_PLACE
    if words.cases and n == 1 and _is_word_too(entries[0]) and not _placed(text, run[i].start(), run[i].end()):
        return BESIDE  # "Зима" begins more sentences than it is a town's name
    large = entries[0].kind in ("country", "continent", "state") and prominence(entries[0]) >= LARGE
    before = run[i - 1][0].lower().rstrip(".") if i else ""
    following = run[i + n][0] if i + n < len(run) else ""
    if following.rstrip(".") in page.lasts and word in page.firsts:
        return NEVER_A_PLACE
    if words.cases and following in page.firsts and _case_before_person(page, run[i : i + n + 2], n):
        following = ""
    following = following.lower().rstrip(".") if following[:1].isupper() else ""
    if following in words.days or following in words.joints or following in MONTH_NAMES:
        following = ""
    name = run[i][0].lower()
    last = run[i + n - 1]
    if (
        following in _OF_BODIES
        or (
            entries[0].kind != "county"
            and any(match[0].lower().rstrip(".") in _STREETS for match in run[i + n : i + n + 2])
        )
        or _CURRENCY.match(text, last.end())
        or (before == "of" and i > 1 and run[i - 2][0].lower() in _BODY_OF)
    ):
        return NEVER_A_PLACE
    if before in _PEOPLES and (word in DEMONYMS or word == "America"):
        return NEVER_A_PLACE
    if n == 1 and word in page.lasts and not _located(text, run[i].start()):
        return NEVER_A_PLACE
    if before and (before in MALE or before in FEMALE):
        return NEVER_A_PLACE
    if name in _SAINT and prominence(entries[0]) < LARGE and text[last.end() : last.end() + 2] in ("'s", "’s"):
        return NEVER_A_PLACE  # a church's saint
    first_name = name in MALE or name in FEMALE
    if n == 1 and (first_name or word in page.firsts) and not following:
        if _after_verb(text, run[i].start(), words):
            return NEVER_A_PLACE
        first_name = True
    small = prominence(entries[0]) < METROPOLIS and not entries[0].capital
    if n == 1 and not large and small and _speaks(text, run[i].start(), last.end(), words):
        return SPEAKS  # "said Logan", "Conrad continues"
    if n > 1 and name in _SAINT and following and following not in BODIES:
        return BESIDE
    if n == 1 and following and (first_name or not large) and following not in BODIES:
        if first_name or following in page.lasts:
            return NEVER_A_PLACE
        return SURE if before in ("", "the") and any(match[0].lower() in CIVIC for match in run[i + n :]) else BESIDE
    if before and (not large or entries[0].kind == "state") and n == 1 and before not in words.prepositions:
        plain = before in _PART_OF or (before in NEVER and before not in ("san", "santa", "new", "saint", "st"))
        return NEVER_A_PLACE if before in _COURTESY else SURE if plain else BESIDE
    return BESIDE if n == 1 and first_name and not large and not _placed(text, run[i].start(), last.end()) else SURE
