"""The people and bodies an article names: full names, roles, genders; a part of a name resolved to the whole."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from index.extract.who import declined
from index.extract.who.declension import nominatives
from index.extract.who.declined import is_place
from index.extract.who.firstnames import EITHER, FEMALE, MALE
from index.extract.words import Words, bag

Gender = Literal["m", "f"]
LONGEST = 6  # words of a name
GAP = 30  # characters of particles between two capitals
ROLE_WITHIN = 70  # characters before a name
MOST = 3000  # names looked at in one text: a longer list is a table, not an article

# A word of these makes a body of a name, not a person.
BODIES = bag(
    """
    committee party university college institute institution council department ministry agency
    association union court house senate congress parliament bank group inc inc. corp corp. co co. ltd
    ltd. llc plc company corporation foundation news times post journal press network organization
    organisation authority commission bureau office service services force administration campaign
    coalition league federation center centre church school hospital club team board fund trust society
    museum police army navy guard airlines motors industries media radio television tv studios records
    street avenue road river island islands county city state states republic kingdom act bill amendment
    war day week pac caucus conference convention summit treaty agreement accord plan project programme
    program partners brothers systems technologies international nations cup championship awards award
    festival park square airport tower building bridge gazette tribune herald chronicle magazine review
    globe observer guardian telegraph express daily weekly report democrats republicans democratic
    republican national federal american north south east west new united supreme assembly chamber
    cabinet treasury pentagon kremlin verein partei bundestag bundesrat ministerium universität
    gesellschaft verband gewerkschaft ministère université parti conseil commission universidad partido
    ministerio consejo gobierno gouvernement voters americans christians muslims
    """
)
COMPANIES = bag("inc inc. corp corp. co co. ltd ltd. plc llc ag nv spa gmbh company corporation")  # the last word
_SURNAMES = bag("west north south day park church post bridge")  # of people as well
_NO_PERSONS = BODIES - _SURNAMES
GOVERNMENTS = bag(
    """
    government ministry kremlin pentagon administration cabinet regierung gouvernement gobierno governo
    treasury
    """
)
GROUPS = bag(
    """
    officials sources critics experts analysts supporters opponents police authorities republicans
    democrats lawmakers aides reporters voters members leaders people others researchers scientists
    investigators prosecutors residents witnesses protesters activists traders dealers economists
    diplomats lawyers advisers doctors they
    """
)
_GENITIVES = ("а", "я", "ы", "и", "і", "ї", "ого")  # "министр Татарстана Иван Гончар"
_PATRONYMICS = ("вич", "вна", "ична", "вича", "вичем", "вичу", "вны", "вне", "вной", "вни", "вні", "вною")
_OF_OFFICES = bag("al del dello della dei degli delle dal dalla alla ai alle nel nella sul sulla au aux du des")
_ENDS = ".!?…:»”—–-"
_HERS = ("ова", "ева", "єва", "ёва", "іна", "їна", "ына", "ая", "яя", "ська", "цька", "зька")  # last names of women
_HIS = ("ов", "ев", "єв", "ёв", "ский", "ской", "цкий", "ський", "цький", "зький", "ный", "ній", "ний")
_MEN_IN_A = bag("Никита Микита Илья Ілля Микола Кузьма Лука Фома Хома Данила Савва Сава Саша Миша Женя Гаврила")
_THINGS = (
    *("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tät", "tum", "nis", "ismus", "tag", "stadt"),
    *("ministerium", "partei", "verband", "gesellschaft", "agentur", "zeitung", "amt", "gericht", "werk", "haus"),
    *(
        "konferenz",
        "bank",
        "kammer",
        "institut",
        "fonds",
        "union",
        "liga",
        "dienst",
        "preis",
        "krieg",
        "markt",
        "welle",
    ),
    *("sender", "magazin", "hersteller", "unglück", "arzt", "sche", "schen", "scher", "sches"),
)  # endings of German nouns that are no names
_WITH_ARTICLE = frozenset(("im", "am", "zum", "zur", "beim", "vom", "ins"))  # prepositions
_LINKS = frozenset(("and", "known", "as", "with", "by", "of", "from", "for"))  # never the last word of a role
_OFFICE = "of the "  # before what an office is for: "Minister of Mines Anna Holm"
_REST = r"(?:\.(?:[^\W\d_]\.){0,2}|[^\W_]*(?:(?:[-‑](?=\w)|['’](?=[^\W\d_]{2}))[^\W_]*)*)"  # of a word
_WORD = re.compile(r"[^\W\d_]" + _REST)
# A word that may have a capital: the common small letters are passed over, which is fast.
_SMALL = "a-zß-öø-ÿа-яѐ-џ"
_INSIDE = r"(?<=[^\W\d_]['’].)"
_CAPITAL, _CAPITAL_ELIDED = (
    re.compile(
        rf"[^\W\d_{_SMALL}]"
        r"(?<![^\W\d_].)(?<![^\W\d_][\d‑-].)"  # inside no word that began before: "mp3Player", "al-Assad" …
        rf"(?!{inside}[^\W\d_])(?!(?<=\b[{_SMALL}]\..)\.)"  # … "d'Estaing", "z.B."
        rf"{_REST}"
    )
    for inside in (_INSIDE, r"(?<!\b[Ll]['’].)" + _INSIDE)  # but behind an article: "l’Estonienne"
)
_BLANKS = frozenset((" ", "\n", "\u00a0"))  # between the words of a name
_BLANK = re.compile("[ \n\u00a0]")
_ARTICLE = re.compile(r"(?:[Ll]|[DdJjNnSs](?=['’][^\W\d_A-ZÀ-Þ]))['’](?=[^\W\d_])")
_ELIDED = re.compile(r"^l['’]", re.I)  # "l’assessora"
_BEFORE = re.compile(r"((?:(?<!\w)[^\W\d_A-ZÀ-ÞА-ЯІЇЄҐ][^\W\d_]*[ '’-]){0,5}[^\W\d_]+),? $")
# "Anna Holm, the envoy,": what is said of a person behind the name.
_APPOSED = re.compile(
    r", (?:(?:the|an?|his|her|its|their) )?([a-z][\w'’ -]{2,50}?)(?= (?:of|for|at|in|from|who|and) |[,.;])"
)


class Run(NamedTuple):
    """Capitalised words in a row, freed of titles."""

    start: int
    end: int
    parts: list[str]
    title: str | None
    gender: Gender | None  # that the title tells
    pieces: list[tuple[int, str]]  # all words, each with where it begins


@dataclass(slots=True)
class Person:
    """One person as an article names them; grows while the article is read, and never leaves it."""

    name: str
    gender: Gender | None = None
    role: str | None = None
    first_at: int = 0
    count: int = 0


@dataclass(slots=True)
class People:
    """Everyone an article names, by whole name, by last name, by role, and in order."""

    by_name: dict[str, Person]
    by_last: dict[str, list[Person]]
    by_role: dict[str, list[Person]]  # by each word of what they are introduced as
    mentions: list[tuple[int, int, Person]]  # start, end, in order


def people_of(text: str, title: str, given: Iterable[str], words: Words) -> People:
    """The people named in a text: two capitalised words or more, or a title and one."""
    people = People({}, defaultdict(list), defaultdict(list), [])
    runs = _runs(text, words)
    if words.asides:
        runs = [_without_role(text, run, words) for run in runs]
    for run in runs:
        _take_full(text, people, run, words)
    for run in _runs(title, words):
        _take_full(title, people, run._replace(start=-1), words)
    for name in given:
        key = _cased(name)
        if key not in people.by_name and len(key.split()) > 1:
            add(people, Person(key, gender=gender_of(key.split()[0]), first_at=-1))
    if words.cases:
        written = set(people.by_name)
        declined.merge(people, {run.parts[0] for run in runs if len(run.parts) == 1}, words)
        for name in people.by_name.keys() - written:  # "Степана" is no woman
            people.by_name[name].gender = likely_gender(name.split()[0], name.split()[-1])
    for run in runs:
        _take_part(people, run, words)
    people.mentions.sort(key=lambda mention: mention[0])
    return people


def resolve(people: People, name: str, at: int, words: Words) -> tuple[str, Person | None]:
    """The full name behind a name at a place of the text, freed of titles; and the person, if it is one's."""
    parts, title, gender = split_titles(name, words)
    if not parts:
        return name, None
    whole = " ".join(parts if title else name.split())
    for k in range(max(1, min(len(parts) - 1, LONGEST))):  # a role that no table knows stands before the name
        known = people.by_name.get(" ".join(parts[k:]))
        if known is not None and (k == 0 or known.count):
            return known.name, known
    found = _of_part(people, parts, at, gender)
    if found is None and words.cases:
        found = next((person for person in declined.known(people, parts, words) if fits(person, gender)), None)
        if found is None and len(parts) == 2 and (last := people.by_last.get(parts[1])):
            found = last[0] if len(last) == 1 else None  # "Депутат Гончар": a role with its sentence's capital
    if found is None and words.nouns_capital and parts[-1].endswith("s"):  # a genitive: "Webers"
        found = _of_part(people, [*parts[:-1], parts[-1].removesuffix("s")], at, gender)
    return (found.name, found) if found else (whole, None)


def split_titles(name: str, words: Words) -> tuple[list[str], str | None, Gender | None]:
    """The words of a name without its titles, the titles as written, the gender they tell."""
    return _without_titles(_WORD.findall(name), words)


def _without_titles(pieces: list[str], words: Words) -> tuple[list[str], str | None, Gender | None]:
    gender: Gender | None = None
    cut = 0
    if pieces and pieces[-1].lower() in _NO_PERSONS:
        return pieces, None, None  # "State Department", "Foreign Ministry"
    for i, piece in enumerate(pieces[:-1]):
        lower = piece.lower()
        if is_title(lower, words):
            cut = i + 1
            gender = "m" if lower in words.titles_m else "f" if lower in words.titles_f else gender
    return pieces[cut:], " ".join(pieces[:cut]) or None, gender


def is_title(lower: str, words: Words) -> bool:
    """Whether a lower-case word is a title or a role."""
    if lower in words.titles_m or lower in words.titles_f or lower in words.titles:
        return True
    return bool(words.title_endings) and lower.endswith(words.title_endings)


def gender_of(first: str) -> Gender | None:
    """The gender that a first name tells for sure."""
    plain = _plain(first)
    if plain in EITHER:
        return None
    return "m" if plain in MALE else "f" if plain in FEMALE else None


def is_first_name(word: str) -> bool:
    """Whether a word is a first name that the lists know."""
    plain = _plain(word)
    return plain in MALE or plain in FEMALE or plain in EITHER


def _plain(word: str) -> str:
    """A word as the lists have it: in lower case and without accents, "Jürgen" as "jurgen"."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def likely_gender(first: str, last: str = "") -> Gender | None:
    """The gender that a name tells, if need be by its ending: -a is a woman's in Europe, as ة is in Arabic."""
    known = gender_of(first)
    if last.endswith(_HERS) or last.endswith(_HIS):
        return "f" if last.endswith(_HERS) else "m"
    if known or len(first) < 3 or first.lower() in EITHER:
        return known
    if "\u0400" <= first[-1] <= "\u04ff":
        man = first in _MEN_IN_A or first[-1] not in "аеєиіїоуюяыэё"
        return "m" if man else "f" if first[-1] in "ая" else None
    return "f" if first[-1] in "aةى" else None


def is_body(parts: list[str]) -> bool:
    """Whether a name is an organisation's."""
    if len(parts) == 2 and parts[1].lower() in _SURNAMES and is_first_name(parts[0]):
        return False  # "Anna North"
    return any(part.lower() in BODIES for part in parts) or (
        len(parts) == 1 and len(parts[0]) > 1 and parts[0].isupper()
    )


def is_company(name: str) -> bool:
    """Whether a name ends as companies' do: "Holm Ltd"."""
    return name.rpartition(" ")[2].lower() in COMPANIES


def nearest(people: People, at: int, back: int, gender: Gender | None) -> Person | None:
    """The person of fitting gender mentioned last between `back` and `at`."""
    i = bisect_left(people.mentions, at, key=lambda mention: mention[0]) - 1
    while i >= 0 and people.mentions[i][0] >= back:
        person = people.mentions[i][2]
        if fits(person, gender):
            return person
        i -= 1
    return None


def fits(person: Person | None, gender: Gender | None) -> bool:
    """Whether nothing speaks against a person being he or she."""
    return person is not None and (gender is None or person.gender is None or person.gender == gender)


def _runs(text: str, words: Words) -> list[Run]:
    """Runs of capitalised words, with particles inside; sentence-opening function words cut off."""
    if words.uncased:
        return []
    found: list[Run] = []
    run: list[tuple[int, str]] = []
    last = 0
    for match in (_CAPITAL_ELIDED if words.asides else _CAPITAL).finditer(text):
        word, start = match[0], match.start()
        if words.asides and (elided := _ARTICLE.match(word)):  # "L’Estonienne Anna Tamm", "L’opposant Luc Holm"
            word, start = word[elided.end() :], start + elided.end()
        if not word[0].isupper():
            continue
        if run and not _goes_on(run, text, last, start, words):
            _keep(found, run, words)
            if len(found) > MOST:
                return found
            run = []
        run.append((start, word))
        last = match.end()
    _keep(found, run, words)
    return found


def _goes_on(run: list[tuple[int, str]], text: str, start: int, end: int, words: Words) -> bool:
    """Whether a capital goes on with a run, over a blank or particles, which are taken into the run."""
    gap = text[start:end]
    if gap not in _BLANKS and (gap[:1] in _BLANKS and gap[-1] in _BLANKS and len(gap) <= GAP):
        for word in _BLANK.split(gap[1:-1]):
            if word not in words.particles or (word in words.determiners and run[-1][1] not in words.particles):
                return False
            run.append((start + 1, word))
            start += len(word) + 1
        gap = text[start:end]
    return gap in _BLANKS and len(run) < LONGEST


def _keep(found: list[Run], run: list[tuple[int, str]], words: Words) -> None:
    while run and (run[-1][1] in words.particles or run[-1][1].lower() in words.days):
        run.pop()
    cut = 0
    while cut < len(run) and run[cut][1].lower() in words.opening:
        cut += 1
    if cut < len(run):
        pieces, (last, word) = run[cut:], run[-1]
        found.append(Run(pieces[0][0], last + len(word), *_without_titles([word for _, word in pieces], words), pieces))


def _without_role(text: str, found: Run, words: Words) -> Run:
    """A run without the noun whose capital begins the sentence, or the office before: "Слюсарь Анна Гончар"."""
    start, run = found.start, found.pieces
    if len(run) < 3 or run[1][1].endswith(_PATRONYMICS):
        return found
    without = Run(run[1][0], found.end, *_without_titles([word for _, word in run[1:]], words), run[1:])
    before = text[max(0, start - 4) : start]
    if not words.cases:
        placed = before.split()[-1:] and before.split()[-1].lower() in words.prepositions
        office = placed and (is_first_name(run[1][1]) or before.split()[-1].lower() in _OF_OFFICES)
        return without if office else found
    owner = before[-2:-1].islower() and run[0][1].endswith(_GENITIVES) and not run[1][1].endswith(_GENITIVES)
    if owner or not before.strip() or before.rstrip()[-1] in _ENDS or before.strip().lower() in words.prepositions:
        return without
    return found


def _role_before(text: str, start: int, words: Words) -> str | None:
    """The role in the lower-case words right before a name: "por la alcaldesa, Nuria Pelayo"."""
    before = _BEFORE.search(text, max(0, start - ROLE_WITHIN), start)
    role = before[1].split() if before else []
    while role and _ELIDED.sub("", role[0]).lower() not in words.titles:
        del role[0]
    return " ".join(role) or None


def _take_full(text: str, people: People, run: Run, words: Words) -> None:
    start, end, parts, role, gender, _ = run
    if len(parts) < 2:
        return
    if len(run.pieces) > 2 and text[max(0, start - len(_OFFICE)) : start].endswith((_OFFICE, "of ")):
        pieces = run.pieces
        pieces = pieces[next((i for i in range(1, len(pieces) - 1) if is_first_name(pieces[i][1])), 0) :]
        start = pieces[0][0] if start >= 0 else start
        parts, role, gender = _without_titles([word for _, word in pieces], words)
    if words.nouns_capital:
        parts, role = _from_first_name(parts, role)
        known = gender or role or (parts and is_first_name(parts[0]))
        if not known and (_has_article(text, start, words) or is_thing(parts, words)):
            return
    if len(parts) < 2 or is_body(parts) or len(parts) > 4 or all(part.isupper() and len(part) > 3 for part in parts):
        return
    if any(part.lower() in words.plain and part.lower() not in words.particles for part in parts[:-1]):
        return  # a headline, with capitals throughout
    name = " ".join(parts)
    person = people.by_name.get(name)
    if person is None:
        person = Person(name, gender or likely_gender(parts[0], parts[-1]), None, start)
        add(people, person)
    introduce(people, person, role, words)
    person.gender = person.gender or gender
    if start >= 0:
        if words.asides and role is None:
            introduce(people, person, _role_before(text, start, words), words)
        if not words.asides and person.role is None and (apposed := _APPOSED.match(text, end)):
            introduce(people, person, apposed[1], words)
        person.count += 1
        people.mentions.append((start, end, person))


def _from_first_name(parts: list[str], role: str | None) -> tuple[list[str], str | None]:
    """The words of a name from its first name on, where other nouns stand before it: "Torwart Jonas Weber"."""
    parts = parts[: next((k for k, part in enumerate(parts) if part in _WITH_ARTICLE), len(parts))]
    first = next((k for k, part in enumerate(parts[:-1]) if is_first_name(part)), 0)
    if len(parts) == 2 and parts[0] == "von":
        return [], role  # "Bürgermeisterin von Linz"
    before = " ".join(filter(None, [role, *parts[:first]]))
    return parts[first:], before or None


def _has_article(text: str, start: int, words: Words) -> bool:
    before = text[max(0, start - 12) : max(0, start)].split()[-1:]
    return bool(before) and (before[0].lower() in words.determiners or before[0].lower() in _WITH_ARTICLE)


def is_thing(parts: list[str], words: Words) -> bool:
    """Whether German nouns are no person's name, by their endings and particles."""
    return any(part.isupper() or part.lower().endswith(_THINGS) or part in words.particles for part in parts)


def _take_part(people: People, run: Run, words: Words) -> None:
    start, end, parts, role, gender, _ = run
    if len(parts) != 1:
        return
    found = _of_part(people, parts, start, gender)
    if found is None and words.cases:
        found = next(iter(declined.known(people, parts, words)), None)
    if found is None and role and not is_body(parts) and not is_place(parts[0], words):
        found = Person(parts[0], gender, None, start)
        people.by_last[parts[0]].append(found)
    if found is not None:
        found.count += 1
        found.gender = found.gender or gender
        introduce(people, found, role, words)
        people.mentions.append((start, end, found))


def role_of(before: str, words: Words) -> str | None:
    """What the words before a name say of its bearer, "its leader," being "leader"; None where they only say whose."""
    parts = before.split()
    while parts and parts[0].lower() in words.determiners:
        del parts[0]
    parts[:1] = [_ELIDED.sub("", part) for part in parts[:1]]
    while parts and (not parts[-1].strip("“”\"'’") or parts[-1].lower() in words.naming or parts[-1].lower() in _LINKS):
        del parts[-1]
    if not parts or parts[0][0].isdigit() or any(_tells(part, words) for part in parts):
        return None
    if any(parts[0] in plain for plain in (words.joints, words.prepositions, words.fillers, words.who)):
        return None
    role = " ".join(parts).rstrip(" ,;:–—-“\"‘'")
    return None if role.endswith(("'s", "’s", "s’", "s'")) or not any(c.isalpha() for c in role) else role or None


def _tells(word: str, words: Words) -> bool:
    """Whether a word is a verb, so that what holds it is no role."""
    if word in words.nouns or word in words.titles:
        return False
    return word in words.says or word in words.calls or word in words.verbs or word in words.passive


def introduce(people: People, person: Person, role: str | None, words: Words) -> None:
    """Note what a person is said to be, where that is not known yet."""
    role = role_of(role, words) if role else None
    if role and not person.role:
        person.role = role
        known_as = set(_ELIDED.sub("", role.lower()).split())
        for word in known_as.union(*(nominatives(word, words) for word in known_as)):
            people.by_role[word].append(person)


def add(people: People, person: Person) -> Person:
    """Make a person known by whole and by last name."""
    people.by_name[person.name] = person
    parts = [part for part in person.name.split() if part.rstrip(".").lower() not in ("jr", "sr", "ii", "iii")]
    people.by_last[parts[-1]].append(person)
    if len(parts) > 2:  # "von der Leyen" and "Van Hollen" are last names too
        people.by_last[" ".join(parts[1:])].append(person)
    return person


def _of_part(people: People, parts: list[str], at: int, gender: Gender | None) -> Person | None:
    part = " ".join(parts)
    candidates = [p for p in people.by_last.get(part, ()) if fits(p, gender)]
    if not candidates:
        if len(parts) > 1:
            return None
        candidates = (
            [p for p in people.by_name.values() if p.name.split()[0] == part and fits(p, gender)]
            if is_first_name(part)
            else []
        )
        return candidates[0] if candidates else None
    if len(candidates) == 1:
        return candidates[0]
    earlier = [p for p in candidates if 0 <= p.first_at < at]
    return max(earlier or candidates, key=lambda p: (p.count, -p.first_at))


def _cased(name: str) -> str:
    """A given name in the case a text would write: "baker, james" stays, "BAKER" becomes "Baker"."""
    return name.title() if name.isupper() or name.islower() else name
