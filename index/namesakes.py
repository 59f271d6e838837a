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
from functools import cache
from itertools import chain, combinations, groupby, product
from sys import intern

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

_NOTHING = Counter[str]()
_KINDS = (((False, False), (False, True)), ((True, False), (True, True)))

Words = tuple[str, ...]
Called = tuple[str, str, str]  # a first name or its first letter, a last name, "jr" or the like
Pairs = Iterator[tuple[str, str]]  # keys of a name and of one that stands for it; of two that are equal, both ways


class Known:
    """A name of the archive in all its spellings: how often it was met, as whose, and as what.

    There may be hundreds of thousands, of which most are met once: so what names have in common is one object, and
    what is quickly found again is not kept.
    """

    __slots__ = (
        "_cut",
        "_further",
        "_kinds",
        "_own",
        "_roles",
        "_words",
        "_writing",
        "articles",
        "generation",
        "key",
        "languages",
        "others",
        "persons",
        "spelling",
    )

    def __init__(self, key: str, spelling: str) -> None:
        self.key = key
        self.spelling = spelling  # the one it was met in first
        self.articles = 0
        self.persons = 0  # articles in which it is a person's for sure
        self.others = 0  # in which it is a body's or a place's
        self.languages: frozenset[str] = frozenset()
        self.generation = ""  # "jr" of "Anders Holm Jr"; known once `words` are
        self._further: Counter[str] | None = None  # articles by other spellings
        self._roles: Counter[str] | None = None
        self._own = False  # whether no other name has the same roles
        self._words: Words | None = None
        self._cut = 0  # how many of the words are titles and the like; known once `words` are
        self._writing: str | None = None
        self._kinds: tuple[bool, bool] | None = None  # whether it is whole, and sure

    def met(self, spelling: str, kind: str, role: Counter[str] | None, language: str | None) -> None:
        """Count an article that names somebody so."""
        self.spelt(spelling, 1)
        self.articles += 1
        self.persons += kind == "person"
        self.others += kind == "other"
        if role and self._roles is None:
            self._roles = role
        elif role:
            self._roles = (self._roles or _NOTHING) if self._own else Counter(self._roles)
            self._own = True
            self._roles.update(role)
        if language and language not in self.languages:
            self.languages = _with(self.languages, language)

    def spelt(self, spelling: str, articles: int) -> None:
        """Count articles by a spelling."""
        if spelling != self.spelling:
            self._further = Counter() if self._further is None else self._further
            self._further[spelling] += articles

    @property
    def spellings(self) -> Mapping[str, int]:
        """Each with the articles that have it."""
        further = self._further or Counter[str]()
        return {self.spelling: self.articles - further.total(), **further}

    @property
    def roles(self) -> Counter[str]:
        """Words of roles, with the articles that have them."""
        return self._roles or _NOTHING

    @property
    def shown(self) -> str:
        """Its most frequent spelling."""
        if not self._further:
            return self.spelling
        many = self.spellings
        return max(many, key=lambda n: (many[n], not n.endswith(_OWNING), not n.isupper(), n))

    @property
    def words(self) -> Words:
        """First name, middle names, last name; "Jr" and the like left out."""
        if self._words is None:
            *firsts, last = name_words(self.shown) or (self.key,)
            found = (*map(intern, firsts), last)
            if len(found) > 2 and found[-1] in _GENERATIONS:
                found, self.generation = found[:-1], found[-1]
            openers, most = _openers(self.languages), len(found) - 1
            while self._cut < most and found[self._cut] in openers and not within.is_first_name(found[self._cut]):
                self._cut += 1
            self._words = found
        return self._words

    @property
    def whole(self) -> bool:
        """Whether it looks like a person's name in full."""
        return self._looks[0]

    @property
    def sure(self) -> bool:
        """Whether it is one beyond doubt: of a first name that is known, in another script, or with a role."""
        return self._looks[1]

    @property
    def _looks(self) -> tuple[bool, bool]:
        if self._kinds is None:
            sure = within.is_first_name(self.words[0]) or self.writing != "latin" or bool(self._roles)
            self._kinds = _KINDS[self._is_whole()][sure]
        return self._kinds

    def _is_whole(self) -> bool:
        if not 0 < self.persons >= self.others or len(self.words) > LONGEST or len(self.parted[1]) < 2:
            return False
        common = any(map(_is_common, self.words)) or self.words[:2] in _COUNTRIES
        return not (common or self.parted[1][0] in _particles() or self.words[0] in _plain(self.languages))

    @property
    def parted(self) -> tuple[Words, Words]:
        """What stands before a name, titles and words that open a sentence, and the name."""
        words = self.words
        return words[: self._cut], words[self._cut :]

    @property
    def called(self) -> Called:
        """First name, last name, "jr" or the like."""
        return self.words[0], self.words[-1], self.generation

    @property
    def titles(self) -> frozenset[str]:
        """Titles and roles in its languages; "M." is one in French alone."""
        return _titles(self.languages)

    @property
    def writing(self) -> str:
        """Its script, and for Cyrillic, which languages write each in their way, the language."""
        if self._writing is None:
            script = script_of("".join(self.words)) or ""
            self._writing = intern(script + min(self.languages, default="") if script == "cyrillic" else script)
        return self._writing


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
    wanted = {one.words[cut:] for one in known.values() for cut in range(1, len(one.words) - 1)}
    named = ((key, one) for key, one in known.items() if one.words in wanted)
    whole = {one.words: key for key, one in named if one.whole and not one.generation}
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
    people = list(_people(known, groups))
    short = [key for key in people if len(known[key].words[0]) == 1]
    wanted = {known[key].called for key in short}
    people = [key for key in people if len(known[key].words[0]) > 1 and known[key].sure]
    beginning: defaultdict[Called, list[str]] = defaultdict(list)
    for key in people:
        first, *rest = known[key].called
        if (begins := (first[0], *rest)) in wanted:
            beginning[begins].append(key)
    people.sort(key=lambda key: known[key].called)
    same = (list(keys) for _, keys in groupby(people, key=lambda key: known[key].called))
    for keys in sorted(keys for keys in same if len(keys) > 1):
        yield from _compatible([known[key] for key in keys])
    for key in short:
        one = known[key]
        fitting = [k for k in beginning[one.called] if _fit(one, known[k])]
        as_long = len(one.words) == 2 or any(len(known[k].words) == len(one.words) for k in fitting)
        weight = sum(known[k].articles for k in fitting)
        if len({groups.leader(k) for k in fitting}) == 1 and as_long and weight >= SURE:
            yield fitting[0], key


def scripts(known: Mapping[str, Known], groups: Groups) -> Pairs:
    """ "Анна Хольм" is Anna Holm where both are in the archive, and nobody else fits either."""
    foreign, latin = defaultdict(set), defaultdict(set)  # by consonants: key, and both names in Latin letters
    for key in (key for key in _people(known, groups) if known[key].writing != "latin"):
        for skeleton, letters in _skeletons(known[key]):
            foreign[skeleton].add((key, letters))
    for key in (key for key in _people(known, groups) if known[key].writing == "latin") if foreign else ():
        for skeleton, letters in _skeletons(known[key]):
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
    wanted = {one.parted[1] for key, one in known.items() if _may_be_surname(one, groups)}
    ending: defaultdict[Words, list[str]] = defaultdict(list)
    opening: defaultdict[Words, list[str]] = defaultdict(list)
    for key in _people(known, groups):
        name = known[key].parted[1]
        if name[:1] in wanted:
            opening[name[:1]].append(key)
        for length in range(1, min(TAIL, len(name) - 1) + 1):
            if name[-length:] in wanted:
                ending[name[-length:]].append(key)
    for key, one in known.items():
        surname = one.parted[1]
        if surname in ending and _may_be_surname(one, groups):
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


def _people(known: Mapping[str, Known], groups: Groups) -> Iterator[str]:
    """The whole names without titles."""
    return (key for key, one in known.items() if _is_person(one, groups))


def _is_person(one: Known, groups: Groups) -> bool:
    return one.whole and groups.reason(one.key) != "title"


def _may_be_surname(one: Known, groups: Groups) -> bool:
    return not (one.sure and _is_person(one, groups)) and not groups.reason(one.key)


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
def _with(languages: frozenset[str], language: str) -> frozenset[str]:
    return languages | {language}


@cache
def _openers(languages: frozenset[str]) -> frozenset[str]:
    """What may stand before a name: titles, and words of its languages that open sentences but no name."""
    return _titles(languages) | _plain(languages)


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
