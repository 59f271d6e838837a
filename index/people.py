"""One speaker, one name: which names of an archive are the same person's, on the evidence of the archive itself.

What speakers an article has is noted when it is read (`sightings`) and kept with the record of its file; from all of
it `names_of` counts anew at the end of every run, so that an update gives what a build would. The user's corrections
come first, then the rules of namesakes.py; the result does not depend on the order of what is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from sys import intern

from index.corrections import NONE, Corrections
from index.document import speakers_of
from index.extract.who import names as within
from index.model import Article
from index.names import Names, name_key
from index.namesakes import CORRECTION, PLAIN, RULES, Groups, Known
from index.record import Held, Sighting


def sightings(article: Article) -> tuple[Sighting, ...]:
    """The speakers of an article as they are counted: each name once."""
    places = {mention.text for mention in article.mentions}
    found = {name: Sighting(name, "other" if within.is_body(name.split()) else "person") for name in article.speakers}
    for quote in article.quotes:
        for name in speakers_of([quote]):
            known = found.get(name, Sighting(name))
            kind = known.kind
            if quote.speaker_type == "person":
                kind = "person"
            elif not kind and (quote.speaker_type != "unknown" or name in places):
                kind = "other"
            found[name] = Sighting(name, kind, known.role or quote.role or "")
    return tuple(found.values())


def names_of(articles: Iterable[Held], corrections: Corrections = NONE) -> Names:
    """Which names stand for which others in an archive of these articles."""
    known: dict[str, Known] = {}
    for article in articles:
        for sighting in article.speakers:
            key = name_key(sighting.name)
            one = known.get(key)
            if one is None:
                one = known[key] = Known(key, sighting.name)
            one.met(sighting.name, sighting.kind, _words_of(sighting.role), article.language)
    groups = _corrected(known, corrections)
    known = {key: known[key] for key in sorted(known)}
    for rule, pairs in RULES.items():
        for name, same in pairs(known, groups):
            groups.join(name, same, rule)
    merged: dict[str, tuple[str, str]] = {}
    for key, one in known.items():
        canonical = _shown(known, groups, key)
        other = name_key(canonical)
        rule = "spelling" if other == key else groups.reason(key) or groups.reason(other)
        merged |= {name: (canonical, rule) for name in one.spellings if name != canonical}
    return Names(merged)


@lru_cache(maxsize=1 << 14)
def _words_of(role: str) -> Counter[str]:
    """The words of a role that tell something, each once."""
    return Counter(map(intern, set(name_key(role).split()) - PLAIN))


def _corrected(known: dict[str, Known], corrections: Corrections) -> Groups:
    """The groups that the user's corrections make; an alias is among the known names, though no article has it."""
    groups = Groups(
        fixed={name_key(name): name for _, name in corrections.aliases},
        apart={frozenset((name_key(one), name_key(other))) for one, other in corrections.apart},
    )
    for alias, name in corrections.aliases:
        for written in (alias, name):
            known.setdefault(name_key(written), Known(name_key(written), written)).spelt(written, 0)
        groups.join(name_key(name), name_key(alias), CORRECTION)
    return groups


def _shown(known: dict[str, Known], groups: Groups, key: str) -> str:
    """The name that stands for a group: the user's choice, else the most frequent of those that are whole."""
    members = groups.of(key)
    for member in members:
        if member in groups.fixed:
            return groups.fixed[member]
    best = max(members, key=lambda one: (groups.reason(one) not in ("title", "surname"), known[one].articles, one))
    return known[best].shown
