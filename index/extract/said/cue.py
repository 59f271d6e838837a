"""A cue: the words that tell that somebody says something, and who."""

from __future__ import annotations

from typing import NamedTuple

from index.extract.who.phrases import Subject


class Cue(NamedTuple):
    """A cue of a sentence and its speaker, as tokens; `first` and `last` bound the cue with its subject."""

    verb: int
    subject: Subject | None  # None: shared with the cue or the clause before
    first: int
    last: int  # exclusive
    rule: str  # a key of confidence.SHARES
    clause: bool  # whether the verb takes a clause, not just a few words
    speech: bool = True  # False: a thought, a wish, a noun, which what stands in marks does not belong to
