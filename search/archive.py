"""What there is to know of an archive besides its answers: how it stands, a speaker's names and their words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache

from index import published
from index.names import name_key
from index.record import Record
from index.tokens import folded_words, inflection
from search import engines
from search.find import every, find
from search.query import Query
from search.results import Quotation

HEARD = 300  # quotations of a question that are looked at for their words; more change few of them
SHORT = 3  # letters: words as short as this hardly tell what is talked of
CANDIDATES = 60  # words that are looked up; a frequent one takes a millisecond in a million articles
TIMES = 3  # so much oftener than everywhere must a word be said
TOLD = 10  # words


def version(location: str) -> str:
    """What changes with each publication; "" while nothing is published."""
    return published.version(location)


def state(location: str) -> Record:
    """What the index knows of its making; raises EngineError."""
    return _state(location, version(location))


@lru_cache(maxsize=2)  # of a large archive, reading its names takes seconds
def _state(location: str, version: str) -> Record:
    return published.record(location)


def refused(location: str, most: int) -> list[tuple[str, str]]:
    """The first files and articles that could not be read: path and reason of each; raises EngineError."""
    return _refused(location, most, version(location))


@lru_cache(maxsize=2)
def _refused(location: str, most: int, version: str) -> list[tuple[str, str]]:
    return [(path, reason) for _, path, reason in published.refused(location)[:most]]


def speaker(location: str, name: str) -> tuple[str, ...]:
    """Every name by which the archive knows a speaker, the one it shows first; none where it quotes nobody so called.

    Raises EngineError.
    """
    said = find(Query(filters=(("speaker", name),), quotes=True, limit=1), location)
    names = engines.opened(location).names
    known = [hit.speaker for hit in said.hits if isinstance(hit, Quotation) and hit.speaker]
    # A name that nobody has finds those with its words in them.
    return names.variants(known[0]) if known and name_key(known[0]) == name_key(names.means(name)) else ()


def telling(location: str, query: Query) -> list[str]:
    """The words that the quotations of a question have much oftener than all quotations do, the most telling first.

    Raises EngineError.
    """
    heard: Counter[str] = Counter()  # inflection class → quotations
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    hits = list(every(query, location, limit=HEARD))
    for hit in hits:
        assert isinstance(hit, Quotation) and hit.article
        words = {word for word in folded_words(hit.quote) if word.isalpha() and len(word) > SHORT}
        classes = {word: inflection(word, hit.article.language) for word in words}
        heard.update(set(classes.values()))
        for word, of in classes.items():
            spelt[of][word] += 1
    everywhere = find(Query(quotes=True, limit=0), location).total
    worth: dict[str, float] = {}
    for of, here in heard.most_common(CANDIDATES):
        [(word, _)] = spelt[of].most_common(1)
        there = find(Query(word, quotes=True, limit=0), location).total
        times = here / len(hits) * everywhere / max(there, here)
        if here > 1 and times > TIMES:
            worth[word] = here * math.log(times)
    return sorted(worth, key=lambda word: (-worth[word], word))[:TOLD]
