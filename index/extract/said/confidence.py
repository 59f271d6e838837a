"""How sure an attribution is: the share of its rule, less where the speaker has no name or the words are few.

The shares are those measured on PolNeAR, the worse half of its articles, a quotation that is none counting as
wrong (benchmarks/quotes.py, docs/extraction.md); above 0.8 stands only what was right 95 times in 100.
"""

from __future__ import annotations

SHARES = {  # by rule
    "subject-verb": 0.97,  # Anna Holm said
    "verb-subject": 0.95,  # “No,” said Anna Holm
    "continued": 0.95,  # the paragraph's other quotation has a speaker
    "beside": 0.9,  # a name right beside a quotation, with a verb no table knows
    "according": 0.9,
    "preceding": 0.79,  # the sentence before is about somebody: Anna Holm shrugged. “No.”
    "participle": 0.79,  # a verb that shares its subject: "and added", "calling it"
    "signed": 0.75,  # “No.” — Anna Holm
    "colon": 0.65,  # Anna Holm: “No.”
    "noun": 0.6,  # Anna Holm's claim that
    "carried": 0.45,  # a paragraph without a cue after one with a speaker
    "subject": 0.45,  # the sentence's subject, whatever its verb
    "asked": 0.3,  # "asked about it, …": by whom is not said
    "hearsay": 0.3,  # "is expected to": nobody in particular says so
    "none": 0.05,
}
RESOLVED = {"title": 0.81, "pronoun": 0.78}  # of that, for "the envoy" and "she"
SHARED = 0.75  # of that, where a participle shares a speaker without a name: often it is not that one
SHORT = 4  # words in marks: fewer may be no words of anybody's
FEW = 0.8  # of that, for these
CLAUSE = 0.8  # of that, for a clause without marks all around: its end is a guess
THING = 0.6  # the same for a noun phrase: "praised the port"


def confidence(rule: str, resolution: str | None, quoted: int | None, part: float = 1) -> float:
    """How sure a statement's speaker is; `quoted` words stand in marks (None: no matter), `part` is CLAUSE or THING.

    >>> confidence("subject-verb", "name", 12)
    0.97
    """
    share = SHARES[rule] * part * RESOLVED.get(resolution or "", 1)
    if rule == "participle" and resolution in RESOLVED:
        share *= SHARED
    if quoted is not None and quoted < SHORT:
        share *= FEW
    return round(share, 2)
