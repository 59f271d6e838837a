"""Who is said to speak in a sentence: each verb of speech with its subject, by named rules."""

from __future__ import annotations

from typing import NamedTuple

from index.extract import subjects
from index.extract.sentences import Sentence
from index.extract.subjects import Subject
from index.extract.words import Words


class Cue(NamedTuple):
    """A cue of a sentence and its speaker, as tokens; `first` and `last` bound the cue with its subject."""

    verb: int
    subject: Subject | None  # None: shared with the cue or the clause before
    first: int
    last: int  # exclusive
    rule: str  # "subject-verb", "verb-subject", "participle", "according", "colon"
    clause: bool  # whether the verb takes a clause, not just a few words


def cues(sentence: Sentence, words: Words) -> list[Cue]:
    """The cues of a sentence in order."""
    found: list[Cue] = []
    for i, token in enumerate(sentence):
        if token.kind not in ("word", "name"):
            continue
        lower = token.lower
        cue = None
        if lower in words.says or lower in words.calls:
            cue = _verb(sentence, i, words, lower in words.says)
        elif lower in words.saying:
            cue = _participle(sentence, i, words)
        if cue is None:
            cue = _according(sentence, i, words)
        if cue is not None:
            found.append(cue)
    if not found:
        found += _colon(sentence, words)
    return found


def _verb(sentence: Sentence, i: int, words: Words, clause: bool) -> Cue | None:
    lower = sentence[i].lower
    before = sentence[i - 1].lower if i else ""
    if before in words.determiners or sentence[i - 1].kind == "possessive" if i else False:
        return None  # "his call", "the report": a noun
    if before in words.passive and lower not in ("quoted", "said") and clause is False:
        return None
    if before in words.passive and lower in ("told", "asked", "believed", "expected", "charged", "reported", "called"):
        return None
    subject = subjects.before(sentence, i, words) if not _opens_inversion(sentence, i) else None
    if subject is None:
        inverted = subjects.after(sentence, i, words) if _may_invert(sentence, i, words) else None
        if inverted is not None:
            return Cue(i, inverted, i, inverted.last, "verb-subject", clause)
        if sentence[i].kind == "name" and i > 0:
            return None
        return Cue(i, None, i, i + 1, "participle", clause)
    return Cue(i, subject, subject.first, i + 1, "subject-verb", clause)


def _participle(sentence: Sentence, i: int, words: Words) -> Cue | None:
    before = sentence[i - 1].lower if i else ""
    if before in words.determiners or (before in ("of", "in", "for") and before != "by"):
        return None
    if before in words.passive:  # "is calling for"
        subject = subjects.before(sentence, i - 1, words)
        if subject is not None:
            return Cue(i, subject, subject.first, i + 1, "subject-verb", False)
    if before == "as":  # "was quoted as saying"
        j = i - 2
        while j >= 0 and (sentence[j].lower in ("quoted", "cited") or sentence[j].lower in words.passive):
            j -= 1
        subject = subjects.ending(sentence, j, words) if j < i - 2 else None
        if subject is not None:
            return Cue(i, subject, subject.first, i + 1, "subject-verb", True)
    return Cue(i, None, i, i + 1, "participle", False)


def _according(sentence: Sentence, i: int, words: Words) -> Cue | None:
    lower = sentence[i].lower
    for phrase in words.according:
        parts = phrase.split()
        if lower == parts[0] and [t.lower for t in sentence[i : i + len(parts)]] == parts:
            last = i + len(parts) - 1
            subject = subjects.after(sentence, last, words)
            if subject is not None:
                return Cue(last, subject, i, subject.last, "according", True)
    if lower in words.according_after:
        subject = subjects.ending(sentence, i - 1, words)
        if subject is not None:
            return Cue(i, subject, subject.first, i + 1, "according", True)
    return None


def _colon(sentence: Sentence, words: Words) -> list[Cue]:
    """ "Holm: “No.”": a short phrase before a colon before a quotation."""
    for i, token in enumerate(sentence[:12]):
        if token.text == ":" and i + 1 < len(sentence) and sentence[i + 1].kind == "quoted":
            subject = subjects.ending(sentence, i - 1, words)
            if subject is not None and subject.first == 0:
                return [Cue(i, subject, 0, i + 1, "colon", True)]
    return []


def _opens_inversion(sentence: Sentence, i: int) -> bool:
    """Whether a quotation stands right before the verb, with or without a comma."""
    j = i - 1
    if j >= 0 and sentence[j].text in (",", "–", "—", "-", "،"):
        j -= 1
    return j >= 0 and sentence[j].kind == "quoted"


def _may_invert(sentence: Sentence, i: int, words: Words) -> bool:
    return (
        i == 0
        or words.uncased
        or words.nouns_capital
        or _opens_inversion(sentence, i)
        or sentence[i - 1].text in (",", "–", "—", "-")
        or sentence[i - 1].lower in ("as", "comme", "como", "як", "как", "wie", "hat", "a")
    )
