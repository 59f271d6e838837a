"""The words that show who speaks, a table a language: verbs of speech, pronouns, titles, joints.

A language is added by adding a file to tables/. Words are lower case; forms are listed or, where a language
is regular, made from the stem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Words:
    """What one language's words do around a quotation."""

    says: frozenset[str]  # verbs that take what was said: a quotation, or a clause
    have: frozenset[str] = frozenset()  # auxiliaries of "has said", before the participles among these verbs
    participles: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()  # verbs that take a few quoted words only: "called it “a mess”"
    tells: frozenset[str] = frozenset()  # of all these, those that give somebody's own words: "said", "called"
    naming: frozenset[str] = frozenset()  # before a name in marks that nobody says: "called “X”"
    works: frozenset[str] = frozenset()  # what has a title: films, songs, programmes
    saying: frozenset[str] = frozenset()  # forms without a subject of their own: "calling for"
    frames: Mapping[str, frozenset[str]] = field(default_factory=dict)  # what a form takes (tables/english_frames.py)
    that: frozenset[str] = frozenset()  # opens a clause of indirect speech
    according: tuple[tuple[str, ...], ...] = ()  # before its source: "according to"
    so: frozenset[str] = frozenset()  # opens a sentence that tells who said the one before: "Lo ha detto Ada Rovis"
    viewpoint: frozenset[str] = (
        frozenset()
    )  # the same, at the start of a sentence with marks only: "pour Anna Holm, « … »"
    according_after: frozenset[str] = frozenset()  # after its source: "zufolge"
    nouns: frozenset[str] = frozenset()  # forms of these verbs that are nouns as well: "report", "claims"
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()  # and every other pronoun that is no he or she
    objects: frozenset[str] = frozenset()  # pronouns in other cases: "told him"
    his: frozenset[str] = frozenset()  # "his" and "him" where a source is named: "по его словам", "selon lui"
    her: frozenset[str] = frozenset()
    i: frozenset[str] = frozenset()  # the writer, or whoever speaks
    determiners: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()  # articles that go on with a noun phrase: "des"
    joints: frozenset[str] = frozenset()  # words no noun phrase contains: conjunctions, relatives, forms of be
    verbs: frozenset[str] = frozenset()  # other forms that are verbs only, so that a noun phrase ends before them
    linking: frozenset[str] = frozenset()  # adverbs that open a sentence and are no part of its subject: "moreover"
    fillers: frozenset[str] = frozenset()  # auxiliaries and adverbs between speaker and verb
    # verbs that speak only with one of these particles behind them: "gab … bekannt"
    separable: dict[str, frozenset[str]] = field(default_factory=dict)
    reported: frozenset[str] = frozenset()  # verbs in the mood of indirect speech: "sei"
    asked: frozenset[str] = frozenset()  # participles of questions: "asked about it, she said"
    passive: frozenset[str] = frozenset()  # before a participle the speaker is not the subject
    hearsay: frozenset[str] = frozenset()  # participles of what nobody in particular says: "is expected to"
    polls: frozenset[str] = frozenset()  # what says something without a verb: "in a poll, …"
    unnamed: frozenset[str] = frozenset()  # what a headline names without a name: "Report: …"
    back: frozenset[str] = frozenset()  # after a verb of answering, whichever: "shot back"
    with_: frozenset[str] = frozenset()  # before a participle's own subject: "with Anna Holm calling it"
    who: frozenset[str] = frozenset()  # relative pronouns: the speaker stands before
    particles: frozenset[str] = frozenset()  # lower-case words inside a name
    again: frozenset[str] = frozenset()  # nouns that stand for whoever spoke last: "il primo cittadino"
    titles_m: frozenset[str] = frozenset()
    titles_f: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()  # before or after a name, of anyone
    title_endings: tuple[str, ...] = ()  # of titles in one word: "Terminalleiter"
    days: tuple[str, ...] = ()  # Monday first
    today: frozenset[str] = frozenset()
    yesterday: frozenset[str] = frozenset()
    code: str = "en"  # ISO 639-1
    own: bool = True  # False: the table of a language that has none
    compounds: bool = False  # a name may stand before a noun: "a Holm adviser"
    apart: bool = False  # parts in marks are quotations of their own, inside a clause and behind a sentence's end
    nouns_capital: bool = False  # German: a capital does not make a name
    uncased: bool = False  # Arabic: no capitals at all
    asides: bool = False  # a cue may stand inside the marks, and a dash may open what is said
    dashed: bool = False  # a comma and a dash always part what was said from its cue: «Нет», — сказала Анна
    cases: tuple[tuple[str, tuple[str, ...]], ...] = ()  # endings of other cases → those of the nominative

    # Made of the others, for what is asked of nearly every word.
    sources: frozenset[str] = field(init=False)  # every word that tells of a source
    triggers: frozenset[str] = field(init=False)  # every word a cue may begin with
    pronouns: frozenset[str] = field(init=False)  # in the nominative
    plain: frozenset[str] = field(init=False)  # without a capital in headlines too
    function: frozenset[str] = field(init=False)  # that have a capital only where they begin a sentence
    opening: frozenset[str] = field(init=False)  # that are no name where they have a capital before one
    outside: frozenset[str] = field(init=False)  # that, in lower case, are no part of a noun phrase
    times: frozenset[str] = field(init=False)  # days by their names, and by "today"
    shortened: frozenset[str] = field(init=False)  # titles with a full stop of their own

    def __post_init__(self) -> None:
        sources = self.according_after.union(self.viewpoint, (parts[0] for parts in self.according))
        sources |= {"words"}  # "in Holm's words"
        titles = self.titles | self.titles_m | self.titles_f
        pronouns = self.he | self.she | self.they | self.i
        plain = self.joints | self.determiners | self.prepositions
        times = self.today | self.yesterday | frozenset(self.days)
        made = {
            "sources": sources,
            "triggers": self.says | self.calls | self.saying | self.frames.keys() | sources | self.polls,
            "pronouns": pronouns,
            "plain": plain,
            "function": plain | pronouns | self.that | self.fillers | self.linking | self.saying | self.so,
            "opening": plain | pronouns | self.fillers | self.says | frozenset(self.days),
            "outside": plain | self.verbs | self.linking | self.saying | (self.says - self.nouns) | {"to"},
            "times": times,
            "shortened": frozenset(title for title in titles if title.endswith(".")),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)


TABLES = {  # ISO 639-1 → file of tables/
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "uk": "ukrainian",
    "ru": "russian",
    "ar": "arabic",
}


@cache
def words(language: str | None) -> Words:
    """The table of a language, read when first asked for.

    One without a table gets English, which does no harm there but tells nothing either.

    >>> "sagte" in words("de").says
    True
    """
    own = language is None or language in TABLES
    table: Words = import_module(f"index.extract.tables.{TABLES.get(language or 'en', 'english')}").WORDS
    return replace(table, code=language or "en", own=own)


def forms(stems: str, endings: str, before: str = "-") -> frozenset[str]:
    """Every stem with every ending, and every beginning, "-" being none: the regular verbs of a language.

    >>> sorted(forms("dit parl", "e -"))
    ['dit', 'dite', 'parl', 'parle']
    """
    return frozenset(
        (beginning + stem + ending).replace("-", "")
        for beginning in before.split()
        for stem in stems.split()
        for ending in endings.split()
    )


def bag(text: str) -> frozenset[str]:
    """The words of a text as a set: how the tables are written."""
    return frozenset(text.split())
