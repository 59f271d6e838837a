"""Whose name is it? The rules by which two names of an archive are one person's.

    title      Envoy Anna Holm              words before a whole name that stands alone elsewhere
    initials   Anna K. Holm, A. Holm        a middle name left out, or a first name cut short
    script     Анна Хольм                   first and last name have the same consonants in another script
    surname    Holm                         just one person of weight has that last name

A rule joins only what nothing speaks against: of two people of one surname both stay, and where two could be meant,
none is. Names that differ in case, accents and hyphens alone are one name from the beginning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain, combinations, product

from index.extract.who import names as within
from index.extract.words import TABLES, bag, words
from index.names import name_key, name_words
from index.romanised import LEAST, alike, romanised, script_of, skeletons

SHARE = 0.9  # of the articles that name somebody so, those of one person: then a mere surname is theirs
SURE = 3  # articles that name a person in full, in an agreeing role, before a mere surname elsewhere is theirs
MOST = 2 / 3  # of all articles that name somebody so, theirs, where only the role tells several apart
LONGEST = 5  # words of a person's name
TAIL = 3  # words of a last name: "van der Berg"
PLAIN = bag("the an of for to in at on by with from and or as her his its their who")  # no part of a name or role
_OWNING = ("'s", "’s", "'", "’")
CORRECTION = "correction"  # the reason that the user gives
_THINGS = bag(
    """
    sa ag nv spa gmbh securities bancorp holdings holding airways resources market markets subcommittee
    officials official banker bankers diplomat spokesman spokeswoman sources statement
    """
)
_COUNTRIES = (("u", "s"), ("u", "k"), ("u", "n"))  # "U.S. Officials" begin with no initials
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))

Words = tuple[str, ...]
Called = tuple[str, str, str]  # a first name or its first letter, a last name, "jr" or the like
Pairs = Iterator[tuple[str, str]]  # keys of a name and of one that stands for it; of two that are equal, both ways


@dataclass
class Known:
    """A name of the archive in all its spellings: how often it was met, as whose, and as what."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    persons: int = 0  # articles in which it is a person's for sure
    others: int = 0  # in which it is a body's or a place's
    roles: Counter[str] = field(default_factory=Counter)  # words of roles, with the articles that have them
    languages: set[str] = field(default_factory=set)

    @cached_property
    def shown(self) -> str:
        """Its most frequent spelling."""
        return max(self.spellings, key=lambda n: (self.spellings[n], not n.endswith(_OWNING), not n.isupper(), n))

    @cached_property
    def _words(self) -> tuple[Words, str]:
        *found, last = name_words(self.shown) or (self.key,)
        return (tuple(found), last) if len(found) > 1 and last in _GENERATIONS else ((*found, last), "")

    @property
    def words(self) -> Words:
        """First name, middle names, last name; "Jr" and the like left out."""
        return self._words[0]

    @property
    def generation(self) -> str:
        """ "jr" of "Anders Holm Jr"."""
        return self._words[1]

    @cached_property
    def whole(self) -> bool:
        """Whether it looks like a person's name in full."""
        if not 0 < self.persons >= self.others or len(self.words) > LONGEST or len(self.parted[1]) < 2:
            return False
        common = any(map(_is_common, self.words)) or self.words[:2] in _COUNTRIES
        return not (common or self.parted[1][0] in _particles() or self.words[0] in self.plain)

    @cached_property
    def parted(self) -> tuple[Words, Words]:
        """What stands before a name, titles and words that open a sentence, and the name."""
        cut, titles = 0, self.titles | self.plain
        while cut < len(self.words) - 1 and self.words[cut] in titles and not within.is_first_name(self.words[cut]):
            cut += 1
        return self.words[:cut], self.words[cut:]

    @cached_property
    def sure(self) -> bool:
        """Whether it is one beyond doubt: of a first name that is known, in another script, or with a role."""
        return within.is_first_name(self.words[0]) or self.writing != "latin" or bool(self.roles)

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles and roles in its languages; "M." is one in French alone."""
        return _titles(frozenset(self.languages))

    @cached_property
    def plain(self) -> frozenset[str]:
        """Words of its languages that open sentences but no name: "Besides Holm"."""
        return _plain(frozenset(self.languages))

    @cached_property
    def writing(self) -> str:
        """Its script, and for Cyrillic, which languages write each in their way, the language."""
        script = script_of("".join(self.words)) or ""
        return script + min(self.languages, default="") if script == "cyrillic" else script


class Groups:
    """Names joined to people; what the user says (`fixed` names, pairs `apart`) is never undone by a rule."""

    def __init__(self, fixed: Mapping[str, str] | None = None, apart: Iterable[frozenset[str]] = ()) -> None:
        self.fixed = fixed or {}
        self._apart = set(apart)
        self._members: dict[str, list[str]] = {}
        self._reasons: dict[str, str] = {}

    def of(self, key: str) -> list[str]:
        """The names of the same person, in order."""
        return self._members.get(key, [key])

    def leader(self, key: str) -> str:
        """The first of them, by which the group is known."""
        return self.of(key)[0]

    def reason(self, key: str) -> str:
        """The rule by which a name was joined to another; "" where none was."""
        return self._reasons.get(key, "")

    def join(self, to: str, key: str, rule: str) -> None:
        """Make a name that of another one's bearer, unless the user says otherwise."""
        one, other = self.of(to), self.of(key)
        pairs = {frozenset((a, b)) for a in one for b in other}
        fixed = any(name in self.fixed for name in one) and any(name in self.fixed for name in other)
        if key in one or fixed or self.reason(key) == CORRECTION or not self._apart.isdisjoint(pairs):
            return
        self._reasons.setdefault(key, rule)
        both = sorted([*one, *other])
        self._members |= dict.fromkeys(both, both)


def titles(known: Mapping[str, Known], groups: Groups) -> Pairs:
    """ "Envoy Anna Holm" is Anna Holm: what stands before a whole name is no name itself."""
    whole = {one.words: key for key, one in known.items() if one.whole and not one.generation}
    for key, one in known.items():
        for cut in range(1, len(one.words) - 1):
            before, rest = one.words[:cut], one.words[cut:]
            if rest not in whole or any(word in PLAIN or within.is_first_name(word) for word in before):
                continue
            if before[-1] in one.titles or within.is_first_name(rest[0]):
                yield whole[rest], key
                break


def initials(known: Mapping[str, Known], groups: Groups) -> Pairs:
    """ "Anna K. Holm" is Anna Holm, and "A. Holm" the one person so called."""
    same: defaultdict[Called, list[str]] = defaultdict(list)
    beginning: defaultdict[Called, list[str]] = defaultdict(list)
    short = []
    for key, one in _people(known, groups).items():
        first, last = one.words[0], one.words[-1]
        if len(first) == 1:
            short.append(key)
        elif one.sure:
            same[first, last, one.generation].append(key)
            beginning[first[0], last, one.generation].append(key)
    for keys in same.values():
        yield from _compatible([known[key] for key in keys])
    for key in short:
        one = known[key]
        fitting = [k for k in beginning[one.words[0], one.words[-1], one.generation] if _fit(one, known[k])]
        as_long = len(one.words) == 2 or any(len(known[k].words) == len(one.words) for k in fitting)
        weight = sum(known[k].articles for k in fitting)
        if len({groups.leader(k) for k in fitting}) == 1 and as_long and weight >= SURE:
            yield fitting[0], key


def scripts(known: Mapping[str, Known], groups: Groups) -> Pairs:
    """ "Анна Хольм" is Anna Holm where both are in the archive, and nobody else fits either."""
    people = _people(known, groups)
    foreign, latin = defaultdict(set), defaultdict(set)  # by consonants: key, and both names in Latin letters
    for key in [key for key, one in people.items() if one.writing != "latin"]:
        for skeleton, letters in _skeletons(people[key]):
            foreign[skeleton].add((key, letters))
    for key in [key for key, one in people.items() if one.writing == "latin"] if foreign else ():
        for skeleton, letters in _skeletons(people[key]):
            if skeleton in foreign:
                latin[skeleton].add((key, letters))
    pairs = {
        (one[0], other[0])
        for skeleton, names in foreign.items()
        for one, other in chain(product(names, latin[skeleton]), combinations(sorted(names), 2))
        if _foreign(known[one[0]], known[other[0]]) and alike(one[1], other[1])
    }
    meant: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)  # whom a person could be, by writing
    for name, same in {both for pair in pairs for both in (pair, pair[::-1])}:
        meant[groups.leader(name), known[same].writing][groups.leader(same)] += known[same].articles
    chosen = {(name, writing): _of_weight(whom) for (name, writing), whom in meant.items()}
    alone = {
        (name, same)
        for name, same in pairs
        if chosen[groups.leader(name), known[same].writing] == groups.leader(same)
        and chosen[groups.leader(same), known[name].writing] == groups.leader(name)
    }
    yield from sorted(alone | {pair[::-1] for pair in alone})


def surnames(known: Mapping[str, Known], groups: Groups) -> Pairs:
    """ "Holm", or "Envoy Holm", is the one person of weight with that last name, among those whose role agrees."""
    people = _people(known, groups)
    ending: defaultdict[Words, list[str]] = defaultdict(list)
    opening: defaultdict[Words, list[str]] = defaultdict(list)
    for key, name in ((key, one.parted[1]) for key, one in people.items()):
        opening[name[:1]].append(key)
        for length in range(1, min(TAIL, len(name) - 1) + 1):
            ending[name[-length:]].append(key)
    for key, one in known.items():
        surname = one.parted[1]
        if surname in ending and not (key in people and one.sure) and not groups.reason(key):
            bearer = _bearer(one, ending[surname], opening.get(surname, []), known, groups)
            if bearer is not None:
                yield bearer, key


def _bearer(
    surname: Known, bearers: list[str], others: list[str], known: Mapping[str, Known], groups: Groups
) -> str | None:
    """Whose a surname is, given who has it for a last name and who for a first name."""
    title, name = surname.parted
    if PLAIN & {*title} or any(map(_is_common, name)) or (len(name) > 1 and within.is_first_name(name[0])):
        return None
    roles = {*surname.roles, *title}
    weights, agreeing = Counter[str](), Counter[str]()  # articles of each, and those in which the roles agree
    for whole in [*bearers, *others]:
        weights[groups.leader(whole)] += known[whole].articles
        agreeing[groups.leader(whole)] += max((known[whole].roles[role] for role in roles), default=0)
    best = _of_weight(agreeing if agreeing.total() else weights)
    bearer = next((whole for whole in bearers if groups.leader(whole) == best and known[whole].sure), None)
    if bearer is None or best is None or weights[best] < MOST * weights.total():
        return None
    weight = sum(known[name].articles for name in groups.of(bearer) if known[name].whole)  # in whatever spelling
    person = surname.persons > 0 or bool(title) or weight >= surname.articles
    return bearer if weight >= SURE and person and surname.others * 2 <= surname.articles else None


RULES: dict[str, Callable[[Mapping[str, Known], Groups], Pairs]] = {
    "title": titles,
    "initials": initials,
    "script": scripts,
    "surname": surnames,
}


def _people(known: Mapping[str, Known], groups: Groups) -> dict[str, Known]:
    """The whole names without titles."""
    return {key: one for key, one in known.items() if one.whole and groups.reason(key) != "title"}


def _of_weight(articles: Counter[str]) -> str | None:
    """The one that has nearly all articles; None where two could be meant."""
    best = max(sorted(articles), key=articles.__getitem__)
    return best if articles[best] >= SHARE * articles.total() else None


def _compatible(same: list[Known]) -> Pairs:
    """Those of one first and last name whose middle names contradict nobody's of weight."""
    total = sum(one.articles for one in same)
    heavy = [one for one in same if one.articles > total * (1 - SHARE)]
    if heavy and all(_fit(one, other) for one, other in combinations(heavy, 2)):
        for one in same:
            if one is not heavy[0] and all(_fit(one, other) for other in heavy):
                yield from ((heavy[0].key, one.key), (one.key, heavy[0].key))


def _fit(one: Known, other: Known) -> bool:
    """Whether first and middle names of two contradict nowhere: left out, or cut to the first letter."""
    pairs = [(one.words[0], other.words[0]), *zip(one.words[1:-1], other.words[1:-1], strict=False)]
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)


def _foreign(one: Known, other: Known) -> bool:
    """Whether two are written so differently that letters need not agree."""
    if "" in (one.writing, other.writing) or one.writing == other.writing:
        return False
    return not one.writing.startswith(other.writing[:3]) or one.languages.isdisjoint(other.languages)


def _skeletons(one: Known) -> Iterator[tuple[tuple[str, str], str]]:
    """The consonants of first and last name, and these in Latin letters; a title may stand before the first."""
    firsts = one.words[:1] if one.writing == "latin" else dict.fromkeys((one.words[0], one.words[-2]))
    last = romanised(one.words[-1])
    for first in map(romanised, firsts):
        for skeleton in product(skeletons(first), skeletons(last)):
            if len("".join(skeleton)) >= LEAST:
                yield skeleton, f"{first} {last}"


def _is_common(word: str) -> bool:
    """Whether a word makes a name that of a body, a group or a thing."""
    return any(word in common for common in (within.BODIES, within.GROUPS, _THINGS, PLAIN))


@cache
def _particles() -> frozenset[str]:
    return frozenset().union(*(words(language).particles for language in TABLES))


@cache
def _plain(languages: frozenset[str]) -> frozenset[str]:
    tables = list(map(words, languages & TABLES.keys()))
    opening = (t.prepositions | t.determiners | t.joints | t.fillers | t.linking | {*t.days} for t in tables)
    return frozenset(word for word in frozenset().union(*opening) - _particles() if len(word) > 1)  # "A." is an initial


@cache
def _titles(languages: frozenset[str]) -> frozenset[str]:
    tables = list(map(words, (languages & TABLES.keys()) or TABLES))
    return frozenset(name_key(word) for t in tables for word in t.titles | t.titles_m | t.titles_f)
